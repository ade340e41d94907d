"""The themes that ship with the program."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.model.profile import TopicTerm
from pipeline.profile.file.yamltext import read_yaml


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    name: str  # English
    terms: tuple[TopicTerm, ...]


@cache
def themes() -> tuple[Theme, ...]:
    """All themes of ``themes.yaml``, in its order."""
    rows = read_yaml(files("pipeline.profile.topics").joinpath("themes.yaml").read_text(encoding="utf-8"))
    return tuple(Theme(id=row["id"], name=row["name"]["en"], terms=tuple(_terms(row))) for row in rows)


def _terms(row: dict[str, str]) -> list[TopicTerm]:
    return [
        TopicTerm(form=form, language=language)
        for language in ("en", "es", "ko")
        for form in dict.fromkeys(part.strip() for part in row[language].split(","))
    ]
