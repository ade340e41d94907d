"""Killed at any of its writes and repeated, a run neither loses nor doubles anything."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def test_a_run_killed_at_any_write_and_repeated_tells_every_story_once(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.run.killing", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr[-3000:]
    results = json.loads(done.stdout)
    assert sum(not result["lived"] for result in results) > 15, "too few writes were met for this to mean anything"
    everything = {"twelve engines": 1, "the harbour tunnel": 1, "night trains": 1}
    for result in results:
        if "uncertain" in result["states"]:
            # Killed between "being sent" and "sent": whether the mail went out cannot be known, so it is never sent
            # again by itself, and the next digest says so.
            assert set(result["stories"].values()) == {1}, result
        else:
            assert result["stories"] == everything, result
    assert sum("uncertain" in result["states"] for result in results) == 2
