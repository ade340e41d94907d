from __future__ import annotations

import pytest

from pipeline.digest.changes import changed_figures, update_line
from pipeline.digest.wording import Wording
from pipeline.model.hit import TextChange
from tests.digest.material import END, found


def change(before: tuple[str, str], after: tuple[str, str]) -> str | None:
    told = TextChange(
        article=found(title=after[0], body=after[1]).article,
        title_before=before[0],
        summary_before="",
        body_before=before[1],
        changed_at=END,
    )
    line = update_line(told, Wording("en", "UTC"))
    return line.change if line else None


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (("Old", "Same."), ("New", "Same."), "headline changed from “Old”"),
        (("T", "It has 180 vehicles."), ("T", "It has 141 vehicles."), "figures changed: 180 → 141 vehicles"),
        (("A", "In 9 days."), ("B", "In 8 days."), "headline changed from “A”; figures changed: 9 → 8 days"),
        (("T", "One."), ("T", "One. Two more came."), "text was revised, now with “Two more came.”"),
        (("T", "One. Two."), ("T", "One."), "passages were taken out"),
        (("T", "One.  Two."), (" T ", "One. Two."), None),
        (("", "One."), ("T", "One."), None),
    ],
)
def test_one_sentence_says_what_changed(before: tuple[str, str], after: tuple[str, str], said: str | None) -> None:
    assert change(before, after) == said


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("a 1.5 b, c 30 d", "a 1.7 b, c 40 d", [("1.5", "1.7 b"), ("30", "40 d")]),
        ("54대를 산다", "48대를 산다", [("54", "48대를")]),
        ("paid 1,900 for 3", "paid 1,900 for 3", []),
        ("x 1 y z 2 w", "completely other 3 things 4 here", []),
        ("no figures", "now 5 of them", []),
    ],
)
def test_figures_are_paired_by_the_words_beside_them(old: str, new: str, pairs: list[tuple[str, str]]) -> None:
    assert changed_figures(old, new) == pairs


def test_huge_texts_full_of_figures_are_no_burden() -> None:
    assert change(("T", "1 " * 200_000), ("T", "2 " * 200_000))
