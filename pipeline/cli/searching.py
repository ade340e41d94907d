"""`search`: the archive by words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import typer
from rich.console import RenderableType
from rich.text import Text
from typer.core import TyperCommand

from pipeline.app import App
from pipeline.cli.entrance import Entrance, Json, Watch, chosen_watch, console, now_utc, parse_moment, print_json
from pipeline.cli.pages import count, flat, hanging, indented, print_page
from pipeline.errors import RunError
from pipeline.model.digest import Piece
from pipeline.model.search import Among
from pipeline.run.searching import FoundArticle, SearchResult

_MOST = 1000  # articles at once
_INDENT = 8  # columns, the width of an article's number

HELP = (
    "Find stored articles by words of their newest text, the one stored last first.\n\n"
    "All of the words must be there. A word stands for every word that begins with it (tank finds tanks), Korean for "
    "itself with whatever is glued to it; words of up to three letters are taken whole. Case, accents and hyphens do "
    "not count: KF-21 finds KF21. `peru OR 페루` is either of the two, `-train` keeps articles out, a phrase in double "
    "quotes stands just so. Put the whole query in single quotes.\n\n"
    "The numbers printed are those that `seedwatch explain` takes."
)


class QueryCommand(TyperCommand):
    """A command whose words may begin with a minus: ``search -train peru`` asks for no option ``-t``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put a blank before such words, which means nothing in a query, so that they are not taken for options."""
        known = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        words = [f" {word}" if re.match("-[^-]", word) and word not in known else word for word in args]
        return super().parse_args(ctx, words)


def add_commands(app: typer.Typer) -> None:
    app.command(
        "search",
        cls=QueryCommand,
        help=HELP,
        epilog="Example: seedwatch search 'peru OR 페루 \"joint venture\" -train'",
    )(search)


def search(
    context: typer.Context,
    query: list[str] = typer.Argument(help="What to look for.", metavar="QUERY"),
    best: bool = typer.Option(False, "--best", help="The best answers first instead of the newest."),
    since: str = typer.Option("", "--since", help="Texts stored since: 7d, 12h, 2026-11-20."),
    until: str = typer.Option("", "--until", help="... and before."),
    language: str = typer.Option("", "--language", help="Articles in this language: en, es, ko."),
    source: str = typer.Option("", "--source", help="Articles of this source, by its id."),
    hits: bool = typer.Option(False, "--hits", help="Only what the watch shows."),
    limit: int = typer.Option(20, "--limit", min=1, max=_MOST, help="How many articles at most."),
    watch: str = Watch,
    as_json: bool = Json,
) -> None:
    entrance: Entrance = context.obj
    with entrance.open(bar_after_s=1.0) as app:
        now = now_utc()
        among = Among(
            since=moment(app, since, now),
            until=moment(app, until, now),
            language=language.lower(),
            source_id=known_source(app, source),
            hits_of=shown_by(app, watch) if hits or watch else None,
        )
        result = app.search(" ".join(query), among, limit=limit, best=best)
    if as_json:
        print_json(result)
    else:
        print_page(console(), *(part for found in result.found for part in lines_of(found)), summary(result))


def moment(app: App, text: str, now: datetime) -> datetime | None:
    """A time as the first watch's place has it, None for none."""
    return parse_moment(text, now, app.settings.watches[0].digest.timezone) if text else None


def known_source(app: App, name: str) -> str:
    """The id of a source; raises ``RunError`` for one that neither is polled nor ever was."""
    if name and name not in app.store.sources.states() and name not in {source.id for source in app.sources}:
        raise RunError(name, "no such source", remedy="`seedwatch sources` lists them")
    return name


def shown_by(app: App, watch: str) -> tuple[str, str]:
    plan = app.watch_plan(chosen_watch(app, watch))
    return plan.name, plan.profile.version


def lines_of(found: FoundArticle) -> Iterator[RenderableType]:
    score = "" if found.score is None else f"{found.score:.2f}  "
    facts = f"{score}{found.outlet}, {found.published_at:%Y-%m-%d %H:%M} UTC, {found.language}  {found.url}"
    yield hanging(f"{found.article_id:>{_INDENT - 2}}  ", styled(found.title))
    if found.snippet:
        yield indented(styled(found.snippet), _INDENT)
    yield indented(Text(flat(facts), style="dim"), _INDENT)


def styled(pieces: Sequence[Piece]) -> Text:
    """Title or sentence on one line, with what was looked for standing out."""
    return Text.assemble(*((flat(piece.text), "bold yellow" if piece.marked else "") for piece in pieces))


def summary(result: SearchResult) -> str:
    if not result.found:
        return "Nothing found."
    more = "; there are more, see --limit" if result.more else ""
    if result.ranked is None:
        return f"{count(len(result.found), 'article')}, the one stored last first{more}"
    of = "all that answer" if result.all_ranked else "the newest, and those with the words in the title"
    return f"{count(len(result.found), 'article')}, the best of {result.ranked:,} ({of}) first{more}"
