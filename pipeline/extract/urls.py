"""Addresses, each in one form."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

# Parameters that tell where a reader came from and never what is read: those of the common analytics, advertising and
# mail services, as lists of clean-up tools and the services' own manuals name them. All others stay: many sites carry
# the article's id in one.
_TRACKING_PREFIXES = ("utm_", "mtm_", "piwik_", "matomo_", "hsa_", "at_custom", "itm_", "bsft_", "_hs", "__hs", "cmpid")
_TRACKING_NAMES = (
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id igshid igsh mc_cid mc_eid "
    "mkt_tok oly_anon_id oly_enc_id vero_id wickedid rb_clickid s_cid s_kwcid ef_id epik srsltid __twitter_impression "
    "ga_source ga_medium ga_campaign ga_content ga_term icid ocid ftag _ga _gl ref_src ref_url "
    "at_medium at_campaign at_format xtor xtref traffic_source guccounter guce_referrer guce_referrer_sig "
    "pk_campaign pk_cid pk_content pk_keyword pk_kwd pk_medium pk_source "
    "ns_campaign ns_fee ns_linkname ns_mchannel ns_source wt_mc wt_zmc _openstat hsctatracking mibextid sfnsn "
    "fb_action_ids fb_action_types fb_ref fb_source sc_campaign sc_channel sc_content sc_medium tblci dicbo "
    "_branch_match_id _branch_referrer ml_subscriber ml_subscriber_hash ck_subscriber_id usqp amp_js_v amp_gsa"
)
_TRACKING = frozenset(_TRACKING_NAMES.split())
# Parameters that have other uses as well, and these values only to tell that the reader came from a feed.
_FROM_FEED = frozenset("partner=rss emc=rss ref=rss source=rss src=rss from=rss via=rss cmp=rss feedtype=rss".split())
_PORTS = {"http": 80, "https": 443}
_SITE_PREFIXES = ("www.", "m.", "amp.", "mobile.")
_SAFE_PATH = "/:@!$&'()*+,;=-._~%"
_SAFE_QUERY = _SAFE_PATH + "?"
_HOST_NAME = re.compile("[a-z0-9._-]+")
# Where publishing systems put the mark of an AMP copy: before or after the path, in the file's name (the last is that
# of the system most Korean newspapers use), or in a parameter.
_AMP_PATH = re.compile(
    r"^/amp(?=/.)|(?<=[^/])/amp$|[.]amp(?=[.]html?$|$)|(?<=/articleview)amp(?=[.]html$)", re.IGNORECASE
)
_AMP_QUERY = re.compile(
    r"(?:_|is)?amp(?:=(?:1|true|yes)?)?|amp_markup=1|(?:outputtype|output|view|mode|format|platform)=amp(?:-type)?",
    re.IGNORECASE,
)
# An address that stands by itself and comes out of taking it apart as it went in.
_PLAIN_ADDRESS = re.compile(r"https?://[a-z0-9.-]*[a-z0-9](?:/[!-~]*(?<![?#]))?", re.ASCII)
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_BROKEN_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def normalise_url(url: str) -> str:
    """One form for addresses of one page (RFC 3986, section 6.2); what is no web address comes back stripped.

    Lower-cases scheme and host, writes host names in ASCII, drops the default port, the fragment, a login and tracking
    parameters, writes percent-encoding one way. The scheme stays as given, and so do all other parameters, in order.
    Idempotent, and never raises: half characters, which JSON can name and nothing can write, are dropped.
    """
    url = "".join(url.split()).encode("utf-8", "ignore").decode("utf-8")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return url
    netloc = _ascii_host(host) + (f":{port}" if port is not None and port != _PORTS[scheme] else "")
    path = _drop_dots(_escape(parts.path, _SAFE_PATH)) or "/"  # in this order, for dots may be escaped
    return urlunsplit((scheme, netloc, path, _escape(_drop_tracking(parts.query), _SAFE_QUERY), ""))


def same_site(a: str, b: str) -> bool:
    """Whether two addresses are of one site: equal hosts after dropping www., m., amp. and mobile."""
    return bool(site_of(a)) and site_of(a) == site_of(b)


def address_key(url: str) -> str:
    """What the addresses of one article have in common, for telling that they are one; never fetched nor shown.

    Takes a normalised address. Leaves out the scheme, the prefixes of ``same_site``, a closing slash, the order of the
    parameters, and what marks copies for mobile readers (AMP). What is no web address is its own key. Idempotent, and
    never raises.
    """
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return url
    site = site_of(url)
    if parts.scheme not in _PORTS or not site:
        return url
    path = _AMP_PATH.sub("", parts.path.rstrip("/")) or "/"
    query = "&".join(sorted(pair for pair in parts.query.split("&") if pair and not _AMP_QUERY.fullmatch(pair)))
    return f"{site}{port}{path}{'?' if query else ''}{query}"


def site_of(url: str) -> str:
    """The host without the prefixes that sites give to copies of themselves, "" for what has no host."""
    try:
        host = _ascii_host(urlsplit(url.strip()).hostname or "")
    except ValueError:
        return ""
    while host.startswith(_SITE_PREFIXES) and host.count(".") > 1:
        host = host.partition(".")[2]
    return host


def absolute_url(base: str, link: str) -> str:
    """A link as a web address, "" when it is none; relative ones stand on ``base``."""
    link = "".join(link.split())
    if _PLAIN_ADDRESS.fullmatch(link) and "?#" not in link:
        return link
    try:
        parts = urlsplit(link)
        if not parts.netloc or not parts.scheme:
            parts = urlsplit(urljoin(base, link))
        return parts.geturl() if parts.scheme.lower() in _PORTS and parts.hostname and link else ""
    except ValueError:
        return ""


def _ascii_host(host: str) -> str:
    host = host.lower().rstrip(".")
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        return host
    try:
        name = host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        name = ""
    # The codec takes letters that fall apart into a blank and a mark (a lone macron), and writes the blank.
    return name if _HOST_NAME.fullmatch(name) else quote(host, safe="", errors="replace").lower()


def _drop_dots(path: str) -> str:
    """Resolve ``.`` and ``..`` as RFC 3986, section 5.2.4, does."""
    if "/." not in path:
        return path
    kept: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    ends_in_dots = path.endswith(("/.", "/.."))
    return "/" + "/".join(kept) + ("/" if ends_in_dots and kept else "")


def _drop_tracking(query: str) -> str:
    return "&".join(pair for pair in query.split("&") if pair and not _is_tracking(pair.lower()))


def _is_tracking(pair: str) -> bool:
    name = pair.partition("=")[0]
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES) or pair in _FROM_FEED


def _escape(text: str, safe: str) -> str:
    """Escape what must be, unescape what need not be, and write escapes in upper case."""
    text = _BROKEN_ESCAPE.sub("%25", text)
    return _ESCAPE.sub(_settle_escape, quote(text, safe=safe, errors="replace"))


def _settle_escape(match: re.Match[str]) -> str:
    byte = unquote_to_bytes(match[0])
    return byte.decode("ascii") if byte[0] in _UNRESERVED else match[0].upper()
