"""Which of a page's titles is believed when they differ, and who else is asked."""

from __future__ import annotations

import json

import pytest
from lxml.html import document_fromstring

from pipeline.extract.pages.page_facts import gather_facts
from pipeline.extract.pages.titles import choose_title


def title_of(
    *nodes: dict[str, object], shared: str = "", heading: str = "", window: str = "", marked: bool = False
) -> str:
    script = f'<script type="application/ld+json">{json.dumps({"@graph": nodes})}</script>'
    head = f'<meta property="og:title" content="{shared}"><title>{window}</title>{script if nodes else ""}'
    mark = ' itemprop="headline"' if marked else ""
    body = f"<h1{mark}>{heading}</h1>" if heading else ""
    return choose_title(gather_facts(document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")), "")


def article(headline: str) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": headline}


def page(name: str) -> dict[str, object]:
    return {"@type": "WebPage", "name": name}


def crumb(name: str) -> dict[str, object]:
    return {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": name}]}


@pytest.mark.parametrize(
    ("name", "trail", "expected"),
    [
        ("Ten ships at sea", "", "Ten ships at sea"),
        ("A fleet sets out", "", "A fleet sets out"),
        ("A fleet sets out", "Ten ships at sea", "A fleet sets out"),  # the breadcrumbs disagree: nothing is known
        ("Something else", "", "A fleet sets out"),
    ],
)
def test_the_pages_own_name_decides_between_two_titles(name: str, trail: str, expected: str) -> None:
    nodes = [article("Ten ships at sea"), page(name), *([crumb(trail)] if trail else [])]
    found = title_of(*nodes, shared="A fleet sets out", heading="Ten ships at sea", window="Ten ships at sea")
    assert found == expected


def test_a_heading_marked_as_headline_confirms_what_is_shared() -> None:
    for marked, expected in ((False, "Ten ships at sea"), (True, "A fleet sets out")):
        node = article("Ten ships at sea")
        found = title_of(
            node, shared="A fleet sets out", heading="A fleet sets out", window="Ten ships at sea", marked=marked
        )
        assert found == expected


@pytest.mark.parametrize(
    ("shared", "heading", "expected"),
    [
        ("Navy: Ten ships set out at dawn", "At sea - Ten ships set out at dawn", "Ten ships set out at dawn"),
        ("Navy: Ten ships set out at dawn", "Navy: Ten ships set out at dawn", "Navy: Ten ships set out at dawn"),
        ("Navy: Ten ships set out at dawn", "At sea - Nine ships return", "Navy: Ten ships set out at dawn"),
        ("Navy: a plan", "At sea: a plan", "Navy: a plan"),
    ],
)
def test_kickers_that_differ_are_no_part_of_the_headline(shared: str, heading: str, expected: str) -> None:
    assert title_of(shared=shared, heading=heading) == expected


def test_a_title_of_nothing_but_separators_costs_no_time() -> None:
    assert len(title_of(shared="a | " * 100_000, heading="x")) <= 500
