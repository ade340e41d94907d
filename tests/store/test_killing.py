"""Work that is killed half-way, and repeated, is neither lost nor doubled; names are freed by death."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.store import SqlStore, open_store

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is neither fork nor SIGKILL")


def test_a_step_killed_at_any_statement_and_repeated_is_stored_once(url: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.store.killing", url],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()] == [
        "store_poll",
        "store_page",
        "store_judgements",
        "store_digest",
        "store_words",
    ]


HOLDER = """
import sys
from pipeline.store import open_store
with open_store(sys.argv[1]).runs.exclusive("run") as mine:
    print(mine, flush=True)
    sys.stdin.read()
"""


def test_a_name_held_by_a_killed_process_is_free(url: str) -> None:
    with (
        closing(open_store(url)) as store,
        subprocess.Popen(
            [sys.executable, "-c", HOLDER, url], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as holder,
    ):
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        with store.runs.exclusive("run") as mine:
            assert not mine
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        assert becomes_free(store)


def becomes_free(store: SqlStore) -> bool:
    """Ask for some seconds: a server needs a moment to see that its client is gone."""
    for _ in range(100):
        with store.runs.exclusive("run") as mine:
            if mine:
                return True
        time.sleep(0.05)
    return False
