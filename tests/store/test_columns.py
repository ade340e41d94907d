"""Texts that any database can hold, and hashes in their place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.store.columns import all_storable, hash_of, storable

ANYTHING = st.text(st.characters(codec=None, exclude_categories=()))


@given(ANYTHING)
def test_storable_text_is_proper_unicode_without_nul(text: str) -> None:
    clean = storable(text)
    assert clean.encode("utf-8").decode() == clean
    assert "\x00" not in clean
    assert storable(clean) == clean


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_proper_text_is_left_as_it_is(text: str) -> None:
    assert storable(text) == text


@given(ANYTHING, ANYTHING)
def test_hashes_tell_texts_apart_as_the_database_does(one: str, other: str) -> None:
    assert (hash_of(one) == hash_of(other)) == (storable(one) == storable(other))
    assert (hash_of(one, other) == hash_of(other, one)) == (storable(one) == storable(other))


@given(st.lists(ANYTHING))
def test_many_texts_are_made_storable_as_each_alone(texts: list[str]) -> None:
    assert list(all_storable(texts)) == [storable(text) for text in texts]
