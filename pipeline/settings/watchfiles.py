"""The files of a watch that `learn` writes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pipeline.errors import ProfileError


class WatchFiles:
    """profile.yaml (the analyst's), proposals.yaml (what was learnt last) and lookups.json (what Wikidata answered)."""

    def __init__(self, folder: Path) -> None:
        self.profile = folder / "profile.yaml"
        self.proposals = folder / "proposals.yaml"
        self.lookups = folder / "lookups.json"

    def load(self) -> tuple[str | None, str | None]:
        """Texts of both, None where there is none. Raises ``ProfileError`` for a file that cannot be read."""
        return self._read(self.profile), self._read(self.proposals)

    def save(self, profile: str, proposals: str | None) -> None:
        """Write both, each atomically, the profile first; a file whose text is the same is left alone.

        Without ``proposals`` what was learnt last stays as it is.

        Profile first: killed between the two, the next `learn` sees an old proposal beside a newer profile, takes
        the difference for the analyst's own and changes nothing. The other way round it would take new items for
        items the analyst had deleted.
        """
        for path, text in ((self.profile, profile), (self.proposals, proposals)):
            if text is not None and self._read(path) != text:
                write_atomically(path, text)

    def load_lookups(self) -> str | None:
        """Text of lookups.json, None where there is none. Raises ``ProfileError`` when it cannot be read."""
        return self._read(self.lookups)

    def save_lookups(self, text: str) -> None:
        """Write it, atomically."""
        write_atomically(self.lookups, text)

    def _read(self, path: Path) -> str | None:
        try:
            return path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            raise ProfileError(str(path), f"cannot be read: {reason}") from error


def write_atomically(path: Path, text: str) -> None:
    """Write a text file so that a reader, or a crash, meets either the old one or the new one, whole."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)  # mkstemp gives 0600, which a second user of the installation could not read
            Path(name).replace(path)
        except BaseException:  # also when the process is asked to end: no half file stays behind
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ProfileError(
            str(path), f"cannot be written: {error.strerror}", remedy="Mend the folder's permissions or free some space"
        ) from error
