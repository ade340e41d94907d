"""`verdict`, `tune`: what people say of hits, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import typer
from rich.console import RenderableType
from rich.text import Text

from pipeline.app import App
from pipeline.cli.effects import print_effect
from pipeline.cli.entrance import (
    Entrance,
    Json,
    Watch,
    chosen_watch,
    command,
    console,
    now_utc,
    parse_moment,
    print_json,
)
from pipeline.cli.pages import count, flat, heading, indented, print_page
from pipeline.cli.tuning_pages import proposal_page
from pipeline.errors import RunError
from pipeline.model.article import Article
from pipeline.model.hit import Verdict
from pipeline.run.tuning import Proposal, apply_weights, reset_weights
from pipeline.run.verdicts import Given, VerdictSeen, clear_verdict, give_verdict, is_outdated, list_verdicts

PATIENCE_S = 2.0  # a bar for less would only flicker


class Said(StrEnum):
    """What can be said of an article."""

    GOOD = "good"
    BAD = "bad"
    CLEAR = "clear"


def add_commands(app: typer.Typer) -> None:
    app.command("verdict", epilog="Example: seedwatch verdict 42 bad --why 'a football match'")(verdict)
    app.command("tune", epilog="Example: seedwatch tune --since 30d")(tune)


def verdict(
    context: typer.Context,
    hit: str = typer.Argument("", metavar="[HIT]", help="Number of a stored article, or its address."),
    said: str = typer.Argument("", metavar="[good|bad|clear]", help="It belongs in the digest; it does not; forget."),
    why: str = typer.Option("", "--why", help="The reason, kept and shown beside it."),
    listing: bool = typer.Option(False, "--list", help="All verdicts of the watch, the latest first."),
    watch: str = Watch,
    as_json: bool = Json,
) -> None:
    """Say whether a hit was good or bad, or a near miss should have come. It changes no tier; `tune` learns from it."""
    check_words(hit, said, why, listing=listing)
    entrance: Entrance = context.obj
    with entrance.open(quiet=True) as app:
        name = chosen_watch(app, watch)
        if listing:
            tell_list(list_verdicts(app.watch_plan(name), app.store), as_json)
        elif said == Said.CLEAR:
            article, gone = clear_verdict(hit, app.watch_settings(name).name, app.store)
            if as_json:
                print_json({"article": article.id, "cleared": gone})
            else:
                typer.echo(f"forgotten: {'good' if gone.good else 'bad'}, on {article.id} {flat(article.title)}")
        else:
            given = give_verdict(hit, said == Said.GOOD, why, app.watch_plan(name), app.store, now_utc())
            tell_given(given, as_json)


def check_words(hit: str, said: str, why: str, *, listing: bool) -> None:
    """Raise ``RunError`` for words that do not go together."""
    example = f"Write `{command()} verdict 42 good`, or `{command()} verdict --list`"
    if listing and (hit or said or why):
        raise RunError("--list", "goes without an article", remedy=example)
    if not listing and not (hit and said):
        raise RunError("", "say which article, and whether it is good or bad", remedy=example)
    if said and said not in list(Said):
        raise RunError(said, "a verdict is good, bad or clear", remedy=example)
    if why and said == Said.CLEAR:
        raise RunError("--why", "nothing is kept when a verdict is cleared")


def tell_given(given: Given, as_json: bool) -> None:
    if as_json:
        print_json(given)
        return
    kept, article = given.verdict, given.article
    console().print(Text.assemble(verdict_words(kept), f"  {article.id} {flat(article.title)}"))
    when = "judged just now, for the first time by this profile" if given.judged_now else "as judged"
    shown = f"{kept.tier.value} {kept.score:.2f} ({when})"
    typer.echo(f"the watch says {shown}: {'it agrees' if given.agrees else disagreement(kept)}")
    if given.earlier:
        typer.echo(f"in place of: {'good' if given.earlier.good else 'bad'}, of {given.earlier.at:%Y-%m-%d}")
    if not given.agrees:
        typer.echo(f"That stays so until weights, names or rules change; `{command()} tune` seeks better weights.")


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
        print_page(console(), *seen_lines(each))
    good = sum(each.verdict.good for each in seen)
    typer.echo(f"{count(len(seen), 'verdict')}: {good} good, {len(seen) - good} bad")


def seen_lines(each: VerdictSeen) -> Iterator[RenderableType]:
    kept, article = each.verdict, each.article
    yield Text.assemble((f"{article.id:>6} ", "bold"), f"{flat(article.title)}  ({flat(article.outlet)})")
    yield indented(verdict_words(kept), 7)
    then = f"{kept.at:%Y-%m-%d}, of {kept.tier.value} {kept.score:.2f} by profile {kept.profile_version or 'none'}"
    now = f"; now {each.now.tier.value} {each.now.score:.2f}" if each.now and each.profile_changed else ""
    yield indented(Text(f"{then}{now}", style="dim"), 7)
    if each.text_changed:
        yield indented(Text("the text has changed since; `tune` passes it over until you say it again", "yellow"), 7)


def mark(verdict: Verdict, article: Article) -> Text:
    """What stands beside a hit that somebody spoke of."""
    changed = "  (the text has changed since)" if is_outdated(verdict, article) else ""
    return verdict_words(verdict).append(changed, style="yellow")


def tune(
    context: typer.Context,
    since: str = typer.Option("30d", "--since", help="Show the effect on texts stored since: 30d, 2026-11-20."),
    apply: bool = typer.Option(False, "--apply", help="Write the proposed weights into profile.yaml."),
    reset: bool = typer.Option(False, "--reset", help="Take all weights out of profile.yaml again."),
    watch: str = Watch,
    as_json: bool = Json,
) -> None:
    """Propose weights that do your verdicts more justice, with all they would change; nothing is written unasked."""
    if apply and reset:
        raise RunError("--apply", "cannot be had together with --reset")
    entrance: Entrance = context.obj
    with entrance.open(quiet=as_json, bar_after_s=PATIENCE_S) as app:
        name = chosen_watch(app, watch)
        if reset:
            tell_reset(app, name, as_json)
            return
        now, zone = now_utc(), app.watch_settings(name).digest.timezone
        proposal = app.tune(name, parse_moment(since, now, zone), now)
        applied = bool(apply and proposal.changes)
        if applied:
            apply_weights(app.desk(name), proposal)
        if as_json:
            print_json({"applied": applied, "proposal": proposal})
        else:
            tell_proposal(proposal, applied=applied)


def tell_proposal(proposal: Proposal, *, applied: bool) -> None:
    print_page(console(), *proposal_page(proposal))
    if proposal.archive and proposal.since:
        print_page(console(), heading("In the archive"))
        print_effect(console(), proposal.archive, f"stored since {proposal.since:%Y-%m-%d}")
    if applied:
        typer.echo(f"\nWritten: profile {proposal.version_after}. The next run judges by it; `tune --reset` undoes it.")
    elif proposal.changes:
        typer.echo(f"\nNothing is written yet: `{command()} tune --apply` does it.")


def tell_reset(app: App, watch: str, as_json: bool) -> None:
    desk = app.desk(watch)
    had = desk.profile.weights
    difference = reset_weights(desk)
    if as_json:
        print_json({"removed": had, "changes": difference.lines})
        return
    for line in difference.lines:
        console().print(Text(flat(line)))
    if not had:
        typer.echo("This watch has no weights of its own.")
    else:
        typer.echo(f"Profile {desk.profile.version} judges by the program's table again, from the next run on.")
