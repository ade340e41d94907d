"""What the records of a profile say together: ids, references, forms that two claim, contexts, statuses.

All of it is checked at once, so that a person sees every fault at the first try. Records that could not be read are
None here, and their ids still count as present.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.model.profile import Alias, Entity, Figure, ItemKind, Pair, Rule, RuleItem, Status, Topic, Weight
from pipeline.profile.file.claims import Claim, clash, stands_in
from pipeline.profile.file.faults import MOST_HINTS, Faults, Path, nearest
from pipeline.profile.file.rules import Known, check_rules
from pipeline.profile.tokens import key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What could be read of a file; None in the place of what is at fault."""

    seeds: Sequence[Any]
    entities: Sequence[Entity | None]
    topics: Sequence[Topic | None]
    pairs: Sequence[Pair | None]
    figures: Sequence[Figure | None]
    rules: Sequence[Rule | None]
    weights: Sequence[Weight]
    entity_ids: Sequence[str]  # of all entities, also of those at fault; "" for none
    topic_ids: Sequence[str]

    def known_entities(self) -> Iterator[tuple[int, Entity]]:
        return ((index, entity) for index, entity in enumerate(self.entities) if entity)


def check_records(records: Records, faults: Faults) -> None:
    """Add what is wrong between the records to ``faults``."""
    for key in ("seeds", "rules", "entities", "topics", "figures"):
        _check_unique(key, [item.id if item else None for item in getattr(records, key)], faults)
    _check_pairs(records, faults)
    _check_sides(records, faults)
    _check_sameness(records, faults)
    _check_claims(records, faults)
    check_rules(records.rules, _known(records), faults)
    for index, entity in records.known_entities():
        _check_aliases(entity, ("entities", index, "aliases"), faults)
        for number, evidence in enumerate(entity.evidence):
            _check_quote(evidence.start, evidence.end, evidence.quote, ("entities", index, "evidence", number), faults)
    for index, figure in enumerate(records.figures):
        if figure and (figure.quote or figure.seed):
            _check_quote(figure.start, figure.end, figure.quote, ("figures", index), faults)


def _check_unique(key: str, ids: Iterable[Any], faults: Faults) -> None:
    seen: set[Any] = set()
    for index, identity in enumerate(ids):
        if identity is None:
            continue
        if identity == "" or identity in seen:
            faults.add((key, index), f"the id {identity!r} is empty or used twice; give it an id of its own")
        seen.add(identity)


def _known(records: Records) -> Known:
    statuses = {RuleItem(kind=ItemKind.ENTITY, what=entity.id): entity.status for _, entity in records.known_entities()}
    statuses |= {RuleItem(kind=ItemKind.TOPIC, what=topic.id): topic.status for topic in records.topics if topic}
    return Known(
        ids={ItemKind.ENTITY: records.entity_ids, ItemKind.TOPIC: records.topic_ids},
        statuses=statuses,
        keepers={other: entity.id for _, entity in records.known_entities() for other in entity.same_as},
    )


def _check_pairs(records: Records, faults: Faults) -> None:
    rejected = _rejected(records)
    for index, pair in enumerate(records.pairs):
        if pair is None:
            continue
        for side in dict.fromkeys((pair.left, pair.right)):
            what = _pointing(side, "the pair", records.entity_ids, faults)
            if not what and side in rejected:
                what = f"the pair names {side!r}, which is rejected; delete the pair, or make that entity auto"
            if what:
                faults.add(("pairs", index), what)
        if pair.left == pair.right:
            faults.add(("pairs", index), f"the pair names {pair.left!r} twice; name two entities, or delete it")


def _pointing(identity: str, who: str, ids: Collection[str], faults: Faults) -> str:
    if identity in ids:
        return ""
    near = nearest(identity, ids) if len(faults) < MOST_HINTS else ""
    return f"{who} names {identity!r}, and no entity has this id{near or '; mend it, or take it out'}"


def _rejected(records: Records) -> frozenset[str]:
    return frozenset(entity.id for _, entity in records.known_entities() if entity.status is Status.REJECTED)


