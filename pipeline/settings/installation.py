"""A new, empty installation."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.settings.kinds import is_slug

# Template file -> place in the installation; {name} is the watch's name.
TEMPLATES = {
    "seedwatch.yaml": "config/seedwatch.yaml",
    "sources.yaml": "config/sources.yaml",
    "watch.yaml": "config/watches/{name}/watch.yaml",
    "gitignore": ".gitignore",
}


def create_installation(home: Path, name: str) -> tuple[Path, ...]:
    """Write an empty installation into ``home`` with one watch ``name``; give the files and folders made.

    Nothing that exists is touched: raises ``SettingsError`` when ``home`` already has a config folder, cannot be
    written, or ``name`` will not do.
    """
    if not is_slug(name):
        raise SettingsError(name, "no name for a watch", remedy="Use small letters, digits and hyphens")
    if (home / "config").exists():
        raise SettingsError(str(home), "there is a config folder already", remedy="Choose another folder")
    made = []
    try:
        for template, place in TEMPLATES.items():
            path = home / place.format(name=name)
            path.parent.mkdir(parents=True, exist_ok=True)
            text = (files("pipeline.settings") / "templates" / template).read_text(encoding="utf-8")
            if not path.exists():
                path.write_text(text.replace("{name}", name).replace("{title}", title_of(name)), encoding="utf-8")
                made.append(path)
        seeds = home / "seeds" / name
        seeds.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(str(error.filename or home), f"cannot be written: {error.strerror}") from error
    return (*made, seeds)


def title_of(name: str) -> str:
    """A first title for a watch: "my-watch" is "My watch"."""
    return name.replace("-", " ").capitalize()
