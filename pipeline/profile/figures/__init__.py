"""Seeds in; the sums, counts, shares, measures and dates that they state out, with contradictions and doubts.

learning             all statements of the seeds, told once each
statements           a paragraph in, what it states out; worthwhile: what is left aside
naming               which entity a figure is said of
wording              what happened (signed, opened), and words of three languages that mean the same
comparing            whether two statements speak of one thing, agree or contradict
doubts               sums that are hard to believe
"""
