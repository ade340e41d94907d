"""Seeds and profile files of a watch, in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from pipeline.errors import ProfileError, SeedError
from pipeline.model.seed import SeedText
from pipeline.seeds import read_text


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class MemorySeeds:
    """The port ``SeedReader`` over texts by file name; None cannot be read, and a blank text is of no use."""

    def __init__(self, files: Mapping[str, str | None]) -> None:
        self.files = dict(files)

    def read(self, step: Callable[[str], object] = str) -> tuple[tuple[SeedText, ...], tuple[SeedError, ...]]:
        for name in sorted(self.files):
            step(name)
        usable = {name: text for name, text in sorted(self.files.items()) if text and text.strip()}
        seeds = tuple(read_text(text, file=name, sha256=hash_of(text)) for name, text in usable.items())
        errors = tuple(SeedError(name, "cannot be used") for name in sorted(self.files.keys() - usable.keys()))
        return seeds, errors


class MemoryFiles:
    """The port ``ProfileFiles``; ``broken`` makes loading fail. ``writes`` counts files really written."""

    def __init__(self) -> None:
        self.texts: list[str | None] = [None, None]
        self.broken = False
        self.writes = 0
        self.lookups: str | None = None

    def load(self) -> tuple[str | None, str | None]:
        if self.broken:
            raise ProfileError("profile.yaml", "cannot be read")
        return self.texts[0], self.texts[1]

    def save(self, profile: str, proposals: str | None, *, instead_of: tuple[str | None, str | None]) -> bool:
        if instead_of != (self.texts[0], self.texts[1]):
            return False
        for place, text in enumerate((profile, proposals)):
            if text is not None and self.texts[place] != text:
                self.texts[place] = text
                self.writes += 1
        return True

    def load_lookups(self) -> str | None:
        return self.lookups

    def save_lookups(self, text: str) -> None:
        self.lookups = text
