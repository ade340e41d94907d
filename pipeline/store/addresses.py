"""Which article is at an address, and which two turn out to be one.

An article is known by the address its feed gave and by the one its page claims, both as hashes of what all addresses
of one article share. No two articles are known by the same.
"""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from pipeline.store.columns import hash_of
from pipeline.store.sql import select_in
from pipeline.store.tables import ARTICLE, SIGHTING

_MAIN = sa.func.coalesce(ARTICLE.c.duplicate_of, ARTICLE.c.id).label("main")


def articles_at(connection: sa.Connection, hashes: Collection[str]) -> dict[str, int]:
    """The article at each address; for a duplicate the article it copies."""
    found: dict[str, int] = {}
    for column in (ARTICLE.c.page_hash, ARTICLE.c.url_hash):
        found |= {
            row.hash: row.main for row in select_in(connection, sa.select(column.label("hash"), _MAIN), column, hashes)
        }
    return found


def article_at(connection: sa.Connection, address: str) -> int | None:
    """The article at an address, or else the one that a feed once gave this address for."""
    address_hash = hash_of(address)
    given = sa.select(sa.func.min(SIGHTING.c.article_id)).where(SIGHTING.c.url_hash == address_hash)
    found: int | None = articles_at(connection, {address_hash}).get(address_hash)
    return found if found is not None else connection.execute(given).scalar()


def know_by(connection: sa.Connection, article_id: int, address: str) -> None:
    """Let the article be known by the address its page claims; if another is, the two are one.

    Then the newer becomes a duplicate of the older. Duplicates always point to an article that is none itself, so there
    are neither chains nor circles. Of the addresses that a page claims in the course of time, the last one counts.
    """
    address_hash = hash_of(address)
    other = articles_at(connection, {address_hash}).get(address_hash)
    if other is None:
        connection.execute(ARTICLE.update().where(ARTICLE.c.id == article_id).values(page_hash=address_hash))
        return
    main = connection.execute(sa.select(_MAIN).where(ARTICLE.c.id == article_id)).scalar_one()
    if main != other:
        _unite(connection, older=min(main, other), newer=max(main, other))


def _unite(connection: sa.Connection, *, older: int, newer: int) -> None:
    copies = (ARTICLE.c.id == newer) | (ARTICLE.c.duplicate_of == newer)
    connection.execute(ARTICLE.update().where(copies).values(duplicate_of=older))
    connection.execute(SIGHTING.update().where(SIGHTING.c.article_id == newer).values(article_id=older))
