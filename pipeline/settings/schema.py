"""The keys of the configuration files, with their defaults. A key that is not here is refused.

Secrets have no key: they come from the environment or from a file it names (see ``secrets.py``).
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationInfo,
    field_validator,
    model_validator,
)

from pipeline.model.source import Selectors, Source, SourceKind
from pipeline.settings.kinds import Duration, MailAddress, Pause, Sender, Slug, TimesOfDay, Weekdays, Zone

Language = Literal["en", "es", "ko"]
Engine = Literal["google-news", "bing-news", "gdelt"]
ENGINES: tuple[str, ...] = get_args(Engine)


class Section(BaseModel):
    """A section of a file: unknown keys refused, values fixed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def check_network(value: str) -> str:
    """Accept a network (10.0.0.0/8), an address or a host name."""
    try:
        ipaddress.ip_network(value, strict=False)
    except ValueError:
        if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", value):
            raise ValueError(f"{value!r} is neither a network such as 10.0.0.0/8 nor a host name") from None
    return value


class FetchLimits(Section):
    """How pages are fetched: politely, and never without end."""

    contact: str = ""  # an address or page shown to the sites we read, in the User-Agent
    timeout: Pause = 30  # for one page, redirects included
    connect_timeout: Pause = 10
    read_timeout: Pause = 15  # longest silence while a body arrives
    max_bytes: Annotated[int, Field(ge=10_000, le=200_000_000)] = 10_000_000  # of one page, decompressed
    concurrency: Annotated[int, Field(ge=1, le=500)] = 160  # pages at a time; of one host, per_host
    per_host: Annotated[int, Field(ge=1, le=20)] = 2
    host_delay: Duration = 1  # between two requests to one host
    max_redirects: Annotated[int, Field(ge=0, le=20)] = 8
    allow_private: tuple[Annotated[str, AfterValidator(check_network)], ...] = ()  # intranet addresses that may be read
    robots: bool = True  # heed robots.txt for article and list pages; false only where its owner agreed


class Polling(Section):
    every: Pause = 1800  # at the soonest, for sources without `every` of their own
    slowest: Pause = 3 * 3600  # at the latest, for sources that rarely bring anything
    page_attempts: Annotated[int, Field(ge=1, le=20)] = 4  # before an article's page is given up


class DigestPlan(Section):
    """When a digest is due and how much it shows."""

    at: TimesOfDay | None = None  # local times; default 07:00
    every: Pause | None = None  # instead of `at`: a digest each so many seconds
    days: Weekdays = (0, 1, 2, 3, 4, 5, 6)
    timezone: Zone = "UTC"
    language: Language = "en"  # of the labels; articles keep theirs
    when_empty: Literal["send", "skip"] = "send"
    max_items: Annotated[int, Field(ge=1, le=100)] = 12  # in full
    max_lines: Annotated[int, Field(ge=0, le=500)] = 24  # as one line each
    max_age: Pause = 7 * 86400  # articles published longer before the window are counted, not shown
    catch_up: Pause = 36 * 3600  # a digest missed by more than this is not made up for

    @model_validator(mode="after")
    def one_plan(self) -> Self:
        if self.at and self.every:
            raise ValueError("`at` and `every` exclude each other")
        return self


class FilesPlan(Section):
    folder: str = "digests"  # below the data folder, or absolute
    formats: Annotated[tuple[Literal["html", "text", "markdown", "json"], ...], Field(min_length=1)] = (
        "html",
        "text",
        "markdown",
        "json",
    )


class EmailServer(Section):
    """The server that takes the mail. The password comes from SEEDWATCH_SMTP_PASSWORD or ..._PASSWORD_FILE."""

    host: Annotated[str, Field(min_length=1)]
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    sender: Sender
    timeout: Pause = 30
    ca_file: str = ""

    @field_validator("user")
    @classmethod
    def on_a_closed_line(cls, user: str, info: ValidationInfo) -> str:
        """A user has a password; ``info`` holds the keys above, those that are sound."""
        if user and info.data.get("security") == "none" and not is_this_machine(info.data.get("host", "localhost")):
            raise ValueError("its password is not sent over an open line; set security to starttls or tls")
        return user


def is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class Delivery(Section):
    files: FilesPlan | None = FilesPlan()
    email: EmailServer | None = None


