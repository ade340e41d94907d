"""Seeds -> Profile, and the file in which a person edits it."""

from __future__ import annotations

from pipeline.profile.file.dumping import dump_profile
from pipeline.profile.file.loading import load_profile
from pipeline.profile.file.merging import MergedProfile, merge_profile
from pipeline.profile.file.version import version_of
from pipeline.profile.learn import learn_profile

__all__ = ["MergedProfile", "dump_profile", "learn_profile", "load_profile", "merge_profile", "version_of"]
