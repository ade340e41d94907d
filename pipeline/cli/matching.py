"""`match`: another profile against the archive, documents in bulk."""

from __future__ import annotations

import typer


def add_commands(app: typer.Typer) -> None:
    """Nothing yet."""
