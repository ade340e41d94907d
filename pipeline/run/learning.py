"""Learn a watch's profile from its seeds, without ever overwriting an analyst's edit."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from pipeline.errors import ProfileError, SeedError
from pipeline.model.profile import Profile, Status
from pipeline.model.seed import SeedText
from pipeline.profile import MergedProfile, describe, learn_profile, load_profile, merge_profile
from pipeline.profile.enriching import Lookup, dump_lookups, load_lookups, propose, questions_for
from pipeline.run.enriching import Enriched, Wikidata, enrich
from pipeline.run.ports import ProfileFiles, SeedReader


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnReport:
    """What learning did. ``problems`` has one error for each seed that could not be used."""

    watch: str
    seeds: tuple[SeedText, ...]
    problems: tuple[SeedError, ...]
    merged: MergedProfile
    profile: Profile  # as it now stands in the analyst's file
    enriched: Enriched | None = None  # None when nothing was to be looked up

    @property
    def changes(self) -> tuple[str, ...]:
        """What differs from the profile before, a line each; nothing at the first learning."""
        return describe(self.merged.diff)

    @property
    def waiting(self) -> int:
        """Aliases that wait for a person."""
        return sum(alias.status is Status.PROPOSED for entity in self.profile.entities for alias in entity.aliases)


def learn(watch: str, reader: SeedReader, files: ProfileFiles, wikidata: Wikidata | None = None) -> LearnReport:
    """Read the seeds, learn, merge with the analyst's file, write both files.

    With ``wikidata`` names are looked up there first, and what it answers is written as well; without, earlier answers
    serve. Raises ``SeedError`` when no seed can be used and ``ProfileError`` when the present file has a fault; in both
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
    mine = load_profile(profile_text, f"profile of {watch}") if profile_text is not None else None
    lookups: Mapping[str, Lookup] = load_lookups(files.load_lookups(), f"lookups of {watch}")
    learnt, enriched = learn_profile(seeds), None
    if wikidata:
        enriched = enrich(questions_for(learnt, mine, last_proposed(proposals_text)), lookups, wikidata)
        if enriched.lookups != lookups:
            files.save_lookups(dump_lookups(enriched.lookups))
        lookups = enriched.lookups
    merged = merge_profile(profile_text, proposals_text, propose(learnt, lookups, mine))
    profile = load_profile(merged.profile_text, f"profile of {watch}")
    files.save(merged.profile_text, merged.proposals_text)
    return LearnReport(watch=watch, seeds=seeds, problems=problems, merged=merged, profile=profile, enriched=enriched)


def last_proposed(text: str | None) -> Profile | None:
    """What was learnt last; a damaged file counts as none, as it does in merging."""
    with suppress(ProfileError):
        return load_profile(text, "proposals") if text is not None else None
    return None
