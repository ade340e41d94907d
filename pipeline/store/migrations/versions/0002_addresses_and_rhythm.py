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
    op.drop_index("ix_sighting_url_hash", "sighting")
    _rename_sightings(connection)
    op.create_index("ix_sighting_url_hash_source_id", "sighting", ["url_hash", "source_id"])
    op.create_index("ix_sighting_source_id_title_hash", "sighting", ["source_id", "title_hash"])


def _extend_sources() -> None:
    healths = ("new", "healthy", "unchanged", "empty", "slow", "failing", "throttled", "blocked", "gone")
    with op.batch_alter_table("source_state") as table:
        table.drop_constraint(op.f("ck_source_state_health"), type_="check")
        table.create_check_constraint(op.f("ck_source_state_health"), sa.column("health").in_(healths))
        table.add_column(sa.Column("pace", sa.Float(), nullable=True))
        table.add_column(sa.Column("last_new_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("last_full_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("ttl_s", sa.Float(), nullable=True))
        table.add_column(sa.Column("empty", sa.Boolean(), server_default=sa.false(), nullable=False))
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
    return _address_key(_normalise_url(address)) + mark + entry


def _key_of_sighting(row: sa.Row[Any]) -> str:
    if row.url:
        return _address_key(_normalise_url(row.url))
    return f"seedwatch:{row.source_id}/{hashlib.sha256(row.entry_id.encode()).hexdigest()[:16]}"


# What follows tells what the addresses of one article share, as ``extract.urls`` does at this schema: a later one
# must not change what this migration did.

# Parameters that tell where a reader came from and never what is read: those of the common analytics, advertising and
# mail services, as lists of clean-up tools and the services' own manuals name them. All others stay: many sites carry
# the article's id in one.
_TRACKING_PREFIXES = ("utm_", "mtm_", "piwik_", "matomo_", "hsa_", "at_custom", "itm_", "bsft_", "_hs", "__hs", "cmpid")
_TRACKING_NAMES = (
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id igshid igsh mc_cid mc_eid "
    "mkt_tok oly_anon_id oly_enc_id vero_id wickedid rb_clickid s_cid s_kwcid ef_id epik srsltid __twitter_impression "
    "ga_source ga_medium ga_campaign ga_content ga_term icid ocid ftag _ga _gl ref_src ref_url "
    "at_medium at_campaign at_format xtor xtref traffic_source guccounter guce_referrer guce_referrer_sig "
    "pk_campaign pk_cid pk_content pk_keyword pk_kwd pk_medium pk_source "
    "ns_campaign ns_fee ns_linkname ns_mchannel ns_source wt_mc wt_zmc _openstat hsctatracking mibextid sfnsn "
    "fb_action_ids fb_action_types fb_ref fb_source sc_campaign sc_channel sc_content sc_medium tblci dicbo "
    "_branch_match_id _branch_referrer ml_subscriber ml_subscriber_hash ck_subscriber_id usqp amp_js_v amp_gsa"
)
_TRACKING = frozenset(_TRACKING_NAMES.split())
# Parameters that have other uses as well, and these values only to tell that the reader came from a feed.
_FROM_FEED = frozenset("partner=rss emc=rss ref=rss source=rss src=rss from=rss via=rss cmp=rss feedtype=rss".split())
_PORTS = {"http": 80, "https": 443}
_SITE_PREFIXES = ("www.", "m.", "amp.", "mobile.")
_SAFE_PATH = "/:@!$&'()*+,;=-._~%"
_SAFE_QUERY = _SAFE_PATH + "?"
_HOST_NAME = re.compile("[a-z0-9._-]+")
# Where publishing systems put the mark of an AMP copy: before or after the path, in the file's name (the last is that
# of the system most Korean newspapers use), or in a parameter.
_AMP_PATH = re.compile(
    r"^/amp(?=/.)|(?<=[^/])/amp$|[.]amp(?=[.]html?$|$)|(?<=/articleview)amp(?=[.]html$)", re.IGNORECASE
)
_AMP_QUERY = re.compile(
    r"(?:_|is)?amp(?:=(?:1|true|yes)?)?|amp_markup=1|(?:outputtype|output|view|mode|format|platform)=amp(?:-type)?",
    re.IGNORECASE,
)
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_BROKEN_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def _address_key(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return url
    site = _site_of(url)
    if parts.scheme not in _PORTS or not site:
        return url
    path = _AMP_PATH.sub("", parts.path.rstrip("/")) or "/"
    query = "&".join(sorted(pair for pair in parts.query.split("&") if pair and not _AMP_QUERY.fullmatch(pair)))
    return f"{site}{port}{path}{'?' if query else ''}{query}"


def _normalise_url(url: str) -> str:
    url = "".join(url.split()).encode("utf-8", "ignore").decode("utf-8")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return url
    netloc = _ascii_host(host) + (f":{port}" if port is not None and port != _PORTS[scheme] else "")
    path = _drop_dots(_escape(parts.path, _SAFE_PATH)) or "/"  # in this order, for dots may be escaped
    return urlunsplit((scheme, netloc, path, _escape(_drop_tracking(parts.query), _SAFE_QUERY), ""))


def _site_of(url: str) -> str:
    try:
        host = _ascii_host(urlsplit(url.strip()).hostname or "")
    except ValueError:
        return ""
    while host.startswith(_SITE_PREFIXES) and host.count(".") > 1:
        host = host.partition(".")[2]
    return host


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
    # The codec takes letters that fall apart into a blank and a mark (a lone macron), and writes the blank.
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
    ends_in_dots = path.endswith(("/.", "/.."))
    return "/" + "/".join(kept) + ("/" if ends_in_dots and kept else "")


def _drop_tracking(query: str) -> str:
    return "&".join(pair for pair in query.split("&") if pair and not _is_tracking(pair.lower()))


def _is_tracking(pair: str) -> bool:
    name = pair.partition("=")[0]
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES) or pair in _FROM_FEED


def _escape(text: str, safe: str) -> str:
    text = _BROKEN_ESCAPE.sub("%25", text)
    return _ESCAPE.sub(_settle_escape, quote(text, safe=safe, errors="replace"))


def _settle_escape(match: re.Match[str]) -> str:
    byte = unquote_to_bytes(match[0])
    return byte.decode("ascii") if byte[0] in _UNRESERVED else match[0].upper()
