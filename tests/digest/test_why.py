from __future__ import annotations

import pytest

from pipeline.digest.why import why_line
from pipeline.digest.wording import Wording
from pipeline.model.hit import Tier
from tests.digest.material import PROFILE, found


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "ASMAR, Hanbada Heavy; Chile and South Korea together"),
        ("es", "ASMAR, Hanbada Heavy; Chile y Corea del Sur a la vez"),
        ("ko", "ASMAR, Hanbada Heavy; Chile·South Korea 함께 언급"),
    ],
)
def test_it_names_what_was_found_and_the_sides(language: str, line: str) -> None:
    hit = found(body="Hanbada Heavy, Hanbada Heavy and ASMAR")
    assert why_line(hit, PROFILE, Wording(language, "UTC")) == line


def test_a_one_sided_story_says_which_side() -> None:
    hit = found(body="Hanbada Heavy hires in South Korea", tier=Tier.RELATED)
    assert why_line(hit, PROFILE, Wording("en", "UTC")) == "Hanbada Heavy, yard, dock; South Korea only"


def test_words_of_the_topic_stand_in_where_only_the_sides_are_named() -> None:
    hit = found(body="Chile and South Korea talk")
    assert why_line(hit, PROFILE, Wording("en", "UTC")) == "yard, dock; Chile and South Korea together"
