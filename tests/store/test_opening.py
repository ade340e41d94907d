"""Every way a database can be unusable is said in one sentence, with what to do."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.errors import Lasting, StoreError
from pipeline.store import database, open_store
from tests.contracts.storing import NOW


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
    path = tmp_path / "places.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmark (id INTEGER)")
    assert "belongs to another program: it has a table 'bookmark'" in refusal(f"sqlite:///{path}").reason
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmark",)]


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
