"""`profile`: look at what a watch knows, decide on it, edit it, and hold it against its seeds."""

from __future__ import annotations

import difflib
import signal
import sys
from collections.abc import Sequence

import typer
from rich.text import Text

from pipeline.app import App
from pipeline.cli.editor import edit_in_editor
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
    print_json,
    tell_rerun,
)
from pipeline.cli.item_pages import item_page
from pipeline.cli.keyboard import Keyboard
from pipeline.cli.pages import Rows, count, flat, print_page
from pipeline.cli.profile_pages import overview, rules_in_words
from pipeline.cli.reviewing import Review
from pipeline.errors import RunError
from pipeline.model.profile import Figure, Profile
from pipeline.run.leaving_out import ProfileCheck, SeedCheck, SeedVerdict
from pipeline.run.reviewing import Difference, Item, all_items, find_item, forms_of, to_review
from pipeline.run.trying_out import ArchiveLook

PATIENCE_S = 2.0  # a bar for less would only flicker

group = typer.Typer(
    help="What a watch knows: look at it, decide on it, hold it against its seeds.",
    epilog="Example: seedwatch profile show hyundai-rotem",
    no_args_is_help=True,
)
Words = typer.Argument(None, metavar="[WATCH] [ID]", help="The watch, if there are several; an id for all of one item.")
OnlyWatch = typer.Argument("", metavar="[WATCH]", help="The watch, if there are several.")
Ids = typer.Argument(..., metavar="ID", help="Ids of entities, topics or figures, as `profile show` lists them.")
Form = typer.Option("", "--alias", help="Only this alias of it.")


def add_commands(app: typer.Typer) -> None:
    group.command("show", epilog="Example: seedwatch profile show hyundai-rotem")(show)
    group.command("review", epilog="Example: seedwatch profile review")(review)
    group.command("accept", epilog="Example: seedwatch profile accept hyundai-rotem --alias 현대로템")(accept)
    group.command("reject", epilog="Example: seedwatch profile reject latin-america --why 'in all the news'")(reject)
    group.command("edit", epilog="Example: seedwatch profile edit")(edit)
    group.command("diff", epilog="Example: seedwatch profile diff peru-korea old-profile.yaml")(diff)
    group.command("check", epilog="Example: seedwatch profile check")(check)
    app.add_typer(group, name="profile")


def show(context: typer.Context, words: list[str] = Words, watch: str = Watch, as_json: bool = Json) -> None:
    """Show the rules of a watch, its entities, topics and figures; or all of one item and what it finds."""
    with opened(context, as_json) as app:
        name, rest = split_words(app, words or (), watch, most=1)
        desk = app.desk(name)
        profile = desk.profile
        if rest:
            show_item(app, needed_item(profile, rest[0]), profile, as_json)
        elif as_json:
            waiting = [item.id for item in to_review(profile)]
            print_json({"watch": name, "rules": rules_in_words(profile), "to_review": waiting, "profile": profile})
        else:
            print_page(console(), *overview(name, desk.name, profile))


def show_item(app: App, item: Item, profile: Profile, as_json: bool) -> None:
    look = None if isinstance(item, Figure) else app.look_into_archive(profile, [item.id])
    if as_json:
        print_json(as_plain(item, look))
    else:
        print_page(console(), *item_page(item, profile, look))


def as_plain(item: Item, look: ArchiveLook | None) -> dict[str, object]:
    if look is None or isinstance(item, Figure):
        return {"item": item, "archive": None}
    return {"item": item, "archive": {"looked_at": look.looked_at, "found": look.of(item.id)}}


def review(context: typer.Context, watch: str = OnlyWatch, as_json: bool = Json) -> None:
    """Go through what nobody has looked at, one candidate a screen, one key a decision; --json lists it."""
    by_hand = sys.stdin.isatty() and sys.stdout.isatty()
    if not (as_json or by_hand):
        remedy = f"Decide with `{command()} profile accept ID` and `reject ID`; `review --json` lists what waits"
        raise RunError("profile review", "needs a terminal", remedy=remedy)
    with opened(context, as_json) as app:
        desk = app.desk(chosen_watch(app, watch))
        profile = desk.profile
        waiting = to_review(profile)
        look = app.look_into_archive(profile, [item.id for item in waiting])
        if as_json:
            print_json([as_plain(item, look) for item in waiting])
        elif not waiting:
            typer.echo("Nothing waits for review.")
        else:
            session = Review(desk, waiting, look, console())
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))  # by way of the blocks that mend the terminal
            with Keyboard() as keyboard:
                session.run(keyboard)
            typer.echo(f"{session.summary()}\n{count(len(to_review(desk.profile)), 'item')} left to review")


def accept(
    context: typer.Context, ids: list[str] = Ids, alias: str = Form, watch: str = Watch, as_json: bool = Json
) -> None:
    """Confirm items, and the aliases proposed for them: they are used, and stay when their seeds are gone."""
    with opened(context, as_json) as app:
        desk = app.desk(chosen_watch(app, watch))
        for item_id in ids:
            needed_item(desk.profile, item_id)
        tell_decision(app, desk.accept(ids, alias), as_json)


def reject(
    context: typer.Context,
    ids: list[str] = Ids,
    alias: str = typer.Option("", "--alias", help="Only this alias of it, or this term of a topic."),
    why: str = typer.Option("", "--why", help="The reason, kept beside it in the file."),
    watch: str = Watch,
    as_json: bool = Json,
) -> None:
    """Reject items of the profile: they are never used, and never proposed again."""
    with opened(context, as_json) as app:
        desk = app.desk(chosen_watch(app, watch))
        for item_id in ids:
            needed_item(desk.profile, item_id)
        tell_decision(app, desk.reject(ids, alias, why), as_json)


