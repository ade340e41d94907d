"""The demo world through the whole pipeline: the pinned floor of matching, and two digests worth reading.

The floors are what a reader may rely on; lower one only with the reason beside it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.app import App, NoProgress
from pipeline.demo import DemoReport, play_demo
from pipeline.errors import RunError
from pipeline.model.hit import TextField
from pipeline.model.source import Health

DIRECT_PRECISION = 0.98
DIRECT_RECALL = 0.95


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> DemoReport:
    return play_demo(tmp_path_factory.mktemp("demo") / "demo", NoProgress())


def test_direct_hits_reach_their_floors_and_no_hard_negative_is_among_them(report: DemoReport) -> None:
    last = report.days[-1]
    assert last.direct_right / last.direct_found >= DIRECT_PRECISION, last.wrong
    assert last.direct_right / last.direct_expected >= DIRECT_RECALL, last.missed
    assert [day.wrong for day in report.days] == [(), ()]


def test_the_second_day_repeats_nothing_of_the_first(report: DemoReport) -> None:
    assert report.repeated == ()
    assert all(day.shown for day in report.days)


def test_every_article_is_stored_once_though_feeds_break_and_lag(report: DemoReport) -> None:
    assert sum(day.report.new_articles for day in report.days) == report.articles
    health = [{source.name: source.health for source in day.report.sources} for day in report.days]
    assert health[0]["Cuaderno Andino"] is Health.FAILING
    assert health[1]["Cuaderno Andino"] is Health.HEALTHY
    assert health[0]["El Faro del Callao"] is Health.GONE
    assert "El Faro del Callao" not in health[1]  # gone for good: asked again in a week, and told of until then
    assert "El Faro del Callao" in report.days[1].digest_text


def test_the_digest_says_what_failed_and_what_was_corrected(report: DemoReport) -> None:
    first, last = (" ".join(day.digest_text.split()) for day in report.days)
    for name in ("El Faro del Callao", "Cuaderno Andino", "새벽신문"):
        assert name in first
    assert "180" in last
    assert "141" in last


def test_agency_copies_are_one_story(report: DemoReport) -> None:
    digests = [json.loads(day.digest_html.with_suffix(".json").read_text(encoding="utf-8")) for day in report.days]
    copies = [copy for digest in digests for item in items(digest) for copy in item["copies"]]
    assert len(copies) >= 7


def items(digest: dict[str, object]) -> list[dict[str, list[object]]]:
    content = digest.get("digest", digest)
    assert isinstance(content, dict)
    return [item for section in content["sections"] for item in (*section["items"], *section["lines"])]


def test_every_mention_stands_in_the_stored_text_and_every_hit_leads_back_to_a_seed(report: DemoReport) -> None:
    with App(report.folder, environment={}) as app:
        plan = app.watch_plan("peru-korea")
        evidence = {entity.id: entity.evidence for entity in plan.profile.entities}
        for found in app.store.judgements.hits(plan.name, plan.profile.version, None, None):
            texts = {TextField.TITLE: found.article.title, TextField.SUMMARY: found.article.summary}
            for mention in found.judgement.mentions:
                text = texts.get(mention.field, found.article.body)
                assert text[mention.start : mention.end] == mention.surface
            assert any(evidence[mention.entity_id] for mention in found.judgement.mentions)


def test_a_rerun_over_the_same_window_gives_the_same_bytes_once(report: DemoReport) -> None:
    with App(report.folder, environment={}) as app:
        now = report.days[-1].report.started_at
        since = report.days[0].report.started_at
        first = app.redo(since, now, now, digest=True, send=False)
        again = app.redo(since, now, now, digest=True, send=False)
        assert first.digests[0].digest_id == again.digests[0].digest_id
        assert first.digests[0].items > 0
        assert again.digests[0].deliveries == ()
        assert first.watches == again.watches


def test_a_folder_that_no_demo_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(RunError, match="not made by a demo"):
        play_demo(tmp_path, NoProgress())
    assert (tmp_path / "letter.txt").read_text() == "mine"
