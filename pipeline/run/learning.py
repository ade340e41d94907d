"""Learn a watch's profile from its seeds, without ever overwriting an analyst's edit."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import SeedError
from pipeline.model.profile import Profile
from pipeline.model.seed import SeedText
from pipeline.profile import MergedProfile, learn_profile, load_profile, merge_profile
from pipeline.run.ports import ProfileFiles, SeedReader


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnReport:
    """What learning did. ``problems`` has one error for each seed that could not be used."""

    watch: str
    seeds: tuple[SeedText, ...]
    problems: tuple[SeedError, ...]
    merged: MergedProfile
    profile: Profile  # as it now stands in the analyst's file


def learn(watch: str, reader: SeedReader, files: ProfileFiles) -> LearnReport:
    """Read the seeds, learn, merge with the analyst's file, write both files.

    Raises ``SeedError`` when no seed can be used and ``ProfileError`` when the present file has a fault; in both
    cases nothing is written.
    """
    seeds, problems = reader.read()
    if not seeds:
        raise SeedError(
            watch,
            "no usable seed document" + "".join(f"\n{problem}" for problem in problems),
            remedy="Put at least one .txt, .md, .html, .pdf or .docx file with some paragraphs of text into its folder",
        )
    profile_text, proposals_text = files.load()
    merged = merge_profile(profile_text, proposals_text, learn_profile(seeds))
    profile = load_profile(merged.profile_text, f"profile of {watch}")
    files.save(merged.profile_text, merged.proposals_text)
    return LearnReport(watch=watch, seeds=seeds, problems=problems, merged=merged, profile=profile)
