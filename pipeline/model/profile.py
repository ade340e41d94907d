"""What a watch knows: entities, aliases, topics and which of them must occur together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST_FORM = 400  # characters of an alias; longer ones are never looked for
ARTICLE = "article:"  # before the number of a stored article, where evidence comes from one and not from a seed


class EntityType(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    COMPANY = "company"
    AGENCY = "agency"
    PLACE = "place"
    PRODUCT = "product"
    PROJECT = "project"
    AGREEMENT = "agreement"
    EVENT = "event"


class Grade(StrEnum):
    """How much an entity or topic weighs."""

    CORE = "core"  # a watch without it is broken
    SECONDARY = "secondary"  # an analyst accepts it at once
    BACKGROUND = "background"  # named in the seeds, never decides


class Status(StrEnum):
    """Who answers for an item: the program (``auto``) or a person."""

    AUTO = "auto"
    CONFIRMED = "confirmed"
    PROPOSED = "proposed"  # waits for a person: not used before it is accepted
    REJECTED = "rejected"  # never used, never proposed again

    @property
    def is_used(self) -> bool:
        """Whether matching heeds it."""
        return self in (Status.AUTO, Status.CONFIRMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One way to write an entity. Matching folds case and accents unless ``case_sensitive``."""

    form: str
    language: str = "und"  # ISO 639-1, "und" for a form used in any language
    # seed, acronym, short, designator, cldr, template, romanisation, hangul, repair, wikidata, archive, analyst
    origin: str = "seed"
    confidence: float = 1.0  # 0..1, how sure the program is that the form names this entity
    status: Status = Status.AUTO
    case_sensitive: bool = False  # FAME the factory, not fame
    require_context: tuple[str, ...] = ()  # one of these words must stand in the same article


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A place in a seed. ``quote`` is the sentence, exactly ``raw[start:end]`` of that seed.

    With ``ARTICLE`` and a number for the seed it is a place in a field of that stored article.
    """

    seed: str
    start: int
    end: int
    quote: str
    rule: str  # how the program found it: chunk, acronym, territory, designator, hangul ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something to watch."""

    id: str  # a stable slug, never used again for another entity
    name: str
    type: EntityType
    grade: Grade
    status: Status = Status.AUTO
    country: str = ""  # ISO 3166-1 alpha-2 of the country it belongs to, "" when unknown
    side: str = ""  # id of the pillar (see Pair) it belongs to: FAME -> peru; "" for none
    stands_alone: bool = False  # distinctive enough to stand for its side: FAME alone counts as Peru
    centre: bool = False  # a watch without pairs is about this: it, or another such, must be named
    aliases: tuple[Alias, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    same_as: tuple[str, ...] = ()  # ids of learnt entities that are this one, by a person's word
    not_same_as: tuple[str, ...] = ()  # ids of entities it must not be merged with
    wikidata: str = ""  # its item there: "Q483"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicTerm:
    form: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A theme of the watch, with the words that show it."""

    id: str
    name: str
    grade: Grade = Grade.SECONDARY
    status: Status = Status.AUTO
    origin: str = "theme"  # theme: shipped with the program; seeds: the seeds' own terms; analyst
    terms: tuple[TopicTerm, ...] = ()
    seeds: tuple[str, ...] = ()  # ids of the seeds that show it
    rejected: tuple[TopicTerm, ...] = ()  # words that a person took out: never used, never proposed again


class FigureKind(StrEnum):
    AMOUNT = "amount"  # of money
    COUNT = "count"  # of things: 54 tanks, 12,000 jobs
    SHARE = "share"  # per cent
    MEASURE = "measure"  # kilometres, tonnes, megawatts
    DATE = "date"


class Hedge(StrEnum):
    """How firmly a figure is said."""

    NONE = ""
    ABOUT = "about"
    OVER = "over"  # at least, more than
    UNDER = "under"  # at most, less than


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number or a date that the seeds state: what a later article may confirm or contradict."""

    id: str  # a stable slug
    kind: FigureKind
    text: str  # as it is written: "US$6 billion", "54 K2 tanks"
    value: float = 0  # in single units, the lower end of a range: 6000000000.0; 0 for a date
    most: float = 0  # the upper end of a range, 0 when it is none
    hedge: Hedge = Hedge.NONE
    unit: str = ""  # ISO 4217 code of money; the thing counted, in the singular; "%"; "km"
    when: str = ""  # of a date: ISO 8601, as exact as it is said: "2026", "2026-05", "2026-05-31"
    subject: str = ""  # id of the entity it is said of, else the words that tell what it is
    status: Status = Status.AUTO
    seed: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""  # the sentence, exactly ``raw[start:end]`` of that seed
    seeds: tuple[str, ...] = ()  # ids of further seeds that state the same
    conflicts: tuple[str, ...] = ()  # ids of figures that say otherwise of the same thing
    doubt: str = ""  # why the magnitude is hard to believe, "" when it is not


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two pillars. An article is on the watch when both sides are present in it."""

    left: str  # entity id
    right: str  # entity id


class ItemKind(StrEnum):
    ENTITY = "entity"
    TOPIC = "topic"
    PHRASE = "phrase"


class RuleEffect(StrEnum):
    """What a rule makes of an article that meets it."""

    DIRECT = "direct"
    RELATED = "related"
    MENTION = "mention"  # keeps it out of the digest, whatever else says


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleItem:
    """Something that a rule asks for."""

    kind: ItemKind
    what: str  # id of an entity or topic, or the phrase as it is written


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that an analyst wrote. It holds for an article with all of ``must``, one of ``any``, none of ``but_not``.

    ``must`` and ``any`` are sought in the ``fields`` and, with a ``window``, so near to each other that one stretch of
    text of that length holds them; ``but_not`` is sought in the same fields, anywhere.
    """

    id: str  # a slug
    makes: RuleEffect = RuleEffect.DIRECT
    must: tuple[RuleItem, ...] = ()
    any: tuple[RuleItem, ...] = ()
    but_not: tuple[RuleItem, ...] = ()  # `not` in the file
    fields: tuple[str, ...] = ()  # of "title", "summary", "body"; none: all of them
    window: int = 0  # characters; 0: anywhere in these fields
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """A weight of the judgement that this watch sets otherwise than the program's table (``model/weights.py``)."""

    name: str  # as in that table; one of a grade with a dot: "term.core"
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedRef:
    id: str
    file: str
    sha256: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All a watch knows. ``version`` is a hash of the content: equal profiles have equal versions."""

    version: str
    seeds: tuple[SeedRef, ...]
    entities: tuple[Entity, ...]
    topics: tuple[Topic, ...]
    pairs: tuple[Pair, ...]
    figures: tuple[Figure, ...] = ()
    rules: tuple[Rule, ...] = ()
    weights: tuple[Weight, ...] = ()
