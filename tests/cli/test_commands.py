"""Every command explains itself with an example, speaks JSON, and meets bad input with one clear line."""

from __future__ import annotations

import io
import json
import logging
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer

from pipeline.cli import COMMANDS, app, main

ROOT = Path(__file__).parents[2]
ARTICLE = """Hyundai Rotem delivers first K2 tanks to Peru
South Korea handed over the first K2 tanks to the Peruvian Army in Lima on Friday. Hyundai Rotem and Peru's state
factory FAME of the army will assemble the rest under the framework agreement, the defense ministry said.
"""


@dataclass(frozen=True)
class Done:
    """How a call of the command line ended."""

    returncode: int
    stdout: str
    stderr: str


def seedwatch(*arguments: str, home: Path | None = None) -> Done:
    """Call the command line in this process (a process of its own takes seconds), and put back what it set."""
    place = ["--home", str(home)] if home else []
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    root, level, argv = logging.getLogger(), logging.getLogger().level, sys.argv
    logs, root.handlers = root.handlers, []
    out, err, code = io.StringIO(), io.StringIO(), 0
    sys.argv = ["seedwatch", *place, *arguments]
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    finally:
        sys.argv, root.handlers = argv, logs
        root.setLevel(level)
        for number, handler in handlers.items():
            signal.signal(number, handler)
    return Done(code, out.getvalue(), err.getvalue())


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name in getattr(group, "commands", {}):
        command = group.get_command(None, name)
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


ALL = dict(commands(typer.main.get_command(app)))


def test_every_command_of_every_module_is_listed() -> None:
    found: dict[str, str] = {}
    for module in set(COMMANDS.values()):
        part = typer.Typer()
        import_module(f"pipeline.cli.{module}").add_commands(part)
        found |= dict.fromkeys(typer.main.get_group(part).commands, module)
    assert found == COMMANDS


def test_a_slip_of_the_finger_is_told() -> None:
    said = seedwatch("statsu")
    assert said.returncode == 2
    assert "Did you mean 'status'?" in said.stderr


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_a_command_has_help_an_example_and_a_line_in_the_readme(path: tuple[str, ...]) -> None:
    command = ALL[path]
    assert command.help
    assert command.epilog is not None
    assert re.match(rf"Example: seedwatch (--home \S+ )?{' '.join(path)}\b", command.epilog)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"`[^`]*\b{' '.join(path)}\b", readme)


@pytest.mark.parametrize("name", ["profile", "config", "sources"])
def test_a_group_of_commands_shows_an_example_too(name: str) -> None:
    said = seedwatch(name, "--help")
    assert said.returncode == 0
    assert re.search(rf"Example: seedwatch {name}\b", said.stdout)


@pytest.mark.parametrize("path", [path for path in ALL if path != ("serve",)], ids=" ".join)
def test_a_command_speaks_json(path: tuple[str, ...]) -> None:
    assert any("--json" in parameter.opts for parameter in ALL[path].params)


