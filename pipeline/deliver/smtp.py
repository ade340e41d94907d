"""Digests as e-mail over SMTP.

The line between "they do not have it" and "they may have it" is the answer 354 to DATA: what fails before is certain
and may be tried again; once the letter goes out, only the server's last word makes the outcome certain.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from pipeline.deliver.letter import write_letter
from pipeline.deliver.settings import EmailSettings, Security
from pipeline.errors import DeliverError, Lasting
from pipeline.model.digest import Parcel

_ENHANCED = re.compile(rb"\s*([245]\.\d{1,3}\.\d{1,3})\b")  # RFC 3463
_LINE_START_DOT = re.compile(rb"(?m)^\.")


class EmailChannel:
    """Sends each digest as one letter to all recipients, none of whom sees another."""

    name = "email"

    def __init__(self, settings: EmailSettings) -> None:
        self._settings = settings

    @property
    def target(self) -> str:
        return f"{self._settings.host}:{self._settings.port}"

    def deliver(self, parcel: Parcel, sending: Callable[[], None]) -> None:
        """Send the letter; ``sending`` is called just before DATA.

        Raises ``DeliverError``. It is ``uncertain`` when the line broke after the letter went out, and also when some
        recipients were refused: the others have it, so that repeating would send it to them twice.
        """
        letter = write_letter(parcel, self._settings.sender)
        with self._session() as server:
            refused = self._address(server, len(letter))
            sending()
            self._hand_over(server, letter)
        if refused:
            everybody = len(self._settings.recipients)
            reason = (
                f"{everybody - len(refused)} of {everybody} recipients have it, the others were refused ({refused[0]})"
            )
            raise DeliverError(self.target, reason, lasting=Lasting.PERMANENT, uncertain=True)

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        server = self._connect()
        try:
            self._secure(server)
            self._log_in(server)
            yield server
        finally:
            # A letter that was taken stays taken, however rudely the server says goodbye.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _connect(self) -> smtplib.SMTP:
        settings = self._settings
        # The name to greet with is given, since smtplib's own way asks the name server and may hang there.
        greeting = settings.sender_domain
        with self._told("the server cannot be reached"):
            if settings.security is Security.TLS:
                return smtplib.SMTP_SSL(
                    settings.host, settings.port, greeting, timeout=settings.timeout_s, context=self._certificates()
                )
            return smtplib.SMTP(settings.host, settings.port, greeting, timeout=settings.timeout_s)

    def _certificates(self) -> ssl.SSLContext:
        try:
            return ssl.create_default_context(cafile=self._settings.ca_file)
        except OSError as error:
            reason = f"the certificates in {self._settings.ca_file} cannot be read"
            raise DeliverError(self.target, reason, lasting=Lasting.PERMANENT) from error

    def _secure(self, server: smtplib.SMTP) -> None:
        with self._told("the greeting failed"):
            server.ehlo_or_helo_if_needed()
        if self._settings.security is not Security.STARTTLS:
            return
        if not server.has_extn("starttls"):
            raise DeliverError(
                self.target,
                "the server offers no STARTTLS",
                remedy="Check the port, or set security to tls",
                lasting=Lasting.PERMANENT,
            )
        context = self._certificates()
        with self._told("the line could not be protected"):
            server.starttls(context=context)
            server.ehlo_or_helo_if_needed()

    def _log_in(self, server: smtplib.SMTP) -> None:
        if self._settings.username:
            with self._told("the login failed"):
                server.login(self._settings.username, self._settings.password)

    def _address(self, server: smtplib.SMTP, size: int) -> list[str]:
        """Write the envelope; return the answers of those who were refused. Raises when nobody is left."""
        options = [f"SIZE={size}"] if server.has_extn("size") else []
        with self._told("the sender was refused"):
            _demand(server.mail(self._settings.sender_address, options))
        refused: list[tuple[int, bytes]] = []
        for recipient in self._settings.recipients:
            with self._told("the recipients were refused"):
                code, answer = server.rcpt(recipient)
            if code not in {250, 251}:
                refused.append((code, answer))
        if len(refused) == len(self._settings.recipients):
            soonest = min(refused)  # 4xx before 5xx: while one may be taken later, it is worth another try
            raise self._refusal("all recipients were refused", *soonest)
        return [_codes(*answer) for answer in refused]

    def _hand_over(self, server: smtplib.SMTP, letter: bytes) -> None:
        with self._told("the letter was refused"):
            _demand(server.docmd("DATA"), 354)
        with self._told("the line broke while the letter was sent", uncertain=True):
            server.send(_LINE_START_DOT.sub(b"..", letter) + b".\r\n")
            code, answer = server.getreply()
        if code != 250:
            raise self._refusal("the letter was refused", code, answer)

    @contextmanager
    def _told(self, reason: str, *, uncertain: bool = False) -> Iterator[None]:
        """Turn errors of the line into ours. Not chained: an answer may repeat an address or a login."""
        try:
            yield
        except smtplib.SMTPResponseException as error:
            answer = error.smtp_error if isinstance(error.smtp_error, bytes) else error.smtp_error.encode()
            raise self._refusal(reason, error.smtp_code, answer) from None
        except (ssl.SSLCertVerificationError, smtplib.SMTPNotSupportedError, UnicodeError) as error:
            raise DeliverError(
                self.target, f"{reason} ({_why_for_good(error)})", remedy=_remedy(error), lasting=Lasting.PERMANENT
            ) from None
        except (smtplib.SMTPException, OSError) as error:
            detail = f"{reason} ({_why_for_now(error)})"
            raise DeliverError(self.target, detail, lasting=Lasting.TEMPORARY, uncertain=uncertain) from None

    def _refusal(self, reason: str, code: int, answer: bytes) -> DeliverError:
        lasting = Lasting.PERMANENT if code >= 500 else Lasting.TEMPORARY
        return DeliverError(self.target, f"{reason} ({_codes(code, answer)})", lasting=lasting)


def _demand(answer: tuple[int, bytes], wanted: int = 250) -> None:
    if answer[0] != wanted:
        raise smtplib.SMTPResponseException(*answer)


def _codes(code: int, answer: bytes) -> str:
    """Give "550 5.1.1": the server's words are left out, as they often repeat the address."""
    enhanced = _ENHANCED.match(answer)
    return f"{code} {enhanced[1].decode()}" if enhanced else str(code)


def _why_for_good(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"certificate: {error.verify_message}"
    if isinstance(error, UnicodeError):
        return "host, user name or password hold characters that cannot be sent"
    return "the server does not support it"


def _remedy(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "Check the host's name; a private authority's certificate goes into ca_file"
    return ""


def _why_for_now(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return "the server hung up" if isinstance(error, smtplib.SMTPServerDisconnected) else type(error).__name__
