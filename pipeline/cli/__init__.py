"""The command line: arguments to ``App``, answers to people or, with ``--json``, to programs.

Exit codes: 0 done · 1 a fault of this program · 2 wrong use, configuration or profile · 3 no usable seed ·
4 nothing could be fetched or read · 5 the database cannot be used · 6 a digest could not be delivered.
"""

from __future__ import annotations

import os
import sys

import typer

from pipeline.cli import learning, running, serving, setting_up, showing
from pipeline.cli.entrance import EXIT_CODES, Entrance, start_logging
from pipeline.errors import SeedwatchError

__all__ = ["app", "main"]

app = typer.Typer(
    name="seedwatch",
    help="A news monitor that starts from documents: it learns from seed texts what to watch, and sends one short "
    "daily digest.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (setting_up, learning, running, serving, showing):
    module.add_commands(app)


@app.callback()
def start(
    context: typer.Context,
    home: str = typer.Option(".", "--home", envvar="SEEDWATCH_HOME", help="Folder of the installation."),
    verbose: bool = typer.Option(False, "--verbose", "-v", help="Log every step to standard error."),
) -> None:
    start_logging(verbose)
    context.obj = Entrance(home=home)


def main() -> None:
    """Run the command line; expected errors become one clear message and their exit code, never a traceback."""
    try:
        app()
    except SeedwatchError as error:
        print(f"seedwatch: {error}", file=sys.stderr)  # noqa: T201 - the one place that speaks to people on failure
        raise SystemExit(error.exit_code) from None
    except BrokenPipeError:  # `seedwatch hits | head` closes our output; silence the interpreter's own complaint too
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
