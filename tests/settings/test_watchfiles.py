"""The files of a watch are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ProfileError
from pipeline.settings import WatchFiles


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    files = WatchFiles(tmp_path / "watch")
    assert files.load() == (None, None)
    files.save("entidades: [Perú, 페루]\n", "b\n")
    assert files.load() == ("entidades: [Perú, 페루]\n", "b\n")
    assert sorted(path.name for path in (tmp_path / "watch").iterdir()) == ["profile.yaml", "proposals.yaml"]


def test_a_file_whose_text_is_the_same_is_left_alone(tmp_path: Path) -> None:
    files = WatchFiles(tmp_path)
    files.save("a\n", "b\n")
    before = (tmp_path / "profile.yaml").stat().st_ino
    files.save("a\n", "c\n")
    assert (tmp_path / "profile.yaml").stat().st_ino == before
    assert files.load() == ("a\n", "c\n")


def test_a_profile_that_is_no_text_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProfileError, match="not UTF-8"):
        WatchFiles(tmp_path).load()


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "watch").write_text("a file where the folder should be")
    with pytest.raises(ProfileError, match="cannot be"):
        WatchFiles(tmp_path / "watch").save("a", "b")
