"""`run`, `digest`, `rerun`, `import`."""

from __future__ import annotations

from pathlib import Path

import typer

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
    stop_on_signal,
)
from pipeline.cli.reports import exit_code, print_run
from pipeline.errors import RunError
from pipeline.model.report import RunReport, RunRequest

LAST_ID = 2**31 - 1  # what a database's integer holds


def add_commands(app: typer.Typer) -> None:
    app.command("run", epilog="Example: seedwatch run --source andina --no-digest")(run)
    app.command("digest", epilog="Example: seedwatch digest --preview")(digest)
    app.command("import", epilog="Example: seedwatch import clippings/ --outlet 'Press office'")(import_saved)
    app.command("rerun", epilog="Example: seedwatch rerun --since 2026-11-14 --until 2026-11-21 --digest")(rerun)


def run(
    context: typer.Context,
    source: list[str] = typer.Option([], "--source", "-s", help="Poll only this source; may be repeated."),
    force: bool = typer.Option(False, "--force", help="Poll sources that are not due, build the digest now."),
    no_digest: bool = typer.Option(False, "--no-digest", help="Build and send no digest."),
    as_json: bool = Json,
) -> None:
    """Poll what is due, match and store it, write and send the digest if it is due."""
    entrance: Entrance = context.obj
    stop = stop_on_signal()
    with entrance.open(stopping=stop.is_set, quiet=as_json) as app:
        request = RunRequest(force=force, sources=tuple(source), digest=not no_digest, deliver=not no_digest)
        finish(app, app.run(request, now_utc()), as_json, polled=True)


def digest(
    context: typer.Context,
    preview: bool = typer.Option(False, "--preview", help="Print what a digest would say now; store and send nothing."),
    show: int | None = typer.Option(
        None, "--show", min=1, max=LAST_ID, help="Print the stored digest with this number."
    ),
    list_all: bool = typer.Option(False, "--list", help="List the stored digests."),
    resend: int | None = typer.Option(
        None, "--resend", min=1, max=LAST_ID, help="Send a digest again by the channels that have not surely sent it."
    ),
    watch: str = Watch,
    as_json: bool = Json,
) -> None:
    """Build and send the digest of what is new since the last one, now; or look at digests."""
    entrance: Entrance = context.obj
    stop = stop_on_signal()
    with entrance.open(stopping=stop.is_set, quiet=as_json) as app:
        now = now_utc()
        name = chosen_watch(app, watch)
        if list_all:
            print_digests(app, name, as_json)
        elif show is not None:
            parcel = app.show_digest(name, show)
            typer.echo(parcel.json if as_json else parcel.text)
        elif preview:
            parcel = app.preview_digest(name, now)
            typer.echo(parcel.json if as_json else parcel.text)
        elif resend is not None:
            finish(app, app.resend_digest(name, resend, now), as_json)
        else:
            finish(app, app.run(RunRequest(poll=False, force=True), now, watch=name), as_json)


def import_saved(
    context: typer.Context,
    path: Path = typer.Argument(help="A folder, or a file: .html, .eml, .mbox, .jsonl, .json, .txt."),
    outlet: str = typer.Option("Import", "--outlet", help="Whose articles they are, where they do not say."),
    as_json: bool = Json,
) -> None:
    """Store saved articles and match them, as if a source had brought them. The next digest tells of them."""
    entrance: Entrance = context.obj
    stop = stop_on_signal()
    with entrance.open(stopping=stop.is_set, quiet=as_json) as app:
        finish(app, app.import_saved(path, outlet, now_utc()), as_json)


def print_digests(app: App, watch: str, as_json: bool) -> None:
    digests = app.store.digests.digests(watch, 50)
    rows = [
        {
            "number": stored.id,
            "slot": stored.slot,
            "kind": stored.kind,
            "built_at": stored.built_at.isoformat(timespec="seconds"),
            "items": len(stored.digest.items),
            "deliveries": [
                {"channel": each.channel, "state": each.state.value, "reason": each.reason}
                for each in app.store.deliveries.deliveries(stored.id)
            ],
        }
        for stored in digests
    ]
    if as_json:
        print_json(rows)
        return
    for stored in digests:
        ways = ", ".join(f"{each.channel} {each.state}" for each in app.store.deliveries.deliveries(stored.id))
        items = f"{len(stored.digest.items):>3} items"
        typer.echo(f"{stored.id:>4}  {stored.slot:<28} {items}  {ways or 'not sent: nothing new'}")
    typer.echo(f"{len(digests)} digests of {watch}, newest first")


def rerun(
    context: typer.Context,
    since: str = typer.Option(..., "--since", help="Begin of the window: 7d, 2026-11-14, 2026-11-14T07:00."),
    until: str = typer.Option("", "--until", help="End of the window; now if left out."),
    digest: bool = typer.Option(False, "--digest", help="Build the digest of the window too, into files."),
    send: bool = typer.Option(False, "--send", help="Send that digest by every channel."),
    as_json: bool = Json,
) -> None:
    """Match the stored articles of a window again, after an edit of the profile or by wish.

    Nothing is polled and nothing doubled; nothing is sent unless you ask. The same input gives the same result.
    """
    entrance: Entrance = context.obj
    stop = stop_on_signal()
    if send and not digest:
        raise RunError("--send", "sends the digest of the window", remedy="Add --digest")
    with entrance.open(stopping=stop.is_set, quiet=as_json) as app:
        now = now_utc()
        zone = app.settings.watches[0].digest.timezone
        end = parse_moment(until, now, zone) if until else now
        finish(app, app.redo(parse_moment(since, now, zone), end, now, digest=digest, send=send), as_json)


def finish(app: App, report: RunReport, as_json: bool, *, polled: bool = False) -> None:
    """Print a report and leave with its exit code."""
    if as_json:
        print_json(report)
    else:
        print_run(console(), report, app.settings, polled=polled)
    leave(exit_code(report))
