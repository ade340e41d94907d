"""What the demo tells people."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from pipeline.demo.play import DemoDay, DemoReport


def print_demo(console: Console, report: DemoReport, command: str) -> None:
    """Print the last digest as text, then what happened on each day and where the files are.

    ``command`` is what the reader types for seedwatch.
    """
    console.print(report.days[-1].digest_text, markup=False, highlight=False)
    console.rule("what happened")
    console.print(
        f"learnt from the seeds: {report.learnt_entities} entities, {report.learnt_topics} topics\n"
        f"the world: {report.outlets} outlets, {report.articles} articles in English, Spanish and Korean"
    )
    for day in report.days:
        print_day(console, day)
    console.print(f"shown on both days: {len(report.repeated) or 'nothing'}")
    console.rule("look at it")
    for day in report.days:
        console.print(f"digest of day {day.day}: {day.digest_html}   (.txt, .md and .json beside it)", soft_wrap=True)
    console.print(f"profile learnt: {report.profile}", soft_wrap=True)
    ask = f"{command} --home {report.folder}"
    console.print(
        f"ask why: {ask} explain {report.days[-1].first}   (or hits, hits --near, sources, status)", soft_wrap=True
    )


def print_day(console: Console, day: DemoDay) -> None:
    watch = day.report.watches[0]
    console.print(
        f"[bold]day {day.day}[/]: {day.report.new_articles} new articles, {day.report.pages_fetched} pages fetched; "
        f"{watch.direct} direct hits, {watch.related} related, {watch.mentions} near misses; "
        f"{len(day.shown)} stories in the digest"
    )
    for source in day.report.sources:
        if source.health.in_trouble:
            console.print(f"  [yellow]{source.health.value}[/] {source.name}: {escape(source.reason)}")
    console.print(
        f"  direct hits so far against the right answers: {day.direct_right} of {day.direct_found} right, "
        f"{day.direct_right} of {day.direct_expected} found"
    )
    for title in day.wrong:
        console.print(f"  [red]wrong[/]  {escape(title)}")
    for title in day.missed:
        console.print(f"  [red]missed[/] {escape(title)}")
