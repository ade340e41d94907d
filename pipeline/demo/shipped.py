"""Where the files are that come with the program but not in its package."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent.parent


def shipped(place: str) -> Path:
    """Find ``config/...`` or ``seeds/...``: inside an installed wheel, or beside the package in a checkout."""
    inside = PACKAGE / "shipped" / place
    return inside if inside.exists() else PACKAGE.parent / place
