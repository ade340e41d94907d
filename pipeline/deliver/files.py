"""Digests as files in a folder, and the newest one once more under a name that stays."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from pipeline.errors import DeliverError, Lasting
from pipeline.model.digest import Parcel

_LATEST = "latest"
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,120}")


class Format(StrEnum):
    """The coats a folder can hold; the value is the suffix of the file."""

    HTML = "html"
    TEXT = "txt"
    MARKDOWN = "md"
    JSON = "json"


class FileChannel:
    """Writes <name>.html and its sisters, then latest.html and its sisters, each whole or not at all.

    latest.html stays as it is when its digest is newer than the one delivered, which was sent late or once more, and
    when a past window was digested again by hand. Delivering again writes the same files again, so ``sending`` is
    never called.
    """

    name = "files"

    def __init__(self, folder: Path, formats: Iterable[Format] = tuple(Format)) -> None:
        self._folder = folder
        self._formats = tuple(formats)

    @property
    def target(self) -> str:
        return str(self._folder)

    def deliver(self, parcel: Parcel, sending: Callable[[], None]) -> None:
        """Write the files. Raises ``DeliverError`` when the folder cannot be written to."""
        if not _SAFE_NAME.fullmatch(parcel.name) or parcel.name == _LATEST:
            raise DeliverError(self.target, f"{parcel.name!r} is no name for a file", lasting=Lasting.PERMANENT)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for name in (parcel.name, _LATEST) if self._is_latest(parcel) else (parcel.name,):
                for form in self._formats:
                    _write_whole(self._folder / f"{name}.{form}", _coat(parcel, form), _seconds(parcel))
        except OSError as error:
            reason = f"cannot be written to ({error.strerror or type(error).__name__})"
            raise DeliverError(self.target, reason, remedy="Check the folder's rights and the space left") from error

    def _is_latest(self, parcel: Parcel) -> bool:
        """Each file's time of change is the end of its digest's window, by which the newest is known."""
        latest = (self._folder / f"{_LATEST}.{form}" for form in Format)
        shown = max((int(path.stat().st_mtime) for path in latest if path.is_file()), default=0)
        return not parcel.repeated and _seconds(parcel) >= shown


def _seconds(parcel: Parcel) -> int:
    """The digest's date in whole seconds, since some file systems keep no more."""
    return int(parcel.date.timestamp())


def _coat(parcel: Parcel, form: Format) -> str:
    match form:
        case Format.HTML:
            return parcel.html
        case Format.TEXT:
            return parcel.text
        case Format.MARKDOWN:
            return parcel.markdown
        case Format.JSON:
            return parcel.json


def _write_whole(path: Path, text: str, changed: int) -> None:
    """Write beside the file and move over it: a reader sees the old file or the new one, also after a power cut."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.utime(part, (changed, changed))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder, and some network drives cannot sync one; the files themselves are safe by then.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
