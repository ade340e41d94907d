"""Section and picture of an article, as its page names them."""

from __future__ import annotations

import json

import pytest
from lxml.html import document_fromstring

from pipeline.extract.pages.page_facts import PageFacts, gather_facts
from pipeline.extract.pages.page_place import find_image, find_section

URL = "https://news.example/world/a"


def facts(head: str) -> PageFacts:
    return gather_facts(document_fromstring(f"<html><head>{head}</head><body><p>x</p></body></html>"))


def linked(**node: object) -> str:
    return (
        f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": "A", **node})}</script>'
    )


TRAIL = {
    "@type": "BreadcrumbList",
    "itemListElement": [
        {"@type": "ListItem", "name": "Home"},
        {"@type": "ListItem", "item": {"@id": "/w", "name": "World"}},
        {"@type": "ListItem", "name": "A port opens"},
    ],
}


@pytest.mark.parametrize(
    ("head", "section"),
    [
        (linked(articleSection="Economy"), "Economy"),
        (linked(articleSection=["Mining", "Economy"]), "Mining"),
        (linked(articleSection="World, Asia, Korea"), "World"),
        (linked(articleSection="Politics &amp; Law"), "Politics & Law"),
        (linked(articleSection="경제"), "경제"),
        (linked(articleSection="News") + '<meta property="article:section" content="Asia">', "Asia"),
        ('<meta property="article:section" content="https://news.example/asia">', ""),
        (f'<script type="application/ld+json">{json.dumps(TRAIL)}</script>', "World"),
        (linked(articleSection="word " * 40), ""),
        (linked(articleSection={"no": "text"}), ""),
        ("", ""),
    ],
)
def test_the_section_is_one_short_name(head: str, section: str) -> None:
    assert find_section(facts(head), "A port opens") == section


@pytest.mark.parametrize(
    ("head", "image"),
    [
        ('<meta property="og:image" content="/i.jpg">', "https://news.example/i.jpg"),
        ('<meta property="og:image" content="//cdn.example/i.jpg">', "https://cdn.example/i.jpg"),
        (linked(image={"@type": "ImageObject", "url": "https://cdn.example/j.jpg"}), "https://cdn.example/j.jpg"),
        (linked(image=["https://cdn.example/1.jpg", "https://cdn.example/2.jpg"]), "https://cdn.example/1.jpg"),
        ('<meta name="twitter:image" content="https://cdn.example/t.jpg">', "https://cdn.example/t.jpg"),
        ('<meta property="og:image" content="data:image/png;base64,AA">', ""),
        ('<meta property="og:image" content="javascript:alert(1)">', ""),
        ("", ""),
    ],
)
def test_the_image_is_an_absolute_web_address_or_none(head: str, image: str) -> None:
    assert find_image(facts(head), URL) == image
