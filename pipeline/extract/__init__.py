"""Page in; Feed, Entry or ArticleText out. Pure, and whatever the bytes are, only ``ExtractError`` comes out.

characters_of_bytes  bytes -> text, whatever they are labelled as
feed                 a page -> Feed; tells feeds from web pages
syndication          RSS, Atom, RDF
json_feed            JSON Feed
feed_items           which items of a feed are known already
xml_events           the XML parser that feedparser reads with; feedparser_thrift: work it is spared
wrapped_urls         addresses that carry another one within
feed_limits          what a feed may cost
sitemap              news sitemaps, and indexes of them
listing              web pages that list articles
saved                files of saved articles
discovery            what a site offers to be followed by
outlines             OPML
entries              what all of these share: ids, fingerprints, doubles
plain_text           markup -> text
dates                written dates of three languages -> times
urls                 addresses -> one form each
article              an article's page -> ArticleText
page_facts           what a page says of itself: JSON-LD, meta, link, byline
titles, authors      the best of what it says
body                 the running text; lead, clutter: what is put before it and taken out of it
page_authors         who wrote it; page_place: where on the site it stands; page_marks: what marks an article
elements             small looks into a tree
walls                what stands in for an article when there is none
"""

from __future__ import annotations

from pipeline.extract.article import extract_article
from pipeline.extract.dates import settle_date
from pipeline.extract.discovery import Candidate, find_candidates, sitemaps_of_robots, well_known
from pipeline.extract.feed import parse_feed
from pipeline.extract.feed_items import hash_16
from pipeline.extract.listing import parse_listing
from pipeline.extract.outlines import Outline, read_outlines, write_outlines
from pipeline.extract.saved import Saved, read_saved
from pipeline.extract.sitemap import parse_sitemap
from pipeline.extract.urls import address_key, normalise_url, same_site, site_of

__all__ = [
    "Candidate",
    "Outline",
    "Saved",
    "address_key",
    "extract_article",
    "find_candidates",
    "hash_16",
    "normalise_url",
    "parse_feed",
    "parse_listing",
    "parse_sitemap",
    "read_outlines",
    "read_saved",
    "same_site",
    "settle_date",
    "site_of",
    "sitemaps_of_robots",
    "well_known",
    "write_outlines",
]
