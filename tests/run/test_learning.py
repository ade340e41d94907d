"""Learning a watch: one bad seed stops nothing, an edit is never lost, and a fault writes nothing.

What Wikidata knows is proposed, kept, and gone again with the file of its answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.app import NoProgress
from pipeline.errors import ProfileError, SeedError
from pipeline.fetch import FetchSettings, WebFetcher
from pipeline.model.profile import Alias, Entity, Profile, Status
from pipeline.profile import load_profile
from pipeline.run.enriching import Wikidata
from pipeline.run.learning import learn
from tests.fakes.watch import MemoryFiles, MemorySeeds
from tests.fakes.wikidata import PAUSE, SmallWikidata, serve_wikidata

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


@pytest.fixture
def there() -> Iterator[SmallWikidata]:
    """A small Wikidata that knows two of the companies of the seeds."""
    with serve_wikidata() as wikidata:
        wikidata.add("Q884", {"en": "South Korea"})
        wikidata.add("Q70", {"en": "Hyundai Rotem"}, {"en": ["Rotem Company Limited"]}, P31=["Q783794"], P17=["Q884"])
        wikidata.add("Q71", {"mul": "Korea Aerospace Industries"}, P31=["Q891723"], P17=["Q884"])
        yield wikidata


def wikidata(there: SmallWikidata) -> Wikidata:
    limits = FetchSettings(allow_private=("127.0.0.0/8",), host_delay_s=0.0, trust_env=False)
    now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    return Wikidata(
        api=there.api, fetcher=WebFetcher(limits), progress=NoProgress(), stopping=lambda: False, now=now, pause_s=0.01
    )


def rotem(profile: Profile) -> Entity:
    return next(entity for entity in profile.entities if entity.name == "Hyundai Rotem")


def proposals(profile: Profile) -> list[Alias]:
    aliases = [alias for entity in profile.entities for alias in entity.aliases if alias.origin == "wikidata"]
    return [alias for alias in aliases if alias.status is Status.PROPOSED]


def test_what_is_looked_up_waits_for_a_person(there: SmallWikidata) -> None:
    files = MemoryFiles()
    report = learn("desk", MemorySeeds(SEEDS), files, wikidata(there))
    assert report.enriched
    assert (report.enriched.found, report.enriched.left, report.enriched.problem) == (2, 0, None)
    assert rotem(report.profile).wikidata == "Q70"
    assert [alias.form for alias in proposals(report.profile)] == ["Rotem Company Limited"]
    assert report.waiting == 2  # with the mended spelling of a name of the seeds


def test_the_answers_serve_without_a_network_byte_for_byte(there: SmallWikidata) -> None:
    files = MemoryFiles()
    learn("desk", MemorySeeds(SEEDS), files, wikidata(there))
    written, kept, asked = files.writes, list(files.texts), len(there.asked)
    assert learn("desk", MemorySeeds(SEEDS), files).enriched is None
    learn("desk", MemorySeeds(SEEDS), files, wikidata(there))
    assert (files.writes, files.texts, len(there.asked)) == (written, kept, asked)


def test_without_the_file_of_answers_only_what_a_person_accepted_stays(there: SmallWikidata) -> None:
    there.items["Q71"]["aliases"] = {"en": [{"value": "Korean Aerospace Works"}]}
    files = MemoryFiles()
    learn("desk", MemorySeeds(SEEDS), files, wikidata(there))
    assert files.texts[0]
    before, form, after = files.texts[0].partition("form: Korean Aerospace Works")
    files.texts[0] = before + form + after.replace("status: proposed", "status: confirmed", 1)
    files.lookups = None
    profile = learn("desk", MemorySeeds(SEEDS), files).profile
    assert proposals(profile) == []
    assert [alias.form for each in profile.entities for alias in each.aliases if alias.origin == "wikidata"] == [
        "Korean Aerospace Works"
    ]
    assert rotem(profile).wikidata == ""


def test_an_item_that_a_person_writes_decides_and_stays(there: SmallWikidata) -> None:
    there.add("Q72", {"en": "Rotem"}, {"en": ["Rotem of Changwon"]}, P31=["Q783794"])
    files = MemoryFiles()
    learn("desk", MemorySeeds(SEEDS), files)
    assert files.texts[0]
    files.texts[0] = files.texts[0].replace("name: Hyundai Rotem\n", "name: Hyundai Rotem\n    wikidata: Q72\n", 1)
    for _ in range(3):
        profile = learn("desk", MemorySeeds(SEEDS), files, wikidata(there)).profile
        assert rotem(profile).wikidata == "Q72"
        assert "Rotem of Changwon" in {alias.form for alias in proposals(profile)}


def test_where_asking_fails_the_rest_is_learnt(there: SmallWikidata) -> None:
    there.troubles.append(PAUSE)
    files = MemoryFiles()
    report = learn("desk", MemorySeeds(SEEDS), files, wikidata(there))
    assert report.enriched
    assert report.enriched.problem
    assert all(files.texts)
    assert files.lookups is None
    assert files.texts[0]
    assert load_profile(files.texts[0], "profile") == report.profile


def test_a_faulty_profile_or_file_of_answers_is_told_before_anybody_is_asked(there: SmallWikidata) -> None:
    files = MemoryFiles()
    files.lookups = "{"
    with pytest.raises(ProfileError, match="Remove it"):
        learn("desk", MemorySeeds(SEEDS), files, wikidata(there))
    files.lookups, files.texts[0] = None, "entities: 7"
    with pytest.raises(ProfileError, match="entities"):
        learn("desk", MemorySeeds(SEEDS), files, wikidata(there))
    assert there.asked == []
    assert files.writes == 0


def test_a_damaged_file_of_proposals_counts_as_none(there: SmallWikidata) -> None:
    files = MemoryFiles()
    learn("desk", MemorySeeds(SEEDS), files)
    files.texts[1] = "entities: 7"
    assert rotem(learn("desk", MemorySeeds(SEEDS), files, wikidata(there)).profile).name == "Hyundai Rotem"


class EditedMeanwhile(MemoryFiles):
    """Somebody writes into the profile just before the first thing is saved."""

    edit = ("", "")

    def save(self, profile: str, proposals: str | None, *, instead_of: tuple[str | None, str | None]) -> bool:
        if self.texts[0] and self.edit[0] in self.texts[0]:
            self.texts[0] = self.texts[0].replace(*self.edit)
        return super().save(profile, proposals, instead_of=instead_of)


def test_who_edits_while_others_learn_loses_nothing() -> None:
    files = EditedMeanwhile()
    files.edit = ("name: Hyundai Rotem\n", "name: Rotem of Changwon  # my name for it\n")
    learn("desk", MemorySeeds(dict(list(SEEDS.items())[:2])), files)
    report = learn("desk", MemorySeeds(SEEDS), files)
    assert "name: Rotem of Changwon  # my name for it" in (files.texts[0] or "")
    assert {entity.name for entity in report.profile.entities} > {"Rotem of Changwon", "Korea Aerospace Industries"}


def test_an_edit_while_names_are_looked_up_is_kept(there: SmallWikidata) -> None:
    files = MemoryFiles()
    learn("desk", MemorySeeds(SEEDS), files)
    mine = (files.texts[0] or "").replace("name: Hyundai Rotem\n", "name: Rotem of Changwon\n")

    def edit() -> None:
        files.texts[0] = mine

    there.before = edit
    learn("desk", MemorySeeds(SEEDS), files, wikidata(there))
    assert there.asked
    assert "name: Rotem of Changwon\n" in (files.texts[0] or "")


class Bar:
    """Progress that remembers what it was told."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, int | None]] = []
        self.steps: list[str] = []

    def stage(self, name: str, total: int | None) -> None:
        self.stages.append((name, total))

    def step(self, text: str = "") -> None:
        self.steps.append(text)

    def close(self) -> None: ...


def test_learning_tells_how_far_it_is() -> None:
    bar = Bar()
    learn("desk", MemorySeeds(SEEDS), MemoryFiles(), progress=bar)
    (_, nothing), (_, total) = bar.stages
    assert nothing is None
    assert len(bar.steps) == len(SEEDS) + (total or 0)
    assert set(SEEDS) <= set(bar.steps)
