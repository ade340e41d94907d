"""The store's ports, fake and real."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.run.ports import Store
from pipeline.store import open_store
from tests.databases import postgresql_url, sqlite_url
from tests.fakes.store import memory_store


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    if request.param == "memory":
        yield memory_store()
        return
    place = sqlite_url(tmp_path) if request.param == "sqlite" else postgresql_url()
    with place as url, closing(open_store(url)) as real:
        yield Store(
            sources=real.sources,
            articles=real.articles,
            judgements=real.judgements,
            digests=real.digests,
            deliveries=real.deliveries,
            runs=real.runs,
            verdicts=real.verdicts,
            archive=real.archive,
        )
