"""How the mail server is reached, checked before anything is sent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.utils import parseaddr
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path

from pipeline.errors import SettingsError

# Deliberately plain: a local part, one @ and a domain, ASCII without blanks. Anything else would need SMTPUTF8.
_ADDRESS = re.compile(r"[!-;=?A-~]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,252}")


class Security(StrEnum):
    """How the line is protected."""

    STARTTLS = "starttls"  # plain at first, then TLS; a server that does not offer it is refused
    TLS = "tls"  # TLS from the first byte
    NONE = "none"  # nothing; a password is then sent to this machine only


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailSettings:
    """A mail server and who gets the digest.

    Raises ``SettingsError``, which names the field and never its value.
    """

    host: str
    sender: str = field(repr=False)  # "digest@example.org" or "News watch <digest@example.org>"
    recipients: tuple[str, ...] = field(repr=False)  # bare addresses
    port: int = 587
    security: Security = Security.STARTTLS
    username: str = field(default="", repr=False)  # "" does not log in
    password: str = field(default="", repr=False)
    ca_file: Path | None = None  # certificates to trust instead of the system's
    timeout_s: float = 30.0

    def __post_init__(self) -> None:
        if not self.host or not 0 < self.port < 65536:
            raise SettingsError("email.host", "a host and a port from 1 to 65535 are needed")
        if not _ADDRESS.fullmatch(self.sender_address) or re.search(r"[\r\n\0]", self.sender):
            raise SettingsError("email.sender", "is no plain e-mail address")
        if not self.recipients or not all(_ADDRESS.fullmatch(address) for address in self.recipients):
            raise SettingsError("email.recipients", "must be one or more plain e-mail addresses, without names")
        if self.username and self.security is Security.NONE and not self.is_local:
            raise SettingsError(
                "email.security", "a password is not sent over an open line", remedy="Use starttls or tls"
            )

    @property
    def sender_address(self) -> str:
        return parseaddr(self.sender)[1]

    @property
    def sender_domain(self) -> str:
        return self.sender_address.rpartition("@")[2]

    @property
    def is_local(self) -> bool:
        """Whether the server is on this very machine."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host.lower() == "localhost"
