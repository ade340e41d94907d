"""A feed's page in; Feed out.

feed                 tells feeds from web pages
syndication          RSS, Atom, RDF
plain_feed           those of the usual kind, read fast; by plain_elements (what stands where), plain_meanings (what it
                     does), plain_names and plain_markup
parsed_feed          what was parsed, to entries
json_feed            JSON Feed
feed_items           which items of a feed are known already
feed_limits          what a feed may cost
xml_events           the XML parser that feedparser reads with; feedparser_thrift: work it is spared
"""
