"""The archive's index in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.model.search import Among, Candidate, IndexedText, IndexWord, Lookup
from tests.fakes.stored import Kept, Memory, between


@dataclass
class MemoryArchive:
    memory: Memory
    held: dict[int, IndexedText] = field(default_factory=dict)  # by number

    def behind(self) -> tuple[int, ...]:
        lacking = [kept for kept in self.memory.shownable() if self._number(kept, newest=True) is None]
        lacking.sort(key=lambda kept: (kept.texts[-1].at, kept.article.published_at, kept.article.id))
        return tuple(kept.article.id for kept in lacking)

    def hold(self, texts: Sequence[IndexedText]) -> None:
        for text in texts:
            kept = self.memory.articles.get(text.article_id)
            if kept and text.text_version == len(kept.texts) and text.article_id in self.behind():
                self.held[len(self.held) + 1] = text

    def find(self, lookup: Lookup, among: Among, *, before: int | None, limit: int) -> tuple[Candidate, ...]:
        found = sorted(self._find(lookup, among), key=lambda candidate: -candidate.number)
        return tuple(one for one in found if before is None or one.number < before)[:limit]

    def _find(self, lookup: Lookup, among: Among) -> Iterator[Candidate]:
        for kept in self.memory.shownable():
            number = self._number(kept, newest=False)
            if number and self._is_among(kept, among) and answers(self.held[number], lookup):
                yield Candidate(number, kept.article.id)

    def spread(self, lookups: Sequence[Lookup]) -> tuple[int, tuple[int, ...]]:
        counts = (sum(answers(text, lookup) for text in self.held.values()) for lookup in lookups)
        return len(self.held), tuple(counts)

    def _number(self, kept: Kept, *, newest: bool) -> int | None:
        numbers = (
            number
            for number, text in self.held.items()
            if text.article_id == kept.article.id and (not newest or text.text_version == len(kept.texts))
        )
        return max(numbers, default=None)

    def _is_among(self, kept: Kept, among: Among) -> bool:
        article = kept.article
        return (
            between(kept.texts[-1].at, among.since, among.until)
            and among.language in {"", article.language}
            and among.source_id in {"", article.source_id}
            and (among.hits_of is None or self._is_hit(kept, *among.hits_of))
        )

    def _is_hit(self, kept: Kept, watch: str, version: str) -> bool:
        said = self.memory.judgements.get((watch, kept.article.id, len(kept.texts), version))
        return said is not None and said.is_hit


def answers(text: IndexedText, lookup: Lookup) -> bool:
    def has(word: IndexWord) -> bool:
        return any(one.startswith(word.text) if word.begins else one == word.text for one in text.words)

    wanted = all(any(all(map(has, words)) for words in ways) for ways in lookup.every)
    return bool(lookup.every) and wanted and not any(map(has, lookup.none))
