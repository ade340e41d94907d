"""Seeds in; the topics they are about out.

topics               themes that the seeds activate, and the seeds' own terms
phrases              which phrases may be terms (verbs.txt)
themes               the themes shipped with the program (themes.yaml)
ownterms             terms of the seeds ranked against everyday language
"""
