"""Which of a page's JSON-LD nodes is its article."""

from __future__ import annotations

import json

import pytest

from pipeline.extract.pages.linked_data import LinkedData


def node(kind: str, headline: str = "", **more: object) -> dict[str, object]:
    return {"@type": kind, **({"headline": headline} if headline else {}), **more}


def read(*nodes: object) -> LinkedData:
    return LinkedData([json.dumps(one) for one in nodes])


OTHERS = node("ItemList", itemListElement=[node("NewsArticle", f"Other {number}") for number in range(6)])


@pytest.mark.parametrize(
    ("nodes", "headline"),
    [
        ([OTHERS, node("NewsArticle", "Port opens")], "Port opens"),
        ([OTHERS], None),
        ([node("CollectionPage", hasPart=[node("BlogPosting", "One"), node("BlogPosting", "Two")])], None),
        ([node("CollectionPage", mainEntity=node("NewsArticle", "Port opens"))], "Port opens"),
        ([node("NewsArticle"), node("NewsArticle", "Port opens")], "Port opens"),
        ([node("LiveBlogPosting", "Port opens", liveBlogUpdate=[node("BlogPosting", "09:14")] * 9)], "Port opens"),
        ([node("WebPage", "Port opens")], None),
    ],
)
def test_articles_of_a_list_are_not_the_pages_own(nodes: list[object], headline: str | None) -> None:
    assert read(*nodes).article().get("headline") == headline


@pytest.mark.parametrize(("free", "walled"), [(False, True), ("False", True), (True, False), ("true", False)])
def test_an_article_may_say_that_it_is_not_free(free: object, walled: bool) -> None:
    assert read(node("NewsArticle", "A", isAccessibleForFree=free)).is_walled() is walled
    assert not read(node("NewsArticle", "A")).is_walled()
