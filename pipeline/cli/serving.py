"""`serve` and `demo`."""

from __future__ import annotations

import logging
from pathlib import Path

import typer

from pipeline.cli.entrance import Entrance, Json, command, console, leave, print_json, stop_on_signal
from pipeline.cli.progress import choose_progress
from pipeline.demo import play_demo, print_demo
from pipeline.schedule import serve as serve_until


def add_commands(app: typer.Typer) -> None:
    app.command("serve", epilog="Example: seedwatch --home /srv/watch serve")(serve)
    app.command("demo", epilog="Example: seedwatch demo --folder /tmp/look")(demo)


def serve(context: typer.Context) -> None:
    """Run in the background: poll what is due, send the digest at its time, until stopped (SIGTERM or Ctrl-C)."""
    entrance: Entrance = context.obj
    logging.getLogger("seedwatch").setLevel(logging.INFO)
    stop = stop_on_signal()
    with entrance.open(stopping=stop.is_set, quiet=True) as app:
        serve_until(app, stop)


def demo(
    folder: Path = typer.Option(Path("seedwatch-demo"), "--folder", help="Where the demo's files go; made anew."),
    as_json: bool = Json,
) -> None:
    """Watch a small news world of two days on this machine, from seeds to digests."""
    report = play_demo(folder.expanduser().resolve(), choose_progress(quiet=as_json))
    if as_json:
        print_json(report)
    else:
        print_demo(console(), report, command())
    leave(0)
