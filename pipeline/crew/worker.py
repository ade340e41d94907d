"""The process that works: tasks on standard input, results on standard output.

Both are pickles, each after its length as four bytes. They pass between a process and its own child only.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from typing import IO, Any

READY = b"ready"


def serve(tasks: IO[bytes], results: IO[bytes]) -> None:
    """Say that all is there, then do one task after the other until nobody sends any more."""
    write_packet(results, READY)
    while (packed := read_packet(tasks)) is not None:
        result: tuple[Any, Exception | None]
        try:
            work, task = pickle.loads(packed)  # noqa: S301 - our own parent wrote it
            result = (work(task), None)
        except Exception as error:  # noqa: BLE001 - it is raised again where the work was given out
            result = (None, error)
        write_packet(results, pack(result))


def pack(result: tuple[Any, Exception | None]) -> bytes:
    try:
        return pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - a result, or an error of a library, that does not travel
        return pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")), pickle.HIGHEST_PROTOCOL)


def read_packet(stream: IO[bytes]) -> bytes | None:
    """The next packet; None when the stream ended, within a packet or between two."""
    length = stream.read(4)
    if len(length) < 4:
        return None
    packet = stream.read(int.from_bytes(length, "big"))
    return packet if len(packet) == int.from_bytes(length, "big") else None


def write_packet(stream: IO[bytes], packet: bytes) -> None:
    stream.write(len(packet).to_bytes(4, "big") + packet)
    stream.flush()


def main() -> None:
    # Signals are the parent's to take: it closes the pipe when it ends, and nothing is left half read before that.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    gc.set_threshold(20_000)  # documents make trees by the thousand that all go at once; looking costs a tenth
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get among the results
    serve(sys.stdin.buffer, results)
