"""Acronyms and what they stand for."""

from __future__ import annotations

from pipeline.profile.names.acronyms import common_nouns


def test_an_acronym_of_small_words_is_no_name() -> None:
    assert common_nouns("They took a final investment decision (FID) in May.") == {"fid"}


def test_a_word_without_end_explains_nothing() -> None:
    """The time for it must not grow with the square of its length."""
    assert common_nouns("ab" * 100_000) == set()
