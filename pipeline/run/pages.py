"""Fetch the pages of articles and store their texts, one transaction a page."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
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

PER_HOST = 200  # pages of one host a run: one that shows thousands at once does not take the whole of every run
BATCH = 5_000  # pages asked for at once: all hosts side by side, so that a slow one holds up none
LONGEST_STAGE = timedelta(minutes=10)  # a robots.txt may wish for half a minute between two pages; the digest waits
FIRST_PAUSE = timedelta(minutes=15)  # before a page is tried again, doubled with each failure, or has its next turn
LONGEST_PAUSE = timedelta(days=1)  # that a host is granted, whatever it asks for
PATIENCE = timedelta(days=3)  # with a host that keeps an article's page from us, at no cost of its attempts
ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageToRead:
    wanted: PageWanted
    page: Page


def fetch_pages(plan: Plan, ports: Ports, now: datetime) -> tuple[int, int]:
    """Fetch the pages that are wanted now; give (fetched, failed). A failed one is left for later, or given up.

    No host and no run is asked too much of: what is beyond ``PER_HOST`` or ``LONGEST_STAGE`` is wanted again after
    ``FIRST_PAUSE``.
    """
    ends_at = ports.clock() + LONGEST_STAGE

    def over() -> bool:
        return ports.stopping() or ports.clock() >= ends_at

    results: list[bool] = []
    used: Counter[str] = Counter()
    while not over() and (batch := choose_pages(used, ports, now)):
        used.update(map(host_of, batch))
        results += fetch_round(batch, plan, ports, now, over)
    return results.count(True), results.count(False)


def choose_pages(used: Counter[str], ports: Ports, now: datetime) -> list[PageWanted]:
    """The pages to ask for now, the oldest of each host; ``used`` counts those of each host that had their turn.

    The rest of a host's pages are put off, so that they do not stand before those of others.
    """
    while True:
        wanted = ports.store.articles.pages_wanted(now, BATCH)
        batch, rest = share_out(wanted, used)
        if rest:
            ports.store.articles.put_off_pages([page.article_id for page in rest], now + FIRST_PAUSE)
        if not rest or len(batch) > BATCH // 2:
            return batch


def share_out(wanted: Sequence[PageWanted], used: Counter[str]) -> tuple[list[PageWanted], list[PageWanted]]:
    """The pages that their hosts have turns left for, and the rest."""
    taken = used.copy()
    batch: list[PageWanted] = []
    rest: list[PageWanted] = []
    for page in wanted:
        taken[host_of(page)] += 1
        (batch if taken[host_of(page)] <= PER_HOST else rest).append(page)
    return batch, rest


def fetch_round(
    batch: Sequence[PageWanted], plan: Plan, ports: Ports, now: datetime, over: Callable[[], bool]
) -> Iterator[bool]:
    """Fetch pages, and say of each whether it came. Those that time is up for are wanted again later."""
    ports.progress.stage("articles", len(batch))
    failures: list[tuple[PageWanted, FetchError | ExtractError]] = []
    left = {str(page.article_id): page for page in batch}
    sources = {source.id: source for source in plan.sources}
    for task, text in ports.crew.spread(read_page, pages_to_read(left, sources, ports, failures, over)):
        if isinstance(text, ExtractError):
            failures.append((task.wanted, text))
        else:
            store_text(task, text, sources.get(task.wanted.source_id), ports, now)
            yield True
    store_failures(failures, plan, ports, now)
    yield from [False] * len(failures)
    if not ports.stopping():
        ports.store.articles.put_off_pages([page.article_id for page in left.values()], now + FIRST_PAUSE)


def store_failures(
    failures: Sequence[tuple[PageWanted, FetchError | ExtractError]], plan: Plan, ports: Ports, now: datetime
) -> None:
    """Count each failure against its page, but wait for a host that wants a pause or hides its robots.txt."""
    of_host = [page.article_id for page, error in failures if is_of_host(error)]
    young = {article.id for article in ports.store.articles.articles(of_host) if now - article.first_seen_at < PATIENCE}
    put_off: defaultdict[datetime, list[int]] = defaultdict(list)
    for page, error in failures:
        if page.article_id in young:
            put_off[now + pause_after(error)].append(page.article_id)
        else:
            store_failure(page, error, plan, ports, now)
    for until, ids in put_off.items():
        ports.store.articles.put_off_pages(ids, until)


def is_of_host(error: FetchError | ExtractError) -> bool:
    return error.lasting is Lasting.THROTTLED or (isinstance(error, FetchError) and error.about_host)


def pause_after(error: FetchError | ExtractError) -> timedelta:
    """The pause that a server asked for, within reason."""
    asked_s = error.retry_after_s if isinstance(error, FetchError) else None
    return max(FIRST_PAUSE, min(LONGEST_PAUSE, timedelta(seconds=asked_s or 0)))


def pages_to_read(
    left: dict[str, PageWanted],
    sources: Mapping[str, Source],
    ports: Ports,
    failures: list[tuple[PageWanted, FetchError | ExtractError]],
    over: Callable[[], bool],
) -> Iterator[PageToRead]:
    """The pages as they come, taken out of ``left``; those that do not come are failures."""
    for request, answer in ports.fetcher.fetch([request_for(key, page, sources) for key, page in left.items()]):
        wanted = left.pop(request.key)
        ports.progress.step(host_of(wanted))
        if isinstance(answer, FetchError):
            failures.append((wanted, answer))
        else:
            yield PageToRead(wanted=wanted, page=answer)
        if over():
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
    return now + max(FIRST_PAUSE * (1 << attempts), pause_after(error))


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
