"""Markup to what a reader sees."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.plain_text import line_of_markup, text_of_markup, tidy_lines


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"),
        ("a &amp; b &ntilde;", "a & b ñ"),
        ("<p>one</p><p>two<br>three", "one\ntwo\nthree"),
        ("a<b>b</b>c <i>d</i>", "abc d"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("seen<script>no</script><style>no</style><svg><text>no</text></svg> too", "seen too"),
        ("<noscript>no</noscript><iframe>no</iframe>yes<!-- no --><?php no ?>", "yes"),
        ("<object><object>no</object>no</object>yes", "yes"),
        ("2 < 3 and <b>4</b> > 1", "2 < 3 and 4 > 1"),
        ("<p>open <a href='x'>link", "open link"),
        ("<p>a\r\n b\t c\xa0d</p>", "a\nb c d"),
        ("<p>x\x07y</p>", "xy"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "ab\nc"),
        ("</p></div>", ""),
        ("<", "<"),
    ],
)
def test_what_is_seen_comes_out(markup: str, text: str) -> None:
    assert text_of_markup(markup) == text


def test_a_line_is_one_line() -> None:
    assert line_of_markup("<p>Port\n opens</p><p>today</p>") == "Port opens today"


@pytest.mark.parametrize(
    "start",
    ["<div>", "<b>", "<p>x", "<svg>", "<a href=", "<!--", "<![CDATA[", "&amp;<", "<table><tr><td>", "<font x='"],
)
@pytest.mark.timeout(20)  # what grows with the square of the size takes minutes
def test_hostile_markup_of_any_depth_ends(start: str) -> None:
    assert isinstance(text_of_markup("seen " + start * 100_000), str)


def test_text_behind_a_deep_nest_is_not_lost() -> None:
    assert text_of_markup("<div>" * 3_000 + "deep" + "</div>" * 3_000 + "after") == "deep\nafter"


@given(st.text())
def test_tidy_text_stays_as_it_is(text: str) -> None:
    tidy = tidy_lines(text)
    assert tidy_lines(tidy) == tidy
    assert "  " not in tidy
    assert "\n\n" not in tidy


@given(st.text(st.sampled_from("<>/pbsvg!-&;\"' x\n")))
def test_no_markup_breaks_the_reading(markup: str) -> None:
    assert isinstance(text_of_markup(markup), str)


def test_one_text_leaves_nothing_behind_for_the_next() -> None:
    markups = ["<p>one<script>var x", "two", "<b>three</b></script>", "<p>four<p>five", "</div>six", "<style>seven"]
    alone = [text_of_markup(markup) for markup in markups]
    assert [text_of_markup(markup) for markup in reversed(markups)] == alone[::-1]
    assert alone[3] == "four\nfive"


def test_texts_are_read_in_several_threads_at_once() -> None:
    markup = "<p>" + "word <b>bold</b> " * 500 + "</p>"
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(text_of_markup, [markup] * 40))) == 1
