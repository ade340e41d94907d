from __future__ import annotations

from string import Formatter

import pytest

from pipeline.digest.labels import LABELS, LOCALES, Label


def holes(label: Label) -> list[set[str | None]]:
    forms = (label,) if isinstance(label, str) else label
    return [{name for _, name, _, _ in Formatter().parse(form) if name} for form in forms]


@pytest.mark.parametrize("language", sorted(LABELS))
def test_every_language_has_every_label_with_the_same_holes(language: str) -> None:
    assert {key: holes(label) for key, label in LABELS[language].items()} == {
        key: holes(label) for key, label in LABELS["en"].items()
    }


def test_every_language_has_a_locale() -> None:
    assert LOCALES.keys() == LABELS.keys()
