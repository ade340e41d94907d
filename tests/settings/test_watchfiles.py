"""The files of a watch are written whole or not at all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.errors import ProfileError
from pipeline.settings import WatchFiles


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    files = WatchFiles(tmp_path / "watch")
    assert files.load() == (None, None)
    files.save("entidades: [Perú, 페루]\n", "b\n", instead_of=(None, None))
    assert files.load() == ("entidades: [Perú, 페루]\n", "b\n")
    assert sorted(path.name for path in (tmp_path / "watch").iterdir()) == ["profile.yaml", "proposals.yaml"]


def test_a_file_whose_text_is_the_same_is_left_alone(tmp_path: Path) -> None:
    files = WatchFiles(tmp_path)
    files.save("a\n", "b\n", instead_of=(None, None))
    before = (tmp_path / "profile.yaml").stat().st_ino
    files.save("a\n", "c\n", instead_of=files.load())
    assert (tmp_path / "profile.yaml").stat().st_ino == before
    assert files.load() == ("a\n", "c\n")


def test_a_profile_that_is_no_text_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProfileError, match="not UTF-8"):
        WatchFiles(tmp_path).load()


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "watch").write_text("a file where the folder should be")
    with pytest.raises(ProfileError, match="cannot be"):
        WatchFiles(tmp_path / "watch").save("a", "b", instead_of=(None, None))


def test_the_mark_and_the_line_ends_of_an_editor_stay(tmp_path: Path) -> None:
    written = "\ufeffschema: 1\r\nentities: []\r\n"
    (tmp_path / "profile.yaml").write_bytes(written.encode())
    files = WatchFiles(tmp_path)
    assert files.load() == (written, None)
    assert files.save(f"{written}topics: []\r\n", None, instead_of=files.load())
    assert (tmp_path / "profile.yaml").read_bytes() == f"{written}topics: []\r\n".encode()


def test_returns_alone_are_line_ends(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_bytes(b"schema: 1\rentities: []\r")
    assert WatchFiles(tmp_path).load() == ("schema: 1\nentities: []\n", None)


def test_proposals_that_are_no_text_keep_nobody_from_the_profile(tmp_path: Path) -> None:
    files = WatchFiles(tmp_path)
    files.save("a\n", "b\n", instead_of=(None, None))
    (tmp_path / "proposals.yaml").write_bytes(b"\xff\xfe\x00")
    assert files.load()[0] == "a\n"
    assert files.save("a\n", "c\n", instead_of=files.load())
    assert files.load() == ("a\n", "c\n")


def test_a_profile_behind_a_link_is_written_there_and_keeps_its_permissions(tmp_path: Path) -> None:
    elsewhere = tmp_path / "shared.yaml"
    elsewhere.write_text("a\n", encoding="utf-8")
    elsewhere.chmod(0o660)
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "profile.yaml").symlink_to(elsewhere)
    files = WatchFiles(tmp_path / "watch")
    assert files.save("b\n", None, instead_of=files.load())
    assert elsewhere.read_text(encoding="utf-8") == "b\n"
    assert elsewhere.stat().st_mode & 0o777 == 0o660
    assert (tmp_path / "watch" / "profile.yaml").is_symlink()


def test_of_many_writers_at_once_none_is_lost(tmp_path: Path) -> None:
    WatchFiles(tmp_path).save("0", None, instead_of=(None, None))

    def count_on(_: int) -> None:
        files, written = WatchFiles(tmp_path), False
        while not written:
            present = files.load()
            written = files.save(str(int(present[0] or 0) + 1), None, instead_of=present)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count_on, range(24)))
    assert WatchFiles(tmp_path).load() == ("24", None)
