"""`verdict`: what people say of hits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

import typer
from rich.console import RenderableType
from rich.text import Text

from pipeline.app import App
from pipeline.cli.entrance import (
    Entrance,
    Json,
    Watch,
    chosen_watch,
    command,
    console,
    leave,
    now_utc,
    print_json,
)
from pipeline.cli.pages import UNBROKEN, count, flat, hanging, print_page
from pipeline.errors import RunError
from pipeline.model.article import Article
from pipeline.model.hit import Verdict
from pipeline.run.verdicts import Given, VerdictSeen, clear_verdict, give_verdict, is_outdated, list_verdicts


class Said(StrEnum):
    """What can be said of an article."""

    GOOD = "good"
    BAD = "bad"
    CLEAR = "clear"


class Cleared(NamedTuple):
    """A verdict that was taken back."""

    article: Article
    verdict: Verdict


def add_commands(app: typer.Typer) -> None:
    app.command("verdict", epilog="Example: seedwatch verdict 12 15 19 bad --why 'a football match'")(verdict)


def verdict(
    context: typer.Context,
    words: list[str] = typer.Argument(
        None,
        metavar="[HIT]... [good|bad|clear]",
        help="Numbers of stored articles, or addresses; then what you say: it belongs in the digest, it does not, "
        "forget what was said.",
    ),
    why: str = typer.Option("", "--why", help="The reason, kept and shown beside it."),
    listing: bool = typer.Option(False, "--list", help="All verdicts of the watch, the latest first."),
    watch: str = Watch,
    as_json: bool = Json,
) -> None:
    """Say whether hits were good or bad, or a near miss should have come. It changes no tier; `tune` learns from it.

    JSON is an object for one article and a list for several. Exits with 2 when one of them is not known; what was said
    of the others is kept all the same.
    """
    hits, said = split_words(words or (), why, listing=listing)
    entrance: Entrance = context.obj
    with entrance.open(quiet=True) as app:
        name = chosen_watch(app, watch)
        if listing:
            tell_list(list_verdicts(app.watch_plan(name), app.store), as_json)
            return
        done, faults = say_of_all(app, name, hits, said, why)
    if as_json and done:
        plain = [as_plain(each) for each in done]
        print_json(plain if len(hits) > 1 else plain[0])
    elif not as_json:
        tell_all(done)
    for fault in faults:
        typer.echo(f"seedwatch: {fault}", err=True)
    if faults:
        leave(faults[0].exit_code)


def split_words(words: Sequence[str], why: str, *, listing: bool) -> tuple[Sequence[str], Said]:
    """The articles, each once, and what is said of them. Raises ``RunError`` for words that do not go together."""
    example = f"Write `{command()} verdict 42 good`, or `{command()} verdict --list`"
    if listing and (words or why):
        raise RunError("--list", "goes without an article", remedy=example)
    if listing:
        return (), Said.CLEAR
    if len(words) < 2:
        raise RunError("", "say which article, and whether it is good or bad", remedy=example)
    *hits, last = words
    if last not in list(Said):
        raise RunError(last, "a verdict is good, bad or clear", remedy=example)
    if why and last == Said.CLEAR:
        raise RunError("--why", "nothing is kept when a verdict is cleared")
    return list(dict.fromkeys(hits)), Said(last)


def say_of_all(
    app: App, watch: str, hits: Sequence[str], said: Said, why: str
) -> tuple[list[Given | Cleared], list[RunError]]:
    """Say it of each; a fault with one does not keep the others from it."""
    plan, now = app.watch_plan(watch), now_utc()
    done: list[Given | Cleared] = []
    faults: list[RunError] = []
    for hit in hits:
        try:
            if said is Said.CLEAR:
                done.append(Cleared(*clear_verdict(hit, watch, app.store)))
            else:
                done.append(give_verdict(hit, said is Said.GOOD, why, plan, app.store, now))
        except RunError as fault:
            faults.append(fault)
    return done, faults


def as_plain(each: Given | Cleared) -> object:
    return each if isinstance(each, Given) else {"article": each.article.id, "cleared": each.verdict}


def tell_all(done: Sequence[Given | Cleared]) -> None:
    """One article in full, a line for each of several."""
    for each in done:
        if isinstance(each, Cleared):
            said = "good" if each.verdict.good else "bad"
            typer.echo(f"forgotten: {said}, on {each.article.id} {flat(each.article.title)}")
        elif len(done) == 1:
            tell_given(each)
        else:
            print_page(console(), line_of(each), width=UNBROKEN)
    given = [each for each in done if isinstance(each, Given)]
    if not all(each.agrees for each in given):
        typer.echo(f"That stays so until weights, names or rules change; `{command()} tune` seeks better weights.")


def line_of(given: Given) -> RenderableType:
    """``12 bad: football  A title (direct 0.62)``."""
    kept, article = given.verdict, given.article
    line = Text.assemble(verdict_words(kept), f"  {flat(article.title)}  ({kept.tier.value} {kept.score:.2f})")
    return hanging(Text(f"{article.id:>6} ", "bold"), line)


def tell_given(given: Given) -> None:
    kept, article = given.verdict, given.article
    console().print(Text.assemble(verdict_words(kept), f"  {article.id} {flat(article.title)}"))
    when = "judged just now, for the first time by this profile" if given.judged_now else "as judged"
    shown = f"{kept.tier.value} {kept.score:.2f} ({when})"
    typer.echo(f"the watch says {shown}: {'it agrees' if given.agrees else disagreement(kept)}")
    if given.earlier:
        typer.echo(f"in place of: {'good' if given.earlier.good else 'bad'}, of {given.earlier.at:%Y-%m-%d}")


def disagreement(verdict: Verdict) -> str:
    return "a miss that should have come" if verdict.good else "a hit that should not have come"


def verdict_words(verdict: Verdict) -> Text:
    """``good: just what we need``, in its colour."""
    word, style = ("good", "green") if verdict.good else ("bad", "red")
    return Text.assemble((word, f"bold {style}"), f": {flat(verdict.why)}" if verdict.why else "")


def tell_list(seen: tuple[VerdictSeen, ...], as_json: bool) -> None:
    if as_json:
        print_json(seen)
        return
    for each in seen:
        print_page(console(), hanging(Text(f"{each.article.id:>6} ", "bold"), *seen_lines(each)))
    good = sum(each.verdict.good for each in seen)
    typer.echo(f"{count(len(seen), 'verdict')}: {good} good, {len(seen) - good} bad")


def seen_lines(each: VerdictSeen) -> Iterator[Text]:
    kept, article = each.verdict, each.article
    yield Text(f"{flat(article.title)}  ({flat(article.outlet)})")
    yield verdict_words(kept)
    then = f"{kept.at:%Y-%m-%d}, of {kept.tier.value} {kept.score:.2f} by profile {kept.profile_version or 'none'}"
    now = f"; now {each.now.tier.value} {each.now.score:.2f}" if each.now and each.profile_changed else ""
    yield Text(f"{then}{now}", style="dim")
    if each.text_changed:
        yield Text("the text has changed since; `tune` passes it over until you say it again", "yellow")


def mark(verdict: Verdict, article: Article) -> Text:
    """What stands beside a hit that somebody spoke of."""
    changed = "  (the text has changed since)" if is_outdated(verdict, article) else ""
    return verdict_words(verdict).append(changed, style="yellow")
