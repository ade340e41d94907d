"""`learn`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from threading import Event

import typer

from pipeline.app import App
from pipeline.cli.entrance import Entrance, Json, command, leave, now_utc, print_json, stop_on_signal
from pipeline.errors import ExtractError, FetchError, Lasting
from pipeline.model.profile import Grade
from pipeline.run.enriching import Enriched
from pipeline.run.learning import LearnReport

BAR_AFTER_S = 2.0
MOST_CHANGES = 30  # lines of what learning changed


def add_commands(app: typer.Typer) -> None:
    app.command("learn", epilog="Example: seedwatch learn peru-korea --enrich")(learn)


def learn(
    context: typer.Context,
    watch: str = typer.Argument("", help="Name of the watch; all of them if left out."),
    enrich: bool = typer.Option(
        False, "--enrich", help="Look names up in Wikidata; what it knows is proposed, and used once you accept it."
    ),
    as_json: bool = Json,
) -> None:
    """Learn from the seed documents what to watch; write the profile, never over an edit of yours."""
    entrance: Entrance = context.obj
    stop = stop_on_signal() if enrich else Event()
    with entrance.open(stopping=stop.is_set, quiet=as_json, bar_after_s=BAR_AFTER_S) as app:
        names = [watch] if watch else [each.name for each in app.settings.watches]
        reports = [app.learn(name, enrich_at=now_utc() if enrich else None) for name in names]
        if as_json:
            print_json([as_plain(report, app) for report in reports])
        for report in () if as_json else reports:
            print_report(report, app)
        for report in reports:
            warn(report, app.settings.learn.wikidata)
    leave(exit_code(reports))


def exit_code(reports: Sequence[LearnReport]) -> int:
    """0: all is learnt. 4: nobody answered, although names were to be looked up. 7: stopped midway."""
    enriched = [report.enriched for report in reports if report.enriched]
    if any(each.stopped for each in enriched):
        return 7
    failed = any(each.problem for each in enriched) and not any(each.asked for each in enriched)
    return 4 if failed else 0


def warn(report: LearnReport, api: str) -> None:
    """One line for what could not be looked up; the rest is learnt all the same."""
    if report.enriched and report.enriched.problem:
        problem = report.enriched.problem
        text = f"{report.watch}: {report.enriched.left} names were not looked up at {api}: {problem.reason}"
        print(f"seedwatch: {text}. {remedy_of(problem)}", file=sys.stderr)  # noqa: T201 - said aloud, as bad seeds are


def remedy_of(problem: FetchError | ExtractError) -> str:
    again = "run `learn --enrich` again: what was answered is kept"
    if problem.lasting is Lasting.THROTTLED:
        wait_s = problem.retry_after_s if isinstance(problem, FetchError) else None
        return f"Wait {max(1, round((wait_s or 60) / 60))} min, then {again}"
    if isinstance(problem, FetchError) and problem.status in {401, 403}:
        return f"Set fetch.contact in config/seedwatch.yaml, for it wants to know who asks, then {again}"
    return f"Look at the network and at learn.wikidata in config/seedwatch.yaml, then {again}"


def as_plain(report: LearnReport, app: App) -> dict[str, object]:
    return {
        "watch": report.watch,
        "profile": str(app.watch_settings(report.watch).folder / "profile.yaml"),
        "version": report.profile.version,
        "seeds": [seed.file for seed in report.seeds],
        "problems": [str(problem) for problem in report.problems],
        "entities": len(report.profile.entities),
        "topics": len(report.profile.topics),
        "pairs": [[pair.left, pair.right] for pair in report.profile.pairs],
        "centre": [entity.id for entity in report.profile.entities if entity.centre],
        "added": list(report.merged.added),
        "updated": list(report.merged.updated),
        "kept": list(report.merged.kept),
        "removed": list(report.merged.removed),
        "changes": list(report.changes),
        "waiting": report.waiting,
        "looked_up": looked_up_as_plain(report.enriched) if report.enriched else None,
    }


def looked_up_as_plain(enriched: Enriched) -> dict[str, object]:
    return {
        "asked": len(enriched.asked),
        "found": enriched.found,
        "left": enriched.left,
        "problem": enriched.problem.reason if enriched.problem else "",
        "stopped": enriched.stopped,
    }


def print_report(report: LearnReport, app: App) -> None:
    for problem in report.problems:
        print(f"seedwatch: {problem}", file=sys.stderr)  # noqa: T201 - a seed that cannot be used is said aloud
    if not report.profile.entities:
        text = f"{report.watch}: no name was found in the seeds, so nothing will be found. Add texts that name somebody"
        print(f"seedwatch: {text}", file=sys.stderr)  # noqa: T201 - a watch that watches nothing is said aloud
    profile = report.profile
    names = {entity.id: entity.name for entity in profile.entities}
    core = [entity.name for entity in profile.entities if entity.grade is Grade.CORE]
    aliases = sum(len(entity.aliases) for entity in profile.entities)
    typer.echo(f"{report.watch}: {len(report.seeds)} seeds read")
    typer.echo(f"  {len(profile.entities)} entities with {aliases} aliases; core: {', '.join(core)}")
    typer.echo(f"  {len(profile.topics)} topics: {', '.join(topic.name for topic in profile.topics)}")
    for pair in profile.pairs:
        typer.echo(f"  must occur together: {names[pair.left]} and {names[pair.right]}")
    if centre := [] if profile.pairs else [entity.name for entity in profile.entities if entity.centre]:
        typer.echo(f"  must be named: {' or '.join(centre)}")
    merged = report.merged
    typer.echo(
        f"  added {len(merged.added)}, updated {len(merged.updated)}, removed {len(merged.removed)}, "
        f"kept as you edited {len(merged.kept)}"
    )
    for line in shortened(report.changes, command()):
        typer.echo(f"    {line}")
    if report.enriched:
        typer.echo(f"  {describe_lookups(report.enriched)}")
    if report.waiting:
        look = f"{command()} profile review {report.watch}"
        typer.echo(f"  proposed aliases that wait for your word: {report.waiting}; see them with `{look}`")
    typer.echo(f"  profile: {app.watch_settings(report.watch).folder / 'profile.yaml'} (version {profile.version})")


def shortened(lines: Sequence[str], program: str) -> Iterator[str]:
    """The changes that a reader takes in, and where the rest is told."""
    yield from lines[:MOST_CHANGES]
    if len(lines) > MOST_CHANGES:
        yield f"and {len(lines) - MOST_CHANGES} more: `{program} profile diff`"


def describe_lookups(enriched: Enriched) -> str:
    known = len(enriched.lookups) - len(enriched.asked)
    parts = [f"{len(enriched.asked)} names looked up in Wikidata, {enriched.found} found"]
    parts += [f"{known} known from before"] if known > 0 else []
    parts += [f"{enriched.left} left"] if enriched.left else []
    return ", ".join(parts) + ("; stopped before the end" if enriched.stopped else "; reasons in lookups.json")
