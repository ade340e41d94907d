"""`search`: the archive by words."""

from __future__ import annotations

import typer


def add_commands(app: typer.Typer) -> None:
    """Nothing yet."""
