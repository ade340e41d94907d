"""Page in; Feed, Entry or ArticleText out. Pure, and whatever the bytes are, only ``ExtractError`` comes out.

feeds                RSS, Atom, RDF and JSON Feed, whole or only what is unseen
lists                list pages, sitemaps, outlines, and what a site offers to be followed by
pages                an article's page -> ArticleText
archives             files of saved articles

and what they share:

characters_of_bytes  bytes -> text, whatever they are labelled as
entries              ids, fingerprints, doubles; authors: names one by one
plain_text           markup -> text
dates                written dates of three languages -> times; loose_dates: those amid other words
urls                 addresses -> one form each; wrapped_urls: addresses that carry another one within
page_tree            markup -> tree; lenient_xml, xml_characters: documents that are not quite well-formed
"""

from __future__ import annotations

from pipeline.extract.archives.saved import Saved, read_saved
from pipeline.extract.dates import settle_date
from pipeline.extract.feeds.feed import parse_feed
from pipeline.extract.feeds.feed_items import hash_16
from pipeline.extract.lists.discovery import Candidate, find_candidates, sitemaps_of_robots, well_known
from pipeline.extract.lists.listing import parse_listing
from pipeline.extract.lists.outlines import Outline, read_outlines, write_outlines
from pipeline.extract.lists.sitemap import parse_sitemap
from pipeline.extract.pages.article import extract_article
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
