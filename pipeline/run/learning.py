"""Learn a watch's profile from its seeds, without ever overwriting an analyst's edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import SeedError
from pipeline.model.profile import Profile, Status
from pipeline.model.seed import SeedText
from pipeline.profile import MergedProfile, describe, load_profile, load_proposals, merge_profile
from pipeline.profile.enriching import Lookup, dump_lookups, load_lookups, propose, questions_for
from pipeline.profile.learn import STEPS_AFTER_SEEDS, learn_profile
from pipeline.run.enriching import Enriched, Wikidata, enrich
from pipeline.run.ports import ProfileFiles, Progress, SeedReader


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


def learn(
    watch: str,
    reader: SeedReader,
    files: ProfileFiles,
    wikidata: Wikidata | None = None,
    *,
    progress: Progress | None = None,
) -> LearnReport:
    """Read the seeds, learn, merge with the analyst's file, write both files.

    With ``wikidata`` names are looked up there first, and what it answers is written as well; without, earlier answers
    serve. Raises ``SeedError`` when no seed can be used and ``ProfileError`` when the present file has a fault; in both
    cases nothing is written. Who edits the file meanwhile loses nothing: it is merged with as it stands in the end.
    """
    seeds, problems = read_with_progress(reader, progress)
    if not seeds:
        raise SeedError(
            watch,
            "no usable seed document" + "".join(f"\n{str(problem).rstrip('.')}" for problem in problems),
            remedy="Put at least one .txt, .md, .html, .pdf or .docx file with some paragraphs of text into its folder",
        )
    name = f"profile of {watch}"
    profile_text, proposals_text = files.load()
    mine = load_if_there(profile_text, name)
    lookups: Mapping[str, Lookup] = load_lookups(files.load_lookups(), f"lookups of {watch}")
    learnt, enriched = learn_with_progress(seeds, progress), None
    if wikidata:
        enriched = enrich(questions_for(learnt, mine, load_proposals(proposals_text)), lookups, wikidata)
        if enriched.lookups != lookups:
            files.save_lookups(dump_lookups(enriched.lookups))
        lookups = enriched.lookups
    while True:
        present = files.load()
        merged = merge_profile(*present, propose(learnt, lookups, load_if_there(present[0], name)))
        profile = load_profile(merged.profile_text, name)
        if files.save(merged.profile_text, merged.proposals_text, instead_of=present):
            break
    return LearnReport(watch=watch, seeds=seeds, problems=problems, merged=merged, profile=profile, enriched=enriched)


def read_with_progress(
    reader: SeedReader, progress: Progress | None
) -> tuple[tuple[SeedText, ...], tuple[SeedError, ...]]:
    """``reader.read``, which takes seconds for hundreds of seeds."""
    if progress is None:
        return reader.read()
    progress.stage("read seeds", None)
    return reader.read(progress.step)


def learn_with_progress(seeds: Sequence[SeedText], progress: Progress | None) -> Profile:
    """``learn_profile``, which takes most of a minute for hundreds of seeds."""
    if progress is None:
        return learn_profile(seeds)
    progress.stage("learn", len(seeds) + STEPS_AFTER_SEEDS)
    return learn_profile(seeds, progress.step)


def load_if_there(text: str | None, name: str) -> Profile | None:
    return load_profile(text, name) if text is not None else None
