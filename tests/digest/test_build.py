from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.digest import build_digest
from pipeline.model.article import DateOrigin
from pipeline.model.digest import Digest
from pipeline.model.hit import TextChange, Tier
from tests.digest.material import END, found, material, story


def ids(digest: Digest) -> list[tuple[str, list[int], list[int]]]:
    return [
        (section.id, [item.article_id for item in section.items], [item.article_id for item in section.lines])
        for section in digest.sections
    ]


def test_topics_come_by_their_best_story_and_related_ones_last() -> None:
    digest = build_digest(
        material(
            story(1, score=0.4, topic="ports"),
            story(2, score=0.9, topic="minerals"),
            story(3, score=0.99, tier=Tier.RELATED),
            story(4, score=0.3, topic="minerals"),
            story(5, score=0.2, topic="unknown"),
        )
    )
    assert ids(digest) == [("minerals", [2, 4], []), ("ports", [1], []), ("other", [5], []), ("related", [3], [])]
    assert [section.title for section in digest.sections] == ["Minerals", "Ports", "Other", "Related (one side only)"]


def test_in_a_watch_without_pairs_what_is_related_has_no_sides() -> None:
    whole = material(story(1, tier=Tier.RELATED))
    digest = build_digest(replace(whole, profile=replace(whole.profile, pairs=())))
    assert [section.title for section in digest.sections] == ["Related"]


def test_the_seeds_own_terms_are_no_section_to_a_reader() -> None:
    stories = [story(1, topic="ports"), story(2, topic="minerals")]
    whole = material(*stories)
    own = tuple(replace(topic, origin="seeds") if topic.id == "ports" else topic for topic in whole.profile.topics)
    digest = build_digest(replace(whole, profile=replace(whole.profile, topics=own)))
    assert sorted(ids(digest)) == [("minerals", [2], []), ("other", [1], [])]


def test_the_order_of_the_material_does_not_matter() -> None:
    stories = [story(number, score=number % 5 / 10, topic=("ports", "minerals")[number % 2]) for number in range(60)]
    assert build_digest(material(*stories)) == build_digest(material(*reversed(stories)))


def test_a_loud_topic_leaves_half_of_the_places_to_the_others() -> None:
    loud = [story(number, score=0.9, topic="ports") for number in range(1, 30)]
    quiet = [story(number, score=0.2, topic="minerals") for number in range(30, 34)]
    digest = build_digest(material(*loud, *quiet, max_items=6, max_lines=4))
    assert ids(digest) == [("ports", [1, 2, 3], [4, 5, 6]), ("minerals", [30, 31, 32], [33])]
    assert digest.more == 23


def test_places_nobody_else_wants_go_to_the_loud_topic() -> None:
    digest = build_digest(material(*[story(number) for number in range(1, 20)], max_items=6, max_lines=4))
    assert ids(digest) == [("ports", [1, 2, 3, 4, 5, 6], [7, 8, 9, 10])]
    assert digest.more == 9


def test_related_stories_get_no_full_place_while_direct_ones_wait() -> None:
    direct = [story(number, score=0.3) for number in range(1, 9)]
    related = [story(number, score=0.9, tier=Tier.RELATED) for number in range(10, 14)]
    digest = build_digest(material(*direct, *related, max_items=6, max_lines=4))
    assert ids(digest) == [("ports", [1, 2, 3, 4, 5, 6], [7, 8]), ("related", [], [10, 11])]


def test_old_stories_are_counted_with_their_copies_and_not_shown() -> None:
    old = END - timedelta(days=9)
    digest = build_digest(
        material(
            story(1, published_at=old, copies=(found(2, published_at=old),)),
            story(3, published_at=old, date_origin=DateOrigin.SEEN),
            story(4, published_at=old, copies=(found(5),)),
            story(6),
        )
    )
    assert sorted(item.article_id for item in digest.items) == [3, 4, 6]
    assert digest.checked.too_old == 2


def test_without_a_beginning_age_is_counted_from_the_end() -> None:
    eight_days = story(1, published_at=END - timedelta(days=7, hours=12))
    assert build_digest(material(eight_days)).checked.too_old == 0
    assert build_digest(material(eight_days, window_start=None)).checked.too_old == 1


def test_copies_are_kept_with_their_addresses() -> None:
    digest = build_digest(material(story(1, copies=(found(2), found(3)))))
    assert [copy.url for copy in digest.items[0].copies] == ["https://outlet2.example/2", "https://outlet3.example/3"]


def test_a_story_without_title_or_link_is_still_shown() -> None:
    (item,) = build_digest(material(story(1, title=" \n ", url="seedwatch:s/0a1b"))).items
    assert [piece.text for piece in item.title] == ["(no title)"]
    assert item.url == ""


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://a@b.example/", "//x.example/"])
def test_only_plain_web_addresses_become_links(url: str) -> None:
    (item,) = build_digest(material(story(1, url=url, copies=(found(2, url=url),)))).items
    assert (item.url, item.copies[0].url) == ("", "")


def test_an_edit_nobody_sees_is_no_update_and_too_many_are_counted() -> None:
    def change(number: int, before: str) -> TextChange:
        return TextChange(
            article=found(number, title="Now").article,
            title_before=before,
            summary_before="",
            body_before="",
            changed_at=END + timedelta(seconds=number),
        )

    digest = build_digest(material(changes=(change(1, " Now "), *[change(number, "Then") for number in range(2, 20)])))
    assert [line.article_id for line in digest.updates] == list(range(19, 11, -1))
    assert digest.notices == ("10 more corrections are not shown.",)
