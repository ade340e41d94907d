"""`explain`: why an article was let in, or not."""

from __future__ import annotations

import typer

from pipeline.cli.entrance import Entrance, Json, Watch, chosen_watch, console, now_utc, print_json
from pipeline.cli.explanations import print_explanation


def add_commands(app: typer.Typer) -> None:
    app.command("explain", epilog="Example: seedwatch explain 42")(explain)


def explain(
    context: typer.Context,
    article: str = typer.Argument(help="Number of a stored article, its address, a file, or any web address."),
    watch: str = Watch,
    as_json: bool = Json,
) -> None:
    """Say what the watch makes of an article, and why, down to the sentence of the seed."""
    entrance: Entrance = context.obj
    with entrance.open(quiet=True) as app:
        explanation = app.explain(chosen_watch(app, watch), article, now_utc())
        if as_json:
            print_json(explanation)
        else:
            print_explanation(console(), explanation)
