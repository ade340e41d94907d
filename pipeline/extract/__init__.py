"""Page in; Feed, Entry or ArticleText out. Pure, and whatever the bytes are, only ``ExtractError`` comes out.

characters_of_bytes  bytes -> text, whatever they are labelled as
feed                 a page -> Feed; tells feeds from web pages
syndication          RSS, Atom, RDF
json_feed            JSON Feed
feed_limits          what a feed may cost
entries              what all feeds share: ids, fingerprints, doubles
plain_text           markup -> text
dates                written dates of three languages -> times
urls                 addresses -> one form each
article              an article's page -> ArticleText
page_facts           what a page says of itself: JSON-LD, meta, link, byline
titles, authors      the best of what it says
body                 the running text
walls                what stands in for an article when there is none
"""

from __future__ import annotations

from pipeline.extract.article import extract_article
from pipeline.extract.dates import settle_date
from pipeline.extract.feed import parse_feed
from pipeline.extract.urls import normalise_url, same_site

__all__ = ["extract_article", "normalise_url", "parse_feed", "same_site", "settle_date"]
