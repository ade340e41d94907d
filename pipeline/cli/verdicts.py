"""`verdict`, `tune`: what people say of hits, and what follows from it."""

from __future__ import annotations

import typer


def add_commands(app: typer.Typer) -> None:
    """Nothing yet."""
