"""Secrets come from the environment, or from a file that the environment names; never from a configuration file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def read_secret(name: str, environment: Mapping[str, str], faults: list[str]) -> str:
    """Give the value of ``name``, or the content of the file in ``name``_FILE, or "".

    The final line break of a file is not part of the secret: editors and ``echo`` add one.
    """
    if value := environment.get(name):
        return value
    if not (path := environment.get(f"{name}_FILE")):
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        faults.append(f"{name}_FILE: {path} cannot be read ({reason})")
        return ""
