"""The digest as JSON, for programs: the record itself."""

from __future__ import annotations

import json

from pipeline.model.codec import to_plain
from pipeline.model.digest import Digest

SCHEMA = "seedwatch.digest"
VERSION = 1  # grows when a field changes its meaning or goes; a new field leaves it as it is


def json_coat(digest: Digest) -> str:
    """Return ``{"schema": ..., "version": ..., "digest": ...}``; ``from_plain(Digest, ...)`` reads the last back."""
    data = {"schema": SCHEMA, "version": VERSION, "digest": to_plain(digest)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
