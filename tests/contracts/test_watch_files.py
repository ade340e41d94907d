"""The ports ``SeedReader`` and ``ProfileFiles``: fakes and real adapters keep the same promises."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.errors import ProfileError, SeedError
from pipeline.run.ports import ProfileFiles, SeedReader
from pipeline.seeds import SeedFolder
from pipeline.settings import WatchFiles
from tests.fakes.watch import MemoryFiles, MemorySeeds

TEXT = "The river authority met the mayor of Kestrel Falls.\n\nThey agreed on a new bridge, said the River Authority.\n"


def seed_reader(kind: str, folder: Path, files: Mapping[str, str]) -> SeedReader:
    if kind == "fake":
        return MemorySeeds(files)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return SeedFolder(folder)


@pytest.mark.parametrize("kind", ["fake", "real"])
def test_usable_seeds_come_in_a_fixed_order_and_each_other_is_one_error(kind: str, tmp_path: Path) -> None:
    reader = seed_reader(kind, tmp_path, {"b.txt": TEXT, "empty.txt": " \n", "a.txt": TEXT.replace("new", "second")})
    seeds, errors = reader.read()
    assert [seed.file for seed in seeds] == ["a.txt", "b.txt"]
    assert len(errors) == 1
    assert isinstance(errors[0], SeedError)
    assert "empty.txt" in str(errors[0])
    assert all(seed.raw and seed.paragraphs and seed.sha256 for seed in seeds)
    assert reader.read()[0] == seeds


@pytest.mark.parametrize("kind", ["fake", "real"])
def test_profile_files_give_back_what_was_saved(kind: str, tmp_path: Path) -> None:
    files: ProfileFiles = MemoryFiles() if kind == "fake" else WatchFiles(tmp_path / "watch")
    assert files.load() == (None, None)
    assert files.save("perfil: Perú\n", "propuestas: 페루\n", instead_of=(None, None))
    assert files.save("perfil: Perú\n", "otras\n", instead_of=files.load())
    assert files.load() == ("perfil: Perú\n", "otras\n")
    assert files.save("perfil: Corea\n", None, instead_of=files.load())
    assert files.load() == ("perfil: Corea\n", "otras\n")


@pytest.mark.parametrize("kind", ["fake", "real"])
@pytest.mark.parametrize("by_others", [("mine\n", "b\n"), ("a\n", "theirs\n")])
def test_what_others_wrote_since_is_never_written_over(kind: str, by_others: tuple[str, str], tmp_path: Path) -> None:
    files: ProfileFiles = MemoryFiles() if kind == "fake" else WatchFiles(tmp_path)
    files.save("a\n", "b\n", instead_of=(None, None))
    before = files.load()
    assert files.save(*by_others, instead_of=before)
    assert not files.save("late\n", "late\n", instead_of=before)
    assert files.load() == by_others


@pytest.mark.parametrize("kind", ["fake", "real"])
def test_answers_from_elsewhere_are_kept_beside_them(kind: str, tmp_path: Path) -> None:
    files: ProfileFiles = MemoryFiles() if kind == "fake" else WatchFiles(tmp_path / "watch")
    assert files.load_lookups() is None
    files.save_lookups('{"nombre": "Perú"}\n')
    assert files.load_lookups() == '{"nombre": "Perú"}\n'
    assert files.load() == (None, None)


@pytest.mark.parametrize("kind", ["fake", "real"])
def test_profile_files_that_cannot_be_read_are_an_error(kind: str, tmp_path: Path) -> None:
    fake = MemoryFiles()
    fake.broken = True
    (tmp_path / "profile.yaml").write_bytes(b"\xff")
    files: ProfileFiles = fake if kind == "fake" else WatchFiles(tmp_path)
    with pytest.raises(ProfileError, match="cannot be read"):
        files.load()
