"""An analyst's work on a profile: what waits for a decision, what an item finds in the archive, each decision written.

Commands for single items and the review at a terminal both work on a ``Desk``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from pipeline.errors import ProfileError, RunError
from pipeline.model.profile import Alias, Entity, Figure, Grade, Profile, Status, Topic
from pipeline.profile import ProfileDiff, accept, compare, describe, load_profile, load_proposals, reject, set_fields
from pipeline.run.ports import ProfileFiles, Store
from pipeline.text.fold import fold

Item = Entity | Topic | Figure
_GRADES = {Grade.CORE: 0, Grade.SECONDARY: 1, Grade.BACKGROUND: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a profile says otherwise than another: as records, and a line each for people."""

    diff: ProfileDiff | None  # None when the other one had faults, so that nobody can tell
    lines: tuple[str, ...]


class Desk:
    """One watch's profile under an analyst's hands: every decision is written at once, and can be undone."""

    def __init__(self, files: ProfileFiles, name: str) -> None:
        self.name = name  # what errors call the file
        self._files = files
        self._read: tuple[str, Profile] | None = None
        self._done: list[tuple[str, str]] = []  # texts before and after each decision

    @property
    def text(self) -> str:
        """The file as it is now. Raises ``ProfileError`` when it is not there or cannot be read."""
        return self._needed(self._files.load()[0])

    @property
    def profile(self) -> Profile:
        """What the file says. Raises ``ProfileError`` with all its faults."""
        return self._parse(self.text)

    @property
    def profile_if_valid(self) -> Profile | None:
        """What the file says, None when it has faults."""
        return self._parse_if_valid(self.text)

    @property
    def proposals(self) -> Profile | None:
        """What was learnt last, None when nothing was, or its file cannot be read."""
        _text, proposals = self._files.load()
        return load_proposals(proposals)

    def accept(self, ids: Sequence[str], alias: str = "") -> Difference:
        """Confirm these items with the aliases proposed for them, or only this alias of each.

        This and what follows returns and raises as ``decide`` does.
        """
        items = {item.id: item for item in all_items(self.profile)}
        return self.decide(lambda text: reduce(lambda so_far, item: _accept(so_far, item, alias, items), ids, text))

    def reject(self, ids: Sequence[str], alias: str = "", reason: str = "") -> Difference:
        """Reject these items, or this alias of each."""
        return self.decide(lambda text: reduce(lambda so_far, item: reject(so_far, item, alias, reason), ids, text))

    def set_fields(self, item: str, fields: Mapping[str, str | None]) -> Difference:
        """Give fields of an item other values; None takes one away."""
        return self.decide(lambda text: set_fields(text, item, fields))

    def decide(self, edit: Callable[[str], str]) -> Difference:
        """Make one edit and write it, the old file or the new one whole; return what it changes.

        When somebody else writes the file at the same time, the edit is made anew in what it says then.
        Raises ``ProfileError``, with nothing written, for an item that is not there or an edit that leaves a fault.
        """
        while True:
            present = self._files.load()
            text = self._needed(present[0])
            before, edited = self._parse_if_valid(text), edit(text)
            after = self._parse(edited)
            if edited == text or self._files.save(edited, None, instead_of=present):
                break
        if edited != text:
            self._done.append((text, edited))
        return tell_apart(before, after) if before else Difference(diff=None, lines=("the file had faults before",))

    def undo(self) -> bool:
        """Take the last decision back; False when there is none, or the file was changed by others since."""
        present = self._files.load()
        if not self._done or self._done[-1][1] != present[0]:
            return False
        is_written = self._files.save(self._done[-1][0], None, instead_of=present)
        if is_written:
            self._done.pop()
        return is_written

    def check(self, text: str) -> None:
        """Raise ``ProfileError`` with all faults that the file would have with this text."""
        self._parse(text)

    def _needed(self, text: str | None) -> str:
        if text is None:
            raise ProfileError(self.name, "not there yet", remedy="Run `seedwatch learn` first")
        return text

    def _parse_if_valid(self, text: str) -> Profile | None:
        try:
            return self._parse(text)
        except ProfileError:
            return None

    def _parse(self, text: str) -> Profile:
        if self._read is None or self._read[0] != text:
            self._read = text, load_profile(text, self.name)
        return self._read[1]


