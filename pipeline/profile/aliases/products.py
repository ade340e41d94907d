"""How else a product is written: the designator with its class in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.profile import Alias
from pipeline.profile.aliases.glossary import CLASSES
from pipeline.profile.entities.grouping import Group


def product_aliases(group: Group) -> Iterator[Alias]:
    """The designator with the class of the thing in three languages, and with or without its hyphen."""
    base = group.key.split()[0].upper()
    for form in sorted(group.forms):
        base = form.split()[0] if form.split()[0].upper() == base else base
    classes = product_classes(group)
    for english, spanish, korean in classes:
        yield Alias(form=f"{base} {english}", language="en", origin="designator")
        yield Alias(form=f"{spanish} {base}", language="es", origin="designator")
        yield Alias(form=f"{base} {korean}", language="ko", origin="designator")
    other = base.replace("-", "") if "-" in base else re.sub(r"^([A-Z]+)(\d)", r"\1-\2", base)
    context = tuple(word for row in classes for word in row) if len(other.replace("-", "")) <= 3 else ()
    if len(other.replace("-", "")) > 3 or context:
        yield Alias(form=other, origin="designator", confidence=0.8, case_sensitive=True, require_context=context)


def product_classes(group: Group) -> list[tuple[str, str, str]]:
    """Classes that the seeds name right behind the designator: "K2 Black Panther main battle tanks"."""
    found = []
    for row in CLASSES:
        pattern = re.compile(rf"\b{row[0]}s?\b", re.IGNORECASE)
        for mention in group.mentions:
            text = mention.sentence.paragraph.text
            behind = re.split(r"[.,;:()]", text[mention.end : mention.end + 45])[0]
            if pattern.search(behind) and " and " not in behind[: (m.start() if (m := pattern.search(behind)) else 0)]:
                found.append(row)
                break
    return found
