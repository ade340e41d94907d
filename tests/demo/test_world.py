"""The demo's world is whole, and holds what the floors of precision and recall are measured on."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.demo.world import Answer, Dialect, Kind, Trouble, World, load_world
from pipeline.errors import SettingsError

FOLDER = Path(__file__).parents[2] / "config" / "demo"


@pytest.fixture(scope="module")
def world() -> World:
    return load_world(FOLDER)


def outlet_file(tmp_path: Path, **changes: object) -> Path:
    """A small world of one outlet with one article, written as JSON, which is YAML too."""
    outlet = {
        "id": "bote", "name": "El Bote", "language": "es", "country": "PE", "dialect": "rss20", "encoding": "UTF-8",
        "path": "/{slug}", "page": "plain",
    }  # fmt: skip
    article = {
        "id": "marea", "published": "2026-11-20T05:00-05:00", "answer": "none", "kind": "background", "why": "-",
        "title": "Sube la marea", "summary": "Un poco.", "body": "Uno.\n\nDos.",
    }  # fmt: skip
    days = ["2026-11-20T07:00-05:00", "2026-11-21T07:00-05:00"]
    (tmp_path / "articles").mkdir()
    (tmp_path / "world.yaml").write_text(json.dumps({"name": "w", "days": days, "outlets": [outlet]}))
    (tmp_path / "articles" / "bote.yaml").write_text(json.dumps([article | changes]))
    return tmp_path


def test_the_world_has_two_days_seventeen_outlets_and_all_dialects_and_encodings(world: World) -> None:
    assert world.days == (datetime(2026, 11, 20, 12, tzinfo=UTC), datetime(2026, 11, 21, 12, tzinfo=UTC))
    assert len(world.outlets) == 17
    assert {outlet.dialect for outlet in world.outlets} == set(Dialect)
    assert {outlet.encoding for outlet in world.outlets} == {"UTF-8", "ISO-8859-1", "EUC-KR"}
    assert {outlet.trouble for outlet in world.outlets} == {None, *Trouble}


def test_articles_are_a_third_each_in_english_spanish_and_korean(world: World) -> None:
    language = {outlet.id: outlet.language for outlet in world.outlets}
    counts = Counter(language[article.outlet] for article in world.articles)
    assert counts == {"en": 37, "es": 33, "ko": 33}


def test_right_answers_and_kinds_are_spread_as_the_floors_need_them(world: World) -> None:
    assert Counter(article.answer for article in world.articles) == {
        Answer.DIRECT: 37,
        Answer.RELATED: 13,
        Answer.NONE: 53,
    }
    assert Counter(article.kind for article in world.articles) == {
        Kind.HIT: 39,
        Kind.AGENCY_COPY: 11,
        Kind.HARD_NEGATIVE: 36,
        Kind.BACKGROUND: 15,
        Kind.UPDATED: 1,
        Kind.UNDATED: 1,
    }


@pytest.mark.parametrize("language", ["en", "es", "ko"])
def test_each_language_has_direct_hits_on_both_days(world: World, language: str) -> None:
    ids = {outlet.id for outlet in world.outlets if outlet.language == language}
    hits = [item for item in world.articles if item.outlet in ids and item.answer is Answer.DIRECT]
    late = [item for item in hits if item.published > world.days[0]]
    assert len(late) >= 4
    assert len(hits) - len(late) >= 4


def test_every_article_has_a_body_of_news_length_in_several_paragraphs(world: World) -> None:
    for article in world.articles:
        assert 90 <= sum(len(paragraph.split()) for paragraph in article.body) <= 250, article.id
        assert len(article.body) >= 4, article.id
        assert article.title, article.id
        assert article.summary, article.id
        assert article.why, article.id


def test_every_article_belongs_to_the_two_days(world: World) -> None:
    for article in world.articles:
        assert world.days[0] - timedelta(hours=36) < article.published <= world.days[1], article.id


def test_copies_carry_their_originals_answer_and_come_later_under_another_title(world: World) -> None:
    by_id = {article.id: article for article in world.articles}
    copies = [article for article in world.articles if article.kind is Kind.AGENCY_COPY]
    for copy in copies:
        original = by_id[copy.copy_of]
        assert copy.answer is original.answer, copy.id
        assert copy.published > original.published, copy.id
        assert copy.title != original.title, copy.id
        assert original.body[0] in copy.body, copy.id
        assert copy.outlet != original.outlet, copy.id
    assert sorted(Counter(copy.copy_of for copy in copies).values()) == [2, 2, 2, 2, 3]


def test_the_updated_article_reads_180_on_the_first_day_and_141_on_the_second(world: World) -> None:
    (article,) = (item for item in world.articles if item.kind is Kind.UPDATED)
    outlet = next(outlet for outlet in world.outlets if outlet.id == article.outlet)
    first, second = (next(i for i in world.shown(outlet, day) if i.id == article.id) for day in (1, 2))
    assert ("180" in first.title, "141" in second.title) == (True, True)
    assert first.updated is None
    assert second.updated is not None
    assert world.days[0] < second.updated < world.days[1]


def test_an_outlet_shows_the_first_days_articles_on_the_second_day_too_newest_first(world: World) -> None:
    for outlet in world.outlets:
        first, second = ([item.id for item in world.shown(outlet, day)] for day in (1, 2))
        assert second[len(second) - len(first) :] == first


def test_a_day_the_world_does_not_have_is_refused(world: World) -> None:
    for day in (0, 3):
        with pytest.raises(ValueError, match="2 days"):
            world.digest_at(day)


def test_a_copy_takes_a_lead_and_the_first_paragraphs(tmp_path: Path) -> None:
    folder = outlet_file(tmp_path)
    path = folder / "articles" / "bote.yaml"
    (original,) = json.loads(path.read_text())
    copy = original | {"id": "otra", "copy_of": "marea", "keep": 1, "lead": "Cero.", "body": ""}
    path.write_text(json.dumps([original, copy]))
    assert load_world(folder).articles[1].body == ("Cero.", "Uno.")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"answer": "perhaps"}, "0.answer: .*direct"),
        ({"colour": "blue"}, "0.colour: "),
        ({"title": None}, "0.title: "),
        ({"published": "2026-11-20T05:00"}, "0.published: .*zone"),
        ({"body": ""}, "neither body nor copy_of"),
        ({"copy_of": "nobody", "keep": 1}, "cannot copy 1 paragraphs of nobody"),
        ({"copy_of": "marea", "keep": 1}, "cannot copy"),
    ],
)
def test_a_fault_in_an_article_is_one_error_that_names_place_and_reason(
    tmp_path: Path, changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(SettingsError, match=reason):
        load_world(outlet_file(tmp_path, **changes))


@pytest.mark.parametrize("text", ["[", "- 1\n- 2\n", "", "\x00"])
def test_a_world_file_of_another_shape_is_one_error_that_names_the_file(tmp_path: Path, text: str) -> None:
    folder = outlet_file(tmp_path)
    (folder / "world.yaml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_world(folder)
    assert caught.value.subject.endswith("world.yaml")


def test_a_missing_world_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"world\.yaml"):
        load_world(tmp_path)


def test_the_same_id_twice_is_refused(tmp_path: Path) -> None:
    folder = outlet_file(tmp_path)
    path = folder / "articles" / "bote.yaml"
    path.write_text(json.dumps(json.loads(path.read_text()) * 2))
    with pytest.raises(SettingsError, match="marea stands twice"):
        load_world(folder)


def test_an_outlet_without_a_file_publishes_nothing(tmp_path: Path) -> None:
    folder = outlet_file(tmp_path)
    shutil.rmtree(folder / "articles")
    assert load_world(folder).articles == ()
