"""Look at sources without storing anything: those of the catalogue, and those that a site offers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin

from pipeline.errors import ExtractError, FetchError, RunError
from pipeline.extract import Candidate, find_candidates, site_of, sitemaps_of_robots, well_known
from pipeline.model.article import Entry, SitemapIndex
from pipeline.model.page import Page, PageRequest
from pipeline.model.source import FeedMemory, Source, SourceKind
from pipeline.run.ports import Ports
from pipeline.run.reading import Document, read_document
from pipeline.sources import request_for

MOST_CANDIDATES = 40  # of one site that are asked for
ENOUGH = 3  # candidates that a page names itself: with so many nobody has to guess
ACCEPT_PAGE = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A source and what it shows now; ``fault`` is one sentence, "" when all is well."""

    source: Source
    entries: tuple[Entry, ...] = ()
    fault: str = ""
    notes: tuple[str, ...] = ()
    moved_to: str = ""
    found_by: str = ""
    seconds: float = 0.0

    @property
    def newest_at(self) -> datetime | None:
        return max((when for entry in self.entries if (when := entry.published_at)), default=None)


def probe(sources: Sequence[Source], ids: Sequence[str], ports: Ports, now: datetime) -> Iterator[Probe]:
    """Ask sources of the catalogue (all, or those with these ids), and tell of each what it shows."""
    by_id = {source.id: source for source in sources}
    if unknown := [source_id for source_id in ids if source_id not in by_id]:
        raise RunError(", ".join(unknown), "no such source", remedy="`seedwatch sources` lists them")
    chosen = [by_id[source_id] for source_id in ids] or list(sources)
    ports.progress.stage("sources", len(chosen))
    for source in chosen:
        if source.kind is SourceKind.FOLDER:
            yield probe_folder(source, ports)
    web = [source for source in chosen if source.kind is not SourceKind.FOLDER and source.url]
    yield from look(web, ports, now)


def probe_folder(source: Source, ports: Ports) -> Probe:
    try:
        return Probe(source=source, notes=(f"{len(ports.saved.files(source.url))} files",))
    except FetchError as error:
        return Probe(source=source, fault=error.reason)


def look(sources: Sequence[Source], ports: Ports, now: datetime) -> Iterator[Probe]:
    by_id = {source.id: source for source in sources}
    for request, answer in ports.fetcher.fetch([request_for(source, None, now) for source in sources]):
        source = by_id[request.key]
        ports.progress.step(source.name)
        if isinstance(answer, FetchError):
            yield Probe(source=source, fault=answer.reason)
        else:
            yield read_probe(source, answer, now)


def read_probe(source: Source, page: Page, now: datetime) -> Probe:
    """What a page shows if it is taken for this source's document."""
    reading = read_document(Document(source=source, page=page, memory=FeedMemory(), since=None, now=now))
    told = Probe(source=source, moved_to=page.moved_to, seconds=page.elapsed_s)
    if isinstance(reading, ExtractError):
        return replace(told, fault=f"{reading.reason}. {reading.remedy}" if reading.remedy else reading.reason)
    if isinstance(reading.feed, SitemapIndex):
        return replace(told, notes=(f"an index of {len(reading.feed.parts)} sitemaps",))
    return replace(told, entries=reading.feed.entries, notes=reading.feed.notes)


def discover(url: str, ports: Ports, now: datetime) -> tuple[Probe, ...]:
    """What a site offers: feeds, news sitemaps, its list of articles; only what works, the best first.

    Raises ``FetchError`` when the page cannot be had, and ``ExtractError`` when nothing was found.
    """
    url = url if "://" in url else f"https://{url}"
    page = ask_one(url, ports, by_robots=True)
    candidates = dict.fromkeys(find_candidates(page))
    if sum(candidate.kind is not SourceKind.LIST for candidate in candidates) < ENOUGH:
        candidates |= dict.fromkeys(named_by_robots(page.url, ports))
        candidates |= dict.fromkeys(well_known(page.url))
    chosen = distinct(candidates)[:MOST_CANDIDATES]
    ports.progress.stage("candidates", len(chosen))
    sources = {f"{number}": source_of(f"{number}", candidate) for number, candidate in enumerate(chosen)}
    probes = {found.source.id: found for found in look(list(sources.values()), ports, now)}
    working = [
        replace(probes[key], found_by=chosen[int(key)].found_by)
        for key in sources
        if key in probes and not probes[key].fault and (probes[key].entries or probes[key].notes)
    ]
    if not working:
        raise ExtractError(page.url, "nothing was found that can be followed", remedy="Name a section page of the site")
    return tuple(replace(found, source=named(found.source, page.url)) for found in working)


def distinct(candidates: dict[Candidate, None]) -> list[Candidate]:
    """Each address once, as it was found first."""
    return list({candidate.url: candidate for candidate in reversed(candidates)}.values())[::-1]


def named_by_robots(url: str, ports: Ports) -> tuple[Candidate, ...]:
    try:
        answer = ask_one(urljoin(url, "/robots.txt"), ports, by_robots=False)
    except FetchError:
        return ()
    return sitemaps_of_robots(answer.body[:500_000].decode("utf-8", "replace"), url)


def ask_one(url: str, ports: Ports, *, by_robots: bool) -> Page:
    request = PageRequest(key=url, url=url, accept=ACCEPT_PAGE, by_robots=by_robots)
    for _, answer in ports.fetcher.fetch([request]):
        if isinstance(answer, FetchError):
            raise answer
        return answer
    raise FetchError(url, "no answer came")


def source_of(key: str, candidate: Candidate) -> Source:
    return Source(id=key, name=candidate.title or key, url=candidate.url, kind=candidate.kind)


def named(source: Source, url: str) -> Source:
    """The source as it may stand in the catalogue: with an id made of the site's name."""
    site = site_of(url)
    name = site if source.name.isdigit() else source.name[:120]
    return replace(source, id=slug_of(site.rpartition(".")[0] or site), name=name)


def slug_of(text: str) -> str:
    """An id for the catalogue: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60] or "source"