def edit(context: typer.Context, watch: str = OnlyWatch, as_json: bool = Json) -> None:
    """Open the profile in your editor; take it over when it is without fault, and tell what that changes."""
    with opened(context, as_json) as app:
        desk = app.desk(chosen_watch(app, watch))
        before = desk.profile_if_valid
        difference = edit_in_editor(desk)
        if difference is None or before is None or not difference.lines:
            tell_difference(difference, as_json)
            return
        effect = app.weigh_edit(before, desk.profile)
        if as_json:
            print_json({"changes": difference.lines, "effect": effect})
            return
        tell_difference(difference, as_json)
        print_effect(console(), effect, "stored last")
        tell_rerun(app, now_utc())


def diff(
    context: typer.Context,
    words: list[str] = typer.Argument(
        None, metavar="[WATCH] [OLD]", help="The watch, if there are several; a file or a stored version to compare."
    ),
    watch: str = Watch,
    as_json: bool = Json,
) -> None:
    """Tell what the profile says otherwise than an older one: the version stored before, unless you name one."""
    with opened(context, as_json) as app:
        name, rest = split_words(app, words or (), watch, most=1)
        old_name, difference = app.compare_profile(name, rest[0] if rest else "")
        if as_json:
            print_json({"watch": name, "old": old_name, "changes": difference.lines, "diff": difference.diff})
            return
        if difference.lines:
            tell_difference(difference, as_json)
        typer.echo(f"{count(len(difference.lines), 'difference')} from {old_name}")


def check(context: typer.Context, watch: str = OnlyWatch, as_json: bool = Json) -> None:
    """Check the file, then hold each seed against the profile, and against what the other seeds teach.

    Exits with 2 when the file has a fault, or the present profile does not find a seed.
    """
    with opened(context, as_json) as app:
        found = app.check_profile(chosen_watch(app, watch), now_utc())
    if as_json:
        print_json(found)
    else:
        print_check(found)
    if found.missed:
        leave(2)


def opened(context: typer.Context, as_json: bool) -> App:
    entrance: Entrance = context.obj
    return entrance.open(quiet=as_json, bar_after_s=PATIENCE_S)


def split_words(app: App, words: Sequence[str], watch: str, most: int) -> tuple[str, Sequence[str]]:
    """The watch that is meant, and the words behind its name; the only watch need not be named."""
    if words and not watch and (words[0] in {each.name for each in app.settings.watches} or len(words) > most):
        watch, words = words[0], words[1:]
    if len(words) > most:
        raise RunError(words[most], "is one word too many")
    return chosen_watch(app, watch), words


def needed_item(profile: Profile, item_id: str) -> Item:
    """The item with this id. Raises ``RunError`` that names those it may be meant for."""
    if item := find_item(profile, item_id):
        return item
    near = ", ".join(nearest(profile, item_id))
    raise RunError(
        item_id, "no such item in the profile", remedy=f"Near it: {near}" if near else f"See `{command()} profile show`"
    )


def nearest(profile: Profile, word: str) -> list[str]:
    """Ids of items that are called so, then those that are spelt nearly so."""
    items = all_items(profile)
    called = [item.id for item in items if word.casefold() in {form.casefold() for form in forms_of(item)}]
    spelt = difflib.get_close_matches(word.casefold(), [item.id for item in items], n=3, cutoff=0.5)
    return list(dict.fromkeys((*called, *spelt)))[:4]


def tell_decision(app: App, difference: Difference, as_json: bool) -> None:
    tell_difference(difference, as_json)
    if difference.lines and not as_json:
        tell_rerun(app, now_utc())


def tell_difference(difference: Difference | None, as_json: bool) -> None:
    lines = difference.lines if difference else ()
    if as_json:
        print_json({"changes": lines, "diff": difference.diff if difference else None})
        return
    for line in lines:
        console().print(Text(flat(line), style={"+": "green", "-": "red"}.get(line[:1], "")))
    if not lines:
        typer.echo("nothing changed")


def print_check(found: ProfileCheck) -> None:
    out = console()
    rows = [("seed", "as it stands", "if left out", "by")]
    rows += [
        (each.file, verdict(each.present), verdict(each.left_out), "; ".join(told_by(each))) for each in found.seeds
    ]
    print_page(out, Text(f"{found.watch}, profile {found.version}\n", style="bold"), Rows(rows, head=True), Text())
    for each in found.missed:
        out.print(Text(f"missed: {each.file}: {reason(each.present)}", style="red"))
    for each in found.not_foreseen:
        said = reason(each.left_out) if each.left_out else ""
        out.print(Text(f"warning: {each.file} would be missed without itself: {said}", style="yellow"))
    for problem in found.problems:
        out.print(Text(f"warning: {problem}", style="yellow"))
    new = [each.file for each in found.seeds if not each.learnt]
    if new:
        out.print(Text(f"not learnt yet: {', '.join(new)}; run `{command()} learn`"))
    out.print(summary(found))


def summary(found: ProfileCheck) -> str:
    seeds = len(found.seeds)
    held = f"direct by the present profile: {seeds - len(found.missed)} of {count(seeds, 'seed')}"
    others = "there is no other seed to learn from"
    if any(each.left_out for each in found.seeds):
        others = f"found if left out when the watch is learnt: {seeds - len(found.not_foreseen)}"
    return f"{held}; {others}"


def verdict(said: SeedVerdict | None) -> str:
    return f"{said.tier.value} {said.score:.2f}" if said else "-"


def told_by(each: SeedCheck) -> tuple[str, ...]:
    """Who carries it; by what the others teach where that is known, for that is the harder question."""
    return (each.left_out or each.present).carried_by


def reason(said: SeedVerdict) -> str:
    return f"{said.tier.value}, {said.lacking or said.rule}"
