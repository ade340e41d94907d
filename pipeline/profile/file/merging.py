"""Learning again without overwriting a person's edits: a three-way merge.

Base is what was proposed last (proposals.yaml), one side is what was learnt now, the other is profile.yaml as the
person left it. What the person left as it was proposed follows the learning; everything else is the person's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from pipeline.errors import ProfileError
from pipeline.model.profile import Profile
from pipeline.profile.file.dumping import HEADER, PROPOSALS_HEADER, commented, plain_profile
from pipeline.profile.file.loading import load_profile
from pipeline.profile.file.yamltext import read_commented, read_yaml, write_yaml
from pipeline.profile.tokens import key_of

Plain = dict[str, Any]
_NESTED = ("aliases", "terms")
_LISTS = ("entities", "topics", "figures")


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedProfile:
    """Both files after learning, and what it changed; the tuples hold ids of entities and topics."""

    profile_text: str
    proposals_text: str
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()  # edited by the person, so left as they are where they differ
    removed: tuple[str, ...] = ()  # no longer in the seeds and never touched


class _Report:
    def __init__(self) -> None:
        self.added: list[str] = []
        self.updated: list[str] = []
        self.kept: list[str] = []
        self.removed: list[str] = []
        self.changed = False


def merge_profile(profile_text: str | None, old_proposals: str | None, learnt: Profile) -> MergedProfile:
    """Merge what was learnt into the person's profile; a missing file counts as never written.

    Comments and order survive. When nothing changes the text is returned as it came. Raises ``ProfileError`` when the
    person's file is wrong; an unreadable proposals file counts as missing.
    """
    new = plain_profile(learnt)
    base = _base(old_proposals)
    if profile_text is None:
        proposals = PROPOSALS_HEADER + write_yaml(commented(new))
        text = HEADER + write_yaml(commented(new))
        ids = tuple(item["id"] for key in _LISTS for item in new[key])
        return MergedProfile(profile_text=text, proposals_text=proposals, added=ids)
    load_profile(profile_text, "profile.yaml")
    mine = read_commented(profile_text)
    _keep_ids(new, base)
    proposals = PROPOSALS_HEADER + write_yaml(commented(_remembering(new, base, mine)))
    report = _Report()
    for key in _LISTS:
        _merge_items(mine, key, base.get(key, []), new[key], report)
    _merge_seeds(mine, new, report)
    _merge_pairs(mine, base, new, report)
    text = write_yaml(mine) if report.changed else profile_text
    return MergedProfile(
        profile_text=text, proposals_text=proposals, added=tuple(report.added), updated=tuple(report.updated),
        kept=tuple(report.kept), removed=tuple(report.removed),
    )  # fmt: skip


def _base(old_proposals: str | None) -> Plain:
    try:
        data = read_yaml(old_proposals) if old_proposals else {}
        load_profile(old_proposals or "schema: 1", "proposals.yaml")
    except (YAMLError, ProfileError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _keep_ids(new: Plain, base: Plain) -> None:
    """An entity that is called by a fuller name now keeps the id under which it was proposed."""
    learnt = {item["id"] for item in new["entities"]}
    older = {
        _alias_key(alias): item["id"]
        for item in base.get("entities", [])
        if item["id"] not in learnt
        for alias in item.get("aliases", [])
        if not isinstance(alias, dict) or "origin" not in alias
    }
    proposed = {item["id"] for item in base.get("entities", [])}
    for item in new["entities"]:
        keys = [_alias_key(alias) for alias in item.get("aliases", [])]
        known = next((older.pop(key) for key in keys if key in older), None)
        if item["id"] not in proposed and known:
            item["id"] = known


def _remembering(new: Plain, base: Plain, mine: Plain) -> Plain:
    """What was learnt, and with it what a person deleted of earlier proposals: a deletion must not be forgotten."""
    merged = dict(new)
    for key in _LISTS:
        present = {item["id"]: item for item in mine.get(key) or []}
        older = {item["id"]: item for item in base.get(key, [])}
        known = {item["id"] for item in new[key]}
        merged[key] = [_with_older(item, older.get(item["id"]), present.get(item["id"])) for item in new[key]]
        merged[key] += [item for item in older.values() if item["id"] not in known and item["id"] not in present]
    return merged


def _with_older(item: Plain, older: Plain | None, mine: Plain | None) -> Plain:
    if not older or mine is None:
        return item
    merged = dict(item)
    present = {_alias_key(alias) for alias in (*item.get("aliases", []), *(mine.get("aliases") or []))}
    gone = [alias for alias in older.get("aliases", []) if _alias_key(alias) not in present]
    if gone:
        merged["aliases"] = [*item.get("aliases", []), *gone]
    if older.get("terms"):
        merged["terms"] = {
            language: [
                *learnt,
                *(form for form in older["terms"].get(language, []) if _is_deleted(form, learnt, mine, language)),
            ]
            for language, learnt in item.get("terms", {}).items()
        }
    return merged


def _is_deleted(form: str, learnt: list[str], mine: Plain, language: str) -> bool:
    return form not in learnt and form not in ((mine.get("terms") or {}).get(language) or [])


def _alias_key(alias: Any) -> str:
    return key_of(alias if isinstance(alias, str) else alias["form"])


def _merge_items(mine: Any, key: str, base: list[Plain], new: list[Plain], report: _Report) -> None:
    items = mine.setdefault(key, CommentedSeq())
    if items is None:
        items = mine[key] = CommentedSeq()
    present = {item["id"]: item for item in items}
    proposed = {item["id"]: item for item in base}
    for item in new:
        identity = item["id"]
        if identity in present:
            _merge_item(present[identity], proposed.get(identity), item, report)
        elif identity not in proposed:
            items.append(commented(item, "", 2))
            _set_block(items[-1])
            report.added.append(identity)
            report.changed = True
    _remove_stale(items, proposed, {item["id"] for item in new}, report)


def _set_block(item: Any) -> None:
    item.fa.set_block_style()


def _remove_stale(items: Any, proposed: dict[str, Plain], learnt: set[str], report: _Report) -> None:
    """Take out what the seeds no longer show, unless a person touched it."""
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        if item["id"] in learnt or item["id"] not in proposed:
            continue
        if _plain(item) == proposed[item["id"]]:
            report.removed.append(item["id"])
            report.changed = True
            del items[index]
        else:
            report.kept.append(item["id"])


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else float(value) if isinstance(value, float) else value


def _merge_item(mine: CommentedMap, base: Plain | None, new: Plain, report: _Report) -> None:
    """Field by field: untouched ones follow, edited ones stay. Without a base all fields are the person's."""
    before = report.changed
    report.changed = False
    edited = False
    for name in dict.fromkeys((*new, *mine)):
        if name == "aliases":
            edited |= _merge_aliases(mine, base, new, report)
        elif name == "terms":
            edited |= _merge_terms(mine, base, new, report)
        else:
            edited |= _merge_field(mine, base, new, name, report)
    if report.changed:
        report.updated.append(new["id"])
    elif edited:
        report.kept.append(new["id"])
    report.changed |= before


