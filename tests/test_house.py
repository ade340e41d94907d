"""The house keeps its own rules: who may import whom, and how large things may grow."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import pipeline

PACKAGE = Path(pipeline.__file__).parent
PURE = {"profile", "sources", "extract", "match", "stories", "digest"}

# Room -> the rooms it may import, beside itself. The docstring of pipeline/__init__.py repeats it.
MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "text": {"model", "errors"},
    "settings": {"model", "errors"},
    "seeds": {"model", "errors", "text"},
    "profile": {"model", "errors", "text"},
    "sources": {"model", "errors"},
    "fetch": {"model", "errors"},
    "crew": {"model", "errors"},
    "extract": {"model", "errors", "text"},
    "match": {"model", "errors", "text"},
    "stories": {"model", "errors", "text"},
    "digest": {"model", "errors", "text"},
    "deliver": {"model", "errors"},
    "store": {"model", "errors"},
    "run": {"model", "errors", "text"} | PURE,
    "app": {"model", "errors", "text", "settings", "seeds", "fetch", "crew", "deliver", "store", "run"} | PURE,
    "schedule": {"app", "run", "model", "errors"},
    "demo": {"app", "run", "model", "errors"},
    "cli": {"app", "run", "model", "errors", "settings", "schedule", "demo"},
}
STANDARD_ONLY = {"model", "errors"}
# Libraries that belong to one room alone.
OWNED = {
    "sqlmodel": "store",
    "sqlalchemy": "store",
    "alembic": "store",
    "pycurl": "fetch",
    "protego": "fetch",
    "feedparser": "extract",
    "trafilatura": "extract",
    "smtplib": "deliver",
    "apscheduler": "schedule",
    "typer": "cli",
}
# What pure rooms must not touch: the clock, the network, chance, the disk. (datetime is for reckoning; its clocks are
# sought below. Package data comes by importlib.resources.)
IMPURE = {
    *("time", "random", "secrets", "uuid", "os", "subprocess", "threading", "asyncio"),
    *("socket", "urllib.request", "http.client", "smtplib"),
    *("pathlib", "glob", "shutil", "tempfile", "sqlite3"),
}


def files() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "shipped" not in path.parts)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """All that a file is made of; several rules look through it."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports_of(path: Path) -> Iterator[str]:
    """Every module imported anywhere in a file, also inside functions; ``from a import b`` gives a and a.b."""
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide where a name comes from"
            yield f"{node.module}"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def calls_of(path: Path) -> Iterator[str]:
    """Everything called in a file, as it is written: ``open``, ``datetime.now``."""
    for node in nodes_of(path):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_up_the_list_only(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    allowed = MAY_IMPORT[room] | {room}
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "pipeline":
            assert len(parts) > 1, f"{path} imports the package root"
            assert parts[1] in allowed, f"{path} ({room}) must not import {name}"


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    room = room_of(path)
    for name in imports_of(path):
        owner = OWNED.get(name.split(".")[0])
        # A seed may be a saved web page: its reader may use the page extractor.
        if owner and (name.split(".")[0], room) != ("trafilatura", "seeds"):
            assert room == owner, f"{path}: {name} belongs to {owner}/"


@pytest.mark.parametrize(
    "path", [path for path in files() if room_of(path) in PURE], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_pure_rooms_touch_no_clock_network_chance_or_disk(path: Path) -> None:
    assert not {name for name in imports_of(path) for impure in IMPURE if f"{name}.".startswith(f"{impure}.")}
    clock_or_disk = re.compile(r"(.*\.)?(now|utcnow|today|open|__import__|import_module)")
    assert not [call for call in calls_of(path) if clock_or_disk.fullmatch(call)]


@pytest.mark.parametrize("room", sorted(STANDARD_ONLY))
def test_records_and_errors_need_the_standard_library_only(room: str) -> None:
    allowed = sys.stdlib_module_names | {"pipeline", "_typeshed"}  # the last exists for the type checker alone
    for path in files():
        if room_of(path) == room:
            assert {name.split(".")[0] for name in imports_of(path)} <= allowed


def test_every_room_of_the_package_is_in_the_table() -> None:
    rooms = {room_of(path) for path in files()} - {"__init__"}
    assert rooms == set(MAY_IMPORT)


def test_the_package_docstring_repeats_the_table() -> None:
    described: dict[str, set[str]] = {}
    for room, words in re.findall(r"^    (\w+) +\S.* -> (.+)$", pipeline.__doc__ or "", flags=re.MULTILINE):
        described[room] = rooms_meant(words, set(described))
    assert described == MAY_IMPORT


def rooms_meant(words: str, above: set[str]) -> set[str]:
    """Read the table's last column: "model, errors, text, and the pure rooms", "everything above"."""
    rooms: set[str] = set()
    for word in re.split(r", (?:and )?", words):
        match word:
            case "standard library only":
                pass
            case "everything above":
                rooms |= above
            case "the pure rooms":
                rooms |= PURE
            case _:
                rooms.add(word)
    return rooms


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400, f"{path} has more than 400 lines"
    for node in nodes_of(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, f"{path}: {node.name} is too long"


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_file_names_say_what_the_file_does(path: Path) -> None:
    assert not {"utils", "helpers", "manager", "common", "misc"} & set(path.stem.split("_"))
