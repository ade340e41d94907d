"""The demo's news world as records: outlets, their articles, and the right answer for each.

``config/demo/world.yaml`` names the days and the outlets; ``config/demo/articles/<outlet id>.yaml`` holds what each
outlet publishes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, ConfigDict, TypeAdapter, ValidationError, with_config
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from pipeline.errors import SettingsError
from pipeline.model.times import check_times, to_utc


class Dialect(StrEnum):
    RSS20 = "rss20"
    ATOM10 = "atom10"
    RDF10 = "rdf10"
    JSON11 = "json11"


class PageStyle(StrEnum):
    """How much an outlet's pages say of themselves to machines."""

    RICH = "rich"  # JSON-LD and OpenGraph
    SOCIAL = "social"  # OpenGraph
    PLAIN = "plain"  # neither


class Trouble(StrEnum):
    BROKEN = "broken"  # an HTML page stands where the feed should be
    SLOW = "slow"  # the feed comes later than anybody waits
    GONE = "gone"  # 410 for everything


class Answer(StrEnum):
    """What a reader who knows the subject says of an article."""

    DIRECT = "direct"  # Peru and South Korea together, on the watch's subjects
    RELATED = "related"  # one side only, but about something the watch knows
    NONE = "none"


class Kind(StrEnum):
    """Why an article is in the world."""

    HIT = "hit"
    AGENCY_COPY = "agency-copy"
    HARD_NEGATIVE = "hard-negative"  # the right words, the wrong subject
    BACKGROUND = "background"  # plain news
    UPDATED = "updated"
    UNDATED = "undated"  # neither feed nor page says when


def _paragraphs(text: object) -> object:
    """Split written text at its blank lines; leave anything else to the type check."""
    if not isinstance(text, str):
        return text
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


_T = TypeVar("_T")
_UtcTime = Annotated[datetime, AfterValidator(to_utc)]
_Body = Annotated[tuple[str, ...], BeforeValidator(_paragraphs)]
_strict = with_config(ConfigDict(extra="forbid"))


@_strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One outlet: a site of its own with one feed, or two."""

    id: str
    name: str
    language: str  # ISO 639-1
    country: str  # ISO 3166
    dialect: Dialect
    encoding: str  # of feed and pages, as declared
    path: str  # of an article, with {slug} and perhaps {date}
    page: PageStyle
    full_text: bool = False  # the feed carries whole articles
    second_feed: str = ""  # name of a second feed, "" for none
    trouble: Trouble | None = None
    trouble_days: tuple[int, ...] = ()

    def trouble_on(self, day: int) -> Trouble | None:
        return self.trouble if day in self.trouble_days else None


@_strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What an article says after its outlet changed it."""

    at: _UtcTime
    title: str
    summary: str
    body: _Body


@_strict
@dataclass(frozen=True, slots=True, kw_only=True)
class DemoArticle:
    """An article and its right answer. A copy takes the first ``keep`` paragraphs of its original, after ``lead``."""

    id: str  # unique in the world, and the slug of its address
    outlet: str
    published: _UtcTime
    answer: Answer
    kind: Kind
    why: str
    title: str
    summary: str
    body: _Body = ()  # paragraphs
    authors: tuple[str, ...] = ()
    also_in_second_feed: bool = False
    copy_of: str = ""
    keep: int = 0
    lead: str = ""
    update: Update | None = None
    updated: _UtcTime | None = None  # set by as_of

    def __post_init__(self) -> None:
        check_times(self)

    @property
    def dated(self) -> bool:
        return self.kind is not Kind.UNDATED

    def as_of(self, moment: datetime) -> DemoArticle:
        """The article as its outlet shows it at that moment: after the update, if there was one by then."""
        update = self.update
        if update is None or update.at > moment:
            return self
        return replace(self, title=update.title, summary=update.summary, body=update.body, updated=update.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    name: str
    days: tuple[datetime, ...]  # when each day's digest is made, UTC; what is published later is of the next day
    outlets: tuple[Outlet, ...]
    articles: tuple[DemoArticle, ...]

    def digest_at(self, day: int) -> datetime:
        """The moment of the day's digest, UTC; ``day`` counts from 1."""
        if not 1 <= day <= len(self.days):
            raise ValueError(f"the world has {len(self.days)} days, not a day {day}")
        return self.days[day - 1]

    def shown(self, outlet: Outlet, day: int) -> tuple[DemoArticle, ...]:
        """What the outlet has published up to the day's digest, as it reads then, newest first."""
        moment = self.digest_at(day)
        there = [item.as_of(moment) for item in self.articles if item.outlet == outlet.id and item.published <= moment]
        return tuple(sorted(there, key=lambda item: (item.published, item.id), reverse=True))


@_strict
@dataclass(frozen=True, slots=True, kw_only=True)
class _WorldFile:
    name: str
    days: tuple[_UtcTime, ...]
    outlets: tuple[Outlet, ...]


def load_world(folder: Path) -> World:
    """Read the world in ``folder``.

    Raises ``SettingsError``, which names the file and the first fault found, when a file is missing, is no YAML, has
    an unknown or missing field, or does not fit the rest of the world.
    """
    file = _read(folder / "world.yaml", _WorldFile)
    articles = [item for outlet in file.outlets for item in _read_articles(folder, outlet)]
    _refuse_doubles(folder, (item.id for item in articles))
    _refuse_doubles(folder, (outlet.id for outlet in file.outlets))
    by_id = {item.id: item for item in articles}
    whole = tuple(_with_copied_body(folder, item, by_id) for item in articles)
    return World(name=file.name, days=file.days, outlets=file.outlets, articles=whole)


def _read_articles(folder: Path, outlet: Outlet) -> tuple[DemoArticle, ...]:
    """The outlet's articles; an outlet without a file publishes nothing."""
    path = folder / "articles" / f"{outlet.id}.yaml"
    if not path.exists():
        return ()
    articles = _read(path, tuple[DemoArticle, ...], outlet=outlet.id)
    for item in articles:
        if not item.body and not item.copy_of:
            raise SettingsError(str(path), f"{item.id} has neither body nor copy_of")
    return articles


def _read(path: Path, shape: type[_T], **added: str) -> _T:
    """Read ``path`` as ``shape``; ``added`` fields go into every record of a list."""
    try:
        data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        if added and isinstance(data, list):
            data = [{**added, **item} if isinstance(item, dict) else item for item in data]
        return TypeAdapter(shape).validate_python(data)
    except ValidationError as error:
        raise SettingsError(str(path), _first_fault(error)) from error
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise SettingsError(str(path), " ".join(str(error).split())) from error


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in fault["loc"])
    return f"{place}: {fault['msg']}" if place else str(fault["msg"])


def _refuse_doubles(folder: Path, ids: Iterable[str]) -> None:
    double = next((name for name, count in Counter(ids).items() if count > 1), None)
    if double is not None:
        raise SettingsError(str(folder), f"the id {double} stands twice")


def _with_copied_body(folder: Path, item: DemoArticle, by_id: dict[str, DemoArticle]) -> DemoArticle:
    if not item.copy_of:
        return item
    original = by_id.get(item.copy_of)
    if original is None or original.copy_of or not 1 <= item.keep <= len(original.body):
        raise SettingsError(str(folder), f"{item.id} cannot copy {item.keep} paragraphs of {item.copy_of}")
    lead = (item.lead,) if item.lead else ()
    return replace(item, body=lead + original.body[: item.keep])
