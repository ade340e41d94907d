"""Learning again without overwriting a person's edits: a three-way merge.

Base is what was proposed last (proposals.yaml), one side is what was learnt now, the other is profile.yaml as the
person left it. What the person left as it was proposed follows the learning; everything else is the person's. Of an
entity that is confirmed only the quotes follow, and new aliases come as proposals; what is rejected is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipeline.model.profile import Profile
from pipeline.profile.file.diffing import ProfileDiff, compare
from pipeline.profile.file.dumping import HEADER, PROPOSALS_HEADER, plain_profile
from pipeline.profile.file.items import FILE, ORDERS, text_of
from pipeline.profile.file.loading import load_profile, read_proposals
from pipeline.profile.file.plaindata import LISTS, Plain, by_id, keepers_of, rows
from pipeline.profile.file.proposing import fold_same, propose
from pipeline.profile.file.remembering import remember
from pipeline.profile.file.sameness import merge_entities
from pipeline.profile.file.settling import idle_ids, look_out, settle
from pipeline.profile.file.splicing import Splice
from pipeline.profile.file.threeway import KEPT, SAME, UPDATED, lower_evidence, merge_item, merge_seeds
from pipeline.profile.file.yamltext import read_yaml
from pipeline.profile.file.yamltree import Mapping, plain
from pipeline.profile.file.yamlwriting import write_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedProfile:
    """Both files after learning, and what it changed; the tuples hold ids of entities, topics and figures."""

    profile_text: str
    proposals_text: str
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()  # edited by the person, so left as they are where they differ
    removed: tuple[str, ...] = ()  # no longer in the seeds and never touched
    diff: ProfileDiff = field(default_factory=ProfileDiff)  # from the file before to this one; empty for the first


def merge_profile(profile_text: str | None, old_proposals: str | None, learnt: Profile) -> MergedProfile:
    """Merge what was learnt into the person's profile; a missing file counts as never written.

    Every byte of the person's file that does not change stays as it was. Raises ``ProfileError`` when that file is
    wrong; an unreadable proposals file counts as missing.
    """
    if profile_text is None:
        return _first(plain_profile(learnt))
    old = load_profile(profile_text, FILE)
    splice = Splice(_as_one(profile_text))
    mine, base = plain(splice.root), read_proposals(old_proposals)
    if base:
        fold_same(base, base, mine)
    new = propose(plain_profile(learnt), base, mine)
    outlook = look_out(new, base, mine)
    settle(new, base, mine, outlook)
    stale = {key: outlook.stale if key == "entities" else idle_ids(key, new, base, mine) for key in LISTS}
    told = _merge(splice, new, base, outlook.pairs, stale)
    text = splice.text_after()
    return MergedProfile(
        profile_text=text,
        proposals_text=PROPOSALS_HEADER + write_yaml(remember(new, base, mine, stale)),
        added=tuple(told["added"]),
        updated=tuple(told[UPDATED]),
        kept=tuple(told[KEPT]),
        removed=tuple(told["removed"]),
        diff=compare(old, load_profile(text, FILE)),
    )


def _first(learnt: Plain) -> MergedProfile:
    new = propose(learnt, {}, {})
    settle(new, {}, {}, look_out(new, {}, {}))
    text = write_yaml(new)
    ids = tuple(item["id"] for key in LISTS for item in new[key])
    return MergedProfile(profile_text=HEADER + text, proposals_text=PROPOSALS_HEADER + text, added=ids)


def _as_one(text: str) -> str:
    """The file after an entity went into the one whose ``same_as`` a person wrote it into by hand."""
    data = read_yaml(text)
    present = by_id(data or {}, "entities")
    for other, keeper in keepers_of(data or {}).items():
        if other in present and keeper in present:
            text = merge_entities(text, keeper, other)
    return text


def _merge(
    splice: Splice, new: Plain, base: Plain, pairs: list[Any], stale: dict[str, frozenset[str]]
) -> dict[str, list[str]]:
    """Make all changes; return what became of which ids."""
    told: dict[str, list[str]] = {"added": [], UPDATED: [], KEPT: [], "removed": [], SAME: []}
    mine = plain(splice.root)
    merge_seeds(splice, new["seeds"])
    if pairs != rows(mine, "pairs"):
        splice.set_value(splice.root, "pairs", pairs)
    for key in LISTS:
        known = by_id(mine, key).keys() | by_id(base, key).keys()
        add = [item for item in new[key] if item["id"] not in known]
        drop = {place for place, item in enumerate(rows(mine, key)) if item["id"] in stale[key]}
        splice.change_list(splice.root, key, drop=drop, add=add)
        told["added"] += [item["id"] for item in add]
        told["removed"] += [item["id"] for item in rows(mine, key) if item["id"] in stale[key]]
        learnt, proposed = by_id(new, key), by_id(base, key)
        for node in splice.items(key):
            identity = text_of(node, "id")
            if identity not in stale[key] and identity in learnt.keys() | proposed.keys():
                outcome = _merge_one(splice, key, node, proposed.get(identity), learnt.get(identity), new["seeds"])
                told[outcome].append(identity)
    return told


def _merge_one(
    splice: Splice, key: str, node: Mapping, base: Plain | None, new: Plain | None, seeds: list[Plain]
) -> str:
    if new is not None:
        return merge_item(splice, node, base, new, ORDERS[key])
    return lower_evidence(splice, node, base or {}, seeds)
