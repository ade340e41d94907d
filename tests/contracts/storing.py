"""Short ways to make the records that the store's tests need."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pipeline.model.article import Article, ArticleText, DateOrigin, Entry
from pipeline.model.digest import Checked, CopyLine, DeliveryState, Digest, DigestItem, DigestSection, Piece, UpdateLine
from pipeline.model.hit import Judgement, Mention, ScorePart, TextField, Tier, TopicFound
from pipeline.model.source import Health, Source, SourceState
from pipeline.model.storing import EntryToStore, PollSaved, PollToStore, StoredDigest
from pipeline.run.ports import Store

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOURCE = Source(id="andes", name="The Andes Courier", url="https://andes.example/feed", topics=("trade",))
OTHER = Source(id="han", name="Han River Daily", url="https://han.example/rss")
NO_PAGES = replace(SOURCE, pages=False)


def entry(name: str, title: str = "", *, url: str | None = None, body: str = "", origin: str = "feed") -> EntryToStore:
    """An entry with this id; its address, title and fingerprint follow from what is given."""
    title = title or f"Title of {name}"
    address = f"https://andes.example/{name}" if url is None else url
    said = Entry(
        entry_id=f"id-{name}", url=address, title=title, summary=f"Summary of {title}", content=body,
        authors=("A. Writer",), fingerprint=f"{title}|{body}",
    )  # fmt: skip
    canonical = address or f"seedwatch:andes/{name}"
    return EntryToStore(
        entry=said, canonical_url=canonical, address=key(canonical), language="und", published_at=NOW,
        date_origin=DateOrigin(origin),
    )  # fmt: skip


def key(url: str) -> str:
    """A stand-in for what all addresses of one article share."""
    return url.partition("?")[0].removeprefix("https://").removeprefix("m.")


def poll(store: Store, *entries: EntryToStore, source: Source = SOURCE, now: datetime = NOW,
         renamed: Collection[int] = ()) -> PollSaved:  # fmt: skip
    state = SourceState(source_id=source.id, health=Health.HEALTHY, since=now, last_poll_at=now)
    told = PollToStore(source=source, state=state, entries=entries, renamed=frozenset(renamed))
    [saved] = store.sources.save_polls([told], now)
    return saved


def save_page(store: Store, article: Article, text: ArticleText, canonical_url: str = "", now: datetime = NOW) -> None:
    store.articles.save_page(article.id, text, canonical_url, key(canonical_url), now)


def stored(store: Store, *names: str) -> list[Article]:
    """Store entries of these names, and give their articles."""
    poll(store, *(entry(name) for name in names))
    return [article_at(store, f"https://andes.example/{name}") for name in names]


def article_at(store: Store, url: str) -> Article:
    article = store.articles.article(key(url))
    assert article is not None
    return article


def page(title: str = "Page title", body: str = "Body of the page.", **more: object) -> ArticleText:
    return replace(ArticleText(title=title, summary="Page summary", body=body, language="es"), **more)  # type: ignore[arg-type]  # any of its fields


def judged(article: Article, tier: Tier = Tier.DIRECT, score: float = 0.5, version: str = "p1") -> Judgement:
    return Judgement(
        article_id=article.id,
        text_version=article.text_version,
        profile_version=version,
        tier=tier,
        score=score,
        parts=(ScorePart(name="pair", points=score, why="both sides"),),
        mentions=tuple(
            Mention(entity_id="fame", alias="FAME", surface="FAME", field=TextField.BODY, start=place, end=place + 4)
            for place in (40, 3)
        ),
        topics=(TopicFound(topic_id="defence", terms=("tank", "tanques")),),
        rule="both sides",
    )


def digest(*articles: Article, slot: str = "d1", updates: tuple[Article, ...] = (), copies: tuple[Article, ...] = (),
           end: datetime = NOW) -> Digest:  # fmt: skip
    """A digest of these articles; all copies hang on the first."""
    lines = tuple(CopyLine(article_id=copy.id, outlet=copy.outlet, url=copy.url) for copy in copies)
    items = tuple(item(article, lines if place == 0 else ()) for place, article in enumerate(articles))
    return Digest(
        watch="w", title="Watch", slot=slot, language="en", timezone="UTC", window_start=None, window_end=end,
        sections=(DigestSection(id="defence", title="Defence", items=items),), more=0,
        updates=tuple(update(article) for article in updates),
        checked=Checked(sources=1, reached=1, articles=len(articles), near_misses=0),
    )  # fmt: skip


def item(article: Article, copies: tuple[CopyLine, ...]) -> DigestItem:
    return DigestItem(
        article_id=article.id, text_version=article.text_version, title=(Piece(text=article.title),), url=article.url,
        outlet=article.outlet, language="en", published_at=NOW, date_origin=article.date_origin,
        quote=(Piece(text="FAME", marked=True),), why="FAME", tier=Tier.DIRECT, score=0.5, copies=copies,
    )  # fmt: skip


def update(article: Article) -> UpdateLine:
    return UpdateLine(
        article_id=article.id, text_version=article.text_version, outlet=article.outlet, url=article.url,
        title=article.title, change="The title has changed.",
    )  # fmt: skip


def save(store: Store, made: Digest, kind: str = "regular", now: datetime = NOW) -> StoredDigest:
    channels = [("files", "out", f"<{made.slot}@files>"), ("email", "mail.example", f"<{made.slot}@mail>")]
    return store.digests.save_digest(made, "p1", kind, channels, now)


def deliver(store: Store, kept: StoredDigest, state: DeliveryState = DeliveryState.SENT) -> None:
    """Mark the digest's first delivery."""
    store.deliveries.mark_delivery(store.deliveries.deliveries(kept.id)[0].id, state, NOW)
