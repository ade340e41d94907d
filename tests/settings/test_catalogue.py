"""New lines of the catalogue: they are read back as they were meant, and nothing else in the file changes."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.model.source import Source, SourceKind
from pipeline.settings import append_sources
from pipeline.settings.catalogue import extend
from pipeline.settings.reading import read_lines, read_sources
from pipeline.settings.schema import SourceLine

NEW = Source(id="new", name="New Post", url="https://new.example/rss", topics=("trade",))
OLD = "sources:\n  - id: old\n    name: Old\n    url: https://old.example/rss\n"
WORDS = ["2026", "1", "null", "1e5", "0x1f", "0o17", "on", "no", "true", "y", "1-2", "2026-01-02", "1-", "e5"]
SLUGS = st.one_of(st.sampled_from(WORDS), st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=9))
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120).filter(lambda t: t == t.strip())
SOURCES = st.builds(
    Source,
    id=SLUGS,
    name=st.one_of(st.sampled_from([*WORDS, "Null", "~", "- a", "a: b", "a #b", "[a]", "*a", "---"]), NAMES),
    url=st.builds("https://a.example/{}".format, st.text(string.printable.strip() + "뉴é", max_size=20)).map(str.strip),
    kind=st.sampled_from([SourceKind.FEED, SourceKind.SITEMAP, SourceKind.LIST]),
    language=st.sampled_from(["und", "es", "no", "on", "yes"]),
    country=st.sampled_from(["", "NO", "PE", "ON"]),
    topics=st.lists(SLUGS, max_size=4, unique=True).map(tuple),
)
MANNERS = [
    "",
    "# nothing yet",
    "sources:",
    "sources: #\tnone\n",
    "sources: []\n",
    "sources: [ ]   # none yet\n",
    "sources: ~\n# later\n",
    "---\nsources: null\n",
    OLD,
    OLD.rstrip("\n"),
    OLD.replace("\n  ", "\n"),
    OLD + "    topics:\n      - copper\n      - gold\n",
    OLD + "    topics:\n    - copper",
    OLD + "\n\n  # - id: later\n# the end",
    OLD + "    evidence: |\n      - one\n      - two\n",
    "# - id: not this one\n" + OLD.replace("sources:\n", "sources:  # ours\n\n      # - id: nor this\n"),
    OLD.replace("- id", "-\n    id"),
    OLD.replace("sources:", '"sources" :'),
    "sources: [{id: old, name: Old, url: https://old.example/rss}]\n",
    "sources: [\n  {id: old, name: Old, url: 'https://old.example/rss'},\n]  # [all]\n# the end [really]",
    "sources: [\n  {id: old, name: Old, url: 'https://old.example/rss'}  # the first\n]\n",
]


def lines_of(text: str) -> tuple[SourceLine, ...]:
    faults: list[str] = []
    lines = read_lines(Path("sources.yaml"), text.removeprefix("\ufeff"), faults)
    assert faults == []
    return lines


@given(st.lists(SOURCES, min_size=1, max_size=3, unique_by=(lambda one: one.id, lambda one: one.url)))
@example([Source(id="1e5", name="Null", url="https://a.example:80/", topics=("1", "0x1f", "null"))])
@example([Source(id="a", name='a\x85"\\\u2028\ufeff\x00😀', url="https://a.example/#", country="NO")])
def test_every_word_of_a_source_is_read_back(sources: list[Source]) -> None:
    for old in ("", "sources: [{id: at-first, name: Z, url: 'https://z.example'}]"):
        read = lines_of(extend(old, sources))
        assert [line.record(Path("/")) for line in read if line.id != "at-first"] == sources


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("old", MANNERS)
def test_a_source_goes_into_the_list_however_it_is_written(tmp_path: Path, old: str, mark: str, end: str) -> None:
    path = tmp_path / "sources.yaml"
    before = (mark + old).replace("\n", end)
    path.write_bytes(before.encode())
    append_sources(path, [NEW])
    append_sources(path, [Source(id="newer", name="Newer", url="https://newer.example/rss")])
    after = path.read_bytes().decode()
    ids = [line.id for line in lines_of(after)]
    assert ids == [*(["old"] if "old.example" in old else []), "new", "newer"]
    assert after.startswith(mark)
    if end == "\r\n" and "\n" in old:
        assert after.count("\n") == after.count("\r\n")
    comments = [line for line in before.splitlines() if "#" in line and "sources" not in line]
    assert all(comment in after for comment in comments)
    if "old.example" in old and "[" not in old:
        assert after.startswith(before)


def test_a_missing_catalogue_is_made(tmp_path: Path) -> None:
    append_sources(tmp_path / "sources.yaml", [NEW])
    assert read_sources(tmp_path / "sources.yaml", [])[0].id == "new"
    assert (tmp_path / "sources.yaml").stat().st_mode & 0o777 == 0o644


def test_a_linked_catalogue_stays_a_link_and_keeps_its_rights(tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "ours.yaml"
    real.parent.mkdir()
    real.write_text(OLD)
    real.chmod(0o600)
    link = tmp_path / "sources.yaml"
    link.symlink_to(real)
    append_sources(link, [NEW])
    assert link.is_symlink()
    assert [line.id for line in lines_of(real.read_text())] == ["old", "new"]
    assert real.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in real.parent.iterdir()] == ["ours.yaml"]


def refusal(path: Path, *sources: Source) -> str:
    before = path.read_bytes()
    with pytest.raises(SettingsError) as caught:
        append_sources(path, sources)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    return str(caught.value)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("    langage: es\n", ", line 5: sources.1.langage: unknown key; remove it or mend its spelling"),
        ("\tlanguage: es\n", ", line 5: not valid YAML (found character"),
    ],
)
def test_a_fault_that_stood_there_is_told_with_its_line(tmp_path: Path, more: str, expected: str) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(OLD + more)
    assert refusal(path, NEW).startswith(f"{path}{expected}")


@pytest.mark.parametrize(
    ("old", "source", "expected"),
    [
        (OLD, Source(id="old", name="X", url="https://x.example/"), "id old is used by 2 sources"),
        (OLD, Source(id="x", name="X", url="https://old.example/rss"), "url https://old.example/rss is used by 2"),
        (OLD, Source(id="x", name="X" * 121, url="https://x.example/"), "line 7: sources.2.name: String should have"),
        (OLD + "...\n", NEW, "not valid YAML"),
        ("{sources: []}\n", NEW, "not valid YAML"),
        ("sources: [\n  {id: a, name: A, url: 'https://a.example'}, # last\n]\n", NEW, "not valid YAML"),
    ],
)
def test_a_fault_that_only_the_new_lines_would_make_says_so(
    tmp_path: Path, old: str, source: Source, expected: str
) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(old)
    told = refusal(path, source)
    assert told.startswith("Nothing is added; with the new sources at its end, the catalogue would be faulty:\n")
    assert expected in told
    assert f"{path}" in told
    assert f".{path.name}" not in told


def test_a_catalogue_that_is_no_text_or_no_file_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_bytes(b"\xff\xfe")
    assert "not UTF-8 text (byte 0)" in refusal(path, NEW)
    path.unlink()
    path.mkdir()
    with pytest.raises(SettingsError, match="cannot be written: Is a directory"):
        append_sources(path, [NEW])
