from __future__ import annotations

from typing import Any

import pytest

from pipeline.deliver import EmailSettings, Security
from pipeline.errors import SettingsError

GOOD: dict[str, Any] = {"host": "mail.example.org", "sender": "a@example.org", "recipients": ("b@example.org",)}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"host": ""}, "email.host"),
        ({"port": 0}, "email.host"),
        ({"sender": "nobody"}, "email.sender"),
        ({"sender": "a@example.org\r\nBcc: x@example.org"}, "email.sender"),
        ({"recipients": ()}, "email.recipients"),
        ({"recipients": ("secret@example.org>\r\nDATA",)}, "email.recipients"),
        ({"recipients": ("누구@example.org",)}, "email.recipients"),
        ({"security": Security.NONE, "username": "u", "password": "secret"}, "email.security"),
    ],
)
def test_wrong_settings_name_the_field_and_never_its_value(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(SettingsError) as caught:
        EmailSettings(**(GOOD | wrong))
    assert caught.value.subject == field
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_a_password_may_go_over_an_open_line_within_the_machine(host: str) -> None:
    assert EmailSettings(
        **(GOOD | {"host": host, "security": Security.NONE, "username": "u", "password": "p"})
    ).is_local


def test_printed_settings_show_neither_password_nor_addresses() -> None:
    shown = repr(EmailSettings(**(GOOD | {"username": "user7", "password": "secret"})))
    assert not any(word in shown for word in ("secret", "user7", "a@", "b@"))
