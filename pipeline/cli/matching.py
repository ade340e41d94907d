"""`match`: another profile against the archive, documents in bulk."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import IO

import typer

from pipeline.app import App
from pipeline.cli.effects import print_effect
from pipeline.cli.entrance import (
    Entrance,
    Json,
    Watch,
    chosen_watch,
    command,
    console,
    leave,
    now_utc,
    parse_moment,
    print_json,
    stop_on_signal,
    window_start,
)
from pipeline.cli.pages import count
from pipeline.errors import RunError
from pipeline.run.bulk import BulkReport

_STREAM = "-"
_PATIENCE_S = 2.0  # a bar for less would only flicker
_SHOWN = 20
_EPILOG = (
    "Example: seedwatch match --profile new.yaml --since 30d  ·  seedwatch match documents.jsonl --output judged.jsonl"
    "  ·  Exit code 2 when a line is broken; the others are judged all the same."
)


def add_commands(app: typer.Typer) -> None:
    app.command("match", epilog=_EPILOG)(match)


def match(
    context: typer.Context,
    file: str = typer.Argument(
        "",
        metavar="[FILE.jsonl]",
        help="Documents, one JSON object a line: id, title, text (or body), summary, url, language. - is standard "
        "input. Without it the stored articles are judged.",
    ),
    profile: str = typer.Option("", "--profile", "-p", help="Another profile file than that of the watch."),
    output: str = typer.Option(_STREAM, "--output", "-o", help="Where the judgements go; - is standard output."),
    since: str = typer.Option(
        "",
        "--since",
        help="Stored articles since: 30d, 12h, 2026-11-20; without it 30 days before the last stored article.",
    ),
    until: str = typer.Option("", "--until", help="... and before."),
    limit: int = typer.Option(_SHOWN, "--limit", min=0, max=10_000, help="Titles shown of each kind."),
    watch: str = Watch,
    as_json: bool = Json,
) -> None:
    """Judge documents in bulk, JSON Lines in and out; or tell what a changed profile would gain and lose.

    With --profile and no file: what the changed profile makes of the stored articles, before you save it; nothing is
    stored.
    """
    entrance: Entrance = context.obj
    stopping = stop_on_signal().is_set if file else never
    with entrance.open(stopping=stopping, quiet=as_json, bar_after_s=_PATIENCE_S) as app:
        name = chosen_watch(app, watch)
        if file:
            judge_file(app, name, file, profile, output, as_json=as_json)
        elif profile:
            weigh(app, name, profile, since, until, limit, as_json=as_json)
        else:
            remedy = f"`{command()} match FILE.jsonl`, or `{command()} match --profile NEW.yaml`"
            raise RunError("match", "there is nothing to judge", remedy=remedy)
    if stopping():
        leave(7)


def never() -> bool:
    return False


def weigh(app: App, watch: str, profile: str, since: str, until: str, limit: int, *, as_json: bool) -> None:
    now, zone = now_utc(), app.watch_plan(watch).schedule.timezone
    start = window_start(app, since, "30d", now, zone)
    end = parse_moment(until, now, zone) if until else None
    effect = app.weigh_profile(watch, profile, start, end, limit)
    if as_json:
        print_json({"watch": watch, "profile": profile, "since": start, "until": end, "effect": effect})
    else:
        print_effect(console(), effect, f"stored since {told_day(start, end)}", limit)


def told_day(start: datetime, end: datetime | None) -> str:
    return f"{start:%Y-%m-%d}" + (f" and before {end:%Y-%m-%d %H:%M}" if end else "")


def judge_file(app: App, watch: str, file: str, profile: str, output: str, *, as_json: bool) -> None:
    began = monotonic()
    judge = app.judging_profile(watch, profile)  # before the output is opened: its faults must leave that as it is
    with source_of(file) as source, sink_of(output, file) as sink:
        name = "standard input" if file == _STREAM else file
        report = app.judge_bulk(judge, source, name, sink.write, complain)
    tell(report, monotonic() - began, as_json=as_json)
    if report.broken:
        leave(2)


def complain(line: str) -> None:
    typer.echo(line, err=True)


def tell(report: BulkReport, seconds: float, *, as_json: bool) -> None:
    """The figures on standard error, for the judgements may go to standard output."""
    rate = report.documents / max(seconds, 0.001)
    broken = f", {count(report.broken, 'broken line')} left out" if report.broken else ""
    if as_json:
        figures = f'"hits": {report.hits}, "broken": {report.broken}, "seconds": {seconds:.3f}'
        typer.echo(f'{{"documents": {report.documents}, {figures}}}', err=True)
    else:
        hits = count(report.hits, "hit")
        typer.echo(f"{count(report.documents, 'document')}, {hits}{broken}; {rate:,.0f} documents a second", err=True)


@contextmanager
def source_of(file: str) -> Iterator[IO[bytes]]:
    if file == _STREAM:
        if sys.stdin is None:
            raise RunError("standard input", "it is closed", remedy="Name a file, or send the documents to it")
        yield sys.stdin.buffer
        return
    try:
        source = Path(file).expanduser().open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise RunError(file, f"cannot be read: {reason}") from error
    with source:
        yield source


def is_read(path: Path, file: str) -> bool:
    """Whether this is the file that is read, by its name or by way of standard input."""
    if file != _STREAM:
        return path.samefile(Path(file).expanduser())
    with suppress(OSError, ValueError):  # a standard input that is no file of the system
        return os.path.samestat(os.fstat(sys.stdin.fileno()), path.stat())
    return False


@contextmanager
def sink_of(output: str, file: str) -> Iterator[IO[str]]:
    """Where judgements go. Raises ``RunError`` for a place that cannot be written to, or the very file that is read."""
    if output == _STREAM:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # JSON is, whatever letters the terminal has
        yield sys.stdout
        return
    path = Path(output).expanduser()
    try:
        if path.exists() and is_read(path, file):
            raise RunError(output, "this is the file that is read", remedy="Name another one")
        sink = path.open("w", encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise RunError(output, f"cannot be written: {reason}") from error
    try:
        with sink:
            yield sink
    except OSError as error:  # no space left
        raise RunError(output, f"cannot be written: {error.strerror}", remedy="It is not complete") from error
