"""Opening a database, and closing it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from pipeline.errors import StoreError
from pipeline.store.archive import SqlArchive
from pipeline.store.articles import SqlArticles
from pipeline.store.database import Database, file_of, parse_url
from pipeline.store.deliveries import SqlDeliveries
from pipeline.store.digests import SqlDigests
from pipeline.store.judgements import SqlJudgements
from pipeline.store.runs import SqlRuns
from pipeline.store.sources import SqlSources
from pipeline.store.upgrade import check_schema, upgrade
from pipeline.store.verdicts import SqlVerdicts


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlStore:
    """The ports of one open database. Threads may share it."""

    sources: SqlSources
    articles: SqlArticles
    judgements: SqlJudgements
    digests: SqlDigests
    deliveries: SqlDeliveries
    runs: SqlRuns
    verdicts: SqlVerdicts
    archive: SqlArchive
    database: Database

    def close(self) -> None:
        self.database.close()


def open_store(url: str, *, create: bool = True) -> SqlStore:
    """Open the database at ``url`` and bring its schema up to date, or without ``create`` take it as it is.

    ``url`` is ``sqlite:///path`` (one stroke more for an absolute path), ``sqlite://`` for one in memory that ends with
    the store, or ``postgresql+psycopg://...``. The folder of an SQLite file must be there. Without ``create`` nothing
    is made or changed: for a mere look.

    Raises ``StoreError`` when the database cannot be used: missing, locked, not allowed, not a database, another
    program's or a newer one's; without ``create`` also an older one's.
    """
    parsed = parse_url(url)
    _check_place(parsed, create=create)
    database = Database(parsed)
    try:
        upgrade(database) if create else check_schema(database)
    except BaseException:  # whatever ends the opening, its connections end with it
        database.engine.dispose()
        raise
    return SqlStore(
        sources=SqlSources(database),
        articles=SqlArticles(database),
        judgements=SqlJudgements(database),
        digests=SqlDigests(database),
        deliveries=SqlDeliveries(database),
        runs=SqlRuns(database),
        verdicts=SqlVerdicts(database),
        archive=SqlArchive(database),
        database=database,
    )


def _check_place(url: sa.URL, *, create: bool) -> None:
    file = file_of(url)
    if file is None:
        return
    if not file.parent.is_dir():
        raise StoreError(str(file), "its folder does not exist", remedy=f"Make the folder {file.parent} first.")
    if not create and not file.exists():
        raise StoreError(str(file), "there is no database yet", remedy="The first `seedwatch run` makes it.")