class LearnPlan(Section):
    # The API that `learn --enrich` asks for further names: a mirror of Wikidata may stand here, "" asks nobody.
    wikidata: str = "https://www.wikidata.org/w/api.php"

    @field_validator("wikidata")
    @classmethod
    def is_an_api(cls, url: str) -> str:
        if "?" in url or "#" in url:
            raise ValueError(f"{url!r} must end before its ? or #")
        return check_source_url(url) if url else url


class InstallationFile(Section):
    """config/seedwatch.yaml."""

    data: str = "data"  # database and digests; below the home folder, or absolute
    database: str = ""  # default: SQLite in the data folder
    polling: Polling = Polling()
    fetch: FetchLimits = FetchLimits()
    digest: DigestPlan = DigestPlan()
    deliver: Delivery = Delivery()
    learn: LearnPlan = LearnPlan()


class WatchFile(Section):
    """config/watches/<name>/watch.yaml."""

    title: Annotated[str, Field(min_length=1, max_length=120)]
    seeds: str = ""  # folder of the seed documents, below the home folder, or absolute; default seeds/<name>
    digest: dict[str, Any] = {}  # keys of DigestPlan that differ from the installation's
    to: tuple[MailAddress, ...] = ()  # who gets the mail; hidden from each other


def check_source_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{value!r} is no http or https address")
    return value


class SelectPlan(Section):
    """CSS selectors of a list page; all but `item` are sought within the item."""

    item: Annotated[str, Field(min_length=1)]
    link: str = ""
    title: str = ""
    summary: str = ""
    date: str = ""


class SourceLine(Section):
    """One source of config/sources.yaml. ``evidence`` says where the address is documented; it is not used."""

    id: Slug
    name: Annotated[str, Field(min_length=1, max_length=120)]
    kind: SourceKind = SourceKind.FEED
    url: Annotated[str, AfterValidator(check_source_url)] | None = None
    engine: Engine | None = None  # of a query source, instead of `url`
    path: Annotated[str, Field(min_length=1)] | None = None  # of a folder of saved articles, instead of `url`
    select: SelectPlan | None = None  # where a list page has its articles; guessed without
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] = "und"
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""
    topics: tuple[Slug, ...] = ()
    every: Pause | None = None
    pages: bool = True
    robots: bool = True
    enabled: bool = True
    evidence: str = ""

    @model_validator(mode="after")
    def says_where(self) -> Self:
        needed = {SourceKind.QUERY: "engine", SourceKind.FOLDER: "path"}.get(self.kind, "url")
        for key in ("url", "engine", "path"):
            if (getattr(self, key) is not None) != (key == needed):
                verb = "needs" if key == needed else "has no"
                raise ValueError(f"a source of kind {self.kind.value} {verb} `{key}`")
        if self.select and self.kind is not SourceKind.LIST:
            raise ValueError("`select` belongs to a source of kind list")
        return self

    def record(self, home: Path) -> Source:
        """The source; a folder's path is taken from ``home`` unless it is absolute."""
        folder = str(home / Path(self.path).expanduser()) if self.path else ""
        return Source(
            id=self.id,
            name=self.name,
            url=self.url or folder,
            kind=self.kind,
            language=self.language,
            country=self.country,
            topics=self.topics,
            every_s=self.every,
            pages=self.pages and self.kind is not SourceKind.FOLDER,
            engine=self.engine or "",
            selectors=Selectors(**self.select.model_dump()) if self.select else Selectors(),
            robots=self.robots,
        )


class SourcesFile(Section):
    """config/sources.yaml."""

    sources: Annotated[tuple[SourceLine, ...], BeforeValidator(lambda value: value or ())] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSettings:
    """One watch, with the installation's defaults filled in."""

    name: str
    title: str
    folder: Path  # config/watches/<name>, where profile.yaml is
    seeds: Path
    digest: DigestPlan
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything the configuration says, validated. Paths are absolute."""

    home: Path
    data: Path
    database: str  # SQLAlchemy URL; may hold a password, so it is masked wherever it is shown
    polling: Polling
    fetch: FetchLimits
    learn: LearnPlan
    files: FilesPlan | None
    email: EmailServer | None
    email_password: SecretStr
    sources: tuple[Source, ...]  # the enabled ones
    disabled: tuple[Source, ...]  # the others: never asked, but their ids and addresses are taken
    watches: tuple[WatchSettings, ...]

    @property
    def catalogue(self) -> tuple[Source, ...]:
        """Every line of the catalogue, the disabled ones last."""
        return self.sources + self.disabled
