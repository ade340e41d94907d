"""`tune`: what follows from the verdicts of people."""

from __future__ import annotations

import typer
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
    print_json,
    tell_rerun,
    window_start,
)
from pipeline.cli.pages import flat, heading, print_page
from pipeline.cli.tuning_pages import proposal_page
from pipeline.errors import RunError
from pipeline.run.tuning import Proposal, apply_weights, reset_weights

PATIENCE_S = 2.0  # a bar for less would only flicker


def add_commands(app: typer.Typer) -> None:
    app.command("tune", epilog="Example: seedwatch tune --since 30d")(tune)


def tune(
    context: typer.Context,
    since: str = typer.Option(
        "",
        "--since",
        help="Show the effect on texts stored since: 30d, 2026-11-20; without it 30 days before the last stored one.",
    ),
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
        proposal = app.tune(name, window_start(app, since, "30d", now, zone), now)
        applied = bool(apply and proposal.changes)
        if applied:
            apply_weights(app.desk(name), proposal)
        if as_json:
            print_json({"applied": applied, "proposal": proposal})
        else:
            tell_proposal(proposal, applied=applied)
            if applied:
                tell_rerun(app, now)


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
