"""Weights proposed from verdicts: with their effect on verdicts, seeds and archive; written only when asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.match.tuning import Label, WeightChange
from pipeline.model.hit import Tier
from pipeline.model.storing import EntryToStore
from pipeline.profile import dump_profile, load_profile
from pipeline.run.ports import Store
from pipeline.run.reviewing import Desk
from pipeline.run.tuning import Proposal, apply_weights, propose_weights, reset_weights
from pipeline.run.verdicts import give_verdict
from tests.contracts.storing import HOUR, NOW, OTHER, article_at, entry, page, poll, save_page
from tests.fakes.store import memory_store
from tests.fakes.watch import MemoryFiles, MemorySeeds
from tests.run.scenario import PROFILE, Scenario, Unwatched, sqlite_store

_WORDS = "harbour orchard bishop velvet lantern copper thistle marble saddle organ pepper glacier".split()
SEED = "Norland and Sudavia sign\n\nNorland and Sudavia want a railway. Railco of Sudavia will build the locomotives.\n"


def filler(number: int) -> str:
    """A page of talk like no other, so that no two articles are copies."""
    words = (_WORDS[(number * 5 + place * place) % len(_WORDS)] + str(number) for place in range(90))
    return " ".join(words) + ". "


def wanted(number: int) -> EntryToStore:
    return entry(f"w{number}", f"Norland and Sudavia plan railway {_WORDS[number]}", body=filler(number))


def roundup(number: int) -> EntryToStore:
    body = f"Norland wants a railway and a metro line. {filler(number + 50)} Sudavia waits. In Sudavia nothing moves."
    return replaced_summary(entry(f"r{number}", f"Markets of {_WORDS[number]}", body=body))


def replaced_summary(made: EntryToStore) -> EntryToStore:
    return replace(made, entry=replace(made.entry, summary=""))


def desk_with(text: str) -> tuple[Desk, MemoryFiles]:
    files = MemoryFiles()
    files.texts = [text, None]
    return Desk(files, "profile.yaml"), files


TEXT = dump_profile(PROFILE)


def say(store: Store, name: str, good: bool) -> None:
    watch = Scenario().plan.watches[0]
    give_verdict(str(article_at(store, f"https://andes.example/{name}").id), good, "", watch, store, NOW)


def judged_archive(store: Store, good: int = 5, bad: int = 5) -> None:
    """Five wanted articles and seven roundups, of which so many were called good and bad."""
    poll(store, *(wanted(number) for number in range(5)), *(roundup(number) for number in range(7)))
    for number in range(good):
        say(store, f"w{number}", True)
    for number in range(bad):
        say(store, f"r{number}", False)


def propose(store: Store, desk: Desk, seeds: dict[str, str | None] | None = None) -> Proposal:
    reader = MemorySeeds({"a.txt": SEED} if seeds is None else seeds)
    return propose_weights("desk", desk, reader, store, NOW - HOUR, NOW + HOUR, Unwatched())


def test_a_proposal_tells_its_effect_on_verdicts_seeds_and_archive() -> None:
    with sqlite_store() as store:
        judged_archive(store)
        desk, files = desk_with(TEXT)
        found = propose(store, desk)
    assert [(change.name, change.before, change.after) for change in found.changes] == [("named_often", 2, 3)]
    assert (found.good, found.bad, found.seeds, found.lacking) == (5, 5, 1, "")
    assert found.present
    assert found.unseen
    assert (found.present.let_in, found.unseen.let_in) == (5, 0)
    bad = [each for each in found.said if each.label is Label.BAD]
    assert {(each.tier_before, each.tier_after) for each in bad} == {(Tier.DIRECT, Tier.MENTION)}
    assert [each.tier_after for each in found.said if each.label is Label.SEED] == [Tier.DIRECT]
    assert found.archive
    assert (found.archive.looked_at, found.archive.gained.count, found.archive.lost.count) == (12, 0, 7)
    assert files.writes == 0


def test_what_is_applied_stands_in_the_file_and_is_the_version_that_was_told() -> None:
    store = memory_store()
    judged_archive(store)
    desk, files = desk_with(TEXT)
    found = propose(store, desk)
    told = apply_weights(desk, found)
    assert told.lines == ("~ weight  named_often: 2 as usual → 3",)
    assert desk.profile.version == found.version_after
    assert [(weight.name, weight.value) for weight in desk.profile.weights] == [("named_often", 3)]
    again = propose(store, desk)
    assert (again.changes, again.lacking) == ((), "the present weights do justice to every verdict")
    assert again.own == desk.profile.weights
    reset_weights(desk)
    assert files.texts[0] == TEXT


def test_weights_of_the_watchs_own_are_where_the_search_begins_and_the_rest_stays() -> None:
    store = memory_store()
    judged_archive(store)
    desk, files = desk_with(TEXT.replace("schema: 1\n", "schema: 1\nweights:  # ours\n  subject_person: 2  # a wish\n"))
    apply_weights(desk, propose(store, desk))
    assert "subject_person: 2  # a wish\n  named_often: 3\n" in (files.texts[0] or "")


def test_a_weight_that_becomes_the_programs_own_again_is_taken_out() -> None:
    desk, files = desk_with(TEXT.replace("schema: 1\n", "schema: 1\nweights:\n  named_often: 1\n"))
    back = WeightChange(name="named_often", before=1, after=2, meaning="must be named twice")
    found = replace(propose(memory_store(), desk), changes=(back,))
    assert found.values == {"named_often": None}
    apply_weights(desk, found)
    assert files.texts[0] == TEXT


@pytest.mark.parametrize(
    ("good", "bad", "lacking"),
    [(0, 0, "5 more good and 5 more bad"), (5, 3, "so 2 more bad"), (4, 5, "so 1 more good")],
)
def test_too_few_verdicts_are_told_by_their_kind(good: int, bad: int, lacking: str) -> None:
    store = memory_store()
    judged_archive(store, good, bad)
    found = propose(store, desk_with(TEXT)[0])
    assert found.lacking.endswith(lacking)
    assert (found.changes, found.archive, found.said) == ((), None, ())


def test_copies_of_one_text_say_it_once() -> None:
    store = memory_store()
    judged_archive(store, bad=4)
    copies = [entry(f"c{number}", "Markets of harbour", body=roundup(0).entry.content) for number in range(3)]
    for number, copy in enumerate(copies):
        poll(store, replaced_summary(copy), source=replace(OTHER, id=f"o{number}", name=f"Outlet {number}"))
        say(store, f"c{number}", False)
    found = propose(store, desk_with(TEXT)[0])
    assert (found.bad, found.copies) == (4, 3)


def test_a_verdict_on_an_earlier_text_is_passed_over() -> None:
    store = memory_store()
    judged_archive(store)
    article = article_at(store, "https://andes.example/r0")
    save_page(store, article, page("Another title", "Another text."))
    found = propose(store, desk_with(TEXT)[0])
    assert (found.bad, found.outdated) == (4, (article.id,))


def test_seeds_that_cannot_be_read_are_told() -> None:
    store = memory_store()
    judged_archive(store)
    found = propose(store, desk_with(TEXT)[0], {"a.txt": SEED, "b.pdf": None})
    assert (found.seeds, len(found.unread_seeds)) == (1, 1)
    assert "b.pdf" in found.unread_seeds[0]


def test_a_seed_that_needs_the_present_weights_forbids_others() -> None:
    store = memory_store()
    judged_archive(store)
    body = f"Norland wants a railway and a metro line. {filler(99)}"
    guard = f"Markets\n\n{body}\n\nSudavia waits. In Sudavia nothing moves.\n"
    found = propose(store, desk_with(TEXT)[0], {"a.txt": guard})
    assert [each.tier_after for each in found.said if each.label is Label.SEED] == [Tier.DIRECT]
    assert "named_often" not in {change.name for change in found.changes}


def test_the_proposed_profile_is_a_sound_one() -> None:
    store = memory_store()
    judged_archive(store)
    desk, files = desk_with(TEXT)
    apply_weights(desk, propose(store, desk))
    assert load_profile(files.texts[0] or "", "profile.yaml").entities == desk.profile.entities
