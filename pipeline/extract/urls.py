"""Addresses, each in one form."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

# Parameters that tell where a reader came from and never what is read: those of the common analytics, advertising and
# mail services, as lists of clean-up tools and the services' own manuals name them. All others stay: many sites carry
# the article's id in one.
_TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "at_custom", "ns_", "stm_", "_hs", "cmpid")
_TRACKING_NAMES = (
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id igshid igsh mc_cid mc_eid "
    "mkt_tok oly_anon_id oly_enc_id vero_id wickedid rb_clickid s_cid s_kwcid ef_id epik srsltid __twitter_impression "
    "ga_source ga_medium ga_campaign ga_content ga_term icid ito smid ocid ftag _ga _gl ref_src ref_url "
    "at_medium at_campaign at_format xtor xtref traffic_source guccounter guce_referrer guce_referrer_sig"
)
_TRACKING = frozenset(_TRACKING_NAMES.split())
_PORTS = {"http": 80, "https": 443}
_SITE_PREFIXES = ("www.", "m.", "amp.", "mobile.")
_SAFE_PATH = "/:@!$&'()*+,;=-._~%"
_SAFE_QUERY = _SAFE_PATH + "?"
_HOST_NAME = re.compile("[a-z0-9._-]+")
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
    path = _escape(_drop_dots(parts.path) or "/", _SAFE_PATH)
    return urlunsplit((scheme, netloc, path, _escape(_drop_tracking(parts.query), _SAFE_QUERY), ""))


def same_site(a: str, b: str) -> bool:
    """Whether two addresses are of one site: equal hosts after dropping www., m., amp. and mobile."""
    return bool(site_of(a)) and site_of(a) == site_of(b)


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
    try:
        joined = urljoin(base, link)
        parts = urlsplit(joined)
        return joined if parts.scheme.lower() in _PORTS and parts.hostname and link else ""
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
    return "&".join(pair for pair in query.split("&") if pair and not _is_tracking(pair.partition("=")[0].lower()))


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)


def _escape(text: str, safe: str) -> str:
    """Escape what must be, unescape what need not be, and write escapes in upper case."""
    text = _BROKEN_ESCAPE.sub("%25", text)
    return _ESCAPE.sub(_settle_escape, quote(text, safe=safe, errors="replace"))


def _settle_escape(match: re.Match[str]) -> str:
    byte = unquote_to_bytes(match[0])
    return byte.decode("ascii") if byte[0] in _UNRESERVED else match[0].upper()
