"""The elements of plain feeds: what each means to feedparser, where it stands.

Read from feedparser 6.0's ``mixin.py`` and ``namespaces/``. An element is either in the table, or among those that bear
on nothing that is read of feedparser's result, or unknown to feedparser; any other is a reason for doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from feedparser.api import StrictFeedParser
from feedparser.util import FeedParserDict

from pipeline.extract.feeds import plain_meanings as means
from pipeline.extract.feeds.plain_meanings import Attributes, Gathered
from pipeline.extract.feeds.plain_names import DoubtError

# What is read of the result; an element of no known meaning must not be called so.
_KEYS = frozenset(
    "id link links title title_detail summary content authors author author_detail published updated created source "
    "news_source publisher language feedburner_origlink ttl sy_updateperiod sy_updatefrequency svg math".split()
)


class Element(NamedTuple):
    """How to read an element: what may stand in it, and what to do where it begins and ends."""

    inside: Place
    begin: Callable[[Gathered, Attributes], None] | None = None
    finish: Callable[[Gathered, str], None] | None = None
    bare: bool = False  # with attributes it would become a record


class Place(dict[str, Element]):
    """The elements understood in a place; any other raises ``DoubtError`` unless it is known to mean nothing."""

    def __init__(self, elements: Mapping[str, Element], others: Element | None, *, wordless: bool = False) -> None:
        super().__init__(elements)
        self.others = others  # what those are that mean nothing
        self.wordless = wordless  # text beside its elements would matter

    def __missing__(self, name: str) -> Element:
        if self.others and _means_nothing(name):
            return self.others
        raise DoubtError(name)


@lru_cache(1_024)
def _means_nothing(name: str) -> bool:
    """Whether feedparser files the element under a name that nobody asks for."""
    if name in _HARMLESS:
        return True
    if hasattr(StrictFeedParser, f"_start_{name}") or hasattr(StrictFeedParser, f"_end_{name}"):
        return False
    filed = FeedParserDict.keymap.get(name, name)
    return _KEYS.isdisjoint([filed] if isinstance(filed, str) else filed)


_TEXT = Place({}, None)
_LEAF = Element(_TEXT)
_EMPTY = Element(_TEXT, finish=means.refuse_text)


def _each(names: str, element: Element) -> dict[str, Element]:
    return dict.fromkeys(names.split(), element)


# Elements that mean something to feedparser, but nothing to what is read of its result, wherever they stand.
_HARMLESS = frozenset(
    (
        "category dc_subject keywords tags rights copyright dc_rights subtitle tagline itunes_subtitle generator cloud "
        "expirationdate dc_contributor "
        "itunes_category itunes_keywords itunes_image itunes_explicit itunes_block "
        "media_category media_keywords media_rating media_credit media_restriction media_license media_thumbnail "
        "media_player "
        "admin_generatoragent admin_errorreportsto georss_point"
    ).split()
)
_ANY = Place({}, None)
_IGNORED = Element(_ANY)
_ANY.others = _IGNORED
_PERSON = Place(_each("name email url uri homepage itunes_name itunes_email", _LEAF), _IGNORED)
_ANYBODY = Element(_PERSON)
_AUTHOR = Place(
    _each("name itunes_name", Element(_TEXT, finish=means.author_saver("name")))
    | _each("email itunes_email", Element(_TEXT, finish=means.author_saver("email")))
    | _each("url uri homepage", Element(_TEXT, finish=means.author_saver("href"))),
    _EMPTY,
    wordless=True,
)
_SOURCE = Place(
    _each("title", Element(_TEXT, means.begin_text, means.finish_source_title))
    | _each("id guid updated modified published rights subtitle generator category", _LEAF)
    | _each("icon logo", Element(_TEXT, bare=True))
    | _each("link", _EMPTY)
    | _each("author contributor", _ANYBODY),
    _EMPTY,
    wordless=True,
)
_SUMMARY = Element(_TEXT, means.begin_summary, means.finish_summary)
_CONTENT = Element(_TEXT, means.begin_content, means.add_content)
_MEDIA = Place(
    _each("media_title", Element(_TEXT, means.begin_text, means.finish_other_title))
    | _each("media_description", _SUMMARY),
    _IGNORED,
)
_MEDIA.update(_each("media_group media_content", Element(_MEDIA)))
_PICTURE_OF_ENTRY = Place(
    _each("title", Element(_TEXT, means.begin_text, means.finish_title))
    | _each("url width height", _LEAF)
    | _each("link", Element(_TEXT, bare=True)),
    None,
)
_ENTRY = Place(
    _MEDIA
    | _each("title dc_title", Element(_TEXT, means.begin_text, means.finish_title))
    | _each("description dc_description summary itunes_summary", _SUMMARY)
    | _each("content content_encoded", _CONTENT)
    | _each("link", Element(_TEXT, means.begin_link, means.finish_link))
    | _each("enclosure", Element(_TEXT, means.begin_enclosure))
    | _each("guid id", Element(_TEXT, means.begin_id, means.finish_id))
    | _each("pubdate published issued dcterms_issued", Element(_TEXT, finish=means.keeper("published")))
    | _each("updated modified lastbuilddate dc_date dcterms_modified", Element(_TEXT, finish=means.keeper("updated")))
    | _each("created dcterms_created", Element(_TEXT, finish=means.keeper("created")))
    | _each(
        "author dc_creator dc_author itunes_author managingeditor",
        Element(_AUTHOR, means.begin_author, means.finish_author),
    )
    | _each("contributor", _ANYBODY)
    | _each("language dc_language", Element(_TEXT, finish=means.keeper("language")))
    | _each("webmaster dc_publisher", Element(_TEXT, finish=means.keeper("publisher")))
    | _each("source", Element(_SOURCE, means.begin_source, means.finish_source))
    | _each("image", Element(_PICTURE_OF_ENTRY, means.forget_title))
    | _each("feedburner_origlink", Element(_TEXT, finish=means.keeper("feedburner_origlink"), bare=True))
    | _each("news_source", Element(_TEXT, finish=means.keeper("news_source"), bare=True)),
    _IGNORED,
)
# Anything else in these would end them, to feedparser.
_PICTURE = Place(
    _each("title", Element(_TEXT, means.begin_text, means.pass_title))
    | _each("url link description width height", _LEAF),
    None,
)
_FORM = Place(
    _each("title", Element(_TEXT, means.begin_text, means.pass_title)) | _each("name link description", _LEAF), None
)
_BESIDE = _each("item entry", Element(_ENTRY, means.begin_entry, means.finish_entry))
_BESIDE |= _each("image", Element(_PICTURE, means.forget_title)) | _each(
    "textinput", Element(_FORM, means.forget_title)
)
_FEED_MEDIA = Place(
    _each("media_title", Element(_TEXT, means.begin_text, means.finish_other_feed_title))
    | _each("media_description", Element(_TEXT, means.begin_feed_summary)),
    _IGNORED,
)
_FEED_MEDIA.update(_each("media_group media_content", Element(_FEED_MEDIA)))
_FEED = Place(
    _BESIDE
    | _FEED_MEDIA
    | _each("title dc_title", Element(_TEXT, means.begin_text, means.finish_feed_title))
    | _each("description dc_description", Element(_TEXT, means.begin_feed_summary))
    | _each("summary itunes_summary", Element(_TEXT, means.begin_feed_summary, means.finish_feed_summary))
    | _each("language dc_language", Element(_TEXT, finish=means.feed_keeper("language")))
    | _each("ttl", Element(_TEXT, finish=means.feed_keeper("ttl"), bare=True))
    | _each("sy_updateperiod", Element(_TEXT, finish=means.feed_keeper("sy_updateperiod"), bare=True))
    | _each("sy_updatefrequency", Element(_TEXT, finish=means.feed_keeper("sy_updatefrequency"), bare=True))
    | _each("link guid id icon logo webmaster dc_publisher itunes_new-feed-url", _LEAF)
    | _each("pubdate published issued updated modified lastbuilddate created dc_date", _LEAF)
    | _each("dcterms_issued dcterms_created dcterms_modified", _LEAF)
    | _each("author contributor managingeditor dc_creator dc_author itunes_author itunes_owner", _ANYBODY),
    _IGNORED,
)
_RDF = Place(_BESIDE | _each("channel", Element(_FEED, means.begin_channel)), None)
_RSS = Place(_RDF, None)

#: What a document may begin with.
DOCUMENT = Place(
    _each("rss", Element(_RSS, means.begin_rss))
    | _each("rdf_rdf", Element(_RDF, means.begin_rdf))
    | _each("feed", Element(_FEED, means.begin_atom)),
    None,
)
