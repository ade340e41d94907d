"""An explanation rests on what is stored and tried: mentions in their sentences, seeds, what would change it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

import pytest

from pipeline.errors import RunError
from pipeline.model.article import Article
from pipeline.model.hit import Tier, Verdict
from pipeline.model.profile import Alias, Evidence, Profile, Status
from pipeline.run.explaining import Explanation, explain, read_article_file
from pipeline.run.past_runs import find_run, past_runs
from tests.match.watches import article
from tests.run.scenario import MORNING, PROFILE, Item, Scenario, hit

EVIDENCE = (
    Evidence(seed="a", start=0, end=20, quote="A locomotive for us.", rule="chunk"),
    Evidence(seed="b", start=5, end=30, quote="Railco builds locomotives.", rule="chunk"),
)
QUOTED = replace(
    PROFILE, entities=(*PROFILE.entities[:2], replace(PROFILE.entities[2], evidence=EVIDENCE)), version="quoted"
)


def explained(text: Article, profile: Profile = QUOTED) -> Explanation:
    world = Scenario(profile=profile)
    return explain("x", text, world.plan.watches[0], world.ports, MORNING)


def test_each_mention_stands_marked_in_its_sentence() -> None:
    body = (
        "It rains. "
        + "Dr. Long of Norland, who came by the night train, " * 6
        + "signed with Railco today. It snows.\nEnd."
    )
    explanation = explained(article("Norland and Sudavia sign", body=body))
    railco = next(entity for entity in explanation.entities if entity.id == "railco")
    (shown,) = railco.mentions
    text = "".join(piece.text for piece in shown.sentence)
    assert [piece.text for piece in shown.sentence if piece.marked] == ["Railco"]
    assert text.startswith("…")
    assert text.endswith("signed with Railco today.")
    assert len(text) < 250
    norland = explanation.entities[0]
    assert (norland.id, norland.times, len(norland.mentions)) == ("norland", 7, 3)
    assert "".join(piece.text for piece in norland.mentions[0].sentence) == "Norland and Sudavia sign"


def test_the_seed_sentence_is_one_that_has_the_form_itself() -> None:
    explanation = explained(article("Railco of Sudavia in Norland", body="Railco builds a railway in Norland."))
    by_id = {entity.id: entity for entity in explanation.entities}
    assert by_id["railco"].evidence == EVIDENCE[1]
    assert by_id["railco"].origin == "seed"
    assert by_id["norland"].evidence is None


def test_a_hit_is_told_what_it_hangs_on_and_a_miss_what_would_let_it_in() -> None:
    found = explained(article("A railway for Norland", body="Railco builds a railway in Norland, says Railco."))
    assert found.judgement.is_hit
    assert found.ways_in == ()
    assert [one.item for one in found.hangs_on] == ["railco"]
    assert "named 2 times, as Railco; without it: " in found.hangs_on[0].words
    shy = replace(QUOTED.entities[2], status=Status.PROPOSED)
    profile = replace(QUOTED, entities=(*QUOTED.entities[:2], shy))
    missed = explained(article("A line for Norland", body="Railco builds a line in Norland, says Railco."), profile)
    assert missed.hangs_on == ()
    (step,) = missed.ways_in[0].steps
    assert step.command == "seedwatch profile accept railco"
    assert missed.ways_in[0].tier is Tier.DIRECT


def test_a_command_names_the_watch_where_there_are_several() -> None:
    shy = replace(QUOTED.entities[2], aliases=(Alias(form="Rail & Co", status=Status.PROPOSED),))
    world = Scenario(profile=replace(QUOTED, entities=(*QUOTED.entities[:2], shy)))
    text = article("A line for Norland", body="Rail & Co builds a line in Norland, says Rail & Co.")
    told = explain("x", text, world.plan.watches[0], world.ports, MORNING, is_only_watch=False)
    assert told.ways_in[0].steps[0].command == "seedwatch profile accept railco --alias 'Rail & Co' --watch desk"


def world_with_a_hit() -> tuple[Scenario, int]:
    world = Scenario()
    world.feed("herald", [hit(1, "the coast"), Item(2, "Norland counts its trees", "Norland has many.")])
    world.run()
    (found,) = world.store.judgements.hits("desk", "p1", None, None)
    return world, found.article.id


def explain_stored(world: Scenario, number: int) -> Explanation:
    return explain(str(number), None, world.plan.watches[0], world.ports, world.now)


def test_what_was_said_before_is_told_when_the_present_profile_says_otherwise() -> None:
    world, number = world_with_a_hit()
    assert explain_stored(world, number).said_before == ()
    world.profile = replace(PROFILE, version="p2", entities=PROFILE.entities[:1], topics=())
    stored, digest = explain_stored(world, number).said_before
    assert (stored.by, stored.tier, stored.profile_version, stored.because) == (
        "stored judgement", Tier.DIRECT, "p1", "profile",
    )  # fmt: skip
    assert digest.by.startswith("digest 1 (")
    assert (digest.tier, digest.because) == (Tier.DIRECT, "profile")


def test_a_verdict_of_a_person_is_told() -> None:
    world, number = world_with_a_hit()
    verdict = Verdict(
        article_id=number, good=False, why="dull", text_version=1, profile_version="p1", tier=Tier.DIRECT, score=0.5,
        at=MORNING,
    )  # fmt: skip
    world.store.verdicts.save_verdict("desk", verdict)
    assert explain_stored(world, number).verdict == verdict
    assert explained(article("Nothing")).verdict is None


def test_an_article_without_a_word_is_explained() -> None:
    empty = explained(article())
    assert (empty.judgement.tier, empty.entities, empty.topics, empty.ways_in) == (Tier.NONE, (), (), ())


@pytest.mark.parametrize("text", ["\ud800 Norland", "Norland " * 5000, "\u202eNorland\x00Railco", "Norland." * 2000])
def test_hostile_articles_are_explained(text: str) -> None:
    explanation = explained(article(text, body=text))
    for entity in explanation.entities:
        assert all(len(shown.sentence) <= 3 for shown in entity.mentions)


def test_a_text_file_has_its_title_in_the_first_line() -> None:
    read = read_article_file(PurePath("a.txt"), b"Title\nBody", MORNING)
    assert (read.title, read.body) == ("Title", "Body")


def test_a_run_is_found_by_its_number_with_what_it_told() -> None:
    world, _ = world_with_a_hit()
    past = find_run(world.store.runs, 1)
    outcome = past.outcome("desk")
    assert outcome is not None
    assert (outcome.direct, outcome.mentions, outcome.profile_version) == (1, 1, "p1")
    assert past.outcome("other") is None
    assert past_runs(world.store.runs, 5) == (past,)
    near = world.store.judgements.hits("desk", "p1", None, None, near=True, judged_at=past.started_at)
    assert [found.article.title for found in near] == ["Norland counts its trees"]
    world.feed("herald", [hit(3, "the hills")])
    world.next_day(force=True)
    second = find_run(world.store.runs, 2)
    late = world.store.judgements.hits("desk", "p1", None, None, judged_at=second.started_at)
    assert [found.article.title for found in late] == ["Norland and Sudavia sign for the hills"]
    for number in (0, 9, -3):
        with pytest.raises(RunError, match="no such run"):
            find_run(world.store.runs, number)
