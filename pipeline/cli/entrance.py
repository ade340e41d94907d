"""What every command begins and ends with."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import typer
from rich.console import Console

from pipeline.app import App
from pipeline.cli.progress import choose_progress
from pipeline.errors import RunError
from pipeline.model.codec import to_plain

EXIT_CODES = (
    "Exit codes: 0 done, 1 a fault of this program, 2 wrong use or configuration, 3 no usable seed, "
    "4 nothing could be fetched, 5 database, 6 delivery, 7 stopped by a signal."
)
JUDGED_ANEW = "30d"
_LOOKED_AT = 50
Json = typer.Option(False, "--json", help="Print JSON for programs.")
Watch = typer.Option("", "--watch", "-w", help="Name of the watch; needed only when there are several.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """What the options before the command say."""

    home: str

    def open(
        self, *, stopping: Callable[[], bool] = lambda: False, quiet: bool = False, bar_after_s: float = 0.0
    ) -> App:
        progress = choose_progress(quiet=quiet, after_s=bar_after_s)
        return App(Path(self.home), progress=progress, stopping=stopping)


def start_logging(verbose: bool) -> None:
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
        force=True,
    )
    # APScheduler tells of every alarm; ours tell what came of it.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    # The page extractor complains of every page it cannot read; the run says so once, with the address.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def now_utc() -> datetime:
    """Read the clock: here, at the entrance, and nowhere below."""
    return datetime.now(UTC)


def command() -> str:
    """What the reader types for this program: ./run names itself, since it puts nothing on the path of its caller."""
    return os.environ.get("SEEDWATCH_COMMAND", "seedwatch")


def console() -> Console:
    # No :smile: in foreign titles.
    return Console(highlight=False, emoji=False, soft_wrap=not sys.stdout.isatty())


def print_json(value: Any) -> None:
    typer.echo(json.dumps(to_plain(value), ensure_ascii=False, indent=2))


def stop_on_signal() -> threading.Event:
    """Give an event that SIGTERM or SIGINT sets; a second signal ends the process at once, as usual."""
    stop = threading.Event()

    def ask_to_stop(number: int, _frame: object) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    return stop


def chosen_watch(app: App, name: str) -> str:
    """Give the watch that is meant; raise ``RunError`` when that is not clear."""
    if name:
        return app.watch_settings(name).name
    names = [watch.name for watch in app.settings.watches]
    if len(names) > 1:
        raise RunError("", f"there are several watches: {', '.join(names)}", remedy="Name one with --watch")
    return names[0]


def parse_moment(text: str, now: datetime, zone: str) -> datetime:
    """Read "7d" or "12h" (ago), a date (its midnight in ``zone``) or an ISO time (``zone`` if it has none) as UTC."""
    if match := re.fullmatch(r"(\d{1,5})([mhd])", text.strip()):
        return (
            now - int(match[1]) * {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}[match[2]]
        )
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except (ValueError, OverflowError):
        raise RunError(text, "no time", remedy="Write 7d, 12h, 2026-11-20 or 2026-11-20T07:00") from None


def window_start(app: App, since: str, usual: str, now: datetime, zone: str) -> datetime:
    """Read ``since`` as ``parse_moment`` does; without it go back as far as is ``usual`` from the last stored article.

    So an archive that nobody adds to any more still shows what it has.
    """
    return parse_moment(since, now, zone) if since else parse_moment(usual, last_stored(app, now) or now, zone)


def last_stored(app: App, now: datetime) -> datetime | None:
    """When the last article was stored, at the latest now; None when there is none."""
    # The text stored last may be an edit of an old article, so a few are looked at.
    seen = [article.first_seen_at for article in app.store.articles.newest(_LOOKED_AT)]
    return min(now, max(seen)) if seen else None


def rerun_command(app: App, now: datetime) -> str:
    """What judges the last month of the archive anew by the present profile; "" when nothing is stored."""
    last = last_stored(app, now)
    if last is None:
        return ""
    since = JUDGED_ANEW if now - last < timedelta(days=1) else f"{parse_moment(JUDGED_ANEW, last, 'UTC'):%Y-%m-%d}"
    return f"`{command()} rerun --since {since}`"


def tell_rerun(app: App, now: datetime) -> None:
    """Say how what is stored comes to be judged by a profile that was just changed."""
    if rerun := rerun_command(app, now):
        typer.echo(f"What is stored is judged anew by {rerun}.")


def leave(code: int) -> NoReturn:
    raise typer.Exit(code)
