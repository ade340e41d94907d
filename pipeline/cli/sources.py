"""`sources`: the catalogue, how its sources are doing, and how more get into it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import typer

from pipeline.app import App
from pipeline.cli.entrance import Entrance, Json, console, leave, now_utc, print_json
from pipeline.cli.reports import escape
from pipeline.errors import RunError
from pipeline.model.source import Health, Source, SourceState
from pipeline.run.outlines import FreeIds
from pipeline.run.probing import Probe

SAMPLES = 3  # entries shown of each source found

group = typer.Typer(
    help="List the sources, check them, add more.",
    epilog="Example: seedwatch sources --trouble",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def add_commands(app: typer.Typer) -> None:
    app.add_typer(group, name="sources")


@group.callback()
def sources(
    context: typer.Context,
    trouble: bool = typer.Option(False, "--trouble", help="Only those in trouble, or slower than usual."),
    as_json: bool = Json,
) -> None:
    """List the sources of the catalogue and how each is doing."""
    if context.invoked_subcommand:
        return
    entrance: Entrance = context.obj
    with entrance.open(quiet=True) as app:
        rows = list(app.source_states())
    if trouble:
        rows = [row for row in rows if row[1].health.in_trouble or row[1].health is Health.SLOW]
    if as_json:
        print_json([{"source": source, "state": state} for source, state in rows])
        return
    for source, state in rows:
        console().print(describe(source, state))
    typer.echo(f"{len(rows)} sources")


def describe(source: Source, state: SourceState) -> str:
    since = f" since {state.since:%Y-%m-%d %H:%M} UTC" if state.since else ""
    pace = f", {state.pace:.1f} a day" if state.pace else ""
    reason = f": {escape(state.reason)}" if state.reason else ""
    kind, health = source.kind.value, state.health.value
    return f"{source.id:<28} {kind:<8} {source.language:<3} {health:<10}{since}{pace}{reason}"


@group.command("check", epilog="Example: seedwatch sources check el-comercio yonhap")
def check(
    context: typer.Context,
    ids: list[str] = typer.Argument(None, help="Sources to ask; all without."),
    as_json: bool = Json,
) -> None:
    """Ask sources now, and tell what each shows; nothing is stored. Exits with 4 when one fails."""
    entrance: Entrance = context.obj
    probes: list[Probe] = []
    with entrance.open() as app:
        for found in app.check_sources(tuple(ids or ()), now_utc()):
            probes.append(found)
            if not as_json:
                console().print(verdict(found))
    if as_json:
        print_json(probes)
    else:
        typer.echo(f"{len(probes)} sources, {sum(bool(found.fault) for found in probes)} failing")
    if any(found.fault for found in probes):
        leave(4)


def verdict(found: Probe) -> str:
    if found.fault:
        return f"{found.source.id:<28} [red]failing[/]   {escape(found.fault)}"
    newest = f", newest {found.newest_at:%Y-%m-%d %H:%M} UTC" if found.newest_at else ""
    moved = f", moved to {escape(found.moved_to)}" if found.moved_to else ""
    notes = f" ({escape('; '.join(found.notes))})" if found.notes else ""
    return f"{found.source.id:<28} fine      {len(found.entries)} entries{newest}{moved}{notes}"


@group.command("add", epilog="Example: seedwatch sources add https://andina.pe")
def add(
    context: typer.Context,
    url: str = typer.Argument(help="A site, a section page of it, a feed or a sitemap."),
    yes: bool = typer.Option(False, "--yes", "-y", help="Take the best without asking."),
    name: str = typer.Option("", "--name", help="The outlet's name; default: what the site calls itself."),
    source_id: str = typer.Option("", "--id", help="Its id in the catalogue; default: from its address."),
    as_json: bool = Json,
) -> None:
    """Find what a site can be followed by, show samples, and add the one you choose."""
    entrance: Entrance = context.obj
    with entrance.open() as app:
        found = app.discover(url, now_utc())
        if as_json and not yes:
            print_json(found)
            return
        show_offers(found)
        number = 1 if yes else choose(len(found))
        if number:
            chosen = adapt(found[number - 1].source, name, source_id, app)
            app.add_sources([chosen])
            typer.echo(f"Added {chosen.id}, a {chosen.kind.value}: {chosen.url}")


def show_offers(found: tuple[Probe, ...]) -> None:
    for number, offer in enumerate(found, start=1):
        source = offer.source
        console().print(
            f"[bold]{number}[/] {source.kind.value}  {escape(source.url)}\n"
            f"  {escape(source.name)}; {len(offer.entries)} entries, found by {offer.found_by}"
        )
        for entry in offer.entries[:SAMPLES]:
            day = f"{entry.published_at:%Y-%m-%d}" if entry.published_at else "no date"
            console().print(f"    {day}  {escape(entry.title)}")


def choose(count: int) -> int:
    """Which one to add; 0 for none."""
    answer = typer.prompt(f"Add which one? 1 to {count}, or 0 for none", type=int, default=1)
    if not 0 <= answer <= count:
        raise RunError(str(answer), "no such number", remedy=f"Answer 0 to {count}")
    return int(answer)


def adapt(source: Source, name: str, source_id: str, app: App) -> Source:
    """The source under the name and id asked for, or an id that is free."""
    taken = {known.id for known in app.settings.catalogue}
    if source_id and (source_id in taken or not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", source_id)):
        raise RunError(source_id, "cannot be the id: it is taken, or not small letters, digits and hyphens")
    return replace(source, id=source_id or FreeIds(taken).take(source.id), name=name or source.name)


@group.command("import", epilog="Example: seedwatch sources import feeds.opml")
def import_opml(
    context: typer.Context, file: Path = typer.Argument(help="An OPML file."), as_json: bool = Json
) -> None:
    """Add the feeds of another reader's OPML file to the catalogue."""
    entrance: Entrance = context.obj
    with entrance.open(quiet=True) as app:
        found = app.import_outlines(file)
    if as_json:
        print_json(found)
        return
    left_out = f", {found.left_out} left out: no address that can be asked" if found.left_out else ""
    typer.echo(f"{len(found.added)} feeds added, {found.known} were in the catalogue already{left_out}")


@group.command("export", epilog="Example: seedwatch sources export > feeds.opml")
def export_opml(context: typer.Context, as_json: bool = Json) -> None:
    """Print the catalogue's feeds as OPML, which any feed reader takes; with --json the whole catalogue."""
    entrance: Entrance = context.obj
    with entrance.open(quiet=True) as app:
        if as_json:
            print_json(app.settings.sources)
        else:
            typer.echo(app.export_outlines(now_utc()))
