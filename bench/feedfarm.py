"""A farm of well-formed feeds, made up from a number: the same number gives the same bytes, everywhere.

RSS 2.0 70 %, Atom 23 %, RDF 7 %; English 50 %, Spanish 25 %, Korean 25 %; a third of the Spanish and Korean feeds, and
some English ones, in the encodings of old (windows-1252, ISO-8859-1, EUC-KR), labelled as they should be. A feed shows
its newest 20 to 60 entries, 40 on average. Some carry summaries alone, some whole articles: about 89 KB on average.
These are the shares and sizes met in catalogues of news feeds. The markup of summaries and articles has about nine tags
a kilobyte, as 117 real feeds had: what markup costs is a large part of what feed readers spend.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random
from xml.sax.saxutils import escape

from bench.farmwords import TONGUES, Tongue

#: One feed in so many changes at a tick.
CHANGING = 10

_SEED = "farm 1"
_START = datetime(2024, 5, 6, 7, 0, tzinfo=UTC)
_DIALECTS = ("rss",) * 70 + ("atom",) * 23 + ("rdf",) * 7
_LANGUAGES = ("en", "en", "es", "ko")
_ENCODINGS = {
    "en": ("utf-8",) * 8 + ("iso-8859-1", "windows-1252"),
    "es": ("utf-8",) * 4 + ("iso-8859-1", "windows-1252"),
    "ko": ("utf-8",) * 4 + ("euc-kr",) * 2,
}
_FULL_SHARE = 0.28  # of feeds that carry whole articles
_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "rdf": "application/rdf+xml"}


@dataclass(frozen=True, slots=True)
class Document:
    """A feed as it is served."""

    body: bytes
    content_type: str
    etag: str
    modified: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What stays the same of a feed."""

    number: int
    dialect: str
    language: str
    encoding: str
    shown: int  # entries at a time
    full: bool  # whole articles, not summaries alone
    apart: bool  # markup in CDATA sections, not escaped
    inline: bool  # of Atom: whole articles as XHTML
    linked: bool  # entries are known by their links, not by ids of their own
    declared: bool  # the header names the encoding as well
    site: str

    @property
    def tongue(self) -> Tongue:
        return TONGUES[self.language]


@dataclass(frozen=True, slots=True)
class Story:
    """One entry; ``summary`` and ``content`` are HTML, the latter "" where the feed has summaries alone."""

    link: str
    guid: str
    title: str
    summary: str
    content: str
    author: str
    section: str
    at: datetime


def document(number: int, ticks: int = 0) -> Document:
    """Feed ``number`` after so many ticks."""
    kind = kind_of(number)
    newest = kind.shown + sum(fresh_entries(number, tick) for tick in range(1, ticks + 1))
    stories = [_story(kind, place) for place in range(newest - 1, newest - kind.shown - 1, -1)]
    text = "".join(_WRITERS[kind.dialect](kind, stories))
    # What an encoding cannot say stands as a number, as careful systems write it.
    body = f'<?xml version="1.0" encoding="{kind.encoding}"?>\n{text}'.encode(kind.encoding, "xmlcharrefreplace")
    charset = f"; charset={kind.encoding}" if kind.declared else ""
    return Document(
        body=body,
        content_type=_TYPES[kind.dialect] + charset,
        etag=f'"{number}-{newest}"',
        modified=format_datetime(stories[0].at, usegmt=True),
    )


def changes_at(number: int, tick: int) -> bool:
    return number % CHANGING == tick % CHANGING


def fresh_entries(number: int, tick: int) -> int:
    """How many entries a tick (counted from 1) adds to the feed: none, or one to three."""
    return Random(f"{_SEED}/{number}/tick {tick}").randint(1, 3) if changes_at(number, tick) else 0


def kind_of(number: int) -> Kind:
    dice = Random(f"{_SEED}/{number}")
    language = _LANGUAGES[number % len(_LANGUAGES)]
    return Kind(
        number=number,
        dialect=dice.choice(_DIALECTS),
        language=language,
        encoding=dice.choice(_ENCODINGS[language]),
        shown=dice.randint(20, 60),
        full=dice.random() < _FULL_SHARE,
        apart=dice.random() < 0.5,
        inline=dice.random() < 0.3,
        linked=dice.random() < 0.6,
        declared=dice.random() < 0.5,
        site=f"https://news{number}.example",
    )


def _story(kind: Kind, place: int) -> Story:
    """The ``place``-th entry the feed ever had; later ones are newer."""
    dice = Random(f"{_SEED}/{kind.number}/entry {place}")
    at = _START + timedelta(hours=7 * place, minutes=dice.randrange(400), seconds=dice.randrange(60))
    link = f"{kind.site}/{at:%Y/%m}/{100_000 + place}-{dice.randrange(10**9)}.html"
    return Story(
        link=link,
        guid=link if kind.linked else f"{kind.number}-{100_000 + place}@news{kind.number}.example",
        title=_title(kind, dice),
        summary=_summary(kind, link, dice),
        content="\n".join(_paragraphs(kind, link, dice)) if kind.full else "",
        author=dice.choice(kind.tongue.authors),
        section=dice.choice(kind.tongue.sections),
        at=at,
    )


def _title(kind: Kind, dice: Random) -> str:
    title = kind.tongue.title(dice)
    match dice.randrange(12):
        case 0:
            return f"“{title}” & {dice.choice(kind.tongue.sections)}"
        case 1:
            return f"{title} – {dice.choice(kind.tongue.sections)}"
        case _:
            return title


