"""`hits`, `explain`, `status`: looks at what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import typer

from pipeline.app import App
from pipeline.cli.entrance import Entrance, Json, Watch, chosen_watch, console, leave, now_utc, parse_moment, print_json
from pipeline.cli.explanations import print_explanation
from pipeline.cli.reports import UNDELIVERED, escape
from pipeline.model.source import Health
from pipeline.model.storing import StoredRun

STALE = timedelta(minutes=15)  # a service looks at least once a minute; silent for longer, it is stuck or dead
LONGEST_RUN = timedelta(hours=6)  # the first run over a large catalogue fetches thousands of pages politely


def add_commands(app: typer.Typer) -> None:
    app.command("hits", epilog="Example: seedwatch hits --since 7d --near")(hits)
    app.command("explain", epilog="Example: seedwatch explain 42")(explain)
    app.command("status", epilog="Example: seedwatch status --check")(status)


def hits(
    context: typer.Context,
    since: str = typer.Option("7d", "--since", help="Texts stored since: 7d, 12h, 2026-11-20."),
    until: str = typer.Option("", "--until", help="... and before."),
    near: bool = typer.Option(False, "--near", help="The near misses instead, each with what it lacked."),
    watch: str = Watch,
    as_json: bool = Json,
) -> None:
    """List what the watch found, best first."""
    entrance: Entrance = context.obj
    with entrance.open(quiet=True) as app:
        plan = app.watch_plan(chosen_watch(app, watch))
        now, zone = now_utc(), plan.schedule.timezone
        end = parse_moment(until, now, zone) if until else None
        found = app.store.judgements.hits(
            plan.name, plan.profile.version, parse_moment(since, now, zone), end, near=near
        )
        if as_json:
            print_json(found)
            return
        for each in found:
            article, judgement = each.article, each.judgement
            why = judgement.lacking if near else judgement.rule
            console().print(
                f"[bold]{article.id:>6}[/] {judgement.tier.value:<8} {judgement.score:.2f}  {escape(article.title)}\n"
                f"       {escape(article.outlet)}, {article.published_at:%Y-%m-%d %H:%M} UTC, {article.language}  "
                f"{escape(article.url)}\n       {escape(why)}"
            )
        typer.echo(f"{len(found)} {'near misses' if near else 'hits'} by profile {plan.profile.version}")


def explain(
    context: typer.Context,
    article: str = typer.Argument(help="Number of a stored article, its address, a file, or any web address."),
    watch: str = Watch,
    as_json: bool = Json,
) -> None:
    """Say what the watch makes of an article, and why, down to the sentence of the seed."""
    entrance: Entrance = context.obj
    with entrance.open(quiet=True) as app:
        explanation = app.explain(chosen_watch(app, watch), article, now_utc())
        if as_json:
            print_json(explanation)
        else:
            print_explanation(console(), explanation)


def status(
    context: typer.Context,
    check: bool = typer.Option(False, "--check", help="Exit with 1 when the service has been silent for 15 minutes."),
    as_json: bool = Json,
) -> None:
    """Tell of the last runs, digests and deliveries."""
    entrance: Entrance = context.obj
    with entrance.open(quiet=True) as app:
        summary = summarise(app)
    if as_json:
        print_json(summary)
    else:
        for name, value in summary.items():
            lines = value if isinstance(value, list) else [value]
            typer.echo(f"{name.replace('_', ' ')}: {'; '.join(map(str, lines)) or 'none'}")
    if check and summary["silent"]:
        leave(1)


def summarise(app: App) -> dict[str, object]:
    runs = app.store.runs.runs(1)
    states = [state for _, state in app.source_states()]
    newest = [stored for watch in app.settings.watches for stored in app.store.digests.digests(watch.name, 1)]
    return {
        "last_run": runs[0].started_at.isoformat(timespec="seconds") if runs else "never",
        "silent": not runs or is_silent(runs[0], now_utc()),
        "sources": len(states),
        "in_trouble": sum(state.health.in_trouble for state in states),
        "never_polled": sum(state.health is Health.NEW for state in states),
        "last_digests": [f"{stored.watch} {stored.slot}: {len(stored.digest.items)} items" for stored in newest],
        "undelivered": list(describe_open_deliveries(app)),
    }


def is_silent(run: StoredRun, now: datetime) -> bool:
    """Whether nothing has come to an end for too long, and nothing that began lately may still be going on."""
    if run.finished_at is None:
        return abs(now - run.started_at) > LONGEST_RUN
    return abs(now - run.finished_at) > STALE


def describe_open_deliveries(app: App) -> Iterator[str]:
    for watch in app.settings.watches:
        for stored in app.store.digests.digests(watch.name, 14):
            for each in app.store.deliveries.deliveries(stored.id):
                if each.state in UNDELIVERED:
                    yield f"{each.channel} of digest {stored.id}: {each.state.value} {each.reason}".strip()
