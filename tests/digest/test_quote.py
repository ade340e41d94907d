from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.digest.quote import quote_pieces, title_pieces
from pipeline.model.digest import Piece
from pipeline.model.hit import Found
from tests.digest.material import NAMES, found

FILLER = "The council met again on Tuesday and talked about the price of bread in the valley for a long time."


def text_of(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def marked(pieces: tuple[Piece, ...]) -> list[str]:
    return [piece.text for piece in pieces if piece.marked]


def quote(**article: Any) -> tuple[Piece, ...]:
    return quote_pieces(found(**article))


def test_it_takes_the_sentence_that_names_most_and_fills_two_lines_with_the_next() -> None:
    best = "ASMAR and Hanbada Heavy shook hands on a second slipway."
    pieces = quote(body=f"{FILLER} ASMAR kept silent. {best} {FILLER} {FILLER}")
    assert text_of(pieces).startswith(best)
    assert marked(pieces) == ["ASMAR", "Hanbada Heavy"]
    assert 220 <= len(text_of(pieces)) <= 300


def test_a_korean_quote_has_fewer_characters_since_they_are_wider() -> None:
    body = (
        "한바다중공업은 조선소와 계약을 맺었다. " + "시장은 어제 다시 회의를 열고 항만의 앞날을 오래 이야기했다. " * 9
    )
    assert 120 <= len(text_of(quote(body=body, language="ko"))) <= 170


def test_a_short_text_is_quoted_whole_without_ellipsis() -> None:
    assert text_of(quote(body="It rained.\nASMAR opened late.")) == "It rained. ASMAR opened late."


def test_a_long_sentence_is_cut_around_its_names_between_words() -> None:
    body = "word " * 100 + "ASMAR met Hanbada Heavy " + "word " * 100 + "end."
    text = text_of(quote(body=body))
    assert re.fullmatch(r"… (word )+ASMAR met Hanbada Heavy( word)+ …", text)
    assert len(text) <= 304


def test_the_summary_is_used_where_it_says_more_or_there_is_no_body() -> None:
    assert marked(quote(summary="ASMAR wins.", body="Nothing here.")) == ["ASMAR"]
    assert text_of(quote(summary="Plain words.")) == "Plain words."
    assert quote() == ()


def test_a_sentence_that_repeats_the_headline_is_passed_over() -> None:
    assert text_of(quote(title="ASMAR builds", body="ASMAR builds\nThe yard is full.")) == "The yard is full."


def test_names_glued_to_korean_particles_are_marked_alone() -> None:
    pieces = quote(body="한바다중공업은 ASMAR와 계약했다.")
    assert pieces == (
        Piece(text="한바다중공업", marked=True),
        Piece(text="은 "),
        Piece(text="ASMAR", marked=True),
        Piece(text="와 계약했다."),
    )


def test_a_mention_that_is_not_where_it_says_marks_nothing() -> None:
    told, stale = found(body="ASMAR builds."), found(body="The yard ASMAR builds.")
    assert marked(quote_pieces(Found(article=told.article, judgement=stale.judgement))) == []


def test_a_title_of_any_length_is_cut_at_a_word() -> None:
    pieces = title_pieces(found(title="  ASMAR " + "barco " * 100), 60)
    assert pieces[0] == Piece(text="ASMAR", marked=True)
    assert text_of(pieces).endswith("barco …")
    assert len(text_of(pieces)) <= 62


words = st.sampled_from([*NAMES.values(), "한국과", "칠레는", "El", "buque", "yard.", "다.", "\n", "é", "x" * 39, "각"])


@given(st.lists(words, max_size=150))
def test_a_quote_is_the_articles_own_words_uncut(parts: list[str]) -> None:
    body = " ".join(parts)
    pieces = quote(body=body)
    text = text_of(pieces)
    assert len(text) <= 304
    core = text.removeprefix("… ").removesuffix(" …")
    flat = " ".join(body.split())
    assert core in flat
    assert set(core.split()) <= set(flat.split())  # no word is cut in two
    assert set(marked(pieces)) <= {*NAMES.values()} | {f"{a}{b}" for a in NAMES.values() for b in NAMES.values()}


@pytest.mark.parametrize("syllables", ["가" * 2000, "\u1100\u1161\u11a8" * 700])
def test_text_without_blanks_is_cut_between_syllables(syllables: str) -> None:
    text = text_of(quote(body=syllables)).removesuffix(" …")
    assert text
    assert len(text) <= 300
    assert syllables.startswith(text)
    assert not "\u1160" <= syllables[len(text)] <= "\u11ff"


def test_a_sentence_with_very_many_names_is_no_burden() -> None:
    assert marked(quote(body="ASMAR Hanbada Heavy " * 20_000))
