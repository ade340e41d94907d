from __future__ import annotations

import pytest

from pipeline.match.places import Sense, sense_of_place
from pipeline.text.fold import fold


def judged(text: str, name: str, country: str = "") -> bool:
    start = fold(text).text.index(name)
    return sense_of_place(text, start, start + len(name), country) is not Sense.MEANT


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("North Korea", "korea"),
        ("a north-Korean ship", "korean"),
        ("Corea del Norte", "corea"),
        ("N. Korea", "korea"),
        ("New Mexico", "mexico"),
        ("Nueva Guinea", "guinea"),
        ("South Sudan", "sudan"),
        ("East Timor", "timor"),
        ("Lima, Ohio", "lima"),
        ("Lima (Montana)", "lima"),
        ("Lima beans", "lima"),
        ("península de Corea", "corea"),
        ("Korean War", "korean"),
        ("the New Peru party", "peru"),
    ],
)
def test_another_place(text: str, name: str) -> None:
    assert judged(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("South Korea", "korea"),
        ("in Korea", "korea"),
        ("northern Peru", "peru"),
        ("Seoul, Washington agree", "seoul"),
        ("Seoul Hails New Peru Deal", "peru"),
        ("New Korea deal", "korea"),
        ("Korean war games", "korean"),
        ("Lima, Peru", "lima"),
        ("Corea del Sur", "corea"),
    ],
)
def test_the_place_itself(text: str, name: str) -> None:
    assert not judged(text, name)


def test_a_town_of_the_united_states_keeps_its_state() -> None:
    assert not judged("Lima, Ohio", "lima", "US")
