"""The labelled leads of ``tests/corpus/leads``: articles with the tier they deserve and the names that stand in them.

A line of a file is a JSON object: id, language, country (of the outlet), title, summary, body, tier, kind (``positive``
or what makes it hard), why. Names are marked where they stand: ``⟦entity-id|surface⟧``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.model.article import Article, DateOrigin
from pipeline.model.hit import Judgement, TextField, Tier

CORPUS = Path(__file__).parent.parent / "tests" / "corpus" / "leads"
LANGUAGES = ("en", "es", "ko")
_MARK = re.compile(r"⟦([^|⟧]+)\|([^⟧]+)⟧")
_DAY = datetime(2026, 1, 1, tzinfo=UTC)

Place = tuple[str, TextField, int, int]  # entity, field, start, end


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An article, what it should be, and every place where an entity of the watch is named."""

    id: str
    article: Article
    tier: Tier
    kind: str
    why: str
    places: frozenset[Place]


def read_leads(languages: Iterable[str] = LANGUAGES, folder: Path = CORPUS) -> tuple[Lead, ...]:
    """The leads of these languages. Raises ``ValueError`` for a line that is none."""
    return tuple(
        _lead(json.loads(line), number)
        for language in languages
        for number, line in enumerate((folder / f"{language}.jsonl").read_text(encoding="utf-8").splitlines(), 1)
    )


def _lead(said: dict[str, str], number: int) -> Lead:
    fields = {field: _unmarked(said[field.value]) for field in TextField}
    places = ((entity, field, start, end) for field, (_, spans) in fields.items() for entity, start, end in spans)
    return Lead(
        id=said["id"],
        article=Article(
            id=number, url=f"https://news.example/{said['id']}", outlet="News", source_id="news",
            language=said["language"], published_at=_DAY, date_origin=DateOrigin.FEED, first_seen_at=_DAY,
            country=said["country"], title=fields[TextField.TITLE][0], summary=fields[TextField.SUMMARY][0],
            body=fields[TextField.BODY][0],
        ),
        tier=Tier(said["tier"]),
        kind=said["kind"],
        why=said["why"],
        places=frozenset(places),
    )  # fmt: skip


def _unmarked(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text without its marks, and where what was marked stands in it."""
    plain, spans, done = "", [], 0
    for mark in _MARK.finditer(text):
        plain += text[done : mark.start()]
        spans.append((mark[1], len(plain), len(plain) + len(mark[2])))
        plain += mark[2]
        done = mark.end()
    return plain + text[done:], spans


@dataclass(frozen=True, slots=True)
class Share:
    """How many were right, of those said and of those wanted."""

    right: int
    said: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.said + self.wanted) if self.said + self.wanted else 1.0


Judged = Sequence[tuple[Lead, Judgement]]


def direct_share(judged: Judged) -> Share:
    """Of the direct tier: what was said beside what was wanted."""
    wanted = {lead.id for lead, _ in judged if lead.tier is Tier.DIRECT}
    said = {lead.id for lead, judgement in judged if judgement.tier is Tier.DIRECT}
    return Share(len(wanted & said), len(said), len(wanted))


def mention_share(judged: Judged) -> Share:
    """Of the named entities: right is the same entity on overlapping characters, each place counted once.

    Overlapping, since where a name ends is a matter of taste: K2 or K2 tank, 이재명 or 이재명 대통령.
    """
    right = said = wanted = 0
    for lead, judgement in judged:
        found = set(places_of(judgement))
        right += sum(any(_overlap(place, other) for other in found) for place in lead.places)
        said += len(found)
        wanted += len(lead.places)
    return Share(min(right, said), said, wanted)


def _overlap(one: Place, other: Place) -> bool:
    return one[:2] == other[:2] and one[2] < other[3] and other[2] < one[3]


def places_of(judgement: Judgement) -> Iterator[Place]:
    for mention in judgement.mentions:
        yield mention.entity_id, mention.field, mention.start, mention.end


def average_precision(ranked: Iterable[tuple[float, str, bool]]) -> float:
    """The mean, over all that is wanted, of the precision down to its rank. Takes (score, id, whether wanted).

    Equal scores stand by id, so that luck has no part in it.
    """
    ordered = sorted(ranked, key=lambda each: (-each[0], each[1]))
    ranks = [rank for rank, (_, _, wanted) in enumerate(ordered, 1) if wanted]
    return sum(found / rank for found, rank in enumerate(ranks, 1)) / len(ranks) if ranks else 1.0


def ranking(judged: Judged) -> list[tuple[float, str, bool]]:
    """The judgements by their score, for ``average_precision``: wanted is what is direct."""
    return [(judgement.score, lead.id, lead.tier is Tier.DIRECT) for lead, judgement in judged]
