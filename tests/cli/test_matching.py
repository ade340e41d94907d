"""`match`: documents in bulk through files and pipes, a changed profile against the archive; `hits`, `explain`."""

from __future__ import annotations

import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.app import App
from pipeline.cli.matching import sink_of, source_of
from pipeline.errors import RunError
from tests.cli.terminal import program
from tests.cli.test_commands import Done, seedwatch
from tests.cli.test_profiles import ARTICLES, PROFILE, SEED

DOCUMENTS = [
    {"id": "a", "title": "Japan and Chile sign", "text": "Japan buys copper from Chile. Chile has a smelter."},
    {"id": "b", "title": "Football", "body": "Nothing at all."},
    {"id": "c", "text": "일본은 칠레와 구리 계약을 맺었다."},
]
LONG_AGO = datetime(2026, 2, 20, 9, 0, tzinfo=UTC)
EDITED = PROFILE.replace("    status: proposed\n", "").replace(", status: proposed", "")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("matching")
    home = folder / "home"
    assert seedwatch("init", str(home), "--name", "desk").returncode == 0
    (home / "seeds" / "desk" / "a.txt").write_text(SEED, encoding="utf-8")
    (home / "config" / "watches" / "desk" / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "clips.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)))
    assert seedwatch("import", str(folder / "clips.jsonl"), home=home).returncode == 0
    return home


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    path = tmp_path / "documents.jsonl"
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in DOCUMENTS), encoding="utf-8")
    return path


def test_documents_are_judged_into_a_file_and_figures_told(home: Path, documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = seedwatch("match", str(documents), "--output", str(out), home=home)
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(record["id"], record["tier"]) for record in records][:2] == [("a", "direct"), ("b", "none")]
    assert done.stdout == ""
    assert done.stderr.startswith("3 documents, ")
    assert "documents a second" in done.stderr
    (mention, *_) = records[2]["mentions"]
    assert DOCUMENTS[2][mention["field"]][mention["start"] : mention["end"]] == mention["surface"]


