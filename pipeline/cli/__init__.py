"""The command line: arguments to ``App``, answers to people or, with ``--json``, to programs.

Exit codes: 0 done · 1 a fault of this program · 2 wrong use, configuration or profile · 3 no usable seed ·
4 nothing could be fetched or read ·
5 the database cannot be used · 6 a digest could not be delivered · 7 stopped
by a signal before the end.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from pipeline.app import VERSION
from pipeline.cli.entrance import EXIT_CODES, Entrance, start_logging
from pipeline.errors import SeedwatchError

__all__ = ["app", "main"]

# Command -> its module in this room, in the order of the help. Only that of the command asked for is imported: all of
# them, with what they need, take twice as long to start as one.
COMMANDS = {
    "init": "setting_up",
    "config": "setting_up",
    "learn": "learning",
    "profile": "profiles",
    "suggest": "suggesting",
    "run": "running",
    "digest": "running",
    "import": "running",
    "rerun": "running",
    "serve": "serving",
    "demo": "serving",
    "hits": "showing",
    "explain": "explaining",
    "status": "showing",
    "search": "searching",
    "verdict": "verdicts",
    "tune": "tuning",
    "match": "matching",
    "sources": "sources",
}


class Commands(TyperGroup):
    """All commands, each imported when it is asked for."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        names: Any = dict.fromkeys(COMMANDS)
        self.commands = names  # read for no more than that: "did you mean status?"

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        found = typer.Typer()
        import_module(f"pipeline.cli.{COMMANDS[cmd_name]}").add_commands(found)
        return typer.main.get_group(found).get_command(ctx, cmd_name)


app = typer.Typer(
    name="seedwatch",
    cls=Commands,
    help="A news monitor that starts from documents: it learns from seed texts what to watch, and sends one short "
    "daily digest.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"seedwatch {VERSION}")
        raise typer.Exit


@app.callback()
def start(
    context: typer.Context,
    home: str = typer.Option(".", "--home", envvar="SEEDWATCH_HOME", help="Folder of the installation."),
    version: bool = typer.Option(False, "--version", help="Print the version and leave.", callback=tell_version),
    verbose: bool = typer.Option(False, "--verbose", "-v", help="Log every step to standard error."),
) -> None:
    start_logging(verbose)
    context.obj = Entrance(home=home)


def main() -> None:
    """Run the command line; expected errors become one clear message and their exit code, never a traceback."""
    prepare_streams()
    try:
        app()
        sys.stdout.flush()
    except SeedwatchError as error:
        fail(str(error), error.exit_code)
    except BrokenPipeError:  # `seedwatch hits | head` closes our output; silence the interpreter's own complaint too
        close_output()
        raise SystemExit(0) from None
    except OSError as error:  # no rights, no space, no such place
        close_output()
        fail(f"{error.filename or 'output'}: {error.strerror or error}", 1)


def prepare_streams() -> None:
    """Make both streams usable: a closed one leads nowhere, and a terminal without Korean letters gets escapes."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the very end
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def close_output() -> None:
    """Let what could not be written go nowhere, so that the interpreter does not complain of it at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(text: str, code: int) -> NoReturn:
    print(f"seedwatch: {text}", file=sys.stderr)  # noqa: T201 - the one place that speaks to people on failure
    raise SystemExit(code)
