"""A sentence in; the names in it out.

reading              sentences in English and Spanish -> mentions
chunks, joints       where a name begins, and where it goes on: candidates; runs: what a run of words is by itself
interpreting         candidates -> mentions; offices: who holds one; describing: type and owner; refusing: no names
shapes, titles       what a run of tokens looks like; elsewhere: how else the seed writes it
korean               Korean names, by rule and, where it is installed, by an analyser (koreananalyser)
koreanwords          particles off; koreanorgs: kinds by their ends; koreanpeople: who bears a title
koreanpairs          two forms side by side; koreansounds: Hangul and Latin that sound alike
koreanevidence       names that only what stands around them tells
acronyms             which capitals stand for which name
"""
