"""Articles are known by what all their addresses share; sources have a rhythm, and a memory of their last document.

Revision ID: 0002
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlsplit, urlunsplit

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

AT_ONCE = 500  # rows held in memory

ARTICLE = sa.table("article", *map(sa.column, ("id", "url", "url_hash", "duplicate_of")))
SIGHTING = sa.table(
    "sighting", *map(sa.column, ("source_id", "entry_hash", "entry_id", "url", "url_hash", "article_id"))
)


def upgrade() -> None:
    _extend_sources()
    op.add_column("article", sa.Column("page_hash", sa.String(32), nullable=True))
    some = sa.text("page_hash IS NOT NULL")
    op.create_index(
        "ix_article_page_hash", "article", ["page_hash"], unique=True, sqlite_where=some, postgresql_where=some
    )
    for name in ("section", "image"):
        op.add_column("article_text", sa.Column(name, sa.Text(), server_default="", nullable=False))
    connection = op.get_bind()
    _rename_articles(connection)
    _rename_sightings(connection)


def _extend_sources() -> None:
    healths = ("new", "healthy", "unchanged", "empty", "slow", "failing", "throttled", "blocked", "gone")
    with op.batch_alter_table("source_state") as table:
        table.drop_constraint(op.f("ck_source_state_health"), type_="check")
        table.create_check_constraint(op.f("ck_source_state_health"), sa.column("health").in_(healths))
        table.add_column(sa.Column("pace", sa.Float(), nullable=True))
        table.add_column(sa.Column("last_new_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("last_full_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("distrusted", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "feed_memory",
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_feed_memory_source_id_source"),
        sa.PrimaryKeyConstraint("source_id", name="pk_feed_memory"),
    )


def _rename_articles(connection: sa.Connection) -> None:
    """Hash what each article's addresses share. Of two that turn out to be one, the newer copies the older.

    It keeps its old hash, which nothing will ask for again and no other has.
    """
    for articles in _in_parts(connection, sa.select(ARTICLE.c.id, ARTICLE.c.url), (ARTICLE.c.id,)):
        hashes = {row.id: _hash_of(_key_of_article(row.url)) for row in articles}
        taken = _articles_at(connection, set(hashes.values()))
        renamed, copies = [], []
        for article_id, url_hash in hashes.items():
            older = taken.setdefault(url_hash, article_id)
            if older == article_id:
                renamed.append({"of": article_id, "hash": url_hash})
            else:
                copies.append((older, article_id))
        if renamed:
            rename = ARTICLE.update().where(ARTICLE.c.id == sa.bindparam("of"))
            connection.execute(rename.values(url_hash=sa.bindparam("hash")), renamed)
        for older, newer in copies:
            _unite(connection, older, newer)


def _articles_at(connection: sa.Connection, hashes: set[str]) -> dict[str, int]:
    rows = connection.execute(sa.select(ARTICLE.c.url_hash, ARTICLE.c.id).where(ARTICLE.c.url_hash.in_(hashes)))
    return {row.url_hash: row.id for row in rows}


def _unite(connection: sa.Connection, one: int, other: int) -> None:
    main = sa.func.coalesce(ARTICLE.c.duplicate_of, ARTICLE.c.id)
    pair = sa.select(main).where(ARTICLE.c.id.in_((one, other)))
    older, *newer = sorted(set(connection.execute(pair).scalars()))
    for copy in newer:
        copies = (ARTICLE.c.id == copy) | (ARTICLE.c.duplicate_of == copy)
        connection.execute(ARTICLE.update().where(copies).values(duplicate_of=older))
        connection.execute(SIGHTING.update().where(SIGHTING.c.article_id == copy).values(article_id=older))


def _rename_sightings(connection: sa.Connection) -> None:
    place = (SIGHTING.c.source_id, SIGHTING.c.entry_hash)
    rename = SIGHTING.update().where(place[0] == sa.bindparam("source"), place[1] == sa.bindparam("entry"))
    rename = rename.values(url_hash=sa.bindparam("hash"))
    for sightings in _in_parts(connection, sa.select(*place, SIGHTING.c.entry_id, SIGHTING.c.url), place):
        connection.execute(
            rename,
            [
                {"source": row.source_id, "entry": row.entry_hash, "hash": _hash_of(_key_of_sighting(row))}
                for row in sightings
            ],
        )


def _in_parts(
    connection: sa.Connection, query: sa.Select[Any], key: tuple[sa.ColumnClause[Any], ...]
) -> Iterator[list[sa.Row[Any]]]:
    """The rows in the order of their key, each part looked for where the last one ended."""
    part = list(connection.execute(query.order_by(*key).limit(AT_ONCE)))
    while part:
        yield part
        last = [getattr(part[-1], column.name) for column in key]
        after = sa.tuple_(*key) > sa.tuple_(*map(sa.literal, last)) if len(key) > 1 else key[0] > last[0]
        part = list(connection.execute(query.where(after).order_by(*key).limit(AT_ONCE)))


def _hash_of(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _key_of_article(url: str) -> str:
    address, mark, entry = url.partition("#entry=")  # set behind the address of a page that several articles share
    return _address_key(address) + mark + entry


def _key_of_sighting(row: sa.Row[Any]) -> str:
    if row.url:
        return _address_key(_normalise_url(row.url))
    return f"seedwatch:{row.source_id}/{hashlib.sha256(row.entry_id.encode()).hexdigest()[:16]}"


# What follows tells what the addresses of one article share, as the program did when it had this schema.

_TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "at_custom", "ns_", "stm_", "_hs", "cmpid")
_TRACKING = frozenset(
    (
        "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id igshid igsh mc_cid "
        "mc_eid mkt_tok oly_anon_id oly_enc_id vero_id wickedid rb_clickid s_cid s_kwcid ef_id epik srsltid "
        "__twitter_impression ga_source ga_medium ga_campaign ga_content ga_term icid ito smid ocid ftag _ga _gl "
        "ref_src ref_url at_medium at_campaign at_format xtor xtref traffic_source guccounter guce_referrer "
        "guce_referrer_sig"
    ).split()
)
_PORTS = {"http": 80, "https": 443}
_SITE_PREFIXES = ("www.", "m.", "amp.", "mobile.")
_SAFE_PATH = "/:@!$&'()*+,;=-._~%"
_HOST_NAME = re.compile("[a-z0-9._-]+")
_AMP_PATH = re.compile(r"^/amp(?=/.)|(?<=[^/])/amp$|[.]amp(?=[.]html?$)", re.IGNORECASE)
_AMP_QUERY = re.compile(r"amp(?:=(?:1|true|)?)?|outputtype=amp|_amp(?:=true)?|isamp(?:=1)?", re.IGNORECASE)
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_BROKEN_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def _address_key(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, number = parts.hostname or "", parts.port
    except ValueError:
        return url
    if parts.scheme not in _PORTS:
        return url
    host = _ascii_host(host)
    while host.startswith(_SITE_PREFIXES) and host.count(".") > 1:
        host = host.partition(".")[2]
    port = f":{number}" if number else ""
    path = _AMP_PATH.sub("", parts.path.rstrip("/")) or "/"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _AMP_QUERY.fullmatch(pair))
    return f"{host}{port}{path}{'?' if query else ''}{query}"


def _normalise_url(url: str) -> str:
    url = "".join(url.split())
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return url
    netloc = _ascii_host(host) + (f":{port}" if port is not None and port != _PORTS[scheme] else "")
    told = [pair for pair in parts.query.split("&") if pair and not _is_tracking(pair.partition("=")[0].lower())]
    path = _escape(_drop_dots(parts.path) or "/", _SAFE_PATH)
    return urlunsplit((scheme, netloc, path, _escape("&".join(told), _SAFE_PATH + "?"), ""))


def _ascii_host(host: str) -> str:
    host = host.lower().rstrip(".")
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        return host
    try:
        name = host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        name = ""
    return name if _HOST_NAME.fullmatch(name) else quote(host, safe="", errors="replace").lower()


def _drop_dots(path: str) -> str:
    if "/." not in path:
        return path
    kept: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept) + ("/" if path.endswith(("/.", "/..")) and kept else "")


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)


def _escape(text: str, safe: str) -> str:
    return _ESCAPE.sub(_settle_escape, quote(_BROKEN_ESCAPE.sub("%25", text), safe=safe, errors="replace"))


def _settle_escape(match: re.Match[str]) -> str:
    byte = unquote_to_bytes(match[0])
    return byte.decode("ascii") if byte[0] in _UNRESERVED else match[0].upper()
