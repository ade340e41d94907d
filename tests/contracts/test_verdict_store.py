"""``VerdictStore``: what people say of articles. And mentions keep why they count."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.hit import Mention, TextField, Tier, Verdict
from pipeline.run.ports import Store
from tests.contracts.storing import HOUR, NOW, judged, stored

SAID = Verdict(
    article_id=0, good=True, why="names both sides", text_version=1, profile_version="p1", tier=Tier.RELATED,
    score=0.375, at=NOW,
)  # fmt: skip


def test_nothing_is_said_at_first(store: Store) -> None:
    assert store.verdicts.verdicts("w") == ()


def test_a_verdict_comes_back_as_it_was_given(store: Store) -> None:
    [article] = stored(store, "a")
    said = replace(SAID, article_id=article.id, why="페루와 '방산' \"K2\"\n…")
    store.verdicts.save_verdict("w", said)
    assert store.verdicts.verdicts("w") == (said,)


def test_a_verdict_may_be_given_on_what_no_profile_judged(store: Store) -> None:
    [article] = stored(store, "a")
    said = replace(SAID, article_id=article.id, good=False, why="", profile_version="", tier=Tier.NONE, score=0.0)
    store.verdicts.save_verdict("w", said)
    assert store.verdicts.verdicts("w") == (said,)


def test_a_later_verdict_takes_the_place_of_an_earlier_one(store: Store) -> None:
    [article] = stored(store, "a")
    first = replace(SAID, article_id=article.id)
    second = replace(first, good=False, why="", text_version=2, profile_version="p2", tier=Tier.MENTION, at=NOW + HOUR)
    store.verdicts.save_verdict("w", first)
    store.verdicts.save_verdict("w", second)
    assert store.verdicts.verdicts("w") == (second,)


def test_each_watch_has_verdicts_of_its_own(store: Store) -> None:
    [article] = stored(store, "a")
    good, bad = replace(SAID, article_id=article.id), replace(SAID, article_id=article.id, good=False)
    store.verdicts.save_verdict("w", good)
    store.verdicts.save_verdict("v", bad)
    assert (store.verdicts.verdicts("w"), store.verdicts.verdicts("v")) == ((good,), (bad,))
    assert store.verdicts.drop_verdict("v", article.id)
    assert (store.verdicts.verdicts("w"), store.verdicts.verdicts("v")) == ((good,), ())


def test_verdicts_come_oldest_first_and_those_of_one_time_by_article(store: Store) -> None:
    a, b, c = (article.id for article in stored(store, "a", "b", "c"))
    for article_id, at in ((c, NOW), (b, NOW + HOUR), (a, NOW)):
        store.verdicts.save_verdict("w", replace(SAID, article_id=article_id, at=at))
    assert [said.article_id for said in store.verdicts.verdicts("w")] == [a, c, b]


def test_a_verdict_is_taken_back_once(store: Store) -> None:
    [article] = stored(store, "a")
    store.verdicts.save_verdict("w", replace(SAID, article_id=article.id))
    assert store.verdicts.drop_verdict("w", article.id)
    assert not store.verdicts.drop_verdict("w", article.id)
    assert store.verdicts.verdicts("w") == ()


def test_what_no_database_holds_is_left_out_of_a_reason(store: Store) -> None:
    [article] = stored(store, "a")
    store.verdicts.save_verdict("w", replace(SAID, article_id=article.id, why="ty\x00po \ud800"))
    [said] = store.verdicts.verdicts("w")
    assert said.why in {"typo ", "ty\x00po \ud800"}  # the memory is no database


def test_mentions_keep_why_they_count(store: Store) -> None:
    [article] = stored(store, "a")
    named = Mention(entity_id="lee", alias="Lee", surface="Lee", field=TextField.BODY, start=0, end=3,
                    reason="after “Lee Jae-myung” (이재명)")  # fmt: skip
    said = replace(judged(article), mentions=(named, replace(named, start=9, end=12, reason="")))
    store.judgements.save_judgements("w", [said], NOW)
    assert store.judgements.judgement("w", article.id, "p1") == said
    [found] = store.judgements.hits("w", "p1", None, None)
    assert [mention.reason for mention in found.judgement.mentions] == [named.reason, ""]
