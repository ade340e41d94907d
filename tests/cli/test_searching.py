"""`search`: at a pipe, at a terminal, as JSON, and with what cannot be searched for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terminal import program
from tests.cli.test_commands import seedwatch

PROFILE = """\
entities:
  - {id: chile, name: Chile, type: place, grade: core, status: confirmed, side: chile, aliases: [Chile, {form: 칠레}]}
  - {id: japan, name: Japan, type: place, grade: core, status: confirmed, side: japan, aliases: [Japan]}
pairs:
  - [chile, japan]
topics:
  - {id: mining, name: Mining, grade: core, status: confirmed, terms: {en: [copper, smelter]}}
"""
ARTICLES = [
    {"id": 1, "title": "Japan buys copper of Chile", "text": "Chile sells copper to Japan. A smelter follows. " * 9},
    {"id": 2, "title": "칠레 구리", "text": "일본은 칠레에서 구리를 산다. K2전차와는 상관없다. " * 9},
    {"id": 3, "title": "El clima [bold]", "text": "En Perú llueve. Los tanques K-2 se mojan. " * 9},
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with three stored articles, of which the watch shows the first."""
    folder = tmp_path_factory.mktemp("search")
    place = folder / "home"
    assert seedwatch("init", str(place), "--name", "desk").returncode == 0
    (place / "config" / "watches" / "desk" / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "clips.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)))
    done = seedwatch("import", str(folder / "clips.jsonl"), home=place)
    assert done.returncode == 0, done.stderr
    return place


def ids(home: Path, *arguments: str) -> list[int]:
    done = seedwatch("search", "--json", *arguments, home=home)
    assert done.returncode == 0, done.stderr
    return [found["article_id"] for found in json.loads(done.stdout)["found"]]


def test_an_article_is_shown_with_its_number_its_sentence_and_its_source(home: Path) -> None:
    done = seedwatch("search", "페루", "OR", "peru", home=home)
    lines = done.stdout.splitlines()
    number = int(lines[0].split()[0])
    assert lines[0] == f"{number:>6}  El clima [bold]"
    assert lines[1] == "        En Perú llueve."
    assert lines[2].startswith("        ")
    assert ", es  " in lines[2]
    assert lines[3] == "1 article, the one stored last first"
    assert seedwatch("explain", str(number), home=home).returncode == 0
    assert not [line for line in lines if line != line.rstrip()]


def test_words_are_found_in_three_languages(home: Path) -> None:
    assert len(ids(home, "k2")) == 2
    assert len(ids(home, "칠레")) == 1
    assert len(ids(home, "chile OR 칠레", "--limit", "1")) == 1
    assert sorted(ids(home, "chile OR 칠레", "--best")) == sorted(ids(home, "chile OR 칠레"))


def test_the_search_can_be_narrowed(home: Path) -> None:
    everywhere = "copper OR 구리 OR k2"
    assert len(ids(home, everywhere)) == 3
    assert len(ids(home, everywhere, "--hits")) == 1
    assert len(ids(home, everywhere, "--watch", "desk")) == 1
    assert len(ids(home, everywhere, "--language", "KO")) == 1
    assert len(ids(home, everywhere, "--source", "import", "--since", "1h")) == 3
    assert ids(home, everywhere, "--until", "1h") == []


def test_words_that_begin_with_a_minus_are_no_options(home: Path) -> None:
    everywhere = "copper OR 구리 OR k2"
    without = set(ids(home, everywhere)) - set(ids(home, "copper"))
    assert set(ids(home, "-copper", everywhere, "-w", "desk")) == set()
    assert set(ids(home, "-copper", everywhere, "--limit", "9")) == without == set(ids(home, everywhere, "-copper"))
    assert "Find stored articles" in seedwatch("search", "-h", home=home).stdout


def test_nothing_found_is_no_fault(home: Path) -> None:
    done = seedwatch("search", "nowhere", home=home)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Nothing found.\n", "")
    assert json.loads(seedwatch("search", "nowhere", "--json", home=home).stdout)["found"] == []


def test_the_last_line_says_how_the_articles_were_chosen(home: Path) -> None:
    newest, best = ("search", "k2 OR copper", "--limit", "2"), ("search", "k2 OR copper", "--best")
    assert seedwatch(*newest, home=home).stdout.endswith(
        "2 articles, the one stored last first; there are more, see --limit\n"
    )
    assert seedwatch(*best, home=home).stdout.endswith("3 articles, the best of 3 (all that answer) first\n")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([""], "no word to look for. Write some"),
        (['" "'], "no word to look for"),
        (["-peru"], "the query says only what is not wanted. Add a word"),
        (["-weather", "-h2o", "-p"], "the query says only what is not wanted. Add a word"),
        (["--peru"], "No such option"),
        (["--", "-copper"], "the query says only what is not wanted. Add a word"),
        (["w " * 10_000], "the query has 20,000 characters"),
        (["copper", "--source", "nobody"], "nobody: no such source"),
        (["copper", "--since", "soon"], "soon: no time"),
        (["copper", "--watch", "other"], "other: no such watch"),
    ],
)
def test_what_cannot_be_searched_is_met_with_one_line(home: Path, arguments: list[str], complaint: str) -> None:
    done = seedwatch("search", *arguments, home=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert complaint in done.stderr
    assert done.stderr.count("\n") == 1 or complaint == "No such option"


def test_a_narrow_terminal_shows_sentences_indented_and_no_line_too_wide(home: Path) -> None:
    with program("--home", str(home), "search", "구리", columns=48, rows=30) as terminal:
        screen = terminal.wait("first")
        assert terminal.end() == 0
        assert terminal.widest <= 48
    lines = [line for line in screen.splitlines() if line.strip()]
    assert all(line.startswith("     ") for line in lines[:-2])
