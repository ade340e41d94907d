"""Wheels hold the compiled modules where there is a C compiler, and are complete without them where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = ("pipeline", "config/demo", "seeds/peru-korea")
FILES = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "requirements.lock", "CHANGELOG.md")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what a wheel is built from, with nothing compiled."""
    folder = tmp_path / "checkout"
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("*.so", "*.pyd", "__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    return folder


def build(checkout: Path, compiler: str | None = None) -> tuple[Path, str]:
    """Build a wheel; return it and what was said."""
    environment = os.environ | ({"CC": compiler} if compiler else {})
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(checkout / "dist")],
        cwd=checkout, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    [wheel] = (checkout / "dist").glob("*.whl")
    return wheel, done.stdout + done.stderr


def compiled_in(wheel: Path) -> set[str]:
    names = zipfile.ZipFile(wheel).namelist()
    assert "pipeline/cli/__init__.py" in names
    return {name.split(".")[0] for name in names if name.endswith((".so", ".pyd"))}


@pytest.mark.skipif(not shutil.which("cc"), reason="there is no C compiler")
def test_a_wheel_holds_what_was_compiled(checkout: Path) -> None:
    wheel, _ = build(checkout)
    assert compiled_in(wheel) == {"pipeline/text/_folding", "pipeline/match/_finding"}
    assert not wheel.name.endswith("-none-any.whl")


def test_without_a_compiler_one_line_says_so_and_the_wheel_is_good_for_any_machine(checkout: Path) -> None:
    wheel, said = build(checkout, compiler="no-such-compiler")
    assert compiled_in(wheel) == set()
    assert wheel.name.endswith("-py3-none-any.whl")
    assert said.count("no C compiler could be used, so names are found slower") == 1
    assert "Traceback" not in said
