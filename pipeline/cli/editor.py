"""The profile in the analyst's own editor: a copy is edited, and taken over only when it is without fault."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import typer

from pipeline.errors import ProfileError, RunError
from pipeline.run.reviewing import Desk, Difference


def edit_in_editor(desk: Desk) -> Difference | None:
    """Let the analyst edit a copy until it is valid, then take it over; None when nothing was changed.

    Raises ``RunError`` when there is no editor, it fails, or the file was changed by others meanwhile, and
    ``ProfileError`` when the analyst leaves faults; the old file stays then, and the edited copy is kept.
    """
    editor = chosen_editor()
    before = desk.text
    folder = Path(tempfile.mkdtemp(prefix="seedwatch-"))
    copy = folder / "profile.yaml"
    copy.write_bytes(before.encode())
    edited = edit_until_valid(desk, editor, copy, before)

    def take_over(present: str) -> str:
        if present != before:
            remedy = f"Your text is kept in {copy}: compare it with the file, or edit again"
            raise RunError(desk.name, "was changed by others while you edited it", remedy=remedy)
        return edited

    difference = desk.decide(take_over) if edited != before else None
    shutil.rmtree(folder, ignore_errors=True)
    return difference


def chosen_editor() -> list[str]:
    """The command of VISUAL or EDITOR, with its options."""
    for name in ("VISUAL", "EDITOR"):
        if said := os.environ.get(name, "").strip():
            try:
                return shlex.split(said)
            except ValueError as error:
                raise RunError(name, f"is no command: {said} ({error})") from error
    raise RunError("profile edit", "no editor is set", remedy="Name one: EDITOR=nano seedwatch profile edit")


def edit_until_valid(desk: Desk, editor: list[str], copy: Path, before: str) -> str:
    while True:
        start(editor, copy)
        try:
            edited = read(copy)
            if edited != before:
                desk.check(edited)
        except ProfileError as error:
            if not goes_on(error):
                remedy = f"Nothing was changed; your text is kept in {copy}"
                raise ProfileError(error.subject, error.reason, remedy=remedy) from error
        else:
            return edited


def start(editor: list[str], copy: Path) -> None:
    before = signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is the editor's now
    try:
        code = subprocess.run([*editor, str(copy)], check=False).returncode  # noqa: S603 - the user's own command
    except OSError as error:
        shutil.rmtree(copy.parent)
        reason = f"cannot be started: {error.strerror}"
        raise RunError(editor[0], reason, remedy="Set VISUAL or EDITOR to an editor that is installed") from error
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        raise RunError(editor[0], f"ended with {code}; nothing was changed", remedy=f"Your text is kept in {copy}")


def read(copy: Path) -> str:
    try:
        return copy.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ProfileError(str(copy), f"cannot be read: {reason}") from error


def goes_on(error: ProfileError) -> bool:
    """Tell the faults and ask whether to go on editing; without a terminal nobody can be asked."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    typer.echo(str(error).replace("; line ", "\nline "))
    return typer.confirm("Go on editing?", default=True)
