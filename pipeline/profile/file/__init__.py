"""The profile as a file that a person edits.

loading              YAML -> Profile, every fault with its line
dumping              Profile -> YAML with the words that tell how to edit it
merging              learning again without overwriting a person's edits
version              a hash of what a profile says
yamltext             the reader and the writer, in one setting
"""
