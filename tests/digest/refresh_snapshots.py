"""Writes the snapshots: ``python -m tests.digest.refresh_snapshots``. Look at the changes before you keep them."""

from __future__ import annotations

from pathlib import Path

from pipeline.digest import render_digest
from tests.digest.samples import WORDS, empty_digest, full_digest

SNAPSHOTS = Path(__file__).parent / "snapshots"


def snapshots() -> dict[str, str]:
    """Give the text of every snapshot by its file name: full-en.html, empty-ko.txt ..."""
    texts: dict[str, str] = {}
    for language in WORDS:
        for kind, digest in (("full", full_digest(language)), ("empty", empty_digest(language))):
            parcel = render_digest(digest)
            coats = {"html": parcel.html, "txt": parcel.text, "md": parcel.markdown, "json": parcel.json}
            texts |= {f"{kind}-{language}.{suffix}": coat for suffix, coat in coats.items()}
    return texts


if __name__ == "__main__":
    for name, text in snapshots().items():
        (SNAPSHOTS / name).write_text(text, encoding="utf-8", newline="\n")
