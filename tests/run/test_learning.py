"""Learning a watch: one bad seed stops nothing, an edit is never lost, and a fault writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ProfileError, SeedError
from pipeline.run.learning import learn
from tests.fakes.watch import MemoryFiles, MemorySeeds

SEEDS = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[2] / "seeds" / "peru-korea").glob("*.txt"))
}


def test_learning_writes_both_files_and_tells_of_seeds_it_cannot_use() -> None:
    files = MemoryFiles()
    report = learn("desk", MemorySeeds({**SEEDS, "torn.pdf": None}), files)
    assert len(report.seeds) == len(SEEDS)
    assert [problem.subject for problem in report.problems] == ["torn.pdf"]
    assert report.profile.pairs
    assert all(files.texts)


def test_learning_again_writes_nothing() -> None:
    files = MemoryFiles()
    first = learn("desk", MemorySeeds(SEEDS), files)
    written = files.writes
    again = learn("desk", MemorySeeds(SEEDS), files)
    assert files.writes == written
    assert again.profile.version == first.profile.version


def test_an_edit_and_a_comment_outlive_a_new_seed() -> None:
    files = MemoryFiles()
    few = dict(list(SEEDS.items())[:2])
    learn("desk", MemorySeeds(few), files)
    assert files.texts[0]
    files.texts[0] = files.texts[0].replace("name: Hyundai Rotem\n", "name: Rotem of Changwon  # my name for it\n")
    report = learn("desk", MemorySeeds(SEEDS), files)
    assert "name: Rotem of Changwon  # my name for it" in files.texts[0]
    assert {entity.name for entity in report.profile.entities} > {"Rotem of Changwon", "Korea Aerospace Industries"}


@pytest.mark.parametrize("files", [{}, {"empty.txt": " "}])
def test_without_a_usable_seed_nothing_is_written(files: dict[str, str]) -> None:
    kept = MemoryFiles()
    with pytest.raises(SeedError, match="no usable seed"):
        learn("desk", MemorySeeds(files), kept)
    assert kept.writes == 0


def test_a_faulty_profile_is_left_as_it_is() -> None:
    files = MemoryFiles()
    files.texts[0] = "entities: [nonsense\n"
    with pytest.raises(ProfileError):
        learn("desk", MemorySeeds(SEEDS), files)
    assert files.texts == ["entities: [nonsense\n", None]
