"""A feed's page in; Feed out.

feed                 tells feeds from web pages
syndication          RSS, Atom, RDF, by feedparser
json_feed            JSON Feed
feed_items           which items of a feed are known already
feed_limits          what a feed may cost
xml_events           the XML parser that feedparser reads with; feedparser_thrift: work it is spared
"""
