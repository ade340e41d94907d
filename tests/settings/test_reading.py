"""Configuration files: everything wrong is said at once, with file and line, and no secret is ever shown."""

from __future__ import annotations

import contextlib
import re
from datetime import time
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.deliver import EmailSettings
from pipeline.deliver.letter import write_letter
from pipeline.digest import DigestSchedule
from pipeline.errors import SettingsError
from pipeline.fetch import FetchSettings
from pipeline.settings import (
    DigestPlan,
    FetchLimits,
    Settings,
    create_installation,
    masked,
    read_settings,
    settings_hash,
)
from pipeline.settings.kinds import (
    ADDRESS,
    NAME_BEFORE_ADDRESS,
    check_address,
    check_sender,
    parse_duration,
    parse_time_of_day,
)
from tests.deliver.parcels import parcel

SOURCE = "sources:\n  - {id: a-news, name: A News, url: https://a.example/feed}\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    create_installation(tmp_path / "home", "desk")
    return tmp_path / "home"


def write(home: Path, place: str, text: str) -> None:
    path = home / "config" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def faults(home: Path, **environment: str) -> str:
    with pytest.raises(SettingsError) as caught:
        read_settings(home, environment)
    return str(caught.value)


def test_a_new_installation_is_valid_as_it_is(home: Path) -> None:
    settings = read_settings(home, {})
    assert [watch.name for watch in settings.watches] == ["desk"]
    assert settings.watches[0].seeds == home / "seeds" / "desk"
    assert settings.watches[0].digest.at == (time(7),)
    assert settings.database == f"sqlite:///{home / 'data' / 'seedwatch.db'}"


def test_a_new_installation_overwrites_nothing(home: Path) -> None:
    with pytest.raises(SettingsError, match="config folder already"):
        create_installation(home, "desk")


def test_a_folder_without_configuration_says_what_to_do(tmp_path: Path) -> None:
    assert "seedwatch init" in faults(tmp_path)


def test_all_faults_of_all_files_are_told_at_once_with_their_lines(home: Path) -> None:
    write(home, "seedwatch.yaml", "polling:\n  evry: 5m\nfetch:\n  timeout: soon\n")
    write(home, "sources.yaml", "sources:\n  - id: A News\n    name: A\n    url: ftp://a.example/\n")
    write(home, "watches/desk/watch.yaml", "titel: x\n")
    text = faults(home)
    assert "seedwatch.yaml, line 2: polling.evry: unknown key" in text
    assert "seedwatch.yaml, line 4: fetch.timeout: 'soon' is no duration" in text
    assert "sources.yaml, line 2: sources.1.id" in text
    assert "sources.yaml, line 4: sources.1.url: 'ftp://a.example/' is no http or https address" in text
    assert "watch.yaml, line 1: titel: unknown key" in text
    assert "watch.yaml: title: missing" in text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a: [1\n", "not valid YAML"),
        (b"\xff\xfe\xff", "not UTF-8"),
        (b"- 1\n- 2\n", "the file"),
        (b"deliver: {email: {host: x}}\n", "deliver.email.sender: missing"),
        (b'digest: {at: "25:00"}\n', "no time of day"),
        (b"digest: {timezone: Peru/Lima}\n", "no time zone"),
        (b'digest: {at: "07:00", every: 1h}\n', "exclude each other"),
        (b"digest: {days: [someday]}\n", "no weekday"),
        (b"fetch: {allow_private: ['not a net!']}\n", "neither a network"),
        (b"data: 2026-02-30\n", "not valid YAML"),
        (b"data: " + b"[" * 3000 + b"\n", "not valid YAML"),
        (b"data: 'what?'\n", "a data folder cannot have ?"),
        (b"data: ~nobody-of-this-name/x\n", "nobody of this name"),
        (b"deliver: {files: {formats: []}}\n", "deliver.files.formats"),
        (b"deliver: {files: null}\n", "its digest goes nowhere"),
        (b"deliver: {email: {host: '', sender: a@x.org}}\n", "line 1: deliver.email.host"),
        (b"deliver:\n  email:\n    host: x\n    sender: desk\n", "line 4: deliver.email.sender: 'desk' is no sender"),
        (
            b"deliver:\n  email:\n    host: mail.example.org\n    sender: a@x.org\n    user: u\n    security: none\n",
            "line 5: deliver.email.user: its password is not sent over an open line",
        ),
    ],
)
def test_a_faulty_file_is_one_clear_line(home: Path, content: bytes, expected: str) -> None:
    (home / "config" / "seedwatch.yaml").write_bytes(content)
    text = faults(home)
    assert expected in text
    assert "Traceback" not in text


