"""The test web with all its misbehaviours, served on loopback by a process of its own.

    python -m bench.hostileserver

Prints its port, and serves until standard input is closed.
"""

from __future__ import annotations

import sys

from tests.misbehaving import serve_many


def main() -> None:
    with serve_many() as web:
        print(web.port, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
