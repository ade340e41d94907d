"""Seeds -> Profile, and the file in which a person edits it."""

from __future__ import annotations

from pipeline.profile.file.diffing import ProfileDiff, compare, describe
from pipeline.profile.file.dumping import dump_profile
from pipeline.profile.file.editing import accept, reject, set_fields, set_weights
from pipeline.profile.file.loading import load_profile, load_proposals
from pipeline.profile.file.merging import MergedProfile, merge_profile
from pipeline.profile.file.sameness import merge_entities, part_entities
from pipeline.profile.file.version import version_of
from pipeline.profile.learn import STEPS_AFTER_SEEDS, learn_profile

__all__ = [
    "STEPS_AFTER_SEEDS",
    "MergedProfile",
    "ProfileDiff",
    "accept",
    "compare",
    "describe",
    "dump_profile",
    "learn_profile",
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
