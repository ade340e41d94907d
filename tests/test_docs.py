"""The documents speak of this program: links lead somewhere, and no key or dependency is missing or made up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args
from urllib.parse import unquote

import pytest
from pydantic import BaseModel

from pipeline.model.source import SourceKind
from pipeline.settings.schema import ENGINES, InstallationFile, SelectPlan, SourceLine, SourcesFile, WatchFile

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def chapter(document: str, title: str) -> str:
    """Give what stands under a heading of the second level."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def rows(text: str) -> Iterator[list[str]]:
    """Give the cells of each row of a table, but for the heading and the line under it."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    for line in lines[2:]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


def words_of_code(text: str) -> list[str]:
    """Find the keys in `backticks`; of `pages: false` it is the first word."""
    return re.findall(r"`([a-z_.-]+)(?:: [^`]*)?`", text)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_relative_links_and_images_lead_to_a_file(path: Path) -> None:
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\(\s*<?([^)\s>]+)", text) + re.findall(r"\b(?:src|href)=\"([^\"]+)\"", text)
    relative = [unquote(target.partition("#")[0]) for target in targets if not re.match(r"[a-z]+:|#", target)]
    assert [target for target in relative if not (path.parent / target).exists()] == []


def keys_of(section: type[BaseModel], before: str = "") -> Iterator[str]:
    """Give every key in full, sections within sections taken apart."""
    for key, field in section.model_fields.items():
        kinds = (field.annotation, *get_args(field.annotation))
        inner = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
        yield from keys_of(inner[0], f"{before}{key}.") if inner else [f"{before}{key}"]


def test_every_key_of_the_installation_is_described_and_no_other() -> None:
    """The first key of a row is written in full, those beside it without their section.

    A section described in one row has its keys in the last cell.
    """
    keys = set(keys_of(InstallationFile))
    described: set[str] = set()
    for names, _default, meaning in rows(chapter("configuration.md", "seedwatch.yaml")):
        first, *others = words_of_code(names)
        if any(key.startswith(f"{first}.") for key in keys):
            described |= {f"{first}.{key}" for key in words_of_code(meaning)}
        else:
            described |= {first, *(f"{first.rpartition('.')[0]}.{key}" for key in others)}
    assert described == keys


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        ("watch.yaml", set(WatchFile.model_fields)),
        (
            "sources.yaml",
            {*SourcesFile.model_fields, *SourceLine.model_fields, *SelectPlan.model_fields, *SourceKind, *ENGINES},
        ),
    ],
)
def test_every_key_of_a_watch_and_of_a_source_is_described_and_no_other(title: str, keys: set[str]) -> None:
    assert set(words_of_code(chapter("configuration.md", title))) == keys


def test_every_dependency_has_its_reason() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    extras = [extra for name, extra in project["optional-dependencies"].items() if name != "dev"]
    wanted = [
        *settings["build-system"]["requires"],
        *project["dependencies"],
        *(line for extra in extras for line in extra),
    ]
    names = {re.split(r"[^A-Za-z0-9_.-]", line)[0] for line in wanted}
    reasons: dict[str, str] = {}
    for packages, reason in rows(chapter("design-notes.md", "Dependencies")):
        reasons |= dict.fromkeys(re.sub(r"\(.*?\)", "", packages).replace(",", " ").split(), reason)
    assert reasons.keys() == names
    assert all(reasons.values())
