"""`suggest`: names that the archive brings and the watch lacks."""

from __future__ import annotations

import typer


def add_commands(app: typer.Typer) -> None:
    """Nothing yet."""
