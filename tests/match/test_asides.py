from __future__ import annotations

from pipeline.match.asides import asides
from pipeline.text.fold import fold_key


def test_asides_are_folded_words_of_more_than_one_character() -> None:
    assert all(word == fold_key(word) and len(word) > 1 for word in asides())


def test_words_with_a_serious_second_meaning_are_no_asides() -> None:
    assert not {"actor", "mundial", "penal", "series", "감독", "summit", "cumbre", "partido", "medal"} & set(asides())
