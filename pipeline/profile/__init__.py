"""The profile's file, in which a person edits it; ``learn`` makes a profile of seeds.

``learn`` is a face of its own: with all its tables it takes a tenth of a second to import, and one command needs it.
"""

from __future__ import annotations

from pipeline.profile.file.diffing import ProfileDiff, compare, describe
from pipeline.profile.file.dumping import dump_profile
from pipeline.profile.file.editing import accept, reject, set_fields, set_weights
from pipeline.profile.file.loading import load_profile, load_proposals
from pipeline.profile.file.merging import MergedProfile, merge_profile
from pipeline.profile.file.sameness import merge_entities, part_entities
from pipeline.profile.file.version import version_of

__all__ = [
    "MergedProfile",
    "ProfileDiff",
    "accept",
    "compare",
    "describe",
    "dump_profile",
    "load_profile",
    "load_proposals",
    "merge_entities",
    "merge_profile",
    "part_entities",
    "reject",
    "set_fields",
    "set_weights",
    "version_of",
]
