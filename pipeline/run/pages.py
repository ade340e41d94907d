"""Fetch the pages of articles and store their texts, one transaction a page."""

from __future__ import annotations

import logging
from collections import Counter
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

PER_HOST = 20  # pages of one host a round: so many are asked for at most after it said that it is too much
BATCH = 500  # pages asked for at once: enough to keep all hosts busy, few enough to stop soon
FIRST_PAUSE = timedelta(minutes=15)  # before a failed page is tried again; doubled each time
LONGEST_PAUSE = timedelta(days=1)  # that a host is granted, whatever it asks for
ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"


def fetch_pages(plan: Plan, ports: Ports, now: datetime) -> tuple[int, int]:
    """Fetch every page that is wanted now; give (fetched, failed). A failed one is left for later, or given up."""
    results: list[bool] = []
    while (wanted := ports.store.articles.pages_wanted(now, BATCH)) and not ports.stopping():
        results += fetch_round(wanted, plan, ports, now)
    return results.count(True), results.count(False)


def fetch_round(wanted: Sequence[PageWanted], plan: Plan, ports: Ports, now: datetime) -> Iterator[bool]:
    """Fetch some pages of each host. One that asks for a pause gets it, for all of its pages, at no one's cost."""
    batch = few_per_host(wanted)
    ports.progress.stage("articles", len(batch))
    requests = [PageRequest(key=key, url=page.url, accept=ACCEPT) for key, page in batch.items()]
    pauses: dict[str, datetime] = {}
    for request, answer in ports.fetcher.fetch(requests):
        page = batch[request.key]
        if isinstance(answer, FetchError) and answer.lasting is Lasting.THROTTLED:
            asked_s = min(answer.retry_after_s or 0, LONGEST_PAUSE.total_seconds())
            pauses[host_of(page)] = now + max(FIRST_PAUSE, timedelta(seconds=asked_s))
        yield store_page(page, answer, plan, ports, now)
        ports.progress.step(host_of(page))
        if ports.stopping():
            return
    for host, until in pauses.items():
        ids = [page.article_id for page in wanted if host_of(page) == host]
        ports.store.articles.put_off_pages(ids, until)


def few_per_host(wanted: Sequence[PageWanted]) -> dict[str, PageWanted]:
    """The first pages of each host, by article id; the rest has its turn in the next round."""
    taken: Counter[str] = Counter()
    batch = {}
    for page in wanted:
        taken[host_of(page)] += 1
        if taken[host_of(page)] <= PER_HOST:
            batch[str(page.article_id)] = page
    return batch


def host_of(page: PageWanted) -> str:
    return urlsplit(page.url).netloc


def store_page(wanted: PageWanted, answer: Page | FetchError, plan: Plan, ports: Ports, now: datetime) -> bool:
    try:
        if isinstance(answer, FetchError):
            raise answer
        text = extract_article(answer)
    except (FetchError, ExtractError) as error:
        if error.lasting is Lasting.THROTTLED:
            return False  # no fault of the page: it is put off with its host's others
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
    return now + FIRST_PAUSE * (1 << attempts)


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
