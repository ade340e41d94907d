"""Every way a database can be unusable is said in one sentence, with what to do."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest
import sqlalchemy as sa

from pipeline.errors import Lasting, StoreError
from pipeline.run.ports import Store
from pipeline.store import database, open_store
from tests.contracts.storing import NOW, entry, poll
from tests.databases import sqlite_url


def refusal(url: str, *, create: bool = True) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_store(url, create=create)
    return caught.value


def test_a_new_file_is_made_and_found_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / '50 % ñ.db'}"
    with closing(open_store(url)) as store:
        store.runs.start_run("manual", "", "", "", NOW)
    with closing(open_store(url, create=False)) as store:
        assert len(store.runs.runs(9)) == 1


def test_closing_leaves_one_file_that_can_be_copied(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path / 'a.db'}")) as store:
        store.runs.start_run("manual", "", "", "", NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_ends_with_its_store(url: str) -> None:
    for _ in range(2):
        with closing(open_store(url)) as store:
            assert store.runs.runs(9) == ()
            store.runs.start_run("manual", "", "", "", NOW)


def test_without_leave_to_create_a_missing_file_is_an_error(tmp_path: Path) -> None:
    assert "no database yet" in refusal(f"sqlite:///{tmp_path / 'a.db'}", create=False).reason
    assert list(tmp_path.iterdir()) == []


def test_a_look_neither_creates_nor_migrates(bare_url: str) -> None:
    if bare_url.startswith("sqlite"):
        Path(bare_url.removeprefix("sqlite:///")).touch()
    error = refusal(bare_url, create=False)
    assert "still empty, or of an older seedwatch" in error.reason
    assert "seedwatch run" in error.remedy
    with closing(database.Database(database.parse_url(bare_url))) as untouched, untouched.reading() as connection:
        assert sa.inspect(connection).get_table_names() == []


def test_a_look_changes_no_byte_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    for content in (b"", foreign(tmp_path / "places.db").read_bytes()):
        path.write_bytes(content)
        refusal(f"sqlite:///{path}", create=False)
        assert path.read_bytes() == content


def test_a_look_reads_what_is_there(url: str) -> None:
    with closing(open_store(url)) as store:
        store.runs.start_run("manual", "", "", "", NOW)
        with closing(open_store(url, create=False)) as look:
            assert len(look.runs.runs(9)) == 1


def test_who_only_looked_waits_for_nobody_when_closing(tmp_path: Path) -> None:
    with sqlite_url(tmp_path) as url, closing(open_store(url)) as writer:
        look = open_store(url, create=False)
        asked: list[str] = []
        with look.database.engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.set_trace_callback(asked.append)
        look.runs.runs(9)
        with writer.database.writing():
            look.close()
        assert asked
        assert not [statement for statement in asked if "PRAGMA" in statement]


def test_closing_after_writing_counts_rows_for_the_planner(tmp_path: Path) -> None:
    with sqlite_url(tmp_path) as url:
        with closing(open_store(url)) as store:
            poll(cast(Store, store), entry("a"))
            store.judgements.unjudged("w", "p", NOW, None, 9)
        with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
            assert connection.execute("SELECT DISTINCT tbl FROM sqlite_stat1 WHERE tbl = 'article'").fetchall()


def test_closing_after_writing_is_no_failure_while_another_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 20)
    with sqlite_url(tmp_path) as url, closing(open_store(url)) as other:
        store = open_store(url)
        poll(cast(Store, store), entry("a"))
        store.judgements.unjudged("w", "p", NOW, None, 9)
        with other.database.writing():
            store.close()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    error = refusal(f"sqlite:///{tmp_path / 'no' / 'a.db'}")
    assert error.reason == "its folder does not exist"
    assert str(tmp_path / "no") in error.remedy


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_text("minutes of the meeting, " * 100)
    error = refusal(f"sqlite:///{path}")
    assert (error.subject, error.reason) == (str(path), "the file is not an SQLite database")
    assert path.read_text().startswith("minutes")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert refusal(f"sqlite:///{tmp_path}").reason == "the file cannot be opened"


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(open_store(f"sqlite:///{path}")):
        pass
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)
    assert refusal(f"sqlite:///{path}").reason == "the database is damaged"


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = foreign(tmp_path / "places.db")
    content = path.read_bytes()
    assert "belongs to another program: it has a table 'bookmark'" in refusal(f"sqlite:///{path}").reason
    assert path.read_bytes() == content


def foreign(path: Path) -> Path:
    """A database of another program."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmark (id INTEGER)")
    return path


def test_a_database_of_a_newer_program_is_left_alone(url: str) -> None:
    with closing(open_store(url)) as store, store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE seedwatch_schema SET version_num = '9999'")
    error = refusal(url)
    assert "newer seedwatch (schema 9999)" in error.reason
    assert "Update seedwatch" in error.remedy


def test_a_locked_database_can_be_read_and_be_written_later(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 20)
    with closing(open_store(url)) as store, closing(open_store(url)) as other:
        with other.database.writing(), pytest.raises(StoreError, match="another program is writing") as caught:
            store.runs.start_run("manual", "", "", "", NOW)
        assert caught.value.lasting is Lasting.TEMPORARY
        with other.database.writing():
            assert store.runs.runs(9) == ()
        store.runs.start_run("manual", "", "", "", NOW)
        assert len(other.runs.runs(9)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="rights work differently there")
def test_a_folder_that_may_not_be_written_is_told() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/a.db"
        with closing(open_store(url)):
            pass
        Path(folder, "a.db").chmod(0o444)
        Path(folder).chmod(0o555)
        if root := os.geteuid() == 0:
            os.seteuid(65534)  # root may write everywhere
        try:
            error = refusal(url)
        finally:
            if root:
                os.seteuid(0)
            Path(folder).chmod(0o755)
        assert error.reason in {"writing there is not allowed", "the file cannot be opened"}


@pytest.mark.parametrize("url", ["mysql://host/db", "oracle+x://h", "sqlite+aiosqlite:///x.db"])
def test_other_kinds_of_databases_are_refused(url: str) -> None:
    assert "not supported" in refusal(url).reason


@pytest.mark.parametrize("url", ["", "data/store.db", "://"])
def test_what_is_no_address_is_refused_with_the_right_forms(url: str) -> None:
    assert "sqlite:///path" in refusal(url).remedy


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_means_the_same_driver(scheme: str) -> None:
    assert database.parse_url(f"{scheme}://u:p@h/d").drivername == "postgresql+psycopg"


def test_without_its_driver_postgresql_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    error = refusal("postgresql://u:hidden@localhost/d")
    assert "seedwatch[postgres]" in error.remedy
    assert "hidden" not in str(error)


def test_a_server_that_does_not_answer_is_temporary_and_no_password_is_told() -> None:
    error = refusal("postgresql://u:hidden@127.0.0.1:1/d")
    assert error.lasting is Lasting.TEMPORARY
    assert "hidden" not in str(error)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg:///d?host=127.0.0.1&port=1&user=u&password=hidden",
        "postgresql:///d?host=127.0.0.1&port=1&user=u&sslpassword=hidden&password=hidden",
        "mysql://host/d?user=u&Password=hidden",
    ],
)
def test_a_password_in_the_query_is_not_told_either(url: str) -> None:
    error = refusal(url)
    assert "hidden" not in f"{error} {error.subject} {error.reason} {error.remedy}"
    assert "user=u" in error.subject
