"""Seeds -> Profile, and the file in which a person edits it."""

from __future__ import annotations

from pipeline.profile.dumping import dump_profile
from pipeline.profile.learn import learn_profile
from pipeline.profile.loading import load_profile
from pipeline.profile.merging import MergedProfile, merge_profile
from pipeline.profile.version import version_of

__all__ = ["MergedProfile", "dump_profile", "learn_profile", "load_profile", "merge_profile", "version_of"]
