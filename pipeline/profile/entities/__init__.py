"""Names in; who and what they mean out.

grouping             names that mean the same; origins, owners: whose they are
pillars              the countries or bodies that the seeds are about
surroundings         what kind of thing a name is, told by the words around it
grading              how much it weighs, and whether it can stand alone
"""