def test_aliases_of_aliases_are_refused_before_they_fill_the_memory(home: Path) -> None:
    lines = ["a: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    write(home, "seedwatch.yaml", "\n".join(lines))
    assert "unfold" in faults(home) or "more than" in faults(home)


def test_an_empty_catalogue_may_be_written_as_nothing_at_all(home: Path) -> None:
    write(home, "sources.yaml", "sources:\n# - id: later\n")
    assert read_settings(home, {}).sources == ()


def test_two_sources_cannot_share_an_id_or_an_address(home: Path) -> None:
    write(home, "sources.yaml", SOURCE + "  - {id: a-news, name: B, url: https://a.example/feed}\n")
    text = faults(home)
    assert "id a-news is used by 2 sources" in text
    assert "url https://a.example/feed is used by 2 sources" in text


def test_disabled_sources_are_known_and_not_among_those_that_are_asked(home: Path) -> None:
    write(home, "sources.yaml", SOURCE + "  - {id: b-news, name: B, url: https://b.example/, enabled: false}\n")
    settings = read_settings(home, {})
    assert [source.id for source in settings.sources] == ["a-news"]
    assert [source.id for source in settings.disabled] == ["b-news"]
    assert [source.id for source in settings.catalogue] == ["a-news", "b-news"]


def test_recipients_without_a_mail_server_are_a_fault(home: Path) -> None:
    write(home, "watches/desk/watch.yaml", "title: T\nto: [desk@example.org]\n")
    assert "no deliver.email" in faults(home)


def test_a_watch_overlays_the_installations_digest(home: Path) -> None:
    write(home, "seedwatch.yaml", 'digest: {at: ["07:00", "18:00"], timezone: America/Lima, language: es}\n')
    write(home, "watches/desk/watch.yaml", "title: T\ndigest: {every: 30s}\n")
    plan = read_settings(home, {}).watches[0].digest
    assert (plan.at, plan.every, plan.timezone, plan.language) == (None, 30, "America/Lima", "es")


@pytest.mark.parametrize(
    "address", ["desk", "a b@x.org", "a,b@x.org", "<a@x.org>", "누구@x.org", "a@누구.org", "a@@x.org"]
)
def test_a_recipient_that_mail_could_not_be_sent_to_is_a_fault(home: Path, address: str) -> None:
    write(home, "watches/desk/watch.yaml", f"title: T\nto:\n  - '{address}'\n")
    assert "watch.yaml, line 3: to.1:" in faults(home)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_a_login_over_an_open_line_is_fine_within_the_machine(home: Path, host: str) -> None:
    write(home, "seedwatch.yaml", f"deliver: {{email: {{host: '{host}', sender: a@x.org, user: u, security: none}}}}\n")
    assert read_settings(home, {}).email


ADDRESSES = st.from_regex(re.compile(ADDRESS, re.ASCII), fullmatch=True)


@given(st.one_of(st.text(), ADDRESSES))
def test_an_address_that_is_accepted_can_be_written_to(address: str) -> None:
    with contextlib.suppress(ValueError):
        accepted = check_address(address)
        assert EmailSettings(host="x", sender="a@x.org", recipients=(accepted,)).recipients == (address,)


@given(st.one_of(st.text(), st.from_regex(NAME_BEFORE_ADDRESS, fullmatch=True)), ADDRESSES)
@example("Desk, Lima ", "a@x.org")
@example('"Desk, Lima" ', "a@x.org")
@example("desk@lima.example ", "a@x.org")
@example(".", "a@x.org")
@example("J. Pérez · 리마 ", "a@x.org")
@example("a\r\nBcc: b@x.org ", "a@x.org")
def test_a_sender_that_is_accepted_can_be_written_from(name: str, address: str) -> None:
    with contextlib.suppress(ValueError):
        sender = check_sender(f"{name}<{address}>")
        assert EmailSettings(host="x", sender=sender, recipients=("b@x.org",)).sender_address == address
        letter = message_from_bytes(write_letter(parcel(), sender), policy=default)
        assert [one.addr_spec for one in letter["From"].addresses] == [address]


def test_what_the_rooms_do_by_themselves_is_what_the_configuration_says() -> None:
    limits, alone = FetchLimits(), FetchSettings()
    seconds = {"timeout", "connect_timeout", "read_timeout", "host_delay"}
    names = FetchLimits.model_fields.keys() - {"contact"}
    assert {name: getattr(limits, name) for name in names} == {
        name: getattr(alone, f"{name}_s" if name in seconds else name) for name in names
    }
    plan, schedule = DigestPlan(), DigestSchedule()
    assert (schedule.days, schedule.every_s, schedule.timezone, schedule.catch_up_s) == (
        *(frozenset(plan.days), plan.every, plan.timezone, plan.catch_up),
    )


def with_mail(home: Path, **environment: str) -> Settings:
    write(home, "seedwatch.yaml", "deliver: {email: {host: localhost, sender: a@example.org, user: u}}\n")
    return read_settings(home, environment)


def test_the_password_comes_from_the_environment_or_a_file_and_is_never_shown(home: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("geheim\n")
    assert with_mail(home, SEEDWATCH_SMTP_PASSWORD="offen").email_password.get_secret_value() == "offen"
    settings = with_mail(home, SEEDWATCH_SMTP_PASSWORD_FILE=str(secret))
    assert settings.email_password.get_secret_value() == "geheim"
    assert "geheim" not in f"{masked(settings)} {settings!r}"


def test_a_secret_file_that_is_missing_is_a_fault(home: Path) -> None:
    assert "SEEDWATCH_SMTP_PASSWORD_FILE: /no/such cannot be read" in faults(
        home, SEEDWATCH_SMTP_PASSWORD_FILE="/no/such"
    )


def test_the_password_in_a_database_url_is_masked(home: Path) -> None:
    settings = read_settings(home, {"SEEDWATCH_DATABASE_URL": "postgresql+psycopg://me:geheim@db/watch"})
    assert "geheim" not in str(masked(settings))
    assert "me:********@db" in str(masked(settings))


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://db/watch?user=me&password=geheim",
        "postgresql+psycopg://me:geheim@db/watch?sslpassword=geheim&sslmode=require",
        "postgresql+psycopg://db:5432/watch?PASSWORD=geh@geheim",
    ],
)
def test_a_password_in_the_query_of_a_database_url_is_masked(home: Path, url: str) -> None:
    shown = masked(read_settings(home, {"SEEDWATCH_DATABASE_URL": url}))["database"]
    assert "geh" not in shown
    assert "watch?" in shown
    assert shown.endswith(url[url.index("&sslmode") :] if "&sslmode" in url else "=********")


