"""What the watch says of an article, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.model.article import Article
from pipeline.model.times import check_times


class Tier(StrEnum):
    """How near an article is to the watch."""

    DIRECT = "direct"  # the context rule is met: both sides and a subject of the watch
    RELATED = "related"  # one side only, with a distinctive entity or a strong topic
    MENTION = "mention"  # something watched is named, too little to show: the near miss
    NONE = "none"

    @property
    def height(self) -> int:
        """Its place in the order of tiers: 0 for none, 3 for direct."""
        return _UPWARDS.index(self)


_UPWARDS = (Tier.NONE, Tier.MENTION, Tier.RELATED, Tier.DIRECT)


class TextField(StrEnum):
    TITLE = "title"
    SUMMARY = "summary"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A watched entity, where it stands: ``surface`` is exactly ``article.<field>[start:end]``."""

    entity_id: str
    alias: str  # the profile's form that fired
    surface: str
    field: TextField
    start: int
    end: int
    reason: str = ""  # why it counts as this entity, where the form alone does not say so


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFound:
    topic_id: str
    terms: tuple[str, ...]  # distinct surface forms found, in order of appearance


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePart:
    """One addend of the score. The parts of a judgement sum up to its score, up to rounding."""

    name: str
    points: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """An article against a profile. A hit is a judgement of tier direct or related."""

    article_id: int
    text_version: int
    profile_version: str
    tier: Tier
    score: float  # 0..1
    parts: tuple[ScorePart, ...] = ()
    mentions: tuple[Mention, ...] = ()
    topics: tuple[TopicFound, ...] = ()  # strongest first
    rule: str = ""  # for a hit: the rule that let it in, in words
    lacking: str = ""  # for a near miss: what would have let it in

    @property
    def is_hit(self) -> bool:
        return self.tier in {Tier.DIRECT, Tier.RELATED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person says of an article: whether it belongs in the digest of a watch. One for each article and watch."""

    article_id: int
    good: bool
    why: str = ""
    text_version: int  # of the text that was judged ...
    profile_version: str  # ... and of the profile that judged it, "" when none had
    tier: Tier
    score: float
    at: datetime

    def __post_init__(self) -> None:
        check_times(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article with what the watch says of it."""

    article: Article
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One text, however many outlets printed it. ``lead`` is the copy to show, the others are ordered by time."""

    lead: Found
    copies: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """An article that was shown in an earlier digest and has been edited by its outlet since."""

    article: Article  # as it is now
    title_before: str
    summary_before: str
    body_before: str
    changed_at: datetime

    def __post_init__(self) -> None:
        check_times(self)
