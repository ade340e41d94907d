"""New values for the fields of an item, asked for line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from enum import StrEnum

from rich.console import Console
from rich.text import Text

from pipeline.model.profile import Entity, EntityType, Grade, Profile, Topic

with suppress(ImportError):  # with it a line can be edited with the arrow keys, also where letters take two columns
    import readline  # noqa: F401 - that it is loaded is all

NOTHING = "-"  # typed to take a value away
Reading = Callable[[str], str]


def ask_fields(item: Entity | Topic, profile: Profile, console: Console) -> dict[str, str | None]:
    """Ask for each field; give those that are to change. An empty line keeps a value, Ctrl-D or Ctrl-C all of them."""
    console.print(Text(item.name, style="bold"))
    console.print("An empty line keeps what is there; Ctrl-D breaks off.\n")
    fields: dict[str, str | None] = {}
    try:
        for name, present, read in questions(item, profile):
            said = ask(name, present, read, console)
            if said != present:
                fields[name] = said or None
    except (EOFError, KeyboardInterrupt):
        return {}
    return fields


def questions(item: Entity | Topic, profile: Profile) -> Iterator[tuple[str, str, Reading]]:
    """Field, its present value, and what makes a value of the line typed."""
    yield "name", item.name, read_name
    if isinstance(item, Entity):
        yield "type", item.type.value, one_of(EntityType)
    yield "grade", item.grade.value, one_of(Grade)
    if isinstance(item, Entity):
        yield "country", item.country, read_country
        pillars = dict.fromkeys(side for pair in profile.pairs for side in (pair.left, pair.right))
        if pillars and item.id not in pillars:
            yield "side", item.side, one_of((*pillars, NOTHING))


def ask(name: str, present: str, read: Reading, console: Console) -> str:
    while True:
        line = input(f"{name} [{present or NOTHING}]: ").strip()
        if not line:
            return present
        try:
            said = read(line)
        except ValueError as error:
            console.print(Text(f"  {error}", style="yellow"))
        else:
            return "" if said == NOTHING else said


def read_name(line: str) -> str:
    if line == NOTHING:
        raise ValueError("a name is needed")
    return line


def read_country(line: str) -> str:
    if line != NOTHING and not (len(line) == 2 and line.isascii() and line.isalpha()):
        raise ValueError(f"two letters as in ISO 3166, such as PE or KR; {NOTHING} for none")
    return line.upper()


def one_of(choices: Iterable[str] | type[StrEnum]) -> Reading:
    """Read one of these words, or as much of it as tells it apart."""
    known = [str(choice) for choice in choices]

    def read(line: str) -> str:
        found = [choice for choice in known if choice == line] or [
            choice for choice in known if choice.startswith(line.lower())
        ]
        if len(found) != 1:
            raise ValueError(f"one of {', '.join(known)}")
        return found[0]

    return read
