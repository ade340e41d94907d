from __future__ import annotations

import socket
from typing import Any

import pytest

from pipeline.deliver import EmailChannel, EmailSettings, Security
from pipeline.errors import DeliverError, Lasting
from tests.deliver.mail_server import CERTIFICATE, Mailbox, dying_server, mail_server, text_of
from tests.deliver.parcels import parcel

ANNA, BORIS = "anna@example.org", "boris@example.org"


def channel(port: int, **changes: Any) -> EmailChannel:
    settings: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": port,
        "sender": "News <digest@example.org>",
        "recipients": (ANNA, BORIS),
        "security": Security.NONE,
        "timeout_s": 10.0,
    }
    return EmailChannel(EmailSettings(**(settings | changes)))


def deliver(to: EmailChannel) -> list[str]:
    announced: list[str] = []
    to.deliver(parcel(), lambda: announced.append("sending"))
    return announced


def failure(to: EmailChannel, *, announced: bool) -> DeliverError:
    """Deliver, expect an error and check that it keeps the secrets."""
    calls: list[str] = []
    with pytest.raises(DeliverError) as caught:
        to.deliver(parcel(), lambda: calls.append("sending"))
    assert bool(calls) is announced
    error = caught.value
    assert not any(word in f"{error} {error.__cause__}" for word in ("anna", "boris", "user7", "wrong-word"))
    return error


def test_one_letter_goes_to_all_and_nobody_sees_another() -> None:
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        assert deliver(channel(port)) == ["sending"]
    assert mailbox.recipients == [[ANNA, BORIS]]
    assert b"anna" not in mailbox.raw[0]
    assert b"boris" not in mailbox.raw[0]
    assert mailbox.letters[0]["Message-ID"] == parcel().message_id
    assert text_of(mailbox.letters[0]) == parcel().text  # the line that starts with a dot too


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_protected_line_carries_login_and_letter(security: Security) -> None:
    mailbox = Mailbox()
    starttls = security is Security.STARTTLS
    with mail_server(mailbox, starttls=starttls, tls=not starttls, login=starttls) as port:
        login = {"username": "user7", "password": "right"} if starttls else {}
        deliver(channel(port, security=security, ca_file=CERTIFICATE, **login))
    assert len(mailbox.letters) == 1
    assert mailbox.logins == ([(b"user7", b"right")] if starttls else [])


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_certificate_nobody_vouches_for_is_refused(security: Security) -> None:
    mailbox = Mailbox()
    starttls = security is Security.STARTTLS
    with mail_server(mailbox, starttls=starttls, tls=not starttls) as port:
        error = failure(channel(port, security=security), announced=False)
    assert error.lasting is Lasting.PERMANENT
    assert "ca_file" in error.remedy
    assert mailbox.letters == []


def test_a_server_without_starttls_gets_nothing() -> None:
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        error = failure(channel(port, security=Security.STARTTLS), announced=False)
    assert error.lasting is Lasting.PERMANENT
    assert mailbox.letters == []


def test_a_certificate_file_that_is_none_is_told(tmp_path: Any) -> None:
    with mail_server(Mailbox(), starttls=True) as port:
        to = channel(port, security=Security.STARTTLS, ca_file=tmp_path / "missing.pem")
        assert "missing.pem" in failure(to, announced=False).reason


@pytest.mark.parametrize("password", ["wrong-word", "wrong-wörd"])
def test_a_refused_login_is_for_good_and_keeps_the_secret(password: str) -> None:
    secure = {"security": Security.STARTTLS, "ca_file": CERTIFICATE}
    with mail_server(Mailbox(), starttls=True, login=True) as port:
        error = failure(channel(port, username="user7", password=password, **secure), announced=False)
    assert error.lasting is Lasting.PERMANENT
    assert "wörd" not in str(error)


@pytest.mark.parametrize(
    ("answers", "lasting"),
    [
        ({"MAIL": "451 4.3.0 later"}, Lasting.TEMPORARY),
        ({"MAIL": "550 5.7.1 no"}, Lasting.PERMANENT),
        ({ANNA: f"550 5.1.1 <{ANNA}> unknown", BORIS: f"550 5.1.1 <{BORIS}> unknown"}, Lasting.PERMANENT),
        ({ANNA: f"550 5.1.1 <{ANNA}> unknown", BORIS: f"450 4.2.0 <{BORIS}> greylisted"}, Lasting.TEMPORARY),
    ],
)
def test_a_refused_envelope_is_certain(answers: dict[str, str], lasting: Lasting) -> None:
    with mail_server(Mailbox(answers)) as port:
        error = failure(channel(port), announced=False)
    assert error.lasting is lasting
    assert not error.uncertain


@pytest.mark.parametrize(
    ("answer", "lasting"), [("452 4.3.1 full", Lasting.TEMPORARY), ("554 5.6.0 spam", Lasting.PERMANENT)]
)
def test_a_refused_letter_is_certain(answer: str, lasting: Lasting) -> None:
    with mail_server(Mailbox({"DATA": answer})) as port:
        error = failure(channel(port), announced=True)
    assert error.lasting is lasting
    assert not error.uncertain
    assert answer[:9] in error.reason


def test_a_letter_taken_for_some_is_never_repeated_to_them() -> None:
    mailbox = Mailbox({BORIS: f"550 5.1.1 <{BORIS}> unknown"})
    with mail_server(mailbox) as port:
        error = failure(channel(port), announced=True)
    assert error.uncertain
    assert "1 of 2" in error.reason
    assert "550 5.1.1" in error.reason
    assert mailbox.recipients == [[ANNA]]


@pytest.mark.parametrize(
    ("dies_at", "announced", "uncertain"),
    [("ehlo", False, False), ("mail", False, False), ("rcpt", False, False), ("DATA", True, False), (".", True, True)],
)
def test_a_line_that_breaks_is_uncertain_only_once_the_letter_is_out(
    dies_at: str, announced: bool, uncertain: bool
) -> None:
    with dying_server(dies_at) as port:
        error = failure(channel(port), announced=announced)
    assert error.uncertain is uncertain
    assert error.lasting is Lasting.TEMPORARY


def test_a_rude_goodbye_does_not_undo_a_delivery() -> None:
    mailbox = Mailbox()

    async def rude(*_: Any) -> str:
        return "500 go away"

    mailbox.handle_QUIT = rude  # type: ignore[attr-defined]  # a hook that aiosmtpd looks up by name
    with mail_server(mailbox) as port:
        deliver(channel(port))
    assert len(mailbox.letters) == 1


def test_a_port_where_nobody_listens_is_worth_another_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    error = failure(channel(port), announced=False)
    assert error.lasting is Lasting.TEMPORARY


def test_a_failure_to_note_the_sending_keeps_the_letter_back() -> None:
    mailbox = Mailbox()

    def refuse() -> None:
        raise RuntimeError("the database is gone")

    with mail_server(mailbox) as port, pytest.raises(RuntimeError):
        channel(port).deliver(parcel(), refuse)
    assert mailbox.letters == []
