"""One text, two readers: the quick one is heeded where both agree, the slow one tells what is wrong and where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from pipeline.settings.schema import SourcesFile
from pipeline.settings.yamlfile import MOST_VALUES, read_quickly, read_with_lines, read_yaml

CATALOGUE = Path(__file__).parents[2] / "config" / "sources.yaml"
PATH = Path("some.yaml")
SCALARS = st.one_of(
    st.sampled_from(["NO", "no", "07:00", "1e5", "0x1f", "0o17", "017", "~", "null", "True", "on", "1_000", ".5"]),
    st.sampled_from(["2026-01-02", "'it''s'", '"a\\tb"', "a#b", "a #b", "<<", "=", "!!str 1", "!x y", "|\n  a\n b"]),
    st.text("aA1 .:-#'\"[]{},!|>%@`\\\n\t뉴", max_size=12),
)
TEXTS = st.lists(st.tuples(st.sampled_from(["a", "b", "c", "'d'", "? e", "<<"]), SCALARS), max_size=5).map(
    lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs)
)


class Anything(BaseModel):
    model_config = ConfigDict(extra="allow")
    a: Any = None


class Told(BaseModel):
    country: str
    at: str


@given(TEXTS)
@example("a: 2026-01-02\n")
@example("a: {b: [1, 1.5, true, null, NO, 07:00]}\n")
def test_what_the_quick_reader_takes_means_the_same_to_the_slow_one(text: str) -> None:
    faults: list[str] = []
    quick, slow = read_quickly(text, Anything), read_with_lines(PATH, text, Anything, faults)
    if quick and slow and "!" not in text:  # the slow reader keeps tags, which no key of ours takes
        assert quick.model_dump() == slow.model_dump()
    assert bool(read_yaml(PATH, text, Anything, [])) == bool(quick or slow)


def test_words_that_older_readers_take_for_other_things_stay_words() -> None:
    assert read_quickly("country: NO\nat: 07:00\n", Told) == Told(country="NO", at="07:00")


def test_the_shipped_catalogue_is_read_quickly() -> None:
    text = CATALOGUE.read_text(encoding="utf-8")
    quick = read_quickly(text, SourcesFile)
    assert quick
    assert quick == read_with_lines(CATALOGUE, text, SourcesFile, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("country: NO\nat: 7\n", "some.yaml, line 2: at: Input should be a valid string"),
        ("country: NO\nat: x\nat: y\n", "some.yaml, line 3: not valid YAML (found duplicate key"),
        ("country: [\n", "some.yaml, line 2: not valid YAML (expected"),
        ("", "some.yaml: country: missing"),
        ("? a: {}\n", "some.yaml: not valid YAML (unhashable"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, expected: str) -> None:
    faults: list[str] = []
    assert read_yaml(PATH, text, Told, faults) is None
    assert faults[0].startswith(expected)


def test_what_only_the_slow_reader_takes_is_taken() -> None:
    faults: list[str] = []
    text = "sources:\n  - {id: a, name: A, url: https://a.example:80/x}\n"
    file = read_yaml(PATH, text, SourcesFile, faults)
    assert file
    assert (file.sources[0].url, faults) == ("https://a.example:80/x", [])


@pytest.mark.parametrize("merge", ["<<: [{}]", "b: [{}]"])
def test_aliases_of_aliases_unfold_in_neither_reader(merge: str) -> None:
    lines = ["a0: &a0 {k: 1}"]
    lines += [f"a{n}: &a{n}\n  {merge.format(', '.join([f'*a{n - 1}'] * 9))}" for n in range(1, 12)]
    faults: list[str] = []
    file = read_yaml(PATH, "\n".join(lines), Anything, faults)
    assert file or str(MOST_VALUES) in faults[0]