def _accept(text: str, item_id: str, alias: str, items: Mapping[str, Item]) -> str:
    text = accept(text, item_id, alias)
    if alias or not (proposed := proposed_aliases(items[item_id])):
        return text
    aliases = [{"form": each.form, "status": Status.CONFIRMED.value} for each in proposed]
    return set_fields(text, item_id, {"aliases": aliases})


def tell_apart(old: Profile, new: Profile) -> Difference:
    found = compare(old, new)
    return Difference(diff=found, lines=describe(found))


def all_items(profile: Profile) -> tuple[Item, ...]:
    return (*profile.entities, *profile.topics, *profile.figures)


def find_item(profile: Profile, item_id: str) -> Item | None:
    return next((item for item in all_items(profile) if item.id == item_id), None)


def proposed_aliases(item: Item) -> tuple[Alias, ...]:
    aliases = item.aliases if isinstance(item, Entity) else ()
    return tuple(alias for alias in aliases if alias.status is Status.PROPOSED)


def is_proposed(item: Item) -> bool:
    """Whether something of it waits for a person: the item itself, or an alias of one that is in use."""
    return item.status is Status.PROPOSED or (item.status.is_used and bool(proposed_aliases(item)))


def is_doubtful(item: Item) -> bool:
    return isinstance(item, Figure) and bool(item.conflicts or item.doubt)


def to_review(profile: Profile) -> tuple[Item, ...]:
    """What nobody has looked at: first what is proposed, then what the program answers for; the core first in each.

    Of the figures only those that are proposed, contradicted or hard to believe: a number is seldom wrong otherwise.
    """
    waiting = [
        item
        for item in all_items(profile)
        if is_proposed(item) or (item.status is Status.AUTO and (not isinstance(item, Figure) or is_doubtful(item)))
    ]
    return tuple(sorted(waiting, key=_urgency))


def _urgency(item: Item) -> tuple[bool, int, int]:
    grade = _GRADES[Grade.SECONDARY if isinstance(item, Figure) else item.grade]
    return not is_proposed(item), grade, (Entity, Topic, Figure).index(type(item))


def name_spans(quote: str, item: Item) -> tuple[tuple[int, int], ...]:
    """Where the item stands in a quote: places of its forms, whole words, the longest first, no two overlapping."""
    folded = fold(quote)
    spans: list[tuple[int, int]] = []
    for form in sorted({fold(form).text for form in forms_of(item)} - {""}, key=lambda form: (-len(form), form)):
        for start in _places(folded.text, form):
            end = start + len(form)
            if not any(start < other_end and other < end for other, other_end in spans):
                spans.append((start, end))
    return tuple(sorted(folded.span(start, end) for start, end in spans))


def forms_of(item: Item) -> tuple[str, ...]:
    if isinstance(item, Entity):
        return (item.name, *(alias.form for alias in item.aliases))
    return (item.text,) if isinstance(item, Figure) else tuple(term.form for term in item.terms)


def _places(text: str, form: str) -> Iterator[int]:
    start = text.find(form)
    while start >= 0:
        before, behind = text[max(0, start - 1) : start], text[start + len(form) :][:1]
        if not (_joins(before, form[0]) or _joins(form[-1], behind)):
            yield start
        start = text.find(form, start + 1)


def _joins(left: str, right: str) -> bool:
    """Whether two characters belong to one word of letters; Hangul takes particles, so it always stands free."""
    return left.isalnum() and right.isalnum() and max(left, right) < "가"


def older_profile(desk: Desk, watch: str, version: str, store: Store) -> tuple[str, Profile]:
    """Give an earlier profile and what it is called.

    ``version`` is a stored one or the begin of one; without it the one stored last that says otherwise than the
    present one, else what was learnt last. Raises ``RunError`` when there is no such version, or nothing earlier.
    """
    versions = store.judgements.profile_versions(watch)
    present = desk.profile.version
    fitting = [known for known in versions if (known.startswith(version) if version else known != present)]
    if version and len(fitting) != 1:
        near = ", ".join(versions[:5]) or "none"
        raise RunError(version, "no file, and no version that is stored", remedy=f"Stored last: {near}")
    if fitting and (profile := store.judgements.profile(watch, fitting[0])):
        return f"version {fitting[0]}", profile
    learnt = desk.proposals
    if learnt is None:
        raise RunError(watch, "there is no earlier profile", remedy="Name a file to compare with")
    return "what was learnt last", learnt