def test_two_homes_with_one_configuration_have_one_settings_hash(tmp_path: Path) -> None:
    hashes = set()
    for name in ("here", "there"):
        create_installation(tmp_path / name, "desk")
        hashes.add(settings_hash(read_settings(tmp_path / name, {})))
    assert len(hashes) == 1


def test_the_settings_hash_follows_what_matters_and_not_the_place(home: Path, tmp_path: Path) -> None:
    first = settings_hash(read_settings(home, {}))
    assert settings_hash(read_settings(home, {"SEEDWATCH_DATA": str(tmp_path)})) == first
    write(home, "sources.yaml", SOURCE)
    assert settings_hash(read_settings(home, {})) != first


@given(st.integers(0, 10**5), st.sampled_from("smhd"))
def test_durations_are_seconds(count: int, unit: str) -> None:
    assert parse_duration(f"{count}{unit}") == count * {"s": 1, "m": 60, "h": 3600, "d": 86400}[unit]


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none()))
def test_a_duration_is_read_as_finite_seconds_or_refused(value: object) -> None:
    with contextlib.suppress(ValueError):
        assert 0 <= parse_duration(value) < float("inf")


@given(st.one_of(st.text(), st.integers(), st.booleans(), st.none()))
def test_a_time_of_day_is_read_or_refused(value: object) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(parse_time_of_day(value), time)
