"""What belongs to the running text though it stands apart, and what does not though it stands within."""

from __future__ import annotations

import json

import pytest
from lxml.html import document_fromstring

from pipeline.extract.pages.body import find_body
from pipeline.extract.pages.page_facts import gather_facts

PARAGRAPHS = (
    "The harbour authority closed two of its five berths on Sunday, after divers had found cracks in the piles.",
    "Ships that carry grain are sent to the neighbouring bay, where they wait for as long as a week at anchor.",
    "Engineers from three countries will inspect the remaining piles before the next storm season begins.",
    "The cost of the repairs is not known; the insurer has sent an expert of its own, who arrives on Thursday.",
)
OTHERS = (
    "Elsewhere on the coast a ferry ran aground in thick fog; its forty passengers were brought ashore in boats.",
    "The captain had sounded the horn for half an hour, a passenger told the local radio in the evening.",
)
LEAD = "Two berths of the harbour are out of use, and nobody can say for how long or at what cost to trade."


def text_of(body: str, head: str = "", titles: tuple[str, ...] = ()) -> list[str]:
    tree = document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")
    return find_body(tree, gather_facts(tree), list(titles)).split("\n")


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def described(text: str) -> str:
    return f'<meta name="description" content="{text}">'


def test_pieces_of_a_text_are_joined() -> None:
    pieces = "".join(
        f'<div class="w"><div class="row article-body">{paragraphs(*part)}</div></div><div class="promo"></div>'
        for part in (PARAGRAPHS[:2], PARAGRAPHS[2:3], PARAGRAPHS[3:])
    )
    assert text_of(f"<article>{pieces}</article>") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "other",
    [
        f'<article><div class="article-body">{paragraphs(*OTHERS)}</div></article>',
        f'<div class="article-body"><h1>Another story</h1>{paragraphs(*OTHERS)}</div>',
        f'<div class="teaser post-content">{paragraphs(*OTHERS)}</div>',
        f'<div class="article-body"><p><a href="/x">{OTHERS[0]}</a></p></div>',
        f'<div class="article-body">{paragraphs(*PARAGRAPHS[:2])}</div>',
    ],
    ids=["another article", "its own headline", "no class in common", "links alone", "the same again"],
)
def test_what_is_no_piece_of_the_same_text_is_not_joined(other: str) -> None:
    first = f'<div class="article-body">{paragraphs(*PARAGRAPHS)}</div>'
    assert text_of(f"<main>{first}{other}</main>") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("summary", "shown"),
    [
        (LEAD, f'<p class="lead">{LEAD}</p>'),
        (LEAD[:70] + "…", f'<div class="intro"><strong>{LEAD}</strong></div>'),
        (LEAD.upper(), f"<h2>{LEAD}</h2>"),
    ],
)
def test_the_summary_that_a_page_shows_leads_the_text(summary: str, shown: str) -> None:
    page = f'<h1>Berths closed</h1><div>{shown}</div><div class="article-body">{paragraphs(*PARAGRAPHS)}</div>'
    assert text_of(page, described(summary)) == [LEAD, *PARAGRAPHS]


def test_a_summary_that_no_reader_sees_is_no_part_of_the_text() -> None:
    assert text_of(f"<article>{paragraphs(*PARAGRAPHS)}</article>", described(LEAD)) == list(PARAGRAPHS)


def test_a_summary_within_the_text_is_there_once() -> None:
    assert text_of(f"<article>{paragraphs(LEAD, *PARAGRAPHS)}</article>", described(LEAD)) == [LEAD, *PARAGRAPHS]


def test_the_headline_above_the_text_is_no_part_of_it() -> None:
    page = f"<article><h1>Berths closed</h1>{paragraphs(*PARAGRAPHS)}</article>"
    assert text_of(page, titles=("Berths closed",)) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "within",
    [
        '<p>Read more: <a href="/x">How the harbour was built</a></p>',
        '<p><strong>También te puede interesar:</strong> <a href="/x">Así se construyó el puerto</a></p>',
        '<p>관련 기사 <a href="/x">항구는 이렇게 지어졌다</a></p>',
        '<p><a href="/x">How the harbour was built, in twelve pictures</a></p>',
        '<h3><a href="/x">How the harbour was built</a></h3>',
        '<ul><li><a href="/x">How the harbour was built</a></li><li><b><a href="/y">Ferries full</a></b></li></ul>',
        "<p>Read more</p>",
        "<script>var text = 'no text';</script><style>p {}</style>",
        "<figure><figcaption>Workers at the quay</figcaption></figure>",
    ],
)
def test_what_leads_elsewhere_is_no_part_of_the_text(within: str) -> None:
    page = f"<article>{paragraphs(*PARAGRAPHS[:2])}{within}{paragraphs(*PARAGRAPHS[2:])}</article>"
    assert text_of(page) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        'Related costs, as <a href="/x">the insurer</a> calls them, '
        + "may double the sum that was named before, " * 7,
        "More about this was not to be learned from the authority, whose head is ill.",
        'The report, which <a href="/x">the authority published</a> on Friday, names three causes of the damage.',
    ],
)
def test_sentences_stay_whatever_they_begin_with_or_link_to(line: str) -> None:
    found = text_of(f"<article>{paragraphs(*PARAGRAPHS[:2], line, *PARAGRAPHS[2:])}</article>")
    assert len(found) == 5


def test_a_list_that_is_no_list_of_links_stays() -> None:
    items = "<ul><li>Berth two: cracks in four piles</li><li>Berth five: one pile has to be replaced</li></ul>"
    assert len(text_of(f"<article>{paragraphs(*PARAGRAPHS)}{items}</article>")) == 6


def test_a_text_that_json_ld_holds_twice_is_not_believed() -> None:
    twice = " ".join(PARAGRAPHS * 2)
    script = f'<script type="application/ld+json">{json.dumps({"@type": "Article", "articleBody": twice})}</script>'
    assert text_of(f"<article>{paragraphs(*PARAGRAPHS)}</article>", script) == list(PARAGRAPHS)


def test_a_page_of_countless_elements_is_read_paragraph_by_paragraph() -> None:
    assert text_of(f"<article>{'<p>one two</p>' * 40_000}</article>") == ["one two"] * 40_000


def test_a_long_marked_text_is_read_without_the_rest_of_the_page() -> None:
    long = [f"{line} It is number {number} of many such reports." for number in range(5) for line in PARAGRAPHS]
    rest = f"<section>{paragraphs(*OTHERS * 9)}</section>"
    assert text_of(f'<main>{rest}<div class="post-content">{paragraphs(*long)}</div>{rest}</main>') == long


def test_comments_that_are_marked_like_articles_are_not_the_text() -> None:
    comments = f'<div id="comments"><div class="post-content">{paragraphs(*OTHERS * 20)}</div></div>'
    assert text_of(f"<body><article>{paragraphs(*PARAGRAPHS)}</article>{comments}</body>") == list(PARAGRAPHS)
