"""An article's page in; ArticleText out.

article              the whole
page_facts           what a page says of itself: JSON-LD (linked_data), meta, link, byline
titles               the best of what it says; so page_authors (who wrote it), page_dates (when)
body                 the running text; lead, clutter: what is put before it and taken out of it
page_place           where on the site it stands; page_marks: what marks an article
elements             small looks into a tree
walls                what stands in for an article when there is none
"""
