"""`verdict` and `tune`: what is said is kept, shown and heeded only on demand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from pipeline.store import open_store
from tests.cli.terminal import program
from tests.cli.test_commands import seedwatch
from tests.cli.test_profiles import PROFILE, SEED, profile_of

_WORDS = "harbour orchard bishop velvet lantern copper thistle marble saddle organ pepper glacier".split()


def filler(number: int) -> str:
    """A page of talk like no other, so that no two articles are copies."""
    words = (_WORDS[(number * 5 + place * place) % len(_WORDS)] + str(number) for place in range(90))
    return " ".join(words) + ". "


def wanted(number: int) -> dict[str, str]:
    title = f"Chile and Japan agree on a smelter for {_WORDS[number]} [{number}]"
    return {"id": f"w{number}", "title": title, "text": filler(number)}


def roundup(number: int) -> dict[str, str]:
    text = f"Chile sells copper to a smelter. {filler(number + 50)} Japan bought less. In Japan prices fell."
    return {"id": f"r{number}", "title": f"금속 시장 {_WORDS[number]}", "text": text}


ARTICLES = [
    *(wanted(number) for number in range(5)),
    *(roundup(number) for number in range(6)),
    {"id": "n", "title": "Weather in Chile", "text": "Chile has rain. " * 9},
]


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A watch with a seed, a profile and judged articles in a database on disk."""
    folder = tmp_path_factory.mktemp("verdicts")
    home = folder / "home"
    assert seedwatch("init", str(home), "--name", "desk").returncode == 0
    (home / "seeds" / "desk" / "a.txt").write_text(SEED, encoding="utf-8")
    profile_of(home).write_text(PROFILE, encoding="utf-8")
    (folder / "clips.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)))
    done = seedwatch("import", str(folder / "clips.jsonl"), home=home)
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def home(installation: Path) -> Iterator[Path]:
    """The installation without verdicts, and with its profile as it was."""
    yield installation
    profile_of(installation).write_text(PROFILE, encoding="utf-8")
    store = open_store(f"sqlite:///{installation / 'data' / 'seedwatch.db'}")
    for kept in store.verdicts.verdicts("desk"):
        store.verdicts.drop_verdict("desk", kept.article_id)
    store.close()


def as_json(home: Path, *arguments: str) -> Any:
    done = seedwatch(*arguments, "--json", home=home)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def numbers(home: Path, *, near: bool = False) -> dict[str, str]:
    """The stored articles' numbers by their titles."""
    found = as_json(home, "hits", *(["--near"] if near else []))
    return {each["article"]["title"]: str(each["article"]["id"]) for each in found}


def say_all(home: Path) -> None:
    for title, number in numbers(home).items():
        said = ("good", "--why", "our subject") if title.startswith("Chile") else ("bad", "--why", "시세표 [시장]")
        assert seedwatch("verdict", number, *said, home=home).returncode == 0


def test_a_verdict_is_kept_and_shown_beside_the_hit_and_in_its_explanation(home: Path) -> None:
    [(title, number), *_] = [each for each in numbers(home).items() if each[0].startswith("금속")]
    said = seedwatch("verdict", number, "bad", "--why", "시세표 [시장]", home=home)
    assert said.returncode == 0, said.stderr
    assert f"bad: 시세표 [시장]  {number} {title}" in said.stdout
    assert "a hit that should not have come" in said.stdout
    shown = seedwatch("hits", home=home)
    assert "       bad: 시세표 [시장]\n" in shown.stdout
    marks = {each["article"]["title"]: each["verdict"] for each in as_json(home, "hits")}
    assert marks[title]["why"] == "시세표 [시장]"
    assert sum(mark is not None for mark in marks.values()) == 1
    assert "bad: 시세표 [시장]" in seedwatch("explain", number, home=home).stdout


def test_a_near_miss_can_be_called_good(home: Path) -> None:
    number = numbers(home, near=True)["Weather in Chile"]
    told = as_json(home, "verdict", number, "good")
    assert (told["verdict"]["good"], told["verdict"]["tier"], told["agrees"]) == (True, "mention", False)
    assert "\n       good\n" in seedwatch("hits", "--near", home=home).stdout


def test_several_are_spoken_of_at_once_and_one_fault_does_not_keep_the_others_from_it(home: Path) -> None:
    first, second, third, *_ = numbers(home).values()
    done = seedwatch("verdict", first, "4711", second, "nobody", first, "bad", "--why", "축구 [x]", home=home)
    assert done.returncode == 2
    assert [line.split()[0] for line in done.stdout.splitlines()[:2]] == [first, second]
    assert done.stdout.count("bad: 축구 [x]") == 2
    assert done.stdout.count("seeks better weights") == 1
    assert [line.split(":")[1] for line in done.stderr.splitlines()] == [" 4711", " nobody"]
    assert {str(each["article"]["id"]) for each in as_json(home, "verdict", "--list")} == {first, second}
    plain = as_json(home, "verdict", second, third, "good")
    assert [(str(each["article"]["id"]), each["verdict"]["good"]) for each in plain] == [(second, True), (third, True)]
    forgotten = seedwatch("verdict", second, third, "clear", home=home)
    assert (forgotten.returncode, forgotten.stdout.count("forgotten: good")) == (0, 2)
    assert [str(each["article"]["id"]) for each in as_json(home, "verdict", "--list")] == [first]


def test_verdicts_are_listed_replaced_and_forgotten(home: Path) -> None:
    first, second, *_ = numbers(home).values()
    seedwatch("verdict", first, "bad", home=home)
    seedwatch("verdict", second, "good", home=home)
    assert "in place of: bad" in seedwatch("verdict", first, "good", home=home).stdout
    listed = as_json(home, "verdict", "--list")
    assert [str(each["article"]["id"]) for each in listed] == [first, second]
    assert seedwatch("verdict", "--list", home=home).stdout.endswith("2 verdicts: 2 good, 0 bad\n")
    assert seedwatch("verdict", first, "clear", home=home).stdout.startswith("forgotten: good")
    again = seedwatch("verdict", first, "clear", home=home)
    assert (again.returncode, "there is no verdict on it" in again.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ((), "say which article"),
        (("1",), "say which article"),
        (("1", "2", "3"), "3: a verdict is good, bad or clear"),
        (("1", "excellent"), "a verdict is good, bad or clear"),
        (("4711", "good"), "no such article is stored"),
        (("1", "clear", "--why", "x"), "nothing is kept"),
        (("1", "good", "--list"), "goes without an article"),
        (("1", "good", "--watch", "nobody"), "no such watch"),
    ],
)
def test_bad_words_are_met_with_one_line(home: Path, words: tuple[str, ...], fault: str) -> None:
    done = seedwatch("verdict", *words, home=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert fault in done.stderr
    assert done.stderr.count("\n") == 1


def test_too_few_verdicts_propose_nothing_and_write_nothing(home: Path) -> None:
    done = seedwatch("tune", "--apply", home=home)
    assert done.returncode == 0
    assert "so 5 more good and 5 more bad" in done.stdout
    assert "What else helps: a rule in profile.yaml" in done.stdout
    assert profile_of(home).read_text(encoding="utf-8") == PROFILE
    assert as_json(home, "tune", "--apply")["applied"] is False


def test_weights_are_proposed_in_words_with_titles_and_written_only_when_asked(home: Path) -> None:
    say_all(home)
    done = seedwatch("tune", home=home)
    assert done.returncode == 0, done.stderr
    assert "named_often 2 → 3: a side of the watch" in done.stdout
    assert "6 of 6 bad hits fall out, no good one is lost. 1 of 1 seed direct, as before." in done.stdout
    assert "Each verdict judged by weights that were sought without it: 0 wrong instead of 6." in done.stdout
    assert "금속 시장 harbour" in done.stdout
    assert "Of the 12 articles stored since" in done.stdout
    assert "tune --apply` does it" in done.stdout
    assert profile_of(home).read_text(encoding="utf-8") == PROFILE


def test_applied_weights_judge_from_then_on_until_they_are_taken_out(home: Path) -> None:
    say_all(home)
    told = as_json(home, "tune", "--apply")
    assert told["applied"] is True
    assert [change["name"] for change in told["proposal"]["changes"]] == ["named_often"]
    assert "\nweights:\n  named_often: 3\n" in profile_of(home).read_text(encoding="utf-8")
    assert as_json(home, "profile", "show")["profile"]["version"] == told["proposal"]["version_after"]
    number = next(str(each["article_id"]) for each in told["proposal"]["said"] if each["label"] == "bad")
    assert as_json(home, "explain", number)["judgement"]["tier"] == "mention"
    reset = seedwatch("tune", "--reset", home=home)
    assert "weight  named_often: 3 → 2" in reset.stdout
    assert profile_of(home).read_text(encoding="utf-8") == PROFILE
    assert "has no weights of its own" in seedwatch("tune", "--reset", home=home).stdout


def test_written_weights_come_with_the_command_that_judges_the_archive_by_them(home: Path) -> None:
    say_all(home)
    assert "judged anew" not in seedwatch("tune", home=home).stdout
    done = seedwatch("tune", "--apply", home=home)
    assert done.stdout.endswith("What is stored is judged anew by `seedwatch rerun --since 30d`.\n")


def test_apply_and_reset_exclude_each_other(home: Path) -> None:
    done = seedwatch("tune", "--apply", "--reset", home=home)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_a_faulty_profile_is_told_with_its_line(home: Path) -> None:
    profile_of(home).write_text(PROFILE + "weights: {named_often: many}\n", encoding="utf-8")
    done = seedwatch("tune", home=home)
    assert done.returncode == 2
    assert "named_often is 'many'" in done.stderr


def test_a_narrow_terminal_shows_wide_letters_in_line(home: Path) -> None:
    say_all(home)
    with program("--home", str(home), "tune", columns=72) as terminal:
        assert terminal.end() == 0
    assert max(cell_len(line) for line in terminal.screen.splitlines()) <= 72
    assert "금속 시장 harbour" in terminal.screen


def test_a_narrow_terminal_keeps_hits_and_verdicts_behind_their_numbers(home: Path) -> None:
    say_all(home)
    for columns, words in ((48, ("hits",)), (72, ("hits",)), (48, ("verdict", "--list"))):
        with program("--home", str(home), *words, columns=columns, rows=400) as terminal:
            assert terminal.end() == 0
        *lines, _number = terminal.screen.splitlines()
        assert max(map(cell_len, lines)) <= columns
        assert {line[:7].strip() for line in lines} == {"", *numbers(home).values()}
        assert all(line[7] != " " for line in lines)
        assert len(lines) > 3 * len(numbers(home))
