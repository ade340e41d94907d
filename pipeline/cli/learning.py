"""`learn`."""

from __future__ import annotations

import sys

import typer

from pipeline.app import App
from pipeline.cli.entrance import Entrance, Json, print_json
from pipeline.model.profile import Grade
from pipeline.run.learning import LearnReport


def add_commands(app: typer.Typer) -> None:
    app.command("learn", epilog="Example: seedwatch learn peru-korea")(learn)


def learn(
    context: typer.Context,
    watch: str = typer.Argument("", help="Name of the watch; all of them if left out."),
    as_json: bool = Json,
) -> None:
    """Learn from the seed documents what to watch; write the profile, never over an edit of yours."""
    entrance: Entrance = context.obj
    with entrance.open(quiet=True) as app:
        names = [watch] if watch else [each.name for each in app.settings.watches]
        reports = [app.learn(name) for name in names]
        if as_json:
            print_json([as_plain(report, app) for report in reports])
            return
        for report in reports:
            print_report(report, app)


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
        "added": list(report.merged.added),
        "updated": list(report.merged.updated),
        "kept": list(report.merged.kept),
        "removed": list(report.merged.removed),
    }


def print_report(report: LearnReport, app: App) -> None:
    for problem in report.problems:
        print(f"seedwatch: {problem}", file=sys.stderr)  # noqa: T201 - a seed that cannot be used is said aloud
    profile = report.profile
    names = {entity.id: entity.name for entity in profile.entities}
    core = [entity.name for entity in profile.entities if entity.grade is Grade.CORE]
    aliases = sum(len(entity.aliases) for entity in profile.entities)
    typer.echo(f"{report.watch}: {len(report.seeds)} seeds read")
    typer.echo(f"  {len(profile.entities)} entities with {aliases} aliases; core: {', '.join(core)}")
    typer.echo(f"  {len(profile.topics)} topics: {', '.join(topic.name for topic in profile.topics)}")
    for pair in profile.pairs:
        typer.echo(f"  must occur together: {names[pair.left]} and {names[pair.right]}")
    merged = report.merged
    typer.echo(
        f"  added {len(merged.added)}, updated {len(merged.updated)}, removed {len(merged.removed)}, "
        f"kept as you edited {len(merged.kept)}"
    )
    typer.echo(f"  profile: {app.watch_settings(report.watch).folder / 'profile.yaml'} (version {profile.version})")
