"""Queries, and the texts that answer them."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.search import IndexWord, Lookup
from pipeline.text.searchquery import Query, find_spans, parse_query
from pipeline.text.searchtokens import fold_searched, index_words


def reads(query: Query, text: str) -> bool:
    folded = fold_searched(text).text
    wanted = all(find_spans(terms, folded) for terms in query.every)
    return bool(query.every) and wanted and not find_spans(query.none, folded)


def is_candidate(lookup: Lookup, words: tuple[str, ...]) -> bool:
    def has(asked: IndexWord) -> bool:
        return any(word.startswith(asked.text) if asked.begins else word == asked.text for word in words)

    every = all(any(all(map(has, way)) for way in ways) for ways in lookup.every)
    return every and not any(map(has, lookup.none))


def finds(asked: str, text: str) -> bool:
    """Whether a text answers, which what the index holds of it must never deny."""
    query = parse_query(asked)
    answers = reads(query, text)
    assert not answers or is_candidate(query.lookup(), index_words("", text)), "the index would have left it out"
    assert not answers or is_candidate(query.lookup(in_title=True), index_words(text, "")) or query.none
    return answers


FOUND = [
    ("페루", "페루에서 열린 회의"),
    ("페", "남페루의 항구"),
    ("현대로템", "방산업체 현대로템이 밝혔다"),
    ("로템", "현대로템이"),
    ("K2", "K2전차 계약"),
    ("K2전차", "K-2 전차 계약"),
    ("Peru", "en el Perú"),
    ("perú", "PERU'S navy"),
    ("tank", "new tanks arrive"),
    ("presi", "el presidente"),
    ("KF-21", "the KF21 jet"),
    ("KF-21", "the KF 21 jet"),
    ("KF21", "the KF-21 jet"),
    ('"KF 21"', "the KF-21 jet"),
    ("KF 21", "the KF21 jet"),
    ("155mm", "a 155 mm gun"),
    ("155mm", "155-mm shells"),
    ('"155 mm"', "155mm shells"),
    ("O'Higgins", "General O’Higgins said"),
    ("U.S.-based", "the US or a U.S.-based firm"),
    ('"joint venture"', "a joint-venture in Lima"),
    ('"joint venture"', "(Joint) venture"),
    ("“joint venture”", "the joint venture"),
    ('"joint venture', "the joint venture"),
    ("venture joint", "the joint venture"),
    ("peru OR 페루", "페루는"),
    ("peru OR 페루 K2", "페루 K2"),
    ("OR peru OR", "peru"),
    ("tank -train", "a tank"),
    ('tank -"high speed train"', "a tank and a high train"),
    ("FAP*", "los FAPistas"),
    ("LIG", "LIG넥스원"),
    ("21", "on May 21, 2026"),
    ("１２", "12 ships"),
    ("mm", "155mm"),
    ("東京", "在東京的"),
]
NOT_FOUND = [
    ("페루", "페 루"),
    ("페루에", "페루는"),
    ("로현", "현대로템현대"),
    ("K2", "K21 and AK2"),
    ("K2", "K and 2"),
    ("KF-21", "KF, 21"),
    ("eru", "Peru"),
    ("LIG", "light"),
    ('"tank"', "tanks"),
    ('"joint venture"', "joint and venture"),
    ('"joint venture"', "joint\n\nventure"),
    ('"joint venture"', "adjoint venture, joint ventures"),
    ("peru tank", "peru"),
    ("peru OR 페루 K2", "peru"),
    ("tank -train", "a tank and trains"),
    ("-페루 tank", "tank 페루에"),
    ("21", "210 and 121"),
    ("or", "neither nor"),
]


@pytest.mark.parametrize(("asked", "text"), FOUND)
def test_found(asked: str, text: str) -> None:
    assert finds(asked, text)


@pytest.mark.parametrize(("asked", "text"), NOT_FOUND)
def test_not_found(asked: str, text: str) -> None:
    assert not finds(asked, text)


@pytest.mark.parametrize("asked", ["", " ", '"', '""', "-", "--", "OR", "OR OR", "!?", "-!", '"" "" -""', "\x00", "*"])
def test_a_query_without_a_word_looks_for_nothing(asked: str) -> None:
    assert parse_query(asked).every == ()


def test_a_query_may_say_only_what_is_not_wanted() -> None:
    query = parse_query('-peru -"joint venture"')
    assert (query.every, len(query.none)) == ((), 2)


def test_a_phrase_goes_over_a_false_start() -> None:
    assert [span[:2] for span in find_spans(parse_query('"a a"').every[0], "ba a a")] == [(3, 6)]


def test_each_place_is_told_once_with_the_whole_word() -> None:
    terms = parse_query("peru OR peruano OR tanque").every[0]
    assert find_spans(terms, "peruano, peru 페루") == [(0, 7, False), (0, 7, True), (9, 13, True)]


def test_the_index_is_asked_what_is_not_wanted_only_where_it_knows_for_certain() -> None:
    assert parse_query("a -tank -KF-21 -페루 -현대로템 -U.S. -x1y2").lookup().none == (
        IndexWord("tank", begins=True), IndexWord("kf21"), IndexWord("페루")
    )  # fmt: skip


WORDS = st.lists(
    st.one_of(
        st.text("abcdñÉúZß", min_size=1, max_size=8),
        st.from_regex(r"[A-Z]{1,3}[ -]?[0-9]{1,3}[A-Z]?", fullmatch=True),
        st.text("페루에서현대로템", min_size=1, max_size=6),
        st.sampled_from(["K2전차", "U.S.-based", "O’Higgins", "…", "_", "2026년", "東京", "\u0308", "ﬁn", "Ａ１"]),
    ),
    min_size=1,
    max_size=8,
)
GAPS = st.sampled_from([" ", ", ", "\n", "\u00a0", ". ", "/"])


@given(WORDS, GAPS, st.randoms(use_true_random=False))
def test_a_text_is_found_by_any_of_its_words_or_by_their_beginnings(words: list[str], gap: str, dice: Random) -> None:
    text = gap.join(words)
    atoms = re.findall(r"[a-z]+|[0-9]+|[가-힣]+", fold_searched(text).text)
    for word in dice.sample(atoms, min(3, len(atoms))):
        assert finds(word, text)
        if len(word) > 4 and word.isascii() and word.isalpha():
            assert finds(word[: dice.randrange(4, len(word))], text)
        assert not word.isascii() or not word.isalpha() or finds(f"{word[:1]}*", text)


@given(WORDS, GAPS, st.randoms(use_true_random=False))
def test_a_text_is_found_by_any_piece_of_its_hangul(words: list[str], gap: str, dice: Random) -> None:
    text = gap.join(words)
    for run in re.findall(r"[가-힣]+", fold_searched(text).text):
        start = dice.randrange(len(run))
        assert finds(run[start : dice.randrange(start, len(run)) + 1], text)


@given(WORDS, st.integers(0, 7), st.integers(1, 8))
def test_a_text_is_found_by_any_phrase_of_it(words: list[str], start: int, count: int) -> None:
    phrase = " ".join(words[start : start + count])
    assert not parse_query(f'"{phrase}"').every or finds(f'"{phrase}"', " ".join(words))


@given(st.text(), st.text())
def test_no_query_raises_and_none_misses_in_the_index_what_it_would_read(asked: str, text: str) -> None:
    finds(asked, text)
    finds(asked, asked)
    finds(f"{asked} {text}", f"{text} {asked}")


@pytest.mark.parametrize("sign", ["a", "가", "1", "-", '"', "*", "a1", "a-", "OR ", '-"', "x OR ", "\x00", "a.b"])
def test_long_queries_are_read_in_no_time(sign: str) -> None:
    query = parse_query(sign * (1000 // len(sign)))
    reads(query, sign * 5_000)
