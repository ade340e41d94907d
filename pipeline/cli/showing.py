"""`hits`, `status`: looks at what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import typer
from rich.console import RenderableType
from rich.text import Text

from pipeline.app import App
from pipeline.cli.entrance import (
    Entrance,
    Json,
    Watch,
    chosen_watch,
    console,
    leave,
    now_utc,
    parse_moment,
    print_json,
    rerun_command,
    window_start,
)
from pipeline.cli.pages import UNBROKEN, count, flat, hanging, print_page
from pipeline.cli.reports import UNDELIVERED
from pipeline.cli.verdicts import mark
from pipeline.errors import RunError
from pipeline.model.codec import to_plain
from pipeline.model.hit import Found, Verdict
from pipeline.model.report import WatchOutcome
from pipeline.model.source import Health
from pipeline.model.storing import StoredRun
from pipeline.run.earlier_hits import earlier_hits
from pipeline.run.past_runs import PastRun, find_run, past_runs
from pipeline.run.plan import WatchPlan
from pipeline.run.verdicts import verdicts_by_article

RECENT = "7d"
RUNS = 5  # told by `status`
STALE = timedelta(minutes=15)  # a service looks at least once a minute; silent for longer, it is stuck or dead
LONGEST_RUN = timedelta(hours=6)  # the first run over a large catalogue fetches thousands of pages politely


def add_commands(app: typer.Typer) -> None:
    app.command("hits", epilog="Example: seedwatch hits --near --run 12")(hits)
    app.command("status", epilog="Example: seedwatch status --check")(status)


def hits(
    context: typer.Context,
    since: str = typer.Option(
        "", "--since", help="Texts stored since: 7d, 12h, 2026-11-20; without it 7 days before the last stored article."
    ),
    until: str = typer.Option("", "--until", help="... and before."),
    run: int = typer.Option(0, "--run", metavar="N", min=0, help="What this run judged; `status` lists runs."),
    near: bool = typer.Option(False, "--near", help="The near misses instead, nearest first, with what each lacked."),
    limit: int = typer.Option(0, "--limit", min=0, max=100_000, help="At most so many; 0 lists all."),
    watch: str = Watch,
    as_json: bool = Json,
) -> None:
    """List what the watch found, the direct hits first, then the related ones, each by their scores."""
    entrance: Entrance = context.obj
    with entrance.open(quiet=True) as app:
        plan = app.watch_plan(chosen_watch(app, watch))
        if run and (since or until):
            raise RunError("--run", "it cannot go with --since or --until", remedy="Leave one of them out")
        past = find_run(app.store.runs, run) if run else None
        version = version_of(past, plan)
        now, zone = now_utc(), plan.schedule.timezone
        start = None if past else window_start(app, since, RECENT, now, zone)
        end = parse_moment(until, now, zone) if until else None
        judged_at = past.started_at if past else None
        found = app.store.judgements.hits(
            plan.name, version, start, end, near=near, judged_at=judged_at, limit=limit or None
        )
        verdicts = verdicts_by_article(app.store, plan.name)
        if as_json:
            print_json([to_plain(each) | {"verdict": to_plain(verdicts.get(each.article.id))} for each in found])
            return
        for each in found:
            print_page(console(), hit_lines(each, verdicts.get(each.article.id), near=near), width=UNBROKEN)
        typer.echo(f"{told_number(len(found), near=near)}{f' of run {run}' if run else ''} by profile {version}")
        if past and not limit:
            tell_missing(past.outcome(plan.name), len(found), near=near)
        if not past and (earlier := earlier_hits(app.store, plan, start, end, near=near)):
            number = f"{told_number(earlier.number, near=near)}{' more' if found else ''}"
            anew = f"{rerun_command(app, now)} judges them anew"
            typer.echo(f"{number} by {earlier.version}, before the last edit of the profile: {anew}")


def hit_lines(found: Found, verdict: Verdict | None, *, near: bool) -> RenderableType:
    """A hit, or a near miss with what it lacks."""
    article, said = found.article, found.judgement
    lines = [
        Text(f"{said.tier.value:<8} {said.score:.2f}  {flat(article.title)}"),
        Text(f"{flat(article.outlet)}, {article.published_at:%Y-%m-%d %H:%M} UTC, {article.language}  {article.url}"),
        Text(flat(said.lacking if near else said.rule)),
    ]
    return hanging(Text(f"{article.id:>6} ", "bold"), *lines, *([mark(verdict, article)] if verdict else ()))


def told_number(number: int, *, near: bool) -> str:
    return (
        f"{number} near {'miss' if number == 1 else 'misses'}"
        if near
        else f"{number} {'hit' if number == 1 else 'hits'}"
    )


def version_of(past: PastRun | None, plan: WatchPlan) -> str:
    """The profile that a run judged by; the present one for a run that judged nothing, or is not at its end."""
    outcome = past.outcome(plan.name) if past else None
    return outcome.profile_version if outcome else plan.profile.version


def tell_missing(outcome: WatchOutcome | None, listed: int, *, near: bool) -> None:
    found = (outcome.mentions if near else outcome.direct + outcome.related) if outcome else 0
    if found > listed:
        typer.echo(f"{found - listed} more that the run found were edited, judged again or forgotten since")


def status(
    context: typer.Context,
    check: bool = typer.Option(False, "--check", help="Exit with 1 when the service has been silent for 15 minutes."),
    as_json: bool = Json,
) -> None:
    """Tell of the last runs, digests and deliveries."""
    entrance: Entrance = context.obj
    with entrance.open(quiet=True) as app:
        summary = summarise(app)
        runs = past_runs(app.store.runs, RUNS)
    if as_json:
        print_json(summary | {"runs": runs})
    else:
        for name, value in summary.items():
            lines = value if isinstance(value, list) else [value]
            typer.echo(f"{name.replace('_', ' ')}: {'; '.join(map(str, lines)) or 'none'}")
        for past in runs:
            typer.echo(describe_run(past))
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


def describe_run(past: PastRun) -> str:
    watches = [f"{one.watch}: {one.direct} direct, {one.related} related, {one.mentions} near" for one in past.watches]
    told = "; ".join([count(past.new_articles, "new article"), *watches])
    state = told if past.finished_at else "not finished"
    return f"run {past.id} ({past.started_at:%Y-%m-%d %H:%M} UTC, {past.trigger}): {state}"


def describe_open_deliveries(app: App) -> Iterator[str]:
    for watch in app.settings.watches:
        for stored in app.store.digests.digests(watch.name, 14):
            for each in app.store.deliveries.deliveries(stored.id):
                if each.state in UNDELIVERED:
                    yield f"{each.channel} of digest {stored.id}: {each.state.value} {each.reason}".strip()
