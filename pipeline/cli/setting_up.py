"""`init` and `config check`."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from pipeline.cli.entrance import Entrance, Json, command, console
from pipeline.settings import create_installation, masked


def add_commands(app: typer.Typer) -> None:
    config = typer.Typer(
        help="The configuration files.", epilog="Example: seedwatch config check", no_args_is_help=True
    )
    config.command("check", epilog="Example: seedwatch config check")(check_config)
    app.command("init", epilog="Example: seedwatch init ~/watch --name my-watch")(init)
    app.add_typer(config, name="config")


def init(
    folder: Path = typer.Argument(help="Folder of the new installation."),
    name: str = typer.Option("my-watch", "--name", help="Name of its watch: small letters, digits, hyphens."),
    as_json: bool = Json,
) -> None:
    """Make an empty installation for seeds of your own."""
    made = create_installation(folder.expanduser().resolve(), name)
    if as_json:
        typer.echo(json.dumps([str(path) for path in made]))
        return
    for path in made:
        typer.echo(f"made {path}")
    home = f"{command()} --home {folder.expanduser().resolve()}"
    typer.echo(
        f"\nNext: put seed documents into {made[-1]}, sources into config/sources.yaml there, then\n"
        f"  {home} learn\n  {home} run"
    )


def check_config(context: typer.Context, as_json: bool = Json) -> None:
    """Check all configuration files and the profiles; show the settings with secrets masked."""
    entrance: Entrance = context.obj
    with entrance.open(quiet=True) as app:
        settings = masked(app.settings)
        for watch in settings["watches"]:
            folder = app.watch_settings(watch["name"]).folder
            learnt = (folder / "profile.yaml").exists()
            watch["profile"] = app.watch_plan(watch["name"]).profile.version if learnt else None
    if as_json:
        typer.echo(json.dumps(settings, ensure_ascii=False, indent=2))
        return
    console().print_json(json.dumps(settings, ensure_ascii=False))
    missing = [watch["name"] for watch in settings["watches"] if watch["profile"] is None]
    typer.echo(f"not learnt yet: {', '.join(missing)}; run `seedwatch learn`" if missing else "all is well")
