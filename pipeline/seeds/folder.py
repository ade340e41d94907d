"""A folder of seed documents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import SeedError
from pipeline.model.seed import SeedText
from pipeline.seeds.formats import READERS, raw_text
from pipeline.seeds.paragraphs import read_text

LARGEST_SEED = 20_000_000  # bytes
_MOST_CHARACTERS = 5_000_000  # of text: a book has one million


class SeedFolder:
    """Reads the seed documents of one folder; its subfolders are not looked into."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, step: Callable[[str], object] = str) -> tuple[tuple[SeedText, ...], tuple[SeedError, ...]]:
        """Return all usable seeds ordered by file name, and one error for each file that cannot be used.

        Files whose names begin with a dot are passed over; ``step`` is told each of the others. Raises ``SeedError``
        when the folder is missing.
        """
        seeds: dict[str, SeedText] = {}
        errors: list[SeedError] = []
        for path in self._files():
            step(path.name)
            try:
                seed = _read_seed(path)
                if seed.id in seeds:
                    raise SeedError(path.name, f"{seeds[seed.id].file} has the same name", remedy="Rename one of them.")
                seeds[seed.id] = seed
            except SeedError as error:
                errors.append(error)
        return tuple(seeds.values()), tuple(errors)

    def _files(self) -> list[Path]:
        try:
            paths = [path for path in self._folder.iterdir() if not path.name.startswith(".") and not path.is_dir()]
        except OSError as error:
            hint = "Create the folder and put the seed documents into it."
            raise SeedError(str(self._folder), f"cannot read the folder ({error.strerror})", remedy=hint) from error
        return sorted(paths, key=lambda path: path.name)


def _read_seed(path: Path) -> SeedText:
    if not path.name.isprintable():
        name = path.name.encode("utf-8", "backslashreplace").decode()
        raise SeedError(name, "its name is not readable text", remedy="Rename it.")
    suffix = path.suffix.lower()
    if suffix not in READERS:
        known = ", ".join(READERS)
        raise SeedError(path.name, f"seeds of the kind {suffix or '(no suffix)'} are not read", remedy=f"Use {known}.")
    data = _read_bytes(path)
    raw = raw_text(data, path.name, suffix)
    if len(raw) > _MOST_CHARACTERS:
        raise SeedError(path.name, "its text is longer than 5 million characters", remedy="Split it.")
    seed = read_text(raw, file=path.name, sha256=hashlib.sha256(data).hexdigest())
    if not seed.paragraphs:
        raise SeedError(path.name, "there is no text in it", remedy="A scanned page must be turned into text first.")
    return seed


def _read_bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise SeedError(path.name, "it is not a regular file", remedy="Remove it from the folder.")
        if path.stat().st_size > LARGEST_SEED:
            limit = f"{LARGEST_SEED // 1_000_000} MB"
            raise SeedError(path.name, f"it is larger than {limit}", remedy="Split it, or keep the part that matters.")
        return path.read_bytes()
    except OSError as error:
        hint = "Check its permissions."
        raise SeedError(path.name, f"it cannot be read ({error.strerror})", remedy=hint) from error
