"""A database that an earlier seedwatch filled is brought up to date with all that is in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any, cast

import pytest
import sqlalchemy as sa

from pipeline.extract.urls import address_key, normalise_url
from pipeline.model.source import Health, SourceState
from pipeline.model.storing import EntryToStore, PollSaved, PollToStore
from pipeline.run.ports import Store
from pipeline.store import SqlStore, open_store
from pipeline.store.columns import hash_of
from pipeline.store.database import Database, parse_url
from pipeline.store.upgrade import migrate
from tests.contracts.storing import NOW, OTHER, SOURCE, entry

# (id, address, which article it copied), as the first schema had them.
ARTICLES = [
    (1, "https://andes.example/a", None),
    (2, "http://www.andes.example/a/", None),  # the first one's address, as is now known
    (3, "https://andes.example/notices", None),
    (4, "https://andes.example/notices#entry=0123", None),
    (5, "https://andes.example/b", None),
    (6, "https://andes.example/c", 5),
    (7, "https://m.andes.example/c", None),  # of one that was a copy already
    (8, f"seedwatch:andes/{hashlib.sha256(b'id-linkless').hexdigest()[:16]}", None),
    (9, "http://andes.example:99999/odd", None),
    (10, "https://andes.example/amp/a", None),
    (11, "https://han.example/read.php?sid1=100&oid=1&aid=2", None),
    (12, "https://www.han.example/read.php?oid=1&aid=2&sid1=100", None),  # the parameters in another order
    (13, "https://han.example/news/articleViewAmp.html?idxno=7&itm_source=x", None),
    (14, "https://한강.example:8443/b?z=2&a=1&wt_mc=mail", None),
]
LINKS = {2: "http://WWW.andes.example/a/?utm_source=feed", 8: ""}


@pytest.fixture
def store(bare_url: str) -> Iterator[SqlStore]:
    """A database of the first schema, filled, then opened by this program."""
    with closing(Database(parse_url(bare_url))) as database, database.migrating() as connection:
        migrate(connection, "0001")
        fill(connection)
    with closing(open_store(bare_url)) as opened:
        yield opened


def fill(connection: sa.Connection) -> None:
    insert(connection, "source", id="andes", name="Andes", url="u", kind="feed", language="es", country="PE",
           topics=[], every_s=None, pages=True)  # fmt: skip
    insert(connection, "source_state", source_id="andes", health="healthy", since=NOW, reason="", next_poll_at=None,
           last_poll_at=NOW, last_ok_at=NOW, failures=2, etag="e", last_modified="", body_hash="", moved_to="",
           polled_url="u")  # fmt: skip
    for article_id, url, copy_of in ARTICLES:
        insert(connection, "article", id=article_id, url=url, url_hash=hash_of(url), link=url, source_id="andes",
               outlet="Andes", language="es", published_at=NOW, date_origin="feed", first_seen_at=NOW, page="fetched",
               page_attempts=0, page_next_at=None, page_reason="", duplicate_of=copy_of, text_version=1,
               text_at=NOW)  # fmt: skip
        insert(connection, "article_text", article_id=article_id, version=1, origin="feed", content_hash="x",
               feed_version=1, title=f"Title {article_id}", summary="", body="", authors=[], at=NOW)  # fmt: skip
        link = LINKS.get(article_id, url)
        entry_id = "id-linkless" if link == "" else f"id-{article_id}"
        insert(connection, "sighting", source_id="andes", entry_hash=hash_of(entry_id), entry_id=entry_id, url=link,
               url_hash=hash_of(link), title_hash=hash_of(f"Title {article_id}"), fingerprint="f",
               article_id=copy_of or article_id, seen_at=NOW)  # fmt: skip


def insert(connection: sa.Connection, table: str, **row: Any) -> None:
    known = connection.info.setdefault("first schema", sa.MetaData())  # to ask what a table is takes longer than a row
    connection.execute(sa.Table(table, known, autoload_with=connection).insert(), row)


def at(store: SqlStore, url: str) -> int | None:
    found = store.articles.article(address_key(normalise_url(url)))
    return found.id if found else None


def test_articles_whose_addresses_share_a_key_become_one(store: SqlStore) -> None:
    shown = [article.id for article in store.judgements.seen_between(None, None, 0, 99)]
    assert shown == [1, 3, 4, 5, 8, 9, 11, 13, 14]


FOUND = [
    ("https://andes.example/a", 1),
    ("http://www.andes.example/a/", 1),
    ("https://amp.andes.example/a?utm_source=x", 1),
    ("https://andes.example/amp/a", 1),
    ("https://andes.example/notices", 3),
    ("https://andes.example/b", 5),
    ("https://andes.example/c", 5),
    ("https://www.andes.example/c", 5),
    (ARTICLES[7][1], 8),
    (ARTICLES[8][1], 9),
    ("https://han.example/read.php?sid1=100&oid=1&aid=2", 11),
    ("http://m.han.example/read.php?aid=2&oid=1&sid1=100&fbclid=x", 11),
    ("https://han.example/read.php?oid=1&aid=3&sid1=100", None),
    ("https://han.example/news/articleView.html?idxno=7", 13),
    ("https://xn--939at69e.example:8443/b?a=1&z=2", 14),
    ("https://andes.example/d", None),
]


def test_articles_are_found_by_any_of_their_addresses(store: SqlStore) -> None:
    assert [(url, at(store, url)) for url, _ in FOUND] == FOUND


def test_an_article_that_shares_its_address_keeps_what_parts_it(store: SqlStore) -> None:
    found = store.articles.article("andes.example/notices#entry=0123")
    assert found is not None
    assert (found.id, found.url) == (4, "https://andes.example/notices#entry=0123")


def test_what_was_seen_before_is_seen_again(store: SqlStore) -> None:
    again = [coming("1", ARTICLES[0][1]), coming("2", ARTICLES[1][1]), coming("new-id", "https://m.andes.example/b")]
    state = SourceState(source_id="andes", health=Health.SLOW)
    polls = [PollToStore(source=replace(SOURCE, id="andes"), state=state, entries=tuple(again))]
    assert cast(Store, store).sources.save_polls(polls, NOW) == (PollSaved(seen=3),)


def test_what_another_source_brings_under_a_known_address_is_no_news(store: SqlStore) -> None:
    urls = ("http://han.example/read.php?aid=2&sid1=100&oid=1", "https://han.example/read.php?aid=9")
    again = tuple(coming(f"of-another-{place}", url) for place, url in enumerate(urls))
    poll = PollToStore(source=OTHER, state=SourceState(source_id=OTHER.id), entries=again)
    assert cast(Store, store).sources.save_polls([poll], NOW) == (PollSaved(new=1, seen=1),)
    told = [article.outlet for article in store.judgements.seen_between(None, None, 14, 99)]
    assert told == [OTHER.name]


def coming(name: str, url: str) -> EntryToStore:
    item = entry(name, "Title 5" if name == "new-id" else "", url=url)
    said = replace(item.entry, fingerprint="f")
    return replace(item, entry=said, address=address_key(normalise_url(url)))


def test_sightings_are_found_by_what_their_addresses_share(store: SqlStore) -> None:
    recognised = store.sources.recognise(
        replace(SOURCE, id="andes"), [coming("x", "https://andes.example/a"), coming("y", "https://andes.example/d")]
    )
    assert recognised.same == {0}
    with store.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT entry_id, url_hash FROM sighting").all()
    assert dict(tuple(row) for row in rows)["id-linkless"] == hash_of(ARTICLES[7][1])


def test_states_stay_and_know_nothing_of_what_is_new(store: SqlStore) -> None:
    state = store.sources.states()["andes"]
    assert (state.health, state.since, state.failures, state.etag) == (Health.HEALTHY, NOW, 2, "e")
    assert (state.pace, state.last_new_at, state.last_full_at) == (None, None, None)
    assert (state.ttl_s, state.empty, state.distrusted) == (None, False, False)


def test_many_articles_are_brought_over_part_by_part(bare_url: str) -> None:
    count = 1200
    with closing(Database(parse_url(bare_url))) as database, database.migrating() as connection:
        migrate(connection, "0001")
        fill(connection)
        many = sa.Table("article", sa.MetaData(), autoload_with=connection)
        first = connection.execute(sa.select(many).where(many.c.id == 1)).mappings().one()
        texts = sa.Table("article_text", sa.MetaData(), autoload_with=connection)
        words = connection.execute(sa.select(texts).where(texts.c.article_id == 1)).mappings().one()
        urls = {100 + number: f"http{'s' * (number % 2)}://andes.example/many/{number // 2}" for number in range(count)}
        rows = [{**first, "id": one, "url": url, "url_hash": hash_of(url)} for one, url in urls.items()]
        connection.execute(many.insert(), rows)
        connection.execute(texts.insert(), [{**words, "article_id": one} for one in urls])
    with closing(open_store(bare_url)) as store:
        shown = [article.id for article in store.judgements.seen_between(None, None, 99, 9999)]
        assert shown == list(range(100, 100 + count, 2))