def test_the_file_behind_standard_input_is_not_written_over(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with documents.open(encoding="utf-8") as opened:
        monkeypatch.setattr(sys, "stdin", opened)
        with pytest.raises(RunError, match="the file that is read"), sink_of(str(documents), "-"):
            pass
        with sink_of(str(tmp_path / "other"), "-") as sink:
            sink.write("x")
    assert documents.stat().st_size > 0
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(RunError, match="closed"), source_of("-"):
        pass


def test_standard_input_and_output_may_be_used(home: Path, documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done, output = piped(home, documents.read_bytes(), monkeypatch)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["id"] for line in output.splitlines()] == ["a", "b", "c"]


def piped(home: Path, data: bytes, monkeypatch: pytest.MonkeyPatch, *more: str) -> tuple[Done, bytes]:
    """Run `match -` with this standard input; its standard output is taken by way of a file."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    out = home / "piped.jsonl"
    return seedwatch("match", "-", "--output", str(out), *more, home=home), out.read_bytes()


def test_a_broken_line_is_told_and_the_exit_code_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b'{"id": "a", "text": "Japan"}\nnonsense\n{"id": "b", "text": "Chile"}\n'
    done, output = piped(home, data, monkeypatch)
    assert done.returncode == 2
    assert len(output.splitlines()) == 2
    assert "standard input: line 2: no JSON" in done.stderr
    assert "1 broken line left out" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_profile_may_judge_and_figures_may_be_json(home: Path, documents: Path, tmp_path: Path) -> None:
    other, out = tmp_path / "other.yaml", tmp_path / "out.jsonl"
    other.write_text(PROFILE.replace("Japan}", "Nippon}").replace("일본", "닛폰"), encoding="utf-8")
    done = seedwatch("match", str(documents), "-p", str(other), "-o", str(out), "--json", home=home)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stderr)["documents"] == 3
    assert json.loads(out.read_text(encoding="utf-8").splitlines()[0])["tier"] != "direct"


def test_an_empty_file_is_no_fault(home: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    done = seedwatch("match", str(tmp_path / "empty"), "-o", str(tmp_path / "out"), home=home)
    assert (done.returncode, (tmp_path / "out").read_bytes()) == (0, b"")
    assert done.stderr.startswith("0 documents")


def test_a_changed_profile_is_held_against_the_archive_and_nothing_is_stored(home: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.yaml"
    new.write_text(EDITED, encoding="utf-8")
    done = seedwatch("match", "--profile", str(new), "--since", "1d", home=home)
    assert done.returncode == 0, done.stderr
    assert "Of the 3 articles stored since" in done.stdout
    assert "2 more are hits now, and 0 no longer" in done.stdout
    assert "+ 칠레 구리" in done.stdout
    assert "+Codelco (코델코)" in done.stdout
    plain = json.loads(seedwatch("match", "-p", str(new), "--json", home=home).stdout)
    assert plain["effect"]["gained"]["count"] == 2
    assert json.loads(seedwatch("hits", "--json", home=home).stdout) == []
    none = seedwatch("match", "-p", str(new), "--since", "2030-01-01", home=home)
    assert none.returncode == 0
    assert "no article was stored since" in none.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "nothing to judge"),
        (("no-such-file.jsonl",), "cannot be read"),
        ((".",), "cannot be read"),
        (("{documents}", "--output", "{documents}"), "the file that is read"),
        (("{documents}", "--output", "no/such/place"), "cannot be written"),
        (("{documents}", "--profile", "nope.yaml"), "cannot be read"),
        (("{documents}", "--watch", "other"), "no such watch"),
        (("--profile", "{documents}"), "documents.jsonl"),
        (("--profile", "{faulty}"), "grade"),
        (("--profile", "{faulty}"), "Mend these lines of the file."),
        (("--profile", "{new}", "--since", "yesterday"), "no time"),
        (("x\0y",), "cannot be read"),
    ],
)
def test_wrong_use_is_one_clear_message(
    home: Path, documents: Path, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    places = {"documents": documents, "faulty": tmp_path / "faulty.yaml", "new": tmp_path / "new.yaml"}
    places["faulty"].write_text(PROFILE.replace("grade: secondary", "grade: huge"), encoding="utf-8")
    places["new"].write_text(EDITED, encoding="utf-8")
    before = documents.read_bytes()
    done = seedwatch("match", *(word.format(**places) for word in arguments), home=home)
    assert done.returncode == 2, done.stdout
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert documents.read_bytes() == before


def test_near_misses_of_a_run_are_listed_nearest_first_with_what_they_lacked(home: Path) -> None:
    listed = seedwatch("hits", "--near", "--run", "1", home=home)
    assert listed.returncode == 0, listed.stderr
    assert "Chile is missing" in listed.stdout
    assert "2 near misses of run 1" in listed.stdout
    one = json.loads(seedwatch("hits", "--near", "--run", "1", "--limit", "1", "--json", home=home).stdout)
    everything = json.loads(seedwatch("hits", "--near", "--json", home=home).stdout)
    assert one == everything[:1]
    scores = [found["judgement"]["score"] for found in everything]
    assert scores == sorted(scores, reverse=True)
    assert "run 1 (" in seedwatch("status", home=home).stdout
    assert json.loads(seedwatch("status", "--json", home=home).stdout)["runs"][0]["id"] == 1
    for wrong in (("--run", "7"), ("--run", "1", "--since", "7d")):
        done = seedwatch("hits", *wrong, home=home)
        assert (done.returncode, done.stdout) == (2, "")


def test_a_near_miss_is_explained_with_the_command_that_would_let_it_in(home: Path) -> None:
    done = seedwatch("explain", "1", home=home)
    assert done.returncode == 0, done.stderr
    assert "verdict: mention" in done.stdout
    assert "lacking: Chile is missing" in done.stdout
    assert "title: Codelco and [Japan]" in done.stdout
    assert "Use Codelco: it is proposed.  → direct" in done.stdout
    assert "seedwatch profile accept codelco" in done.stdout
    assert not [line for line in done.stdout.splitlines() if line != line.rstrip()]
    plain = json.loads(seedwatch("explain", "1", "--json", home=home).stdout)
    assert plain["ways_in"][0]["steps"][0]["command"] == "seedwatch profile accept codelco"
    assert plain["entities"][0]["mentions"][0]["sentence"][1] == {"text": "Japan", "marked": True}
    far = seedwatch("explain", "3", home=home)
    assert "None: no small change" in far.stdout


@pytest.fixture
def old_home(tmp_path: Path) -> Path:
    """An installation to which nobody has added for months; its profile has an analyst's rule."""
    home = tmp_path / "old"
    assert seedwatch("init", str(home), "--name", "desk").returncode == 0
    profile = home / "config" / "watches" / "desk" / "profile.yaml"
    profile.write_text(EDITED + "rules:\n  - {id: prices, must: [{phrase: 구리 값}]}\n", encoding="utf-8")
    (tmp_path / "clips.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)))
    with App(home) as app:
        app.import_saved(tmp_path / "clips.jsonl", "Press", LONG_AGO)
    return home


def test_without_a_time_the_window_ends_at_the_last_stored_article(old_home: Path, tmp_path: Path) -> None:
    assert seedwatch("hits", home=old_home).stdout.splitlines()[-1].startswith("2 hits by profile")
    assert seedwatch("hits", "--since", "7d", home=old_home).stdout.startswith("0 hits by profile")
    new = tmp_path / "new.yaml"
    new.write_text(PROFILE, encoding="utf-8")
    weighed = seedwatch("match", "--profile", str(new), home=old_home)
    assert "Of the 3 articles stored since 2026-01-21" in weighed.stdout
    assert json.loads(seedwatch("suggest", "--dry", "--json", home=old_home).stdout)["looked_at"] == 3
    accepted = seedwatch("profile", "reject", "codelco", home=old_home)
    assert accepted.stdout.endswith("judged anew by `seedwatch rerun --since 2026-01-21`.\n")


def test_hits_of_the_profile_before_an_edit_are_told_until_it_has_judged(old_home: Path) -> None:
    [version] = [line.split()[-1] for line in seedwatch("hits", home=old_home).stdout.splitlines()[-1:]]
    assert seedwatch("profile", "reject", "ministry-of-mining", home=old_home).returncode == 0
    none, earlier = seedwatch("hits", home=old_home).stdout.splitlines()
    assert none.startswith("0 hits by profile")
    assert earlier.startswith(
        f"2 hits by {version}, before the last edit of the profile: `seedwatch rerun --since 2026-"
    )
    assert seedwatch("hits", "--json", home=old_home).stdout == "[]\n"
    assert seedwatch("rerun", "--since", "2026-01-21", home=old_home).returncode == 0
    again = seedwatch("hits", home=old_home).stdout
    assert "before the last edit" not in again
    assert again.splitlines()[-1].startswith("2 hits by profile")


def test_near_misses_of_the_profile_before_an_edit_are_told(home: Path) -> None:
    profile = home / "config" / "watches" / "desk" / "profile.yaml"
    try:
        profile.write_text(PROFILE.replace("[copper, smelter]", "[smelter]"), encoding="utf-8")
        told = seedwatch("hits", "--near", home=home).stdout
    finally:
        profile.write_text(PROFILE, encoding="utf-8")
    assert told.startswith("0 near misses by profile")
    assert "2 near misses by" in told
    assert "`seedwatch rerun --since 30d` judges them anew" in told


def test_what_is_to_be_pasted_stands_at_its_column_however_narrow_the_terminal(tmp_path: Path, old_home: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        f"Chile\nA smelter {'of unheard-of names ' * 9}and copper is planned in Chile.\n", encoding="utf-8"
    )
    explained = json.loads(seedwatch("explain", str(article), "--json", home=old_home).stdout)
    [step] = [step for way in explained["ways_in"] for step in way["steps"] if step["where"] == "under rules"]
    with program("--home", str(old_home), "explain", str(article), columns=24, rows=400) as terminal:
        assert terminal.end() == 0
    assert "\n".join(step["lines"]) in terminal.screen
    assert "\n".join(step["lines"]) in seedwatch("explain", str(article), home=old_home).stdout
    assert max(map(len, step["lines"])) > 24


def test_an_explanation_says_in_words_where_a_form_comes_from(old_home: Path) -> None:
    said = seedwatch("explain", "2", home=old_home).stdout
    assert "no seed shows it: a known form of the place's name" in said
    assert "cldr" not in said
