"""Who is believed to have written a page."""

from __future__ import annotations

import json

import pytest
from lxml.html import document_fromstring

from pipeline.extract.pages.page_authors import find_authors
from pipeline.extract.pages.page_facts import gather_facts

SITE = '<meta property="og:site_name" content="The Daily News">'


def authors_of(head: str, body: str = "") -> tuple[str, ...]:
    tree = document_fromstring(f"<html><head>{head}</head><body>{body}<p>x</p></body></html>")
    return find_authors(gather_facts(tree), tree, "https://www.dailynews.example/a")


def linked(author: object) -> str:
    node = {"@type": "NewsArticle", "headline": "A", "author": author, "publisher": {"name": "Daily News Group"}}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        (SITE + '<meta name="author" content="The Daily News">', '<a rel="author">Ana Ruiz</a>', ("Ana Ruiz",)),
        (SITE + linked("Daily News Group") + '<meta name="byl" content="By Ana Ruiz">', "", ("Ana Ruiz",)),
        (linked({"name": "dailynews.example"}), '<b itemprop="author">Ana Ruiz</b>', ("Ana Ruiz",)),
        (SITE + linked(["The Daily News", "Ana Ruiz"]), "", ("The Daily News", "Ana Ruiz")),
        (SITE + linked("The Daily News"), '<div class="author-box">About us</div>', ("The Daily News",)),
        (SITE, '<div class="byline">By Ana Ruiz</div>', ("Ana Ruiz",)),
        (SITE, "", ()),
    ],
)
def test_the_site_is_its_own_author_only_when_no_person_is_marked(
    head: str, body: str, authors: tuple[str, ...]
) -> None:
    assert authors_of(head, body) == authors
