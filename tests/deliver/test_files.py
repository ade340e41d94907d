from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.deliver import FileChannel, Format
from pipeline.errors import DeliverError, Lasting
from tests.deliver.parcels import parcel


def never() -> None:
    pytest.fail("files can be written twice, so nothing needs to be announced")


def test_writes_every_coat_and_the_latest_once_more(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "digests"
    FileChannel(folder).deliver(parcel(), never)
    names = {f"{name}.{suffix}" for name in ("2026-11-21", "latest") for suffix in ("html", "txt", "md", "json")}
    assert {path.name for path in folder.iterdir()} == names
    assert (folder / "2026-11-21.txt").read_text(encoding="utf-8") == parcel().text
    assert (folder / "latest.html").read_text(encoding="utf-8") == parcel().html


def test_writes_only_the_chosen_formats(tmp_path: Path) -> None:
    FileChannel(tmp_path, [Format.MARKDOWN]).deliver(parcel(), never)
    assert {path.name for path in tmp_path.iterdir()} == {"2026-11-21.md", "latest.md"}


def test_keeps_older_digests_and_moves_latest_on(tmp_path: Path) -> None:
    channel = FileChannel(tmp_path, [Format.TEXT])
    channel.deliver(parcel("2026-11-21", "one\n"), never)
    channel.deliver(parcel("2026-11-22", "two\n"), never)
    assert (tmp_path / "2026-11-21.txt").read_text(encoding="utf-8") == "one\n"
    assert (tmp_path / "latest.txt").read_text(encoding="utf-8") == "two\n"


def test_a_past_window_digested_again_is_not_the_latest(tmp_path: Path) -> None:
    channel = FileChannel(tmp_path, [Format.TEXT])
    channel.deliver(parcel("2026-11-22", "two\n"), never)
    channel.deliver(replace(parcel("2026-11-21-rerun", "one\n"), repeated=True), never)
    assert (tmp_path / "2026-11-21-rerun.txt").read_text(encoding="utf-8") == "one\n"
    assert (tmp_path / "latest.txt").read_text(encoding="utf-8") == "two\n"


@pytest.mark.parametrize("formats", [[Format.TEXT], [Format.TEXT, Format.JSON]], ids=["as before", "with one more"])
def test_an_older_digest_sent_late_is_not_the_latest(tmp_path: Path, formats: list[Format]) -> None:
    newer = parcel("2026-11-22", "two\n")
    older = replace(parcel("2026-11-21", "one\n"), date=newer.date - timedelta(hours=11))
    FileChannel(tmp_path, [Format.TEXT]).deliver(newer, never)
    FileChannel(tmp_path, formats).deliver(older, never)
    assert (tmp_path / "2026-11-21.txt").read_text(encoding="utf-8") == "one\n"
    assert (tmp_path / "latest.txt").read_text(encoding="utf-8") == "two\n"
    assert not (tmp_path / "latest.json").exists()


def test_the_latest_digest_sent_again_is_written_again(tmp_path: Path) -> None:
    FileChannel(tmp_path, [Format.TEXT]).deliver(parcel(), never)
    FileChannel(tmp_path).deliver(parcel(), never)
    assert (tmp_path / "latest.html").read_text(encoding="utf-8") == parcel().html


def test_files_may_be_read_as_the_umask_allows(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        FileChannel(tmp_path, [Format.HTML]).deliver(parcel(), never)
    finally:
        os.umask(before)
    assert (tmp_path / "latest.html").stat().st_mode & 0o777 == 0o644


def test_a_file_where_the_folder_should_be_is_told_with_a_remedy(tmp_path: Path) -> None:
    blocked = tmp_path / "digests"
    blocked.write_text("in the way")
    with pytest.raises(DeliverError) as caught:
        FileChannel(blocked).deliver(parcel(), never)
    assert caught.value.remedy
    assert not caught.value.uncertain
    assert caught.value.lasting is Lasting.TEMPORARY


def test_a_failed_write_leaves_the_old_file_and_no_remains(tmp_path: Path) -> None:
    channel = FileChannel(tmp_path, [Format.TEXT])
    (tmp_path / "latest.txt").mkdir()  # cannot be replaced by a file
    with pytest.raises(DeliverError):
        channel.deliver(parcel(), never)
    assert {path.name for path in tmp_path.iterdir()} == {"2026-11-21.txt", "latest.txt"}


@pytest.mark.parametrize("name", ["", "..", "../up", "a/b", "a\\b", ".hidden", "latest", "C:x", "a\0b"])
def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DeliverError) as caught:
        FileChannel(tmp_path).deliver(replace(parcel(), name=name), never)
    assert caught.value.lasting is Lasting.PERMANENT
    assert list(tmp_path.iterdir()) == []
