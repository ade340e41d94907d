"""The profile as a file that a person edits.

loading              YAML -> Profile; every fault with its line and how to mend it (faults)
records, checking    what is wrong within a record, and between them; claims: one form, two owners
rules, weights       what is wrong with the rules and weights that an analyst wrote; learning never touches either
dumping              Profile -> YAML with the words that tell how to edit it; version: a hash of what it says
diffing              what two profiles say otherwise
editing, sameness    one edit by command; items: finding what to edit
merging              learning again without overwriting a person's edits, in these steps:
  proposing          what was learnt, but not what was turned down, and under the ids the person knows (plaindata)
  settling           so that it fits the file: no reference to nothing, no form claimed twice
  threeway           field by field, what follows the learning and what stays
  remembering        what proposals.yaml keeps for the next time
splicing             changes of a text in their places, no other byte touched
yamltree, yamlwriting   YAML -> a tree that knows its places; plain data -> YAML; yamltext: both, for plain data
"""
