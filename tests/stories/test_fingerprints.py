from __future__ import annotations

from dataclasses import replace

from pipeline.stories.fingerprints import fingerprint
from tests.stories.test_grouping import found

_BODY = "one two three four five six seven eight nine ten " * 5


def test_a_long_body_alone_counts() -> None:
    article = found(1, _BODY, title="One").article
    assert fingerprint(article) == fingerprint(replace(article, title="Another headline 9", summary="Other"))


def test_a_short_body_counts_with_its_title_and_summary() -> None:
    article = found(1, "Few words.", title="One").article
    assert fingerprint(article).words == 3
    assert fingerprint(article) != fingerprint(replace(article, title="Another"))


def test_case_accents_and_punctuation_do_not_matter() -> None:
    one, two = found(1, "El Perú «firmó» ayer.").article, found(1, "el peru, firmo AYER").article
    assert fingerprint(one).shingles == fingerprint(two).shingles


def test_blanks_do_not_matter_in_korean() -> None:
    one, two = (
        found(1, "현대로템이 계약을 맺었다", title="").article,
        found(1, "현대로템이계약을 맺 었다", title="").article,
    )
    assert fingerprint(one).shingles == fingerprint(two).shingles


def test_numbers_are_kept_with_their_points() -> None:
    assert fingerprint(found(1, "1,200 tanks for 3.5 billion", title="").article).numbers == {"1,200", "3.5"}


def test_a_text_without_words_has_no_shingles() -> None:
    assert fingerprint(found(1, "…!", title="").article).shingles == frozenset()
