"""Fetch the pages of articles and store their texts, one transaction a page."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from pipeline.errors import ExtractError, FetchError, Lasting
from pipeline.extract import address_key, extract_article, normalise_url, same_site
from pipeline.model.article import ArticleText
from pipeline.model.page import Page, PageRequest
from pipeline.model.source import Source, SourceKind
from pipeline.model.storing import PageWanted
from pipeline.run.plan import Plan
from pipeline.run.ports import Ports

log = logging.getLogger("seedwatch.pages")

PER_HOST = 20  # pages of one host a round: so many are asked for at most after it said that it is too much
BATCH = 500  # pages asked for at once: enough to keep all hosts busy, few enough to stop soon
FIRST_PAUSE = timedelta(minutes=15)  # before a failed page is tried again; doubled each time
LONGEST_PAUSE = timedelta(days=1)  # that a host is granted, whatever it asks for
ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageToRead:
    wanted: PageWanted
    page: Page


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
    failures: list[tuple[PageWanted, FetchError | ExtractError]] = []
    pauses: dict[str, datetime] = {}
    sources = {source.id: source for source in plan.sources}
    for task, text in ports.crew.spread(read_page, pages_to_read(batch, sources, ports, failures)):
        if isinstance(text, ExtractError):
            failures.append((task.wanted, text))
        else:
            store_text(task, text, sources.get(task.wanted.source_id), ports, now)
            yield True
    for page, error in failures:
        yield False
        if error.lasting is Lasting.THROTTLED:
            pauses[host_of(page)] = now + pause_after(error)
        else:
            store_failure(page, error, plan, ports, now)
    for host, until in pauses.items():
        ids = [page.article_id for page in wanted if host_of(page) == host]
        ports.store.articles.put_off_pages(ids, until)


def pause_after(error: FetchError | ExtractError) -> timedelta:
    asked_s = error.retry_after_s if isinstance(error, FetchError) else None
    return max(FIRST_PAUSE, min(LONGEST_PAUSE, timedelta(seconds=asked_s or 0)))


def pages_to_read(
    batch: Mapping[str, PageWanted],
    sources: Mapping[str, Source],
    ports: Ports,
    failures: list[tuple[PageWanted, FetchError | ExtractError]],
) -> Iterator[PageToRead]:
    """The pages as they come; those that do not come are failures."""
    for request, answer in ports.fetcher.fetch([request_for(key, page, sources) for key, page in batch.items()]):
        wanted = batch[request.key]
        ports.progress.step(host_of(wanted))
        if isinstance(answer, FetchError):
            failures.append((wanted, answer))
        else:
            yield PageToRead(wanted=wanted, page=answer)
        if ports.stopping():
            return


def request_for(key: str, page: PageWanted, sources: Mapping[str, Source]) -> PageRequest:
    source = sources.get(page.source_id)
    return PageRequest(key=key, url=page.url, accept=ACCEPT, by_robots=source is None or source.robots)


def read_page(task: PageToRead) -> ArticleText | ExtractError:
    """Read an article's page; whatever is wrong with it comes back as an error. Called in other processes too."""
    try:
        return extract_article(task.page)
    except ExtractError as error:
        return error
    except Exception as error:  # a page that trips a bug of ours must not end the run of all others
        log.exception("the page %s tripped a fault of this program", task.page.url)
        return ExtractError(task.page.url, f"a fault of this program: {error!r}")


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


def store_text(task: PageToRead, text: ArticleText, source: Source | None, ports: Ports, now: datetime) -> None:
    canonical_url = trusted_canonical(task.page, text.canonical_url)
    if not canonical_url and source is not None and source.kind is SourceKind.QUERY:
        canonical_url = address_behind(task)
    address = address_key(canonical_url) if canonical_url else ""
    ports.store.articles.save_page(task.wanted.article_id, text, canonical_url, address, now)


def store_failure(page: PageWanted, error: FetchError | ExtractError, plan: Plan, ports: Ports, now: datetime) -> None:
    retry_at = when_to_retry(error, page.attempts, plan.page_attempts, now)
    log.info("page failed article=%d url=%s reason=%s", page.article_id, page.url, error.reason)
    ports.store.articles.save_page_failure(page.article_id, error.reason, retry_at)


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


def address_behind(task: PageToRead) -> str:
    """Where a collector's link led in the end, "" when it stayed on the collector's own site."""
    return "" if same_site(task.wanted.url, task.page.url) else normalise_url(task.page.url)
