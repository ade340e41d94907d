"""The background service."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.interval import IntervalTrigger

from pipeline.app import App
from pipeline.errors import RunError, SeedwatchError
from pipeline.model.report import RunReport, RunRequest
from pipeline.run.plan import Plan, next_digest_at

log = logging.getLogger("seedwatch.serve")

LONGEST_TICK_S = 60.0  # so that a machine that slept, or a clock that was set, costs a minute and not a day
SHORTEST_TICK_S = 1.0


class SlotTrigger(BaseTrigger):  # type: ignore[misc]  # APScheduler ships no types
    """Fires at the slots of a digest schedule: once a local day, whatever summer time does.

    APScheduler's own cron trigger loses or doubles a day at some changes of the clock.
    """

    def __init__(self, app: App, watch: str) -> None:
        self._app, self._watch = app, watch

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """The first slot after the last alarm, or after now, by the plan as it stands now."""
        return next_digest_at(self._app.watch_plan(self._watch), max(previous or now, now).astimezone(UTC))


def serve(app: App, stop: threading.Event) -> None:
    """Poll and send until ``stop`` is set; the run under way then ends between two steps.

    Returns when everything has stopped. A run that fails is logged, and the next alarm tries again. Raises ``RunError``
    when another service works on this database.
    """
    with app.store.runs.exclusive("serve") as mine:
        if not mine:
            raise RunError("", "another service works on this database", remedy="Stop it first")
        serve_alone(app, stop)


def serve_alone(app: App, stop: threading.Event) -> None:
    scheduler = BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(1)},  # one run at a time; the store's lock guards other processes
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    add_jobs(scheduler, app, stop)
    scheduler.start()
    log.info("serving home=%s watches=%d sources=%d", app.settings.home, len(app.plan.watches), len(app.plan.sources))
    try:
        stop.wait()
    finally:
        log.info("stopping")
        scheduler.shutdown(wait=True)


def add_jobs(scheduler: BackgroundScheduler, app: App, stop: threading.Event) -> None:
    def tick() -> None:
        if not stop.is_set():
            run_once(app)

    trigger = IntervalTrigger(seconds=tick_seconds(app.plan), timezone=UTC)
    scheduler.add_job(tick, trigger, id="poll", next_run_time=datetime.now(UTC))
    for watch in app.plan.watches:
        scheduler.add_job(tick, SlotTrigger(app, watch.name), id=f"digest:{watch.name}")


def tick_seconds(plan: Plan) -> float:
    """Look for due sources twice in the shortest interval, and at least once a minute."""
    shortest = min([plan.rhythm.every_s, *(source.every_s for source in plan.sources if source.every_s)])
    return min(LONGEST_TICK_S, max(SHORTEST_TICK_S, shortest / 2))


def run_once(app: App) -> RunReport | None:
    """One alarm: take up edited files, run, and keep the service alive whatever happens."""
    try:
        return app.run(RunRequest(trigger="schedule", notices=take_up_edits(app)), datetime.now(UTC))
    except RunError as error:
        log.info("not now: %s", error)  # somebody runs by hand; the next alarm tries again
    except SeedwatchError as error:
        log.error("run failed: %s", error)
    except Exception:  # the service must outlive a bug met at three in the morning; the log has the trace
        log.exception("run failed by a fault of this program")
    return None


def take_up_edits(app: App) -> tuple[str, ...]:
    """Read edited files. A faulty edit must not cost a digest: go on with what was read before, and say so in it."""
    try:
        app.reload_if_edited()
    except SeedwatchError as error:
        log.error("edited files are not taken up: %s", error)
        return (f"The configuration was edited and has a fault; the service goes on with the one before. {error}",)
    return ()
