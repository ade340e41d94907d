"""What a changed profile does to the stored articles, as people read it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.text import Text

from pipeline.cli.pages import Rows, count, flat, hanging, indented, print_page
from pipeline.run.comparing import Effect, Moves

SHOWN = 5  # titles of each kind


def print_effect(console: Console, effect: Effect, which: str, shown: int = SHOWN) -> None:
    """Print the counts, then ``shown`` titles of each kind; ``which`` says which articles were looked at."""
    if not effect.looked_at:
        console.print(f"no article was {which}")
        return
    print_page(console, *_summary(effect, which))
    for sign, moves in (("+", effect.gained), ("-", effect.lost), ("~", effect.moved)):
        print_page(console, *_titles(sign, moves, shown))


def _summary(effect: Effect, which: str) -> Iterator[RenderableType]:
    yield Text(
        f"Of the {count(effect.looked_at, 'article')} {which}, {effect.gained.count:,} more are hits now, and "
        f"{effect.lost.count:,} no longer. Hits before: {effect.hits_before:,}, after: {effect.hits_after:,}."
    )
    if effect.tiers:
        yield indented(Rows([(tiers, f"{number:,}") for tiers, number in effect.tiers.items()]))
    if effect.causes:
        yield Text("mostly through: " + ", ".join(f"{flat(cause)} {number:,}×" for cause, number in effect.causes))


def _titles(sign: str, moves: Moves, shown: int) -> Iterator[RenderableType]:
    for moved in moves.best[:shown]:
        yield hanging(f"{sign} ", Text(f"{flat(moved.title)}  ({flat(moved.outlet)})"))
        through = f"  [{flat(', '.join(moved.causes))}]" if moved.causes else ""
        tiers = f"{moved.article_id}: {moved.before.value} → {moved.after.value}, {moved.score:.2f}"
        yield indented(Text(f"{tiers}: {flat(moved.why)}{through}"), 4)
    if moves.count > len(moves.best[:shown]):
        yield Text(f"{sign} ... and {moves.count - len(moves.best[:shown]):,} more")
