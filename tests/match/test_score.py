from __future__ import annotations

import pytest

from pipeline.match import compile_profile
from pipeline.match.weights import WEIGHTS, Weights
from tests.match.watches import article, peru_korea

_WATCH = compile_profile(peru_korea())


def score(title: str, body: str = "") -> float:
    return _WATCH.judge(article(title, "", body)).score


def test_the_maxima_sum_up_to_one() -> None:
    title = 2 * WEIGHTS.title_side + WEIGHTS.title_subject
    assert pytest.approx(1) == WEIGHTS.both_sides + WEIGHTS.topics_most + WEIGHTS.entities_most + title


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (("Peru votes", ""), ("Peru and South Korea vote", "")),
        (("Peru and South Korea sign", ""), ("Peru and South Korea sign on submarines", "")),
        (("Talks", "Peru and South Korea on tanks"), ("Peru and South Korea on tanks", "Talks")),
        (("Peru and South Korea on tanks", ""), ("Peru and South Korea on tanks", "Hyundai Rotem builds them.")),
        (("Peru, Korea and APEC", ""), ("Peru, Korea and Hyundai Rotem", "")),
        (("Concert in Peru, from Korea", ""), ("Market in Peru, from Korea", "")),
    ],
)
def test_more_of_the_watch_scores_higher(less: tuple[str, str], more: tuple[str, str]) -> None:
    assert score(*less) < score(*more)


def test_parts_name_what_they_count() -> None:
    parts = {
        part.name: part for part in _WATCH.judge(article("Peru and South Korea: K2 tanks", "", "A frigate.")).parts
    }
    assert parts["sides"].why == "Peru and South Korea"
    assert parts["entities"].why == "K2 Black Panther"
    assert parts["topics"].why == "frigate"
    assert parts["title"].why == "Peru, South Korea, K2 Black Panther in the title"


def test_other_weights_give_other_scores() -> None:
    watch = compile_profile(peru_korea(), Weights(both_sides=0.2))
    assert watch.judge(article("Peru and South Korea vote")).score < score("Peru and South Korea vote")