def _summary(kind: Kind, link: str, dice: Random) -> str:
    words = " ".join(kind.tongue.sentence(dice) for _ in range(dice.randint(2, 4)))
    match dice.randrange(3):
        case 0:
            return f'<p><img src="{link}/photo.jpg" alt="{dice.randrange(999)}" /> {_marked(words, link, dice)}</p>'
        case 1:
            return f'<p>{_marked(words, link, dice)} <a href="{link}?from=feed">»</a></p>'
        case _:
            return escape(words)


def _paragraphs(kind: Kind, link: str, dice: Random) -> Iterator[str]:
    yield f'<figure class="lead"><img src="{link}/lead.jpg" width="800" height="450" alt="" /></figure>'
    for _ in range(dice.randint(4, 10)):
        words = " ".join(kind.tongue.sentence(dice) for _ in range(dice.randint(1, 3)))
        yield f"<p>{_marked(words, link, dice)}</p>"
    yield f'<ul><li><a href="{kind.site}/tag/{dice.randrange(99)}">{kind.tongue.sections[0]}</a></li></ul>'


def _marked(text: str, link: str, dice: Random) -> str:
    """The text with links, emphasis and breaks every few words, as editors' programs write it."""
    marks = (
        "<em>{}</em>",
        "<strong>{}</strong>",
        '<span class="t">{}</span>',
        "{}<br />",
        f'<a href="{link}#s">{{}}</a>',
    )
    words = escape(text).split(" ")
    place = dice.randrange(4)
    while place < len(words):
        words[place] = dice.choice(marks).format(words[place])
        place += dice.randint(7, 14)
    return " ".join(words)


def _rss(kind: Kind, stories: list[Story]) -> Iterator[str]:
    yield (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">\n<channel>'
        f"<title>{_name(kind)}</title><link>{kind.site}/</link><description>{_name(kind)}</description>"
        f'<atom:link href="{kind.site}/feed" rel="self" type="application/rss+xml" />'
        f"<language>{kind.language}</language><lastBuildDate>{format_datetime(stories[0].at)}</lastBuildDate>\n"
    )
    for story in stories:
        permanent = "true" if kind.linked else "false"
        yield f"<item>\n<title>{escape(story.title)}</title>\n<link>{story.link}</link>\n"
        yield f'<guid isPermaLink="{permanent}">{story.guid}</guid>\n'
        yield f"<pubDate>{format_datetime(story.at)}</pubDate>\n<dc:creator><![CDATA[{story.author}]]></dc:creator>\n"
        yield f"<category><![CDATA[{story.section}]]></category>\n<description>{_packed(kind, story.summary)}"
        yield f"</description>\n{_rss_content(story)}</item>\n"
    yield "</channel></rss>\n"


def _rss_content(story: Story) -> str:
    return f"<content:encoded><![CDATA[{story.content}]]></content:encoded>\n" if story.content else ""


def _packed(kind: Kind, markup: str) -> str:
    """Markup within XML: some feeds escape it, some set it apart."""
    return f"<![CDATA[{markup}]]>" if kind.apart else escape(markup)


def _atom(kind: Kind, stories: list[Story]) -> Iterator[str]:
    yield (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{kind.language}"><title>{_name(kind)}</title>'
        f'<id>tag:news{kind.number}.example,2024:feed</id><link rel="alternate" href="{kind.site}/" />'
        f'<link rel="self" href="{kind.site}/feed" /><updated>{stories[0].at.isoformat()}</updated>\n'
    )
    for story in stories:
        yield f"<entry>\n<title>{escape(story.title)}</title>\n<id>{_atom_id(kind, story)}</id>\n"
        yield f'<link rel="alternate" type="text/html" href="{story.link}" />\n'
        yield f"<published>{story.at.isoformat()}</published>\n<updated>{story.at.isoformat()}</updated>\n"
        yield f"<author><name>{story.author}</name></author>\n<category term={_quoted(story.section)} />\n"
        yield f'<summary type="html">{_packed(kind, story.summary)}</summary>\n{_atom_content(kind, story)}</entry>\n'
    yield "</feed>\n"


def _atom_id(kind: Kind, story: Story) -> str:
    return story.guid if kind.linked else f"tag:news{kind.number}.example,2024:{story.guid}"


def _atom_content(kind: Kind, story: Story) -> str:
    if not story.content:
        return ""
    if kind.inline:
        return f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{story.content}</div></content>\n'
    return f'<content type="html">{_packed(kind, story.content)}</content>\n'


def _rdf(kind: Kind, stories: list[Story]) -> Iterator[str]:
    yield (
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">\n'
        f'<channel rdf:about="{kind.site}/"><title>{_name(kind)}</title><link>{kind.site}/</link>'
        f"<description>{_name(kind)}</description><dc:language>{kind.language}</dc:language><items><rdf:Seq>"
    )
    yield from (f'<rdf:li rdf:resource="{story.link}" />' for story in stories)
    yield "</rdf:Seq></items></channel>\n"
    for story in stories:
        yield f'<item rdf:about="{story.link}">\n<title>{escape(story.title)}</title>\n<link>{story.link}</link>\n'
        yield f"<description>{_packed(kind, story.summary)}</description>\n<dc:date>{story.at.isoformat()}</dc:date>\n"
        yield f"<dc:creator>{story.author}</dc:creator>\n<dc:subject>{escape(story.section)}</dc:subject>\n"
        yield f"{_rss_content(story)}</item>\n"
    yield "</rdf:RDF>\n"


def _name(kind: Kind) -> str:
    return f"{escape(kind.tongue.sections[kind.number % len(kind.tongue.sections)])} {kind.number}"


def _quoted(text: str) -> str:
    return f'"{escape(text)}"'


_WRITERS = {"rss": _rss, "atom": _atom, "rdf": _rdf}
