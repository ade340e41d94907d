"""What the run may rely on, whatever the channel: the fake and the real adapters keep the same promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.deliver import EmailChannel, EmailSettings, FileChannel, Format, Security
from pipeline.errors import DeliverError
from pipeline.run.ports import Channel
from tests.deliver.mail_server import Mailbox, mail_server, text_of
from tests.deliver.parcels import parcel
from tests.fakes.channel import CollectingChannel

RECIPIENT = "anna@example.org"


@dataclass
class Case:
    """A channel, how to see what reached the other side, and the same channel when it cannot deliver."""

    channel: Channel
    texts: Callable[[], list[str]]
    broken: Channel


@contextmanager
def fake(_: Path) -> Iterator[Case]:
    channel = CollectingChannel()
    broken = CollectingChannel(failures=(DeliverError("a list", "is full"),))
    yield Case(channel, lambda: [one.text for one in channel.parcels], broken)


@contextmanager
def files(folder: Path) -> Iterator[Case]:
    (folder / "file").write_text("no folder")
    target = folder / "digests"
    channel = FileChannel(target, [Format.TEXT])

    def texts() -> list[str]:
        return [path.read_text(encoding="utf-8") for path in sorted(target.glob("20*.txt"))]

    yield Case(channel, texts, FileChannel(folder / "file"))


@contextmanager
def email(_: Path) -> Iterator[Case]:
    mailbox, refusing = Mailbox(), Mailbox({RECIPIENT: f"550 {RECIPIENT} unknown"})
    with mail_server(mailbox) as port, mail_server(refusing) as refusing_port:

        def texts() -> list[str]:
            return [text_of(letter) for letter in mailbox.letters]

        yield Case(_email(port), texts, _email(refusing_port))


def _email(port: int) -> EmailChannel:
    return EmailChannel(
        EmailSettings(
            host="127.0.0.1",
            port=port,
            sender="digest@example.org",
            recipients=(RECIPIENT,),
            security=Security.NONE,
            password="secret",
        )
    )


@pytest.fixture(params=[fake, files, email])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    with request.param(tmp_path) as made:
        yield made


def test_a_delivered_parcel_is_on_the_other_side(case: Case) -> None:
    case.channel.deliver(parcel("2026-11-21", "one\n"), lambda: None)
    case.channel.deliver(parcel("2026-11-22", "two\n"), lambda: None)
    assert case.texts() == ["one\n", "two\n"]


def test_sending_is_called_at_most_once_and_before_anything_arrived(case: Case) -> None:
    arrived: list[int] = []
    case.channel.deliver(parcel(), lambda: arrived.append(len(case.texts())))
    assert arrived in ([], [0])


def test_a_failure_is_a_deliver_error_and_nothing_was_announced(case: Case) -> None:
    announced: list[str] = []
    with pytest.raises(DeliverError) as caught:
        case.broken.deliver(parcel(), lambda: announced.append("sending"))
    assert not caught.value.uncertain
    assert announced == []
    assert RECIPIENT not in str(caught.value)


def test_name_and_target_tell_where_it_goes_but_not_to_whom(case: Case) -> None:
    assert case.channel.name
    assert case.channel.target
    assert RECIPIENT not in case.channel.target
    assert "secret" not in case.channel.target
