"""The files of a watch that `learn` writes."""

from __future__ import annotations

import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import ProfileError

if sys.platform != "win32":
    import fcntl

_LONE_RETURN = re.compile("\r(?!\n)")


class WatchFiles:
    """profile.yaml (the analyst's), proposals.yaml (what was learnt last) and lookups.json (what Wikidata answered)."""

    def __init__(self, folder: Path) -> None:
        self.profile = folder / "profile.yaml"
        self.proposals = folder / "proposals.yaml"
        self.lookups = folder / "lookups.json"

    def load(self) -> tuple[str | None, str | None]:
        """Texts of both, None where there is none; a byte order mark and the line ends are part of them.

        Raises ``ProfileError`` for a file that cannot be read, and for a profile that is no text; proposals that are
        none count as damaged ones do, and must keep nobody from looking at the profile.
        """
        return self._read(self.profile), self._read(self.proposals, errors="replace")

    def save(self, profile: str, proposals: str | None, *, instead_of: tuple[str | None, str | None]) -> bool:
        """Write both, each atomically, the profile first; a file whose text is the same is left alone.

        Without ``proposals`` what was learnt last stays as it is. ``instead_of`` is what ``load`` gave: False, and
        nothing is written, when somebody wrote either file since.

        Profile first: killed between the two, the next `learn` sees an old proposal beside a newer profile, takes
        the difference for the analyst's own and changes nothing. The other way round it would take new items for
        items the analyst had deleted.
        """
        with held(self.profile.parent):
            present = self.load()
            if present != instead_of:
                return False
            for path, text, old in zip((self.profile, self.proposals), (profile, proposals), present, strict=True):
                if text is not None and text != old:
                    write_atomically(path, text)
        return True

    def load_lookups(self) -> str | None:
        """Text of lookups.json, None where there is none. Raises ``ProfileError`` when it cannot be read."""
        return self._read(self.lookups)

    def save_lookups(self, text: str) -> None:
        """Write it, atomically."""
        write_atomically(self.lookups, text)

    def _read(self, path: Path, errors: str = "strict") -> str | None:
        try:
            text = path.read_bytes().decode("utf-8", errors)
            return _LONE_RETURN.sub("\n", text)  # an old Macintosh ended its lines so, and a splice has no word for it
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            raise ProfileError(str(path), f"cannot be read: {reason}", remedy=remedy_for(error)) from error


def remedy_for(error: OSError | UnicodeDecodeError) -> str:
    return "Mend its permissions" if isinstance(error, OSError) else "Save it as UTF-8"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """One writer at a time: two would each take the other's words for the old ones.

    A folder that is not there yet, or a file system without locks, does not keep anybody from writing.
    """
    handle = -1
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        if sys.platform != "win32":
            fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if handle >= 0:
            os.close(handle)  # which frees the lock


def write_atomically(path: Path, text: str) -> None:
    """Write a text file so that a reader, or a crash, meets either the old one or the new one, whole.

    A file that stands elsewhere, behind a link, is written there; one that is there keeps its permissions.
    """
    try:
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        # mkstemp gives 0600, which a second user of the installation could not read
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(mode)
            Path(name).replace(path)
        except BaseException:  # also when the process is asked to end: no half file stays behind
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ProfileError(
            str(path), f"cannot be written: {error.strerror}", remedy="Mend the folder's permissions or free some space"
        ) from error
