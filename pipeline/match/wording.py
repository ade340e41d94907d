"""The sentences of a judgement: names, never numbers of the program's own making."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.match.evidence import EntityFound, SideFound, TopicEvidence
from pipeline.match.forms import Form
from pipeline.model.profile import Entity, Pair

_MOST_NAMES = 3


class Wording:
    """Words for the decisions about one watch."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._entities = entities

    def name_of(self, entity_id: str) -> str:
        """The name of an entity."""
        # A pair may name an entity that the profile does not have.
        return self._entities[entity_id].name if entity_id in self._entities else entity_id

    def names(self, entities: Iterable[Entity]) -> str:
        return _listed([entity.name for entity in entities])

    def side(self, side: SideFound) -> str:
        """Peru, or Peru (through FAME)."""
        return f"{side.pillar.name} (through {self.names(side.through)})" if side.through else side.pillar.name

    def together(self, left: SideFound, right: SideFound) -> str:
        return f"{self.side(left)} and {self.side(right)} together"

    def subject(self, entities: Sequence[EntityFound], topics: Sequence[TopicEvidence]) -> str:
        """The strongest topic and the most prominent names; "" when there is neither."""
        prominent = sorted(entities, key=lambda found: (not found.presence.in_title, not found.presence.in_lead))
        topic_names = [found.topic.name for found in topics[:1]]
        return _listed([*topic_names, *(found.entity.name for found in prominent)])

    def side_lacking(self, pair: Pair, there: SideFound | None, without: Sequence[Form]) -> str:
        """One side is missing, or both."""
        if there is None:
            left, right = self.name_of(pair.left), self.name_of(pair.right)
            return (
                self._context(without)
                or f"Neither {left} nor {right} is named as such, or by a name that stands for it."
            )
        missing = pair.right if there.pillar.id == pair.left else pair.left
        waiting = [form for form in without if missing in (form.owner, self._entities[form.owner].side)]
        name = self.name_of(missing)
        return self._context(waiting) or f"{name} is missing: neither its name nor one that stands for it is there."

    def both_lacking(self, left: SideFound, right: SideFound, points: int, outweighing: Sequence[str]) -> str:
        """Both sides are there, and yet it is not enough."""
        if outweighing:
            return self._outweighed(outweighing)
        if left.carried and right.carried:
            return "No subject of the watch is recognised; a watched company, a product or one more term would do."
        passing = [side for side in (left, right) if not side.carried]
        names, verb = " and ".join(side.pillar.name for side in passing), "is" if len(passing) == 1 else "are"
        listed = all(side.is_listed for side in passing)
        how = "in a list; once by itself" if listed else "in passing; once"
        where = f"{names} {verb} named only {how} in the title or the lead would do"
        return f"{where}." if points else f"{where}, with a subject of the watch."

    def _outweighed(self, words: Sequence[str]) -> str:
        said = _listed([f"“{word}”" for word in words])
        return f"Words of another page ({said}) outweigh the watch's subjects."

    def centre_lacking(self, outweighing: Sequence[str]) -> str:
        """A watch without pairs: nothing of the core is prominent."""
        if outweighing:
            return self._outweighed(outweighing)
        return "No core name of the watch is there; one, or a second name of the watch, would let it in."

    def off_centre(self, centre: Iterable[Entity]) -> str:
        """What the watch is about is not there, or only in passing."""
        names = self.names(centre)
        return f"The watch is about {names}, to be named in the title, in the lead or more than once."

    def context_lacking(self, without: Sequence[Form]) -> str:
        """Nothing counted; "" when nothing was near to it either."""
        return self._context(without)

    def _context(self, without: Sequence[Form]) -> str:
        if not without:
            return ""
        form = without[0]
        name = self.name_of(form.owner)
        return f"“{form.text}” counts as {name} only beside one of: {', '.join(dict.fromkeys(form.context))}."


def _listed(names: Sequence[str]) -> str:
    shown = list(dict.fromkeys(names))[:_MOST_NAMES]
    return ", ".join(shown[:-1]) + " and " + shown[-1] if len(shown) > 1 else "".join(shown)