def _check_sides(records: Records, faults: Faults) -> None:
    ids, rejected = dict.fromkeys(records.entity_ids), _rejected(records)
    orphans: defaultdict[str, list[str]] = defaultdict(list)
    for index, entity in records.known_entities():
        if entity.side and (what := _pointing(entity.side, "side", ids, faults)):
            faults.add(("entities", index, "side"), what)
        elif entity.side in rejected and entity.status is not Status.REJECTED:
            orphans[entity.side].append(entity.id)
    for index, entity in records.known_entities():
        if entity.id in orphans:
            few = ", ".join(orphans[entity.id][:3]) + (" and others" if len(orphans[entity.id]) > 3 else "")
            what = f"{entity.id!r} is rejected, yet it is the side of {few}; take their side away, or make it auto"
            faults.add(("entities", index, "status"), what)


def _check_sameness(records: Records, faults: Faults) -> None:
    keepers: dict[str, str] = {}
    for index, entity in records.known_entities():
        for number, other in enumerate(entity.same_as):
            path: Path = ("entities", index, "same_as", number)
            if other in (entity.id, ""):
                faults.add(path, f"same_as of {entity.id!r} names {other!r}; name another entity, or take it out")
            elif keepers.setdefault(other, entity.id) != entity.id:
                faults.add(path, f"{other!r} is same_as {keepers[other]!r} already; take it out of one of the two")
        if _is_own_keeper(entity.id, keepers):
            faults.add(("entities", index, "same_as"), f"same_as of {entity.id!r} runs in a circle; take one out")
    _check_apartness(records, keepers, faults)


def _check_apartness(records: Records, keepers: dict[str, str], faults: Faults) -> None:
    ids = dict.fromkeys((*records.entity_ids, *keepers))
    for index, entity in records.known_entities():
        for number, other in enumerate(entity.not_same_as):
            path: Path = ("entities", index, "not_same_as", number)
            if other == entity.id:
                faults.add(path, f"not_same_as of {other!r} names itself; take it out")
            elif keepers.get(other) == entity.id or keepers.get(entity.id) == other:
                faults.add(path, f"{other!r} stands in same_as and in not_same_as; take it out of one of them")
            elif what := _pointing(other, "not_same_as", ids, faults):
                faults.add(path, what)


def _is_own_keeper(identity: str, keepers: dict[str, str]) -> bool:
    passed: set[str] = set()
    current = keepers.get(identity)
    while current is not None and current not in passed:
        if current == identity:
            return True
        passed.add(current)
        current = keepers.get(current)
    return False


def _check_claims(records: Records, faults: Faults) -> None:
    claims: defaultdict[tuple[str, frozenset[str]], list[Claim]] = defaultdict(list)  # others never clash
    for index, entity in records.known_entities():
        for number, alias in enumerate(entity.aliases):
            if entity.status.is_used and alias.status.is_used:
                claim = Claim.of(entity, alias, ("entities", index, "aliases", number))
                claims[key_of(alias.form), claim.context].append(claim)
    for rivals in claims.values():
        for number, claim in enumerate(rivals):
            other = next((rival for rival in rivals[:number] if clash(claim, rival)), None)
            if other:
                what = f"the form {claim.form!r} is claimed by {other.owner!r} and by {claim.owner!r}"
                faults.add(claim.path, f"{what}; take it from one of them, or give each a require_context of its own")


def _check_aliases(entity: Entity, path: Path, faults: Faults) -> None:
    for number, alias in enumerate(entity.aliases):
        if entity.status is Status.REJECTED and alias.status is Status.CONFIRMED:
            what = f"the alias {alias.form!r} is confirmed, but {entity.id!r} is rejected; make them agree"
            faults.add((*path, number), what)
        if alias.require_context and alias.status is not Status.REJECTED:
            _check_context(alias, (*path, number, "require_context"), faults)


def _check_context(alias: Alias, path: Path, faults: Faults) -> None:
    """A word within the form is there whenever the form is: the condition asks for nothing."""
    if not any(word.strip() for word in alias.require_context):
        faults.add(path, f"the context of {alias.form!r} is empty and can never be met; name words, or delete it")
        return
    for word in alias.require_context:
        if not word.strip():
            faults.add(path, f"the context of {alias.form!r} has an empty word; delete it")
        elif stands_in(word, alias.form):
            what = f"the context {word!r} stands in the form {alias.form!r} itself, so it asks for nothing"
            faults.add(path, f"{what}; name a word from elsewhere in the article, or delete it")


def _check_quote(start: int, end: int, quote: str, path: Path, faults: Faults) -> None:
    if start < 0 or end < start:
        faults.add(path, f"the quote goes from {start} to {end}; it must begin at 0 or later and end behind that")
    if not quote.strip():
        faults.add(path, "the quote is empty; write the sentence of the seed, or delete this evidence")
