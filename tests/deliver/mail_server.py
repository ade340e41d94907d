"""Real SMTP servers on loopback, well-behaved and otherwise."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

# Self-signed for localhost and 127.0.0.1 until 2126; made with openssl req -x509, worth nothing outside these tests.
CERTIFICATE = Path(__file__).parent / "certificates" / "certificate.pem"
_KEY = Path(__file__).parent / "certificates" / "key.pem"


@dataclass
class Mailbox:
    """What a server took: senders, envelopes' recipients and letters. ``answers`` scripts refusals."""

    answers: dict[str, str] = field(default_factory=dict)  # recipient, "MAIL" or "DATA" -> the server's answer
    recipients: list[list[str]] = field(default_factory=list)
    letters: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)

    async def handle_MAIL(self, _server: Any, _session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.recipients.append(envelope.rcpt_tos)
        self.raw.append(envelope.content)
        letter = message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 OK"

    def log_in(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"right", handled=False)


class _AnyPort(Controller):
    """A controller on a port that the system chooses, which its own start-up check does not foresee."""

    def _trigger_server(self) -> None:
        server: Any = self.server
        self.port = server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd is half typed


@contextmanager
def mail_server(mailbox: Mailbox, *, starttls: bool = False, tls: bool = False, login: bool = False) -> Iterator[int]:
    """Run a server; yield its port."""
    options: dict[str, Any] = {"tls_context": _context()} if starttls else {}
    if login:
        options |= {"authenticator": mailbox.log_in, "auth_required": True, "auth_require_tls": True}
    # 127.0.0.1 by number: a name may lead to ::1 first.
    controller = _AnyPort(mailbox, hostname="127.0.0.1", port=0, ssl_context=_context() if tls else None, **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, _KEY)
    return context


def text_of(letter: EmailMessage) -> str:
    """Read the text part of a letter, whose lines end as mail's do."""
    content: str = next(letter.iter_parts()).get_content()
    return content.replace("\r\n", "\n")


@contextmanager
def dying_server(dies_at: str) -> Iterator[int]:
    """Run a server that hangs up when it meets a line starting with ``dies_at`` ("." is the end of the letter)."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_talk, args=(listener, dies_at.encode()))
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


def _talk(listener: socket.socket, dies_at: bytes) -> None:
    line, _ = listener.accept()
    with line, line.makefile("rwb", buffering=0) as file:
        file.write(b"220 hello\r\n")
        in_letter = False
        while received := file.readline():
            if received.startswith(dies_at):
                return
            if in_letter:
                continue
            in_letter = received.startswith(b"DATA")
            file.write(b"354 go on\r\n" if in_letter else b"250 OK\r\n")
