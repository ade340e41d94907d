"""What names articles without being a feed.

listing              web pages that list articles; article_links: which of the links do; list_items: what they say
sitemap              news sitemaps, and indexes of them (sitemap_parts)
outlines             OPML
discovery            what a site offers to be followed by
"""
