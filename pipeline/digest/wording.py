"""Labels, numbers and times as the reader's language and zone write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, get_timezone_location
from babel.numbers import format_decimal

from pipeline.digest.labels import LABELS, LOCALES


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one digest. ``timezone`` is an IANA name; a language without labels of its own reads English."""

    language: str
    timezone: str

    @property
    def tag(self) -> str:
        """The language the labels are really in."""
        return self.language if self.language in LABELS else "en"

    @property
    def zone(self) -> tzinfo:
        return ZoneInfo(self.timezone)

    def say(self, label: str, **values: str) -> str:
        """Return a label with its values filled in."""
        pattern = LABELS[self.tag][label]
        assert isinstance(pattern, str), label
        return pattern.format(**values)

    def count(self, label: str, number: int, **values: str) -> str:
        """Return the form of a label that goes with ``number``, which becomes its ``{n}``."""
        forms = LABELS[self.tag][label]
        assert isinstance(forms, tuple), label
        one, many = forms
        return (one if number == 1 else many).format(n=self.number(number), **values)

    def number(self, number: int) -> str:
        return format_decimal(number, locale=self._locale)

    def date(self, when: datetime) -> str:
        """Saturday 21 November 2026."""
        return format_date(when.astimezone(self.zone).date(), "full", locale=self._locale)

    def short_date(self, when: datetime) -> str:
        """Sat 21 Nov."""
        return format_skeleton("MMMEd", when.astimezone(self.zone), locale=self._locale)

    def clock(self, when: datetime) -> str:
        """07:00."""
        return format_datetime(when.astimezone(self.zone), "HH:mm", locale=self._locale)

    def date_and_clock(self, when: datetime) -> str:
        """Sat 21 Nov, 07:00."""
        return f"{self.short_date(when)}, {self.clock(when)}"

    def date_and_place(self, when: datetime) -> str:
        """Saturday 21 November 2026, 07:00 Lima."""
        return f"{self.date(when)}, {self.clock(when)} {self._place}"

    def moment(self, when: datetime, now: datetime) -> str:
        """Fri 18:05 within the week before ``now``, else Fri 6 Nov 2026."""
        local = when.astimezone(self.zone)
        if timedelta(days=-1) < now - when < timedelta(days=6):
            return format_datetime(local, "EEE HH:mm", locale=self._locale)
        return format_skeleton("yMMMEd", local, locale=self._locale)

    def language_name(self, language: str) -> str:
        """Name a language ("es") in the reader's own; "" for one that is not known."""
        return Locale.parse(self._locale).languages.get(language, "") if language != "und" else ""

    @property
    def _locale(self) -> str:
        return LOCALES[self.tag]

    @property
    def _place(self) -> str:
        if "/" not in self.timezone or self.timezone.startswith("Etc/"):
            return self.timezone.removeprefix("Etc/")
        city = get_timezone_location(self.timezone, locale=self._locale, return_city=True)
        return city.rpartition("/")[2]  # Babel has no name for America/Argentina/Buenos_Aires and gives the path
