"""Proposed weights as an analyst reads them: what is asked for now, which verdicts that puts right, what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from pipeline.cli.entrance import command
from pipeline.cli.pages import Rows, count, flat, heading, indented
from pipeline.run.tuning import Fit, Label, Proposal, Said, WeightChange

_SHOWN = 12  # articles of each kind


def proposal_page(proposal: Proposal) -> Iterator[RenderableType]:
    """The whole proposal but for the archive."""
    yield from _ground(proposal)
    if proposal.lacking:
        yield Text(f"\nNothing is proposed: {proposal.lacking}.")
        yield from _other_ways(proposal)
    yield from (indented(Text(f"found and dropped: {change_words(each)}")) for each in proposal.rejected)
    if proposal.changes:
        yield Text()
        yield from (Text(change_words(each), style="bold") for each in proposal.changes)
        yield Text(effect_words(proposal.said))
    if proposal.present and proposal.tuned and proposal.unseen and (proposal.changes or proposal.rejected):
        yield from _fits(proposal.present, proposal.tuned, proposal.unseen, chosen=bool(proposal.changes))
    yield from _rows("Judged otherwise", [each for each in proposal.said if each.tier_before is not each.tier_after])
    yield from _rows("Still against the verdict", [each for each in proposal.said if not each.is_right])


def _other_ways(proposal: Proposal) -> Iterator[RenderableType]:
    """What else helps, unless all is well."""
    if not proposal.said or not all(each.is_right for each in proposal.said):
        yield Text(
            f"What else helps: a rule in profile.yaml, `{command()} profile reject ID --alias FORM` for a misleading "
            "name or alias, `grade: background` for a name that is in all the news."
        )


def _ground(proposal: Proposal) -> Iterator[RenderableType]:
    """What the proposal rests upon."""
    verdicts = count(proposal.good + proposal.bad, "verdict")
    told = f"{verdicts}, {proposal.good} good and {proposal.bad} bad; {count(proposal.seeds, 'seed')}"
    yield Text(f"{proposal.watch}, profile {proposal.profile_version}: {told}")
    if proposal.own:
        own = ", ".join(f"{weight.name} {weight.value:g}" for weight in proposal.own)
        yield Text(f"weights of its own: {own}")
    if proposal.copies:
        yield Text(f"passed over: {count(proposal.copies, 'verdict')} on copies of these texts")
    if proposal.outdated:
        articles = ", ".join(map(str, proposal.outdated))
        yield Text(f"passed over, for the text has changed since the verdict: {articles}", style="yellow")
    for problem in proposal.unread_seeds:
        yield Text(f"stands no guard: {flat(problem)}", style="yellow")


def change_words(change: WeightChange) -> str:
    """``named_often 2 → 3: a side of the watch ... must be named 3 times``."""
    return f"{change.name} {change.before:g} → {change.after:g}: {change.meaning}"


def effect_words(said: Sequence[Said]) -> str:
    """``4 of 5 bad hits fall out, no good one is lost. All 5 seeds stay direct.``"""
    good = [each for each in said if each.label is Label.GOOD]
    let_in = [each for each in said if each.label is Label.BAD and not each.was_right]
    back_in = sum(each.label is Label.BAD and each.was_right and not each.is_right for each in said)
    missed = [each for each in good if not each.was_right]
    parts = [
        f"{sum(each.is_right for each in let_in)} of {count(len(let_in), 'bad hit')} fall out" if let_in else "",
        f"{back_in} bad more come in" if back_in else "",
        f"{sum(each.is_right for each in missed)} of {len(missed)} missed good ones come in" if missed else "",
        _lost(sum(each.was_right and not each.is_right for each in good)),
    ]
    seeds = [each for each in said if each.label is Label.SEED]
    direct = sum(each.is_right for each in seeds)
    kept = f" {direct} of {count(len(seeds), 'seed')} direct, as before." if seeds else ""
    return f"{', '.join(filter(None, parts))}.{kept}"


def _lost(number: int) -> str:
    return f"{count(number, 'good hit')} lost" if number else "no good one is lost"


def _fits(present: Fit, tuned: Fit, unseen: Fit, *, chosen: bool) -> Iterator[RenderableType]:
    if chosen and (order := order_words(present, tuned)):
        yield Text(order)
    wrong = f"{_wrong(unseen)} wrong instead of {_wrong(present)}"
    yield Text(f"Each verdict judged by weights that were sought without it: {wrong}. {order_words(present, unseen)}")


def order_words(present: Fit, tuned: Fit) -> str:
    """``A good one scores above a bad one in 95% of the pairs instead of 80%.``"""
    if present.disorder == tuned.disorder:
        return ""
    before, after = (f"{1 - fit.disorder:.0%}" for fit in (present, tuned))
    return f"A good one scores above a bad one in {after} of the pairs instead of {before}."


def _wrong(fit: Fit) -> int:
    return fit.missed + fit.let_in


def _rows(title: str, said: Sequence[Said]) -> Iterator[RenderableType]:
    if not said:
        return
    yield heading(f"{title} ({len(said)})")
    yield indented(Rows([_row(each) for each in said[:_SHOWN]]))
    if len(said) > _SHOWN:
        yield indented(Text(f"... and {len(said) - _SHOWN} more"))


def _row(each: Said) -> tuple[str | Text, ...]:
    style = {Label.GOOD: "green", Label.BAD: "red", Label.SEED: "cyan"}[each.label]
    before, after = (
        f"{each.tier_before.value} {each.score_before:.2f}",
        f"{each.tier_after.value} {each.score_after:.2f}",
    )
    tiers = before if before == after else f"{before} → {after}"
    return Text(each.label.value, style=style), str(each.article_id or ""), tiers, flat(each.title)
