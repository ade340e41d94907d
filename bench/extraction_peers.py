"""Other extractors behind our own signature: a page in, an ``ArticleText`` or an ``ExtractError`` out.

None of them may fetch: each is given the page's bytes and told to leave pictures alone.
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bench.extraction_scores import Extractor
from pipeline.errors import ExtractError
from pipeline.model.article import ArticleText
from pipeline.model.page import Page

# Peer -> (the module it needs, the package that brings it).
_NEEDS = {"plain": ("trafilatura", "trafilatura"), "newspaper": ("newspaper", "newspaper4k")}


def available_peers() -> tuple[dict[str, Extractor], list[str]]:
    """Peers by name that are installed here, and a line for each that is not."""
    makers: dict[str, Callable[[], Extractor]] = {"plain": _trafilatura, "newspaper": _newspaper}
    there = {name: importlib.util.find_spec(module) is not None for name, (module, _) in _NEEDS.items()}
    missing = [f"{name}: package {_NEEDS[name][1]} is not installed" for name, found in there.items() if not found]
    return {name: make() for name, make in makers.items() if there[name]}, missing


def plain_text() -> Extractor:
    """trafilatura with its defaults for the text alone, as it is timed."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

    def extract(page: Page) -> ArticleText:
        found: Any = bare_extraction(page.body)
        return ArticleText(body=(found.text if found else "") or "")

    return _guarded(extract)


def _trafilatura() -> Extractor:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

    def extract(page: Page) -> ArticleText:
        found: Any = bare_extraction(page.body, with_metadata=True)
        if found is None:
            raise ExtractError(page.url, "trafilatura found nothing")
        authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
        day = _noon(datetime.fromisoformat(found.date)) if found.date else None
        return ArticleText(title=found.title or "", body=found.text or "", authors=authors, published_at=day)

    return _guarded(extract)


def _newspaper() -> Extractor:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it misses optional parts that nothing here needs
        newspaper: Any = importlib.import_module("newspaper")
    config = newspaper.Config()
    config.fetch_images = False
    config.memorize_articles = False
    config.follow_meta_refresh = False

    def extract(page: Page) -> ArticleText:
        article = newspaper.Article(page.url or "http://localhost/page", config=config)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of zones it cannot read
            article.download(input_html=page.body.decode("utf-8", "replace"), ignore_read_more=True)
            article.parse()
        time = article.publish_date
        return ArticleText(
            title=article.title or "",
            body=article.text or "",
            authors=tuple(article.authors),
            published_at=time and (time.astimezone(UTC) if time.tzinfo else _noon(time)),
        )

    return _guarded(extract)


def _noon(day: datetime) -> datetime:
    """A day without zone as the time that falls on that day in nearly all zones."""
    return day.replace(hour=12, minute=0, second=0, tzinfo=UTC)


def _guarded(extract: Extractor) -> Extractor:
    def guarded(page: Page) -> ArticleText:
        try:
            return extract(page)
        except Exception as error:  # a peer that falls over a page has found nothing in it
            raise ExtractError(page.url, f"{type(error).__name__}: {error}") from error

    return guarded
