"""Fetch the pages of articles and store their texts, one transaction a page."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from pipeline.errors import ExtractError, FetchError, Lasting
from pipeline.extract import extract_article, normalise_url, same_site
from pipeline.model.page import Page, PageRequest
from pipeline.model.storing import PageWanted
from pipeline.run.plan import Plan
from pipeline.run.ports import Ports

log = logging.getLogger("seedwatch.pages")

BATCH = 500  # pages asked for at once: enough to keep all hosts busy, few enough to stop soon
FIRST_PAUSE = timedelta(minutes=15)  # before a failed page is tried again; doubled each time
ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"


def fetch_pages(plan: Plan, ports: Ports, now: datetime) -> tuple[int, int]:
    """Fetch every page that is wanted now; give (fetched, failed). A failed one is left for later, or given up."""
    results: list[bool] = []
    while (wanted := ports.store.articles.pages_wanted(now, BATCH)) and not ports.stopping():
        results += fetch_batch(wanted, plan, ports, now)
    return results.count(True), results.count(False)


def fetch_batch(wanted: Sequence[PageWanted], plan: Plan, ports: Ports, now: datetime) -> Iterator[bool]:
    ports.progress.stage("articles", len(wanted))
    by_key = {str(page.article_id): page for page in wanted}
    requests = [PageRequest(key=key, url=page.url, accept=ACCEPT) for key, page in by_key.items()]
    for request, answer in ports.fetcher.fetch(requests):
        yield store_page(by_key[request.key], answer, plan, ports, now)
        ports.progress.step(urlsplit(request.url).netloc)
        if ports.stopping():
            return


def store_page(wanted: PageWanted, answer: Page | FetchError, plan: Plan, ports: Ports, now: datetime) -> bool:
    try:
        if isinstance(answer, FetchError):
            raise answer
        text = extract_article(answer)
    except (FetchError, ExtractError) as error:
        retry_at = when_to_retry(error, wanted.attempts, plan.page_attempts, now)
        log.info("page failed article=%d url=%s reason=%s", wanted.article_id, wanted.url, error.reason)
        ports.store.articles.save_page_failure(wanted.article_id, error.reason, retry_at)
        return False
    except Exception as error:  # a page that trips a bug of ours must not end the run of all others
        log.exception("the page %s tripped a fault of this program", wanted.url)
        ports.store.articles.save_page_failure(wanted.article_id, f"a fault of this program: {error!r}", None)
        return False
    ports.store.articles.save_page(wanted.article_id, text, trusted_canonical(answer, text.canonical_url), now)
    return True


def when_to_retry(error: FetchError | ExtractError, attempts: int, limit: int, now: datetime) -> datetime | None:
    """Say when to try a page again; None when it is no use: it is not there, not for us, or was tried often enough."""
    if attempts + 1 >= limit or error.lasting is Lasting.PERMANENT:
        return None
    pause = FIRST_PAUSE * (1 << attempts)
    asked_s = error.retry_after_s if isinstance(error, FetchError) else None
    return now + max(pause, timedelta(seconds=asked_s or 0))


def trusted_canonical(page: Page, canonical_url: str) -> str:
    """Take a page's word for its own address only within its site, and never for the front page.

    A hostile page could claim another outlet's article, and some sites name their front page as the canonical address
    of every article, which would fold all of them into one.
    """
    if not canonical_url or not same_site(page.url, canonical_url):
        return ""
    parts = urlsplit(canonical_url)
    if parts.path in {"", "/"} and not parts.query:
        return ""
    return normalise_url(canonical_url)
