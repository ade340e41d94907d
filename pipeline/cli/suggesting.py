"""`suggest`: names that the archive brings and the watch lacks."""

from __future__ import annotations

from collections.abc import Iterator

import typer
from rich.console import RenderableType
from rich.text import Text

from pipeline.cli.entrance import (
    Entrance,
    Json,
    Watch,
    chosen_watch,
    command,
    console,
    now_utc,
    print_json,
    window_start,
)
from pipeline.cli.pages import count, flat, indented, print_page
from pipeline.run.suggesting import Suggested, Suggestions

_PATIENCE_S = 2.0  # a bar for less would only flicker
_QUOTES = 2  # shown of each


def add_commands(app: typer.Typer) -> None:
    app.command("suggest", epilog="Example: seedwatch suggest --since 30d --dry")(suggest)


def suggest(
    context: typer.Context,
    since: str = typer.Option(
        "",
        "--since",
        help="Texts stored since: 30d, 12h, 2026-11-20; without it 30 days before the last stored article.",
    ),
    dry: bool = typer.Option(False, "--dry", help="Only print; write nothing into the profile."),
    watch: str = Watch,
    as_json: bool = Json,
) -> None:
    """Find what the stored articles call watched names, and who keeps coming beside them; queue it for review.

    The best are written into the profile as proposals, which nothing uses before you accept them.
    """
    entrance: Entrance = context.obj
    with entrance.open(quiet=as_json, bar_after_s=_PATIENCE_S) as app:
        name = chosen_watch(app, watch)
        moment = window_start(app, since, "30d", now_utc(), app.watch_settings(name).digest.timezone)
        found = app.suggest(name, moment, dry=dry)
    if as_json:
        print_json(found)
        return
    print_page(console(), *(part for each in found.best for part in _page(each)), *_summary(found, dry))


def _page(each: Suggested) -> Iterator[RenderableType]:
    """What it is, what the archive knows of it, and the sentences that show it."""
    line = Text(flat(each.form), style="bold")
    yield line.append(f"  {_what(each)}", style="not bold")
    yield indented(Text(each.facts), 4)
    for seen in each.seen[:_QUOTES]:
        said = Text(f"article {seen.article_id}, {flat(seen.outlet)}: ", style="cyan")
        yield indented(said.append(f"“{flat(seen.quote)}”", style="default"), 4)
    yield Text()


def _what(each: Suggested) -> str:
    if not each.is_new:
        return f"another form of {flat(each.entity.name)}"
    side = f", on the side of {each.entity.side}" if each.entity.side else ""
    land = f", {each.entity.country}" if each.entity.country else ""
    others = ", ".join(flat(alias.form) for alias in each.entity.aliases if alias.form != each.form)
    return f"new {each.entity.type.value}{land}{side}{f'; also {others}' if others else ''}"


def _summary(found: Suggestions, dry: bool) -> Iterator[RenderableType]:
    if not found.looked_at:
        yield Text("No article is stored in this time.")
        return
    looked = f"{count(found.looked_at, 'stored article')}; names were read in {found.read:,} of them"
    yield Text(f"{count(len(found.best), 'suggestion')} from {looked}")
    if found.queued:
        yield Text(f"{found.queued} queued in the profile: `{command()} profile review`")
    elif dry and found.best:
        yield Text("Nothing was written; without --dry they are queued for `profile review`.")
    if found.left:
        waiting = f", for {found.waiting} wait already" if found.waiting else ""
        yield Text(f"{found.left} more left for another time{waiting}: decide on these first.")