def test_the_exit_codes_of_the_help_are_those_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for code in range(7):
        assert re.search(rf"\b{code} [a-z]", readme)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation made and learnt by the commands themselves."""
    home = tmp_path_factory.mktemp("installation") / "home"
    assert seedwatch("init", str(home), "--name", "desk").returncode == 0
    for seed in (ROOT / "seeds" / "peru-korea").iterdir():
        (home / "seeds" / "desk" / seed.name).write_bytes(seed.read_bytes())
    (home / "seeds" / "desk" / "torn.pdf").write_bytes(b"%PDF-1.4 torn")
    learnt = seedwatch("learn", "--json", home=home)
    assert learnt.returncode == 0, learnt.stderr
    (report,) = json.loads(learnt.stdout)
    assert len(report["seeds"]) == 5
    assert len(report["problems"]) == 1
    assert "torn.pdf" in report["problems"][0]
    return home


def test_learning_again_changes_no_byte(home: Path) -> None:
    profile = home / "config" / "watches" / "desk" / "profile.yaml"
    before = profile.read_bytes()
    assert seedwatch("learn", home=home).returncode == 0
    assert profile.read_bytes() == before


def test_config_check_shows_what_is_learnt(home: Path) -> None:
    done = seedwatch("config", "check", "--json", home=home)
    assert done.returncode == 0
    assert json.loads(done.stdout)["watches"][0]["profile"]


def test_a_file_is_explained_down_to_the_seed(home: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    done = seedwatch("explain", str(article), home=home)
    assert done.returncode == 0, done.stderr
    assert "verdict: direct" in done.stdout
    assert "Hyundai Rotem" in done.stdout
    assert re.search(r"seed \d{3}_", done.stdout)


def test_a_run_without_sources_fills_no_slot_and_a_digest_comes_on_demand(home: Path) -> None:
    done = seedwatch("run", "--json", home=home)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["digests"] == []
    made = seedwatch("digest", "--json", home=home)
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["digests"][0]["deliveries"][0]["state"] == "sent"


def test_only_a_command_that_polls_speaks_of_polling(home: Path) -> None:
    assert "no source was due" in seedwatch("run", "--no-digest", home=home).stdout
    assert "polls" not in seedwatch("rerun", "--since", "7d", home=home).stdout


@pytest.mark.parametrize(
    "command", [("hits",), ("sources",), ("status",), ("digest", "--list"), ("digest", "--preview")]
)
def test_a_look_at_a_young_installation_works(home: Path, command: tuple[str, ...]) -> None:
    for extra in ((), ("--json",)):
        done = seedwatch(*command, *extra, home=home)
        assert done.returncode == 0, done.stderr
        assert done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("run", "--source", "nope"), 2, "no such source"),
        (("explain", "no-such-thing"), 2, "no stored article"),
        (("explain", "http://127.0.0.1:9/x"), 4, "private"),
        (("rerun", "--since", "yesterday"), 2, "no time"),
        (("rerun", "--since", "2026-01-02", "--until", "2026-01-01"), 2, "empty"),
        (("rerun", "--since", "7d", "--send"), 2, "--digest"),
        (("digest", "--show", "99"), 2, "no such digest"),
        (("hits", "--watch", "other"), 2, "no such watch"),
        (("digest", "--show", "0"), 2, "--show"),
        (("digest", "--show", "99999999999999999999"), 2, "--show"),
        (("explain", "x" * 5000), 2, "no stored article"),
        (("learn", "other"), 2, "no such watch"),
        (("init", "."), 2, "config folder already"),
        (("nonsense",), 2, "No such command"),
    ],
)
def test_wrong_use_is_one_clear_line(home: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    done = seedwatch(*arguments, home=home)
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_watch_without_a_usable_seed_says_what_to_do(tmp_path: Path) -> None:
    assert seedwatch("init", str(tmp_path / "h")).returncode == 0
    done = seedwatch("learn", home=tmp_path / "h")
    assert done.returncode == 3
    assert "Put at least one" in done.stderr
    assert seedwatch("run", home=tmp_path / "h").returncode == 2


def test_a_database_that_is_none_is_one_clear_line(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seedwatch.db").write_text("this is no database, and long enough to look like one " * 100)
    monkeypatch.setenv("SEEDWATCH_DATA", str(tmp_path))
    done = seedwatch("status", home=home)
    assert done.returncode == 5
    assert done.stderr.startswith("seedwatch: ")
    assert "Traceback" not in done.stderr
    assert (tmp_path / "seedwatch.db").read_text().startswith("this is no database")


def test_a_closed_or_full_output_is_no_traceback(home: Path) -> None:
    command = f"{sys.executable} -m pipeline.cli --home {home} sources"
    for output in (">&-", ">/dev/full", "| head -c 1 >/dev/null"):
        done = subprocess.run(["/bin/sh", "-c", f"{command} {output}"], capture_output=True, text=True, cwd=ROOT)
        assert "Traceback" not in done.stderr, output
        assert "Exception ignored" not in done.stderr, output


def test_a_terminal_without_korean_letters_is_no_traceback(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    monkeypatch.setenv("PYTHONUTF8", "0")
    (home / "config" / "watches" / "desk" / "watch.yaml").write_text("title: 페루 감시\n", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline.cli", "--home", str(home), "config", "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_the_command_runs_as_a_process_of_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "config", "--help"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0
    assert "check" in done.stdout
