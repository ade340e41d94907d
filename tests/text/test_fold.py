from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.fold import fold, fold_key

# Plain text() seldom draws what matters here: marks apart, loose jamo, ligatures, invisible characters, surrogates.
_TRICKY = (
    "eé\u0301\u0323ñßİıﬁﷺΣςÅ가각\u1100\u1161\u11a8"
    "ㅋㆍ㈎㉠ﾡ\u00ad\u200b\u200d\ufeff–—−“’«…ＫＦ①\u0345ᾳ\ud800\udfff\x00\u202eא Aa1\n"
)
texts = st.text(st.one_of(st.sampled_from(_TRICKY), st.characters()), max_size=60)


@given(texts)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(texts)
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(composed).text == fold(decomposed).text == fold(text).text


@given(texts, st.data())
def test_spans_map_inside_the_original_and_keep_their_order(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    spans = [folded.span(index, index + 1) for index in range(len(folded.text))]
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)
    assert [end for _, end in spans] == sorted(end for _, end in spans)
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(spans))] * 2)))
    start, end = folded.span(first, last)
    assert 0 <= start <= end <= len(text)
    assert first == last or (start, end) == (spans[first][0], spans[last - 1][1])


@given(texts)
def test_every_folded_character_comes_from_the_stretch_its_span_names(text: str) -> None:
    folded = fold(text)
    for index, char in enumerate(folded.text):
        start, end = folded.span(index, index + 1)
        assert start < end
        assert char in fold(text[start:end]).text


@given(texts)
def test_folded_text_is_valid_utf8(text: str) -> None:
    fold(text).text.encode()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("PERÚ", "peru"),
        ("Seúl", "seul"),
        ("Straße", "strasse"),
        ("ﬁnance", "finance"),
        ("ＫＦ－21", "kf-21"),
        ("KF‑21 — KF–21", "kf-21 - kf-21"),
        ("“Peru’s” «x»", '"peru\'s" "x"'),
        ("so\u00adft\u200bware", "software"),
        ("한ㆍ페루", "한·페루"),
        ("\u1112\u1161\u11ab국", "한국"),
        ("ㅋㅋㅋ", "ㅋㅋㅋ"),
        ("…", "..."),
        ("\ud800x", "\ufffdx"),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_accents_written_apart_go_with_their_letter() -> None:
    text = "en Peru\u0301."
    folded = fold(text)
    start = folded.text.index("peru")
    assert text[slice(*folded.span(start, start + 4))] == "Peru\u0301"


def test_spans_survive_characters_that_grow_and_vanish() -> None:
    text = "… ﬁn\u00ada\u200bl: 한국은 \u1111\u1166\u1105\u116e에서"
    folded = fold(text)
    at = folded.text.index("페루")
    assert text[slice(*folded.span(at, at + 2))] == "\u1111\u1166\u1105\u116e"
    at = folded.text.index("한국")
    assert text[slice(*folded.span(at, at + 2))] == "한국"


def test_names_that_read_the_same_have_one_key() -> None:
    assert fold_key(" Hyundai\u00a0 ROTEM\n") == fold_key("hyundai rotem")
