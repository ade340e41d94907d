"""Which of two answers is the better one."""

from __future__ import annotations

import pytest

from pipeline.text.searchrank import Answer, rarity, score

WHOLE, BEGIN = (0, 4, True), (0, 7, False)


def points(*, title: int = 0, text: int = 0, begins: int = 0, size: int = 1000, rare: float = 1.0) -> float:
    answer = Answer(title=((WHOLE,) * title,), text=((WHOLE,) * text + (BEGIN,) * begins,), size=size)
    return score(answer, [rare], usual_size=1000)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (points(text=2), points(text=1)),
        (points(title=1), points(text=3)),
        (points(text=1), points(begins=1)),
        (points(begins=2), points(begins=1)),
        (points(text=1, size=500), points(text=1, size=5000)),
        (points(text=1, rare=2.0), points(text=1, rare=1.0)),
    ],
)
def test_better_answers_have_more_points(better: float, worse: float) -> None:
    assert better > worse > 0


def test_ever_more_of_one_word_is_worth_ever_less() -> None:
    assert points(text=2) - points(text=1) > points(text=20) - points(text=19) > 0
    assert points(text=10_000, rare=1.0) < points(text=1, rare=3.0)


def test_each_part_of_the_query_counts_by_how_rare_it_is() -> None:
    both = Answer(title=((), ()), text=((WHOLE,), (WHOLE,)), size=1000)
    assert score(both, [1.0, 3.0], 1000) == pytest.approx(points(text=1) + points(text=1, rare=3.0))


def test_a_rare_word_says_more_and_one_that_all_have_a_little() -> None:
    assert rarity(1000, 1) > rarity(1000, 500) > rarity(1000, 1000) > 0
    assert rarity(0, 0) > 0
