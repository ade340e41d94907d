"""A digest in words, ready to be set: what stands here stands in every coat that people read.

One item shows, in this order: its title (linked), the outlet with its host, when it was published and in which
language, the quote, why it is there, and who else printed it. An item of one line shows all but quote, why and the
names of the other outlets, of which it gives the number. The JSON coat holds the record itself, which has all of it.
HTML and Markdown link the other outlets too; the text, where every address takes a line, only names them.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.digest.hostile import url_host
from pipeline.digest.shorten import shortened
from pipeline.digest.wording import Wording
from pipeline.model.article import DateOrigin
from pipeline.model.digest import Checked, CopyLine, Digest, DigestItem, DigestSection, Piece, SourceTrouble, UpdateLine

_MOST_COPIES = 4
_MOST_TROUBLES = 12
_LONGEST_COPY_URL = 160  # characters; the outlet is named without a link then
_LONGEST_REASON = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A link says where it goes; ``url`` may be "" where there is nothing to link to."""

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageItem:
    language: str  # of title and quote, a BCP 47 tag; "" when nobody knows
    title: tuple[Piece, ...]
    url: str
    facts: tuple[str, ...]  # outlet, host, time, language; for one line also the number of copies
    quote: tuple[Piece, ...] = ()
    why: str = ""
    copies_label: str = ""
    copies: tuple[PageLink, ...] = ()
    copies_more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSection:
    title: str
    count: str
    items: tuple[PageItem, ...]
    lines: tuple[PageItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageUpdate:
    title: str
    url: str
    facts: tuple[str, ...]  # outlet, host
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    language: str
    title: str
    date: str
    summary: tuple[str, ...]  # two lines
    notices: tuple[str, ...]
    sections: tuple[PageSection, ...]
    more: str
    updates_title: str
    updates: tuple[PageUpdate, ...]
    checked_title: str
    checked: tuple[str, ...]


def lay_out(digest: Digest) -> Page:
    """Put a (cleaned) digest into words."""
    wording = Wording(digest.language, digest.timezone)
    return Page(
        language=wording.tag,
        title=digest.title,
        date=wording.date_and_place(digest.window_end),
        summary=(_news(digest, wording), _sources(digest.checked, wording)),
        notices=tuple(wording.say("notice", text=notice) for notice in digest.notices),
        sections=tuple(_section(section, digest, wording) for section in digest.sections),
        more=wording.count("more_stories", digest.more) if digest.more else "",
        updates_title=wording.say("corrections"),
        updates=tuple(_update(update) for update in digest.updates),
        checked_title=wording.say("checked"),
        checked=tuple(_checked(digest, wording)),
    )


def _news(digest: Digest, wording: Wording) -> str:
    stories = len(digest.items) + digest.more
    if not stories:
        return wording.say("nothing_new")
    articles = stories + sum(len(item.copies) for item in digest.items)
    return wording.count("in_articles", articles, stories=wording.count("new_stories", stories))


def _sources(checked: Checked, wording: Wording) -> str:
    # Sources in trouble were asked; those never asked yet are no part of what was checked.
    sources = wording.count("sources_checked", min(checked.sources, checked.reached + len(checked.troubles)))
    if not checked.troubles:
        return wording.say("sources_well", checked=sources)
    return wording.count("sources_troubled", len(checked.troubles), checked=sources)


def _section(section: DigestSection, digest: Digest, wording: Wording) -> PageSection:
    return PageSection(
        title=section.title,
        count=wording.count("stories", len(section.items) + len(section.lines)),
        items=tuple(_full_item(item, digest, wording) for item in section.items),
        lines=tuple(_line_item(item, digest, wording) for item in section.lines),
    )


def _full_item(item: DigestItem, digest: Digest, wording: Wording) -> PageItem:
    beyond = len(item.copies) - _MOST_COPIES
    return PageItem(
        language=_tag(item.language),
        title=item.title,
        url=item.url,
        facts=_facts(item, digest, wording),
        quote=item.quote,
        why=wording.say("why", names=item.why) if item.why else "",
        copies_label=wording.say("also_in") if item.copies else "",
        copies=tuple(_copy(copy) for copy in item.copies[:_MOST_COPIES]),
        copies_more=wording.count("more_outlets", beyond) if beyond > 0 else "",
    )


def _line_item(item: DigestItem, digest: Digest, wording: Wording) -> PageItem:
    copies = (wording.count("also_in_number", len(item.copies)),) if item.copies else ()
    facts = (*_facts(item, digest, wording), *copies)
    return PageItem(language=_tag(item.language), title=item.title, url=item.url, facts=facts)


def _tag(language: str) -> str:
    return "" if language == "und" else language


def _facts(item: DigestItem, digest: Digest, wording: Wording) -> tuple[str, ...]:
    when = wording.moment(item.published_at, digest.window_end)
    if item.date_origin is DateOrigin.SEEN:
        when = wording.say("first_seen", when=when)
    facts = (*_where(item.outlet, item.url), when, wording.language_name(item.language))
    return tuple(fact for fact in facts if fact)


def _where(outlet: str, url: str) -> tuple[str, ...]:
    """Name the outlet, and the host its link leads to unless that is the outlet's very name."""
    host = url_host(url)
    return tuple(dict.fromkeys(place for place in (outlet, host) if place))


def _copy(copy: CopyLine) -> PageLink:
    url = copy.url if len(copy.url) <= _LONGEST_COPY_URL else ""
    return PageLink(text=copy.outlet or url_host(url), url=url)


def _update(update: UpdateLine) -> PageUpdate:
    return PageUpdate(title=update.title, url=update.url, facts=_where(update.outlet, update.url), change=update.change)


def _checked(digest: Digest, wording: Wording) -> list[str]:
    checked = digest.checked
    numbers = {"sources": wording.number(checked.sources), "reached": wording.number(checked.reached)}
    lines = [wording.say("checked_sources", **numbers), _articles(digest, wording)]
    for label in ("near_misses", "copies_of_shown", "too_old"):
        number = getattr(checked, label)
        lines += [wording.say(label, n=wording.number(number))] if number else []
    if checked.troubles:
        lines.append(wording.say("trouble", list=_troubles(digest, wording)))
    return lines


def _articles(digest: Digest, wording: Wording) -> str:
    articles = wording.number(digest.checked.articles)
    end = wording.date_and_clock(digest.window_end)
    if digest.window_start is None:
        return wording.say("checked_all_articles", articles=articles, end=end)
    start = wording.date_and_clock(digest.window_start)
    return wording.say("checked_articles", articles=articles, start=start, end=end)


def _troubles(digest: Digest, wording: Wording) -> str:
    troubles = digest.checked.troubles
    beyond = len(troubles) - _MOST_TROUBLES
    told = [_trouble(trouble, digest, wording) for trouble in troubles[:_MOST_TROUBLES]]
    return "; ".join([*told, wording.count("more_troubles", beyond)] if beyond > 0 else told)


def _trouble(trouble: SourceTrouble, digest: Digest, wording: Wording) -> str:
    reason = shortened(trouble.reason, _LONGEST_REASON)
    since = trouble.since and wording.say("since", when=wording.moment(trouble.since, digest.window_end))
    told = ", ".join(part for part in (reason, since) if part)
    return f"{trouble.name} ({told})" if told else trouble.name
