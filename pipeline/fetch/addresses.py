"""What may be asked for: web addresses, read from whatever stands in feeds and redirects."""

from __future__ import annotations

import re
import socket
from ipaddress import IPv6Address
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

import idna

from pipeline.errors import FetchError, Lasting

_MAX_URL_LENGTH = 8_000  # the length RFC 9110, section 4.1, asks everybody to support
_MAX_HOST_LENGTH = 253
_PORTS = {"http": 80, "https": 443}

# Most addresses are written just as they are sent; reading them otherwise takes as long as a small request.
_PLAIN = re.compile(
    r"(https?)://([a-z0-9._-]+)(?::([0-9]{1,5}))?"
    r"(/(?:[\w~!$&'()*+,;=:@-][\w.~!$&'()*+,;=:@-]*/)*(?:[\w~!$&'()*+,;=:@-][\w.~!$&'()*+,;=:@-]*)?"
    r"(?:[?][\w.~!$&'()*+,;=:@/?-]+)?)",
    re.ASCII,
)
_HOST_AND_PORT = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\[\]:]*))(?::([0-9]{0,5}))?")
_HOST_NAME = re.compile(r"(?:[a-z0-9_-]{1,63}[.])*[a-z0-9_-]{1,63}[.]?")
# Spellings of an IPv4 address, among them 2130706433, 0x7f.1 and 0177.0.0.1.
_NUMBERS = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:[.](?:0x[0-9a-f]*|[0-9]+)){0,3}[.]?")
_UNSAFE_IN_PATH = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9._~!$&'()*+,;=:@/%-]")
_UNSAFE_IN_QUERY = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9._~!$&'()*+,;=:@/?%-]")
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
_LOGIN = re.compile(r"(?<=//)[^/?#]*@")


class WebAddress(NamedTuple):
    """An address that may be fetched, in the very characters that are sent. ``str()`` leaves the login out."""

    scheme: str  # http or https
    host: str  # ASCII, lower case; an IPv6 address without its brackets
    port: int
    target: str  # path and query
    login: str = ""  # "user:password" for this origin

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def is_numeric(self) -> bool:
        """Whether the host is a network address, which needs no look-up."""
        return ":" in self.host or bool(_NUMBERS.fullmatch(self.host))

    def __str__(self) -> str:
        return self.origin + self.target


def parse_web_url(url: str) -> WebAddress:
    """Parse an address that may be fetched; raise a permanent ``FetchError`` for any other.

    Only http and https with a host are fetched: no file:, data: or javascript:, wherever the address comes from.
    """
    if len(url) > _MAX_URL_LENGTH:
        raise FetchError(_printable(url[:200]), "the address is too long", lasting=Lasting.PERMANENT)
    url = url.strip()
    try:
        address = _read(url)
    except ValueError as error:
        raise FetchError(_printable(url), "this is no valid web address", lasting=Lasting.PERMANENT) from error
    if address is None:
        scheme = urlsplit(url).scheme
        named = f"{scheme}:" if scheme else "an address without http"
        reason = f"only http and https addresses are fetched, not {named}"
        raise FetchError(_printable(url), reason, lasting=Lasting.PERMANENT)
    if len(address.target) > _MAX_URL_LENGTH:
        raise FetchError(str(address)[:200], "the address is too long", lasting=Lasting.PERMANENT)
    return address


def join_web_url(base: WebAddress, reference: str) -> WebAddress:
    """The address a redirect points to, without any login it names; one to the same origin keeps the login of ``base``.

    Raises ``ValueError`` for what is no address, and a permanent ``FetchError`` for one that may not be fetched.
    """
    joined = urljoin(str(base), reference)
    _read(joined[:_MAX_URL_LENGTH])  # a broken one is the fault of the redirect, not of the address
    target = parse_web_url(joined)
    same = target.origin == base.origin
    return WebAddress(target.scheme, target.host, target.port, target.target, base.login if same else "")


def _read(url: str) -> WebAddress | None:
    """Read an http or https address, None for any other; raise ``ValueError`` for a broken one."""
    if plain := _PLAIN.fullmatch(url):
        scheme, name, digits, target = plain.groups()
        return WebAddress(scheme, _read_host_name(name), _read_port(digits, scheme), target)
    parts = urlsplit(url)
    if parts.scheme not in _PORTS:
        return None
    login, _, place = parts.netloc.rpartition("@")
    # The library finds ::1 in ";[::1]": a host must stand alone.
    found = _HOST_AND_PORT.fullmatch(place)
    if found is None:
        raise ValueError("no host and port")
    literal, name, digits = found.groups()
    host = IPv6Address(literal).compressed if literal else _read_host_name(name)
    path = _without_dots(_escape(_UNSAFE_IN_PATH, parts.path) or "/")
    query = f"?{_escape(_UNSAFE_IN_QUERY, parts.query)}" if parts.query else ""
    port = _read_port(digits, parts.scheme)
    return WebAddress(parts.scheme, host, port, path + query, _read_login(login))


def _read_port(digits: str | None, scheme: str) -> int:
    port = int(digits) if digits else _PORTS[scheme]
    if not 0 < port < 65_536:
        raise ValueError("no such port")
    return port


def _read_host_name(name: str) -> str:
    """A host name as it is looked up; raise ``ValueError`` for one that cannot be."""
    if len(name) > _MAX_HOST_LENGTH:  # also because encoding a name takes the square of its length
        raise ValueError("host name too long")
    # The rules of browsers (UTS 46); the standard library knows only the older ones, which turn ß into ss.
    host = name.lower() if name.isascii() else idna.encode(name, uts46=True).decode("ascii")
    if _NUMBERS.fullmatch(host):
        try:
            return socket.inet_ntoa(socket.inet_aton(host.rstrip(".")))
        except OSError as error:
            raise ValueError("no such IPv4 address") from error
    if not _HOST_NAME.fullmatch(host) or "xn--" in host.split("."):
        raise ValueError("no host name")
    return host


def _read_login(login: str) -> str:
    if not login.strip(":"):
        return ""
    login.encode()  # raises for half a character
    return unquote(login if ":" in login else f"{login}:")


def _escape(unsafe: re.Pattern[str], text: str) -> str:
    """Escape what may not be sent as it is; the HTTP library would turn other escapes into upper case by itself."""
    text = _ESCAPE.sub(lambda found: found[0].upper(), text)
    return unsafe.sub(lambda found: quote(found[0], safe=""), text)


def _without_dots(path: str) -> str:
    """Resolve the steps . and .. of a path (RFC 3986, section 5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    steps = path.split("/")[1:]
    for step in steps:
        if step == "..":
            del kept[-1:]
        elif step != ".":
            kept.append(step)
    if steps[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _printable(url: str) -> str:
    return _LOGIN.sub("", url).encode("utf-8", "backslashreplace").decode("utf-8")
