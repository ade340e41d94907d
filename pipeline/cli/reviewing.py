"""The review of a profile at a terminal: one candidate a screen, one key a decision."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rich.console import Console, ConsoleDimensions, Group, RenderableType
from rich.segment import Segment, SegmentLines
from rich.text import Text

from pipeline.cli.asking import ask_fields
from pipeline.cli.item_pages import MARKS, conditions, item_page
from pipeline.cli.keyboard import END, Keyboard
from pipeline.cli.pages import count, flat
from pipeline.errors import ProfileError
from pipeline.model.profile import Alias, Entity, Figure, Status
from pipeline.run.reviewing import Desk, Item, find_item
from pipeline.run.trying_out import ArchiveLook

KEYS = ("a accept", "r reject", "e edit", "x aliases", "s skip", "b back", "u undo", "q quit")
ALIAS_KEYS = ("a accept", "r reject", "s skip", "b back", "u undo", "q to the item")
LAST_KEYS = ("b back", "u undo", "q quit")
_LOOK_AGAIN_S = 0.3  # how soon a window of another size is drawn anew


@dataclass(frozen=True, slots=True)
class Place:
    """Where a review is: at a candidate or, while its aliases are stepped through, at one of them."""

    candidate: int
    aliases: tuple[tuple[str, str], ...] = ()  # form and language, in the order in which they are asked about
    alias: int = 0


class Review:
    """Goes through candidates on a desk. Every key that decides writes the profile before the next screen."""

    def __init__(self, desk: Desk, waiting: Sequence[Item], look: ArchiveLook, console: Console) -> None:
        self.tally: Counter[str] = Counter()
        self._desk = desk
        self._ids = [item.id for item in waiting]
        self._look = look
        self._console = console
        self._place = Place(0)
        self._decided: list[tuple[Place, str]] = []  # where each decision was taken, and which
        self._message = ""
        self._scrolled = 0  # lines

    def run(self, keyboard: Keyboard) -> None:
        """Show and obey until the analyst has had enough."""
        self._console.set_alt_screen(True)
        try:
            while self._obey(self._ask(keyboard), keyboard):
                pass
        except KeyboardInterrupt:
            pass  # as good as q: what was decided is written
        finally:
            self._console.clear()
            self._console.set_alt_screen(False)

    def summary(self) -> str:
        told = [f"{number} {what}" for what, number in self.tally.items() if number]
        return f"{', '.join(told)}; written to {self._desk.name}" if told else "nothing decided"

    def _ask(self, keyboard: Keyboard) -> str:
        """Draw, and wait for a key; draw anew when the window changes its size."""
        size = None
        while True:
            present = os.get_terminal_size(sys.stdout.fileno())
            if size != present:
                size = present
                self._console.size = ConsoleDimensions(*present)  # it would believe COLUMNS, whatever the window is
                self._draw()
            if key := keyboard.key(_LOOK_AGAIN_S):
                return key

    def _obey(self, key: str, keyboard: Keyboard) -> bool:
        """Do what a key asks for; False when that is to stop."""
        scrolled, self._scrolled, self._message = self._scrolled, 0, ""
        item = self._item
        if key == END or (key == "q" and not self._place.aliases):
            return False
        if key == " ":
            self._scrolled = scrolled + max(1, self._console.height - 4)
        elif key == "u":
            self._undo()
        elif key == "b":
            self._step(-1)
        elif key == "s":
            self._step(1)
        elif item is not None:
            self._decide(key, item, keyboard)
        return True

    def _decide(self, key: str, item: Item, keyboard: Keyboard) -> None:
        try:
            if alias := self._chosen(item):
                self._decide_alias(key, item, alias)
            else:
                self._decide_item(key, item, keyboard)
        except ProfileError as error:  # of an edit that cannot stand; nothing was written
            self._message = str(error)

    def _decide_item(self, key: str, item: Item, keyboard: Keyboard) -> None:
        if key == "a":
            self._write("accepted", lambda: self._desk.accept([item.id]))
        elif key == "r":
            self._write("rejected", lambda: self._desk.reject([item.id]))
        elif key == "x":
            self._begin_aliases(item)
        elif key == "e":
            self._edit(item, keyboard)

    def _begin_aliases(self, item: Item) -> None:
        """Step through the aliases from now on, the proposed ones first."""
        aliases = item.aliases if isinstance(item, Entity) else ()
        ordered = sorted(aliases, key=lambda alias: alias.status is not Status.PROPOSED)
        self._place = replace(self._place, aliases=tuple((alias.form, alias.language) for alias in ordered))
        if not aliases:
            self._message = "it has no aliases"

    def _decide_alias(self, key: str, item: Item, alias: Alias) -> None:
        if key == "a":
            self._write("accepted", lambda: self._desk.accept([item.id], alias.form))
        elif key == "r":
            self._write("rejected", lambda: self._desk.reject([item.id], alias.form))
        elif key == "q":
            self._place = Place(self._place.candidate)

    def _edit(self, item: Item, keyboard: Keyboard) -> None:
        if isinstance(item, Figure):
            self._message = "a figure is edited in the file: `profile edit`"
            return
        self._console.clear()
        with keyboard.lines():
            fields = ask_fields(item, self._desk.profile, self._console)
        if fields:
            self._write("edited", lambda: self._desk.set_fields(item.id, fields), step=0)
            self._message = "written; a accepts the item as it is now"

    def _write(self, what: str, decide: Callable[[], object], step: int = 1) -> None:
        decide()
        self.tally[what] += 1
        self._decided.append((self._place, what))
        self._step(step)

    def _undo(self) -> None:
        if not self._decided:
            self._message = "nothing to undo"
        elif self._desk.undo():
            self._place, what = self._decided.pop()
            self.tally[what] -= 1
            self._message = "taken back"
        else:
            self._message = "not taken back: the file was changed by others meanwhile"

    def _step(self, by: int) -> None:
        """Go on or back: among the aliases while they are stepped through, else among the candidates."""
        place = self._place
        if 0 <= place.alias + by < len(place.aliases):
            self._place = replace(place, alias=place.alias + by)
        elif place.aliases:
            self._place = Place(place.candidate)
        else:
            self._place = Place(min(max(place.candidate + by, 0), len(self._ids)))

    @property
    def _at_end(self) -> bool:
        return self._place.candidate >= len(self._ids)

    @property
    def _item(self) -> Item | None:
        """The candidate as the file now has it; None behind the last one."""
        return None if self._at_end else find_item(self._desk.profile, self._ids[self._place.candidate])

    def _chosen(self, item: Item) -> Alias | None:
        """The alias a decision is asked about."""
        if not self._place.aliases or not isinstance(item, Entity):
            return None
        wanted = self._place.aliases[self._place.alias]
        return next((alias for alias in item.aliases if (alias.form, alias.language) == wanted), None)

    def _draw(self) -> None:
        """Draw the page and, at the foot, what the keys do; what does not fit is behind the space bar."""
        console = self._console
        page = console.render_lines(Group(*self._page()), pad=False)
        foot = console.render_lines(self._foot(), pad=False)
        room = max(3, console.height - len(foot) - 1)
        if self._scrolled >= len(page):
            self._scrolled = 0
        shown = page[self._scrolled : self._scrolled + room]
        left = len(page) - self._scrolled - len(shown)
        more = f"… space: {count(left, 'more line')}" if left else "… space: from the top" if self._scrolled else ""
        rows = [*shown, *[[Segment("")]] * (room - len(shown)), [Segment(more)], *foot]
        console.clear()
        console.print(SegmentLines(rows[:-1], new_lines=True), SegmentLines(rows[-1:]), sep="", end="")

    def _page(self) -> Sequence[RenderableType]:
        item = self._item
        if self._at_end:
            return Text("That was the last one.", style="bold"), Text(self.summary())
        where = Text(f"{self._place.candidate + 1} of {len(self._ids)}", style="cyan")
        if item is None:
            return where, Text(f"{self._ids[self._place.candidate]} is no longer in the file.")
        chosen = self._chosen(item)
        page = item_page(item, self._desk.profile, self._look, chosen)
        return (where, self._alias_line(chosen), *page) if chosen else (where, *page)

    def _alias_line(self, alias: Alias) -> Text:
        line = Text(
            f"Alias {self._place.alias + 1} of {len(self._place.aliases)}: {MARKS[alias.status]} ".strip() + " "
        )
        line.append(flat(alias.form), style="bold reverse")
        return line.append(f"  {'; '.join((alias.language, alias.status.value, *conditions(alias)))}\n")

    def _foot(self) -> Text:
        keys = LAST_KEYS if self._at_end else ALIAS_KEYS if self._place.aliases else KEYS
        foot = Text(f"{self._message}\n" if self._message else "", style="yellow")
        return foot.append(in_lines(keys, self._console.width), style="bold")


def in_lines(words: Sequence[str], width: int) -> str:
    """The words in lines that fit, none of them broken."""
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]}  {word}"
        lines[-1:] = [longer] if len(longer) <= width else [lines[-1], word]
    return "\n".join(lines)
