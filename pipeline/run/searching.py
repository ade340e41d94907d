"""The archive by words: keeping its index up with the articles, and asking it.

The index gives candidates, and what is read decides: each candidate's text is read again by the query's own rule, the
same on every database. An index that holds words of a text that has changed since costs time, and never an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pipeline.errors import RunError
from pipeline.model.article import Article
from pipeline.model.digest import Piece
from pipeline.model.search import Among, IndexedText, Lookup
from pipeline.run.ports import Progress, Store
from pipeline.run.snippets import mark, snippet
from pipeline.text.fold import Folded
from pipeline.text.searchquery import Query, find_spans, parse_query
from pipeline.text.searchrank import Answer, rarity, score
from pipeline.text.searchtokens import fold_searched, index_words

RANKED = 500  # articles that are ranked: the newest with the words in their title, and the newest of all
LONGEST_QUERY = 1000  # characters
AT_ONCE = 500  # articles brought into the index in one transaction, which takes some 30 ms
_MOST_READ = 500  # candidates read at once


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundArticle:
    """An article that answers a query. What was looked for is marked."""

    article_id: int
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]  # the sentence that has most of it; empty where only the title has any
    outlet: str
    source_id: str
    url: str
    language: str
    published_at: datetime
    score: float | None = None  # above 0; None where the newest come first


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The articles found, the newest or the best first."""

    found: tuple[FoundArticle, ...]
    more: bool  # whether others answer as well
    ranked: int | None = None  # among how many the best were sought; None where the newest come first
    all_ranked: bool = True  # whether these are all that answer


@dataclass(frozen=True, slots=True)
class _Reading:
    """An article that answers, and where: both texts as they were folded, and the spans in them."""

    article: Article
    title: Folded
    text: Folded
    answer: Answer


def keep_index(
    store: Store, progress: Progress, stopping: Callable[[], bool] = lambda: False, at_once: int = AT_ONCE
) -> int:
    """Bring the articles that the index lacks into it, and give their number; stopped at any time, it is sound.

    ``at_once`` articles are written in one transaction.
    """
    behind = store.archive.behind()
    parts = [behind[start : start + at_once] for start in range(0, len(behind), at_once)]
    if parts:
        progress.stage("index for search", len(parts))
    done = 0
    for part in parts:
        if stopping():
            break
        store.archive.hold([_indexed(article) for article in store.articles.articles(part)])
        done += len(part)
        progress.step(f"{done:,} of {len(behind):,} articles")
    return done


def _indexed(article: Article) -> IndexedText:
    words = index_words(article.title, _text_of(article))
    return IndexedText(article_id=article.id, text_version=article.text_version, words=words)


def _text_of(article: Article) -> str:
    return f"{article.body}\n{article.summary}"  # the body first: a summary is often its cut beginning


def search(
    text: str, among: Among, store: Store, progress: Progress, *, limit: int, best: bool = False
) -> SearchResult:
    """Find articles by words (``text/searchquery.py`` tells how they are written): the newest, or the best.

    Articles stored meanwhile, or by an older program, are brought into the index first. Raises ``RunError`` for a query
    that looks for nothing.
    """
    query = read_query(text)
    keep_index(store, progress)
    return _find_best(query, among, store, limit) if best else _find_newest(query, among, store, progress, limit)


def read_query(text: str) -> Query:
    """Read a query; raises ``RunError`` unless it looks for something."""
    if len(text) > LONGEST_QUERY:
        reason = f"the query has {len(text):,} characters, more than {LONGEST_QUERY:,}"
        raise RunError("search", reason, remedy="Look for fewer words")
    query = parse_query(text)
    if query.every:
        return query
    if query.none:
        raise RunError("search", "the query says only what is not wanted", remedy="Add a word to look for")
    raise RunError("search", "no word to look for", remedy='Write some: seedwatch search "peru tank"')


def _find_newest(query: Query, among: Among, store: Store, progress: Progress, limit: int) -> SearchResult:
    found: list[FoundArticle] = []
    for reading in _readings(query, query.lookup(), among, store, progress, limit + 1):
        if len(found) == limit:
            return SearchResult(found=tuple(found), more=True)
        found.append(_tell(reading))
    return SearchResult(found=tuple(found), more=False)


def _readings(
    query: Query, lookup: Lookup, among: Among, store: Store, progress: Progress, at_once: int
) -> Iterator[_Reading]:
    """Give all articles that answer, the newest first; they are read in portions that grow."""
    before: int | None = None
    while True:
        candidates = store.archive.find(lookup, among, before=before, limit=at_once)
        for article in store.articles.articles([candidate.article_id for candidate in candidates]):
            if reading := _read(article, query):
                yield reading
        if len(candidates) < at_once:
            return
        if before is None:
            progress.stage("read articles", None)
        progress.step()
        before = candidates[-1].number
        at_once = min(2 * at_once, _MOST_READ)


def _find_best(query: Query, among: Among, store: Store, limit: int) -> SearchResult:
    in_title, anywhere = (
        [one.article_id for one in store.archive.find(lookup, among, before=None, limit=RANKED)]
        for lookup in (query.lookup(in_title=True), query.lookup())
    )
    pool = tuple(dict.fromkeys((*anywhere, *in_title)))
    readings = [reading for article in store.articles.articles(pool) if (reading := _read(article, query))]
    total, holding = store.archive.spread([Lookup(every=(ways,)) for ways in query.lookup().every])
    rarities = [rarity(total, count) for count in holding]
    usual_size = sum(reading.answer.size for reading in readings) / max(len(readings), 1)
    scored = [(score(reading.answer, rarities, usual_size), reading) for reading in readings]
    # The sort is stable: of equally good ones the newest comes first.
    scored.sort(key=lambda pair: -pair[0])
    return SearchResult(
        found=tuple(_tell(reading, points) for points, reading in scored[:limit]),
        more=len(scored) > limit,
        ranked=len(scored),
        all_ranked=len(anywhere) < RANKED,
    )


def _read(article: Article, query: Query) -> _Reading | None:
    """Where the article answers; None when it does not."""
    text = _text_of(article)
    title, body = fold_searched(article.title), fold_searched(text)
    fields = (title.text, body.text)
    if any(find_spans(query.none, field) for field in fields):
        return None
    in_title, in_text = (tuple(find_spans(terms, field) for terms in query.every) for field in fields)
    if not all(map(any, zip(in_title, in_text, strict=True))):
        return None
    size = len(article.title.encode("utf-8", "replace")) + len(text.encode("utf-8", "replace"))
    return _Reading(article, title, body, Answer(in_title, in_text, size))


def _tell(reading: _Reading, points: float | None = None) -> FoundArticle:
    article, answer = reading.article, reading.answer
    in_title = [reading.title.span(start, end) for spans in answer.title for start, end, _ in spans]
    in_text = sorted(
        (reading.text.span(start, end), part) for part, spans in enumerate(answer.text) for start, end, _ in spans
    )
    return FoundArticle(
        article_id=article.id,
        title=mark(article.title, in_title),
        snippet=snippet(_text_of(article), in_text),
        outlet=article.outlet,
        source_id=article.source_id,
        url=article.url,
        language=article.language,
        published_at=article.published_at,
        score=points,
    )
