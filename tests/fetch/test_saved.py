"""Saved articles on disk."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.errors import FetchError
from pipeline.fetch import SavedFolder


def test_a_folder_is_listed_by_name_at_any_depth_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.html", "a.eml", "2026/c.jsonl", ".hidden", ".cache/d.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    os.utime(tmp_path / "a.eml", (0, 1_772_000_000))
    files = SavedFolder().files(str(tmp_path))
    assert [file.name for file in files] == ["2026/c.jsonl", "a.eml", "b.html"]
    assert files[1].modified_at == datetime.fromtimestamp(1_772_000_000, UTC)
    assert [SavedFolder().body(str(tmp_path), file).decode() for file in files] == [file.name for file in files]


def test_a_single_file_is_a_folder_of_one(tmp_path: Path) -> None:
    path = tmp_path / "mail.mbox"
    path.write_bytes(b"From x")
    (file,) = SavedFolder().files(str(path))
    assert (file.name, file.size) == ("mail.mbox", 6)
    assert SavedFolder().body(str(path), file) == b"From x"


@pytest.mark.parametrize("path", ["nowhere", "\x00odd"])
def test_what_is_not_there_is_refused_in_a_sentence(tmp_path: Path, path: str) -> None:
    with pytest.raises(FetchError) as caught:
        SavedFolder().files(str(tmp_path / path))
    assert caught.value.reason


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.jsonl"
    path.touch()
    os.truncate(path, 200_000_000)
    (file,) = SavedFolder().files(str(path))
    with pytest.raises(FetchError, match="larger"):
        SavedFolder().body(str(path), file)


def test_a_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("a")
    (tmp_path / "again").symlink_to(tmp_path)
    assert [file.name for file in SavedFolder().files(str(tmp_path))] == ["a.html"]