def _merge_field(mine: CommentedMap, base: Plain | None, new: Plain, name: str, report: _Report) -> bool:
    """Follow the learning when the field is as it was proposed; return whether the person edited it."""
    current, wanted = _plain(mine.get(name)), new.get(name)
    if current == wanted:
        return False
    if base is None or current != base.get(name):
        return True
    report.changed = True
    if wanted is None:
        del mine[name]
    else:
        mine[name] = commented(wanted, name, 2)
    return False


def _merge_aliases(mine: CommentedMap, base: Plain | None, new: Plain, report: _Report) -> bool:
    present = {_alias_key(alias): index for index, alias in enumerate(mine.get("aliases") or [])}
    proposed = {_alias_key(alias): alias for alias in (base or {}).get("aliases", [])}
    learnt = {_alias_key(alias): alias for alias in new.get("aliases", [])}
    edited = any(key not in present for key in proposed)
    for key, alias in learnt.items():
        if key in present:
            edited |= _merge_alias(mine["aliases"], present[key], proposed.get(key), alias, report)
        elif key not in proposed:
            mine.setdefault("aliases", CommentedSeq()).append(commented(alias, "", 4))
            report.changed = True
    for key, index in sorted(present.items(), key=lambda pair: -pair[1]):
        if key not in learnt and key in proposed and _plain(mine["aliases"][index]) == proposed[key]:
            del mine["aliases"][index]
            report.changed = True
    return edited


def _merge_alias(aliases: Any, index: int, base: Any, new: Any, report: _Report) -> bool:
    current = _plain(aliases[index])
    if current == new:
        return False
    if base is None or current != base:
        return True
    aliases[index] = commented(new, "", 4)
    report.changed = True
    return False


def _merge_terms(mine: CommentedMap, base: Plain | None, new: Plain, report: _Report) -> bool:
    """Terms are sets by language: what the person took out stays out, what was added stays in."""
    edited = False
    for language in _languages(mine, new):
        current = list((mine.get("terms") or {}).get(language, []))
        proposed = list(((base or {}).get("terms") or {}).get(language, []))
        learnt = list((new.get("terms") or {}).get(language, []))
        added = [form for form in learnt if form not in current and form not in proposed]
        gone = {form for form in current if form in proposed and form not in learnt}
        edited |= set(current) != set(proposed)
        if added or gone:
            report.changed = True
            terms = [form for form in current if form not in gone] + added
            mine.setdefault("terms", CommentedMap())[language] = commented(terms, language, 3)
    return edited


def _languages(mine: CommentedMap, new: Plain) -> Iterator[str]:
    yield from dict.fromkeys((*(mine.get("terms") or {}), *(new.get("terms") or {})))


def _merge_seeds(mine: Any, new: Plain, report: _Report) -> None:
    """The list of seeds is the program's: it says what the watch was learnt from."""
    if _plain(mine.get("seeds") or []) != new["seeds"]:
        mine["seeds"] = commented(new["seeds"], "seeds", 1)
        report.changed = True


def _merge_pairs(mine: Any, base: Plain, new: Plain, report: _Report) -> None:
    current = _plain(mine.get("pairs") or [])
    ids = {item["id"] for item in mine.get("entities") or []}
    if current == new["pairs"] or current != (base.get("pairs") or []):
        return
    if all(side in ids for pair in new["pairs"] for side in pair):
        mine["pairs"] = commented(new["pairs"], "pairs", 1)
        report.changed = True
