"""Weights that a watch sets itself: in their ranges, with a score that still goes up to one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ProfileError
from pipeline.model.profile import Weight
from pipeline.model.weights import MAXIMA, RANGES, WeightRange
from pipeline.profile import dump_profile, load_profile, set_weights
from pipeline.profile.file.version import with_version

FILE = """\
schema: 1
pairs: []   # none yet
entities: []
topics: []  # the end
"""


def weights(text: str) -> dict[str, float]:
    return {weight.name: weight.value for weight in load_profile(text, "p").weights}


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("weights: [named_often]\n", 1, "must be a mapping"),
        ("weights:\n  named_oftn: 3\n", 2, "there is no weight 'named_oftn'; did you mean 'named_often'"),
        ("weights:\n  colour: 3\n", 2, "known are both_sides, "),
        ("weights:\n  term: 3\n", 2, "did you mean 'term.core'"),
        ("weights:\n  named_often: 0\n", 2, "it must be a whole number from 1 to 50, usually 2"),
        ("weights:\n  named_often: 2.5\n", 2, "a whole number"),
        ("weights:\n  named_often: true\n", 2, "a whole number"),
        ("weights:\n  named_often: '3'\n", 2, "a whole number"),
        ("weights:\n  not_in_front: 1.1\n", 2, "a number from 0 to 1, usually 0.7"),
        ("weights:\n  aside_loss: .nan\n", 2, "aside_loss is nan"),
        ("weights:\n  named_often: 3\n  topics_most: 0.3\n", 3, "are 1.05 together, and must be 1; take 0.05 away"),
        ("weights:\n  title_side: 0.02\n", 2, "are 0.94 together, and must be 1; give 0.06 more"),
        ("weights:\n  one_side: 0.4\n", 2, "make one_side 0.35 or less"),
        ("weights:\n  side_in_passing: 0.2\n", 2, "twice side_in_passing is more than both_sides"),
    ],
)
def test_a_wrong_weight_is_told_with_line_and_remedy(text: str, line: int, what: str) -> None:
    with pytest.raises(ProfileError) as caught:
        load_profile(text, "profile.yaml")
    (fault,) = caught.value.reason.splitlines()
    assert fault.startswith(f"line {line}: ")
    assert what in fault


def test_maxima_that_still_make_one_may_be_set() -> None:
    assert weights("weights: {both_sides: 0.4, topics_most: 0.2}\n") == {"both_sides": 0.4, "topics_most": 0.2}
    assert weights("weights: {entities_most: 0.2, title_side: 0.075}\n")
    assert weights("weights:\n") == {}


def value_of(known: WeightRange) -> st.SearchStrategy[float]:
    whole = st.integers(int(known.least), int(known.most)).map(float)
    return whole if known.is_whole else st.floats(known.least + 0.01, known.most)


free = {
    name: value_of(known)
    for name, known in RANGES.items()
    if name not in MAXIMA and not name.startswith(("one_side", "side_in"))
}


@given(st.fixed_dictionaries({}, optional=free))
def test_any_weights_survive_the_file(values: dict[str, float]) -> None:
    own = tuple(Weight(name=name, value=value) for name, value in values.items())
    profile = with_version(replace(load_profile(FILE, "p"), weights=own))
    text = dump_profile(profile)
    assert load_profile(text, "p") == profile
    assert dump_profile(load_profile(text, "p")) == text


def test_weights_are_set_and_given_back_by_command_and_nothing_else_changes() -> None:
    one = set_weights(FILE, {"both_sides": 0.4, "topics_most": 0.2})
    head, tail = FILE.split("entities")
    assert one == f"{head}weights:\n  both_sides: 0.4\n  topics_most: 0.2\nentities{tail}"
    remarked = one.replace("0.2\n", "0.2  # terms are everywhere\n")
    two = set_weights(remarked, {"named_often": 3.0, "both_sides": 0.45, "entities_most": 0.2})
    assert two == remarked.replace("both_sides: 0.4\n", "both_sides: 0.45\n").replace(
        "everywhere\n", "everywhere\n  named_often: 3\n  entities_most: 0.2\n"
    )
    assert set_weights(two, dict.fromkeys(weights(two))) == FILE
    assert set_weights(FILE, {"named_often": None}) == FILE


def test_weights_on_one_line_are_set_and_given_back() -> None:
    text = FILE + "weights: {named_often: 3}\n"
    assert weights(set_weights(text, {"named_often": None, "strong_topic": 4})) == {"strong_topic": 4}
    assert weights(set_weights(text, {"strong_topic": 4, "term.core": 2})) == {
        "named_often": 3,
        "strong_topic": 4,
        "term.core": 2,
    }
    assert weights(set_weights(FILE + "weights: {}\n", {"strong_topic": 4})) == {"strong_topic": 4}


@pytest.mark.parametrize("values", [{"named_oftn": 3}, {"both_sides": 0.5}, {"named_often": float("inf")}])
def test_a_faulty_setting_is_refused(values: dict[str, float]) -> None:
    with pytest.raises(ProfileError, match="this edit would make it faulty"):
        set_weights(FILE, values)
