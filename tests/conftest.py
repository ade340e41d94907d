"""Settings that hold for every test."""

from __future__ import annotations

import gc
import os
import sys

from hypothesis import HealthCheck, settings

# No deadline: a busy machine must not turn a property test into a timed one. In CI the examples are always the same:
# whether a change lands must not be a matter of luck; every run elsewhere looks at new ones.
settings.register_profile(
    "seedwatch",
    deadline=None,
    print_blob=True,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=60,
)
settings.load_profile("seedwatch")

# A proxy or a secret of the developer's own must not reach a test.
for name in list(os.environ):
    if name.startswith("SEEDWATCH_") or name.lower() in {"http_proxy", "https_proxy", "all_proxy"}:
        del os.environ[name]

# Where it is set, each worker and each program that a test starts compiles a thousand modules anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: some tests wait for clocks and servers, and one may work meanwhile."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """What thousands of tests brought with them stays: to look through it for garbage again and again takes long.

    The rest is looked through as rarely as the program itself does it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
