"""Reports as people read them."""

from __future__ import annotations

from rich import markup
from rich.console import Console

from pipeline.model.digest import DeliveryState
from pipeline.model.report import RunReport, SourceOutcome
from pipeline.settings import Settings

UNDELIVERED = frozenset({DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.UNCERTAIN})


def exit_code(report: RunReport) -> int:
    """0: all is well. 4: no source polled could be reached. 6: a delivery did not go through. 7: stopped midway."""
    if any(delivery.state in UNDELIVERED for digest in report.digests for delivery in digest.deliveries):
        return 6
    if report.stopped:
        return 7
    if report.sources and all(source.health.in_trouble for source in report.sources):
        return 4
    return 0


def print_run(console: Console, report: RunReport, settings: Settings, *, polled: bool = False) -> None:
    """One line a source in trouble, then what came of the rest. ``polled``: whether sources were to be asked at all."""
    for source in report.sources:
        if source.reason:
            console.print(f"[yellow]{source.health.value:>9}[/]  {source.source_id}: {escape(source.reason)}")
    if report.sources:
        console.print(describe_sources(report.sources))
        console.print(f"pages: {report.pages_fetched} fetched, {report.pages_failed} failed")
    elif polled and not report.digests:
        console.print("no source was due; --force polls all the same")
    for watch in report.watches:
        console.print(
            f"{watch.watch}: {watch.judged} articles judged: {watch.direct} direct, {watch.related} related, "
            f"{watch.mentions} near misses"
        )
    print_digests(console, report, settings)
    if report.stopped:
        console.print("stopped before the end; the next run goes on from here")
    for notice in report.notices:
        console.print(f"note: {escape(notice)}")


def describe_sources(sources: tuple[SourceOutcome, ...]) -> str:
    troubled = sum(source.health.in_trouble for source in sources)
    changed = sum(source.changed for source in sources)
    return (
        f"{len(sources)} sources polled, {troubled} in trouble: {sum(source.new for source in sources)} new articles"
        + (f", {changed} edited" if changed else "")
    )


def print_digests(console: Console, report: RunReport, settings: Settings) -> None:
    for digest in report.digests:
        console.print(f"digest {digest.digest_id} of {digest.watch} ({digest.slot}): {digest.items} items")
        for delivery in digest.deliveries:
            colour = "red" if delivery.state in UNDELIVERED else "green"
            reason = f": {escape(delivery.reason)}" if delivery.reason else ""
            console.print(
                f"  [{colour}]{delivery.state.value}[/] {delivery.channel} ({escape(delivery.target)}){reason}"
            )
    if report.digests and settings.files:
        console.print("look at it: open latest.html there, or `seedwatch digest --show NUMBER`")


def escape(text: str) -> str:
    """Keep brackets of foreign text from being taken for colours, backslashes before them included."""
    return markup.escape(text)
