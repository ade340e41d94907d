"""Saved articles on this machine's disk: the one kind of source that needs no network."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import FetchError, Lasting
from pipeline.model.page import SavedFile

_MAX_FILES = 50_000
_MAX_BYTES = 100_000_000  # of one file; mailboxes of a year have a tenth of that


class SavedFolder:
    """The port ``SavedFiles``."""

    def files(self, path: str) -> tuple[SavedFile, ...]:
        """The files in and below a folder, by name, or the one file ``path`` is. Hidden ones are left out."""
        place = Path(path)
        try:
            if place.is_file():
                return (_describe(place, place.name),)
            found = sorted(_walk(place))
        except (OSError, ValueError) as error:
            raise _refusal(path, error) from error
        if len(found) > _MAX_FILES:
            reason = f"there are more than {_MAX_FILES:,} files in this folder; spread them over several"
            raise FetchError(path, reason, lasting=Lasting.PERMANENT)
        return tuple(_describe(place / name, name) for name in found if (place / name).is_file())

    def body(self, path: str, file: SavedFile) -> bytes:
        place = Path(path)
        if file.size > _MAX_BYTES:
            raise FetchError(file.name, f"the file is larger than {_MAX_BYTES:,} bytes", lasting=Lasting.PERMANENT)
        try:
            return (place if place.is_file() else place / file.name).read_bytes()
        except OSError as error:
            raise _refusal(file.name, error) from error


def _walk(place: Path) -> Iterator[str]:
    """Names below the folder, with slashes. Links to folders are not followed: they may lead in a circle."""
    for folder, folders, names in os.walk(place, onerror=_raise):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from ((Path(folder) / name).relative_to(place).as_posix() for name in names if name[0] != ".")


def _raise(error: OSError) -> None:
    raise error


def _describe(file: Path, name: str) -> SavedFile:
    stat = file.stat()
    return SavedFile(name=name, size=stat.st_size, modified_at=datetime.fromtimestamp(stat.st_mtime, UTC))


def _refusal(path: str, error: OSError | ValueError) -> FetchError:
    if isinstance(error, FileNotFoundError):
        return FetchError(path, "there is no such folder or file", lasting=Lasting.PERMANENT)
    said = error.strerror if isinstance(error, OSError) else str(error)
    return FetchError(path, f"it cannot be read: {said}", lasting=Lasting.TEMPORARY)
