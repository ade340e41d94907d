"""A sentence in; the names in it out.

mentions             English and Spanish: capitals, titles, designators, territories
chunks               where a name begins and ends; shapes: what it looks like; titles: who bears one
korean               Korean names, by particles and the endings of organisations
acronyms             which capitals stand for which name
"""
