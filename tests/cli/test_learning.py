"""`learn --enrich`: one line for what cannot be looked up, its remedy, and the exit code that fits."""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_commands import seedwatch
from tests.fakes.wikidata import GARBAGE, PAUSE, Reply, SmallWikidata, serve_wikidata

SEED = """Faro Works of Norway launches a ferry

OSLO – Faro Works Company launched its first electric ferry in Oslo on Tuesday. Norway's ministry of transport ordered
three more ferries from Faro Works Company, the ministry said. Ingrid Solvang, president of Faro Works Company, thanked
Norway for its patience. Faro Works Company is a Norwegian shipbuilder; Norway and Denmark share the route.
"""


@pytest.fixture
def there() -> Iterator[SmallWikidata]:
    with serve_wikidata() as wikidata:
        wikidata.add("Q20", {"en": "Norway"})
        wikidata.add("Q90", {"en": "Faro Works Company"}, {"ko": ["파로 조선"]}, P31=["Q783794"], P17=["Q20"])
        yield wikidata


@pytest.fixture
def home(tmp_path: Path, there: SmallWikidata) -> Path:
    home = tmp_path / "home"
    assert seedwatch("init", str(home), "--name", "desk").returncode == 0
    (home / "seeds" / "desk" / "ferry.txt").write_text(SEED, encoding="utf-8")
    ask_at(home, there.api)
    return home


def ask_at(home: Path, api: str) -> None:
    lines = f"fetch: {{allow_private: [127.0.0.0/8], host_delay: 0}}\nlearn: {{wikidata: '{api}'}}\n"
    (home / "config" / "seedwatch.yaml").write_text(lines, encoding="utf-8")


def test_the_report_tells_what_was_found_and_what_waits(home: Path) -> None:
    done = seedwatch("learn", "--enrich", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    assert "names looked up in Wikidata, 1 found; reasons in lookups.json" in done.stdout
    assert "proposed aliases that wait for your word: 1; see them with `seedwatch profile review desk`" in done.stdout
    profile = (home / "config" / "watches" / "desk" / "profile.yaml").read_text(encoding="utf-8")
    assert "파로 조선" in profile
    again = seedwatch("learn", "--enrich", home=home)
    assert "0 names looked up in Wikidata, 0 found" in again.stdout
    assert "known from before" in again.stdout


def test_programs_get_the_same_as_json(home: Path) -> None:
    (report,) = json.loads(seedwatch("learn", "--enrich", "--json", home=home).stdout)
    assert report["looked_up"]["found"] == 1
    assert report["looked_up"]["problem"] == ""
    assert report["waiting"] == 1
    (plain,) = json.loads(seedwatch("learn", "--json", home=home).stdout)
    assert plain["looked_up"] is None
    assert plain["waiting"] == 1


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (PAUSE, "the server asks for a pause (HTTP 429). Wait 10 min, then run `learn --enrich` again"),
        (Reply(status=403), "the server refuses us (HTTP 403). Set fetch.contact in config/seedwatch.yaml"),
        (GARBAGE, "it is no JSON. Look at the network and at learn.wikidata in config/seedwatch.yaml"),
    ],
)
def test_where_nobody_answers_the_rest_is_learnt_and_one_line_says_why(
    home: Path, there: SmallWikidata, reply: Reply, told: str
) -> None:
    there.troubles.append(reply)
    done = seedwatch("learn", "--enrich", home=home)
    assert done.returncode == 4
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "1 seeds read" in done.stdout
    assert (home / "config" / "watches" / "desk" / "profile.yaml").exists()


def test_without_a_network_learning_ends_well(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        ask_at(home, f"http://127.0.0.1:{taken.getsockname()[1]}/w/api.php")
        done = seedwatch("learn", "--enrich", home=home)
    assert done.returncode == 4
    assert done.stderr.startswith("seedwatch: desk: ")
    assert "Traceback" not in done.stderr
    assert seedwatch("learn", home=home).returncode == 0


def test_asked_to_stop_it_learns_without_asking_on(home: Path, there: SmallWikidata) -> None:
    there.before = lambda: os.kill(os.getpid(), signal.SIGTERM)
    done = seedwatch("learn", "--enrich", home=home)
    assert done.returncode == 7
    assert "stopped before the end" in done.stdout
    assert len(there.asked) == 1
    assert (home / "config" / "watches" / "desk" / "profile.yaml").exists()


def test_an_empty_address_switches_it_off(home: Path, there: SmallWikidata) -> None:
    ask_at(home, "")
    done = seedwatch("learn", "--enrich", home=home)
    assert done.returncode == 2
    assert "learn.wikidata: it is empty" in done.stderr
    assert there.asked == []
    assert seedwatch("learn", home=home).returncode == 0


@pytest.mark.parametrize("api", ["ftp://wikidata.example/api.php", "api.php", "https://wikidata.example/?a=b"])
def test_what_is_no_address_is_refused_with_its_line(home: Path, api: str) -> None:
    ask_at(home, api)
    done = seedwatch("learn", home=home)
    assert done.returncode == 2
    assert "line 2: learn.wikidata" in done.stderr


def test_a_damaged_file_of_answers_is_told_with_its_remedy(home: Path) -> None:
    (home / "config" / "watches" / "desk" / "lookups.json").write_text("[]", encoding="utf-8")
    done = seedwatch("learn", home=home)
    assert done.returncode == 2
    assert "Remove it, and run `seedwatch learn --enrich`" in done.stderr
