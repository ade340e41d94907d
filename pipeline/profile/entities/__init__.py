"""Names in; who and what they mean out.

grouping             a group for each name; joining: those that mean the same put together
people, containing   names of people; names inside longer names
origins, owners      whose they are
pillars, centring    the countries or bodies that the seeds are about
surroundings         what kind of thing a name is, told by the words around it
grading              how much it weighs, and whether it can stand alone
"""
