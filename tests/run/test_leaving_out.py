"""Seeds as regression tests: found by the profile as it stands, and by what the other seeds teach."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.errors import SeedError
from pipeline.model.hit import Tier
from pipeline.model.profile import Profile, Status
from pipeline.profile.learn import learn_profile
from pipeline.run.leaving_out import MOST_PARTS, ProfileCheck, as_article, check_profile
from tests.fakes.watch import MemorySeeds
from tests.run.scenario import Unwatched

NOW = datetime(2026, 3, 2, tzinfo=UTC)
SEEDS = {
    "a.txt": """Chile and Japan sign a copper agreement

Chile and Japan signed an agreement on copper mining in Santiago on Monday. The Chilean mining company Codelco and
Sumitomo Metal Mining of Japan will build a smelter. Japan is a large buyer of Chilean copper and lithium.
""",
    "b.txt": """Japan lends money for a Chilean smelter

Japan will lend money for a copper smelter that Codelco plans in Chile. The Ministry of Mining of Chile welcomed the
loan. Sumitomo Metal Mining and other Japanese mining companies buy copper and lithium from Chile.
""",
    "c.txt": """Chilean lithium for Japanese batteries

Chile will sell lithium to Japan. Codelco and Sumitomo Metal Mining agreed on a joint venture for lithium mining, said
the Ministry of Mining of Chile. Japan needs lithium and copper for its batteries.
""",
}
STRAY = """The harvest of the valley

The villagers brought in apples and pears all week, and the old mill of Brookfield ran again. Nobody could remember a
finer autumn, said the miller, and the children danced on the green till late.
"""


class Counting(Unwatched):
    """Progress that counts its steps."""

    def __init__(self) -> None:
        self.steps = 0

    def step(self, text: str = "") -> None:
        self.steps += 1


def learnt(seeds: dict[str, str]) -> Profile:
    return learn_profile(MemorySeeds(seeds).read()[0])


def checked(seeds: dict[str, str | None], profile: Profile) -> ProfileCheck:
    return check_profile("desk", profile, MemorySeeds(seeds), NOW, Unwatched())


def test_seeds_that_belong_together_are_found_and_foreseen() -> None:
    found = checked(dict(SEEDS), learnt(SEEDS))
    assert [each.file for each in found.seeds] == ["a.txt", "b.txt", "c.txt"]
    assert not found.missed
    assert not found.not_foreseen
    for each in found.seeds:
        assert each.learnt
        assert each.left_out
        assert {"Chile", "Japan"} <= set(each.present.carried_by) & set(each.left_out.carried_by)
        assert each.present.rule


def test_a_seed_unlike_the_others_is_not_foreseen_and_says_what_it_lacks() -> None:
    seeds = {**SEEDS, "d.txt": STRAY}
    found = checked(dict(seeds), learnt(SEEDS))
    assert [each.file for each in found.not_foreseen] == ["d.txt"]
    [stray] = found.missed
    assert (stray.file, stray.learnt, stray.present.tier) == ("d.txt", False, Tier.NONE)
    assert stray.left_out
    assert not stray.left_out.carried_by


def test_an_edit_that_takes_a_pillar_away_is_noticed() -> None:
    profile = learnt(SEEDS)
    rejected = tuple(
        replace(entity, status=Status.REJECTED) if entity.name == "Japan" or entity.side == "japan" else entity
        for entity in profile.entities
    )
    found = checked(dict(SEEDS), replace(profile, entities=rejected))
    assert len(found.missed) == len(SEEDS)
    assert all("Japan is missing" in each.present.lacking for each in found.missed if each.present.lacking)
    assert not found.not_foreseen


def test_a_single_seed_has_no_others_to_be_foreseen_by() -> None:
    seeds = {"a.txt": SEEDS["a.txt"]}
    found = checked(dict(seeds), learnt(seeds))
    assert [each.left_out for each in found.seeds] == [None]
    assert not found.not_foreseen


def test_what_cannot_be_read_is_told_and_nothing_at_all_is_an_error() -> None:
    found = checked({**SEEDS, "torn.pdf": None}, learnt(SEEDS))
    assert [problem.split(":")[0] for problem in found.problems] == ["torn.pdf"]
    with pytest.raises(SeedError, match="no usable seed"):
        checked({"torn.pdf": None}, learnt(SEEDS))


def test_many_seeds_are_left_out_some_at_a_time() -> None:
    seeds = {f"{number:02}-{name}": text for number in range(8) for name, text in SEEDS.items()}
    counting = Counting()
    found = check_profile("desk", learnt(SEEDS), MemorySeeds(seeds), NOW, counting)
    assert counting.steps == MOST_PARTS < len(seeds)
    assert all(each.left_out and each.left_out.is_found for each in found.seeds)


def test_a_seed_becomes_an_article_without_its_menus_and_with_its_title_once() -> None:
    [seed], _ = MemorySeeds({"a.txt": SEEDS["a.txt"]}).read()
    article = as_article(seed, NOW)
    assert article.title == "Chile and Japan sign a copper agreement"
    assert article.title not in article.body
    assert article.body.startswith("Chile and Japan signed")
