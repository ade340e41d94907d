"""A digest in all its coats, with the names it goes by."""

from __future__ import annotations

import re
from hashlib import sha256

from pipeline.digest.coat_html import html_coat
from pipeline.digest.coat_json import json_coat
from pipeline.digest.coat_markdown import markdown_coat
from pipeline.digest.coat_text import text_coat
from pipeline.digest.hostile import cleaned
from pipeline.digest.page import lay_out
from pipeline.digest.shorten import shortened
from pipeline.digest.wording import Wording
from pipeline.model.digest import Digest, Parcel

_LONGEST_TITLE = 60  # characters, of the subject line
_LONGEST_HEADLINE = 80
_DAILY = re.compile(r"daily:(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}))?")
_UNSAFE = re.compile(r"[^a-z0-9]+")


def render_digest(digest: Digest) -> Parcel:
    """Cut every coat from ``digest``, whatever its strings hold.

    The message id and the name depend on watch and slot alone, so that a second send is recognisable.
    """
    digest = cleaned(digest)
    page = lay_out(digest)
    subject = _subject(digest)
    return Parcel(
        watch=digest.watch,
        slot=digest.slot,
        name=_name(digest),
        message_id=message_id(digest.watch, digest.slot),
        subject=subject,
        date=digest.window_end,
        language=page.language,
        html=html_coat(page, subject),
        text=text_coat(page),
        markdown=markdown_coat(page),
        json=json_coat(digest),
        repeated=digest.slot.startswith("rerun:"),  # see Slot
    )


def _subject(digest: Digest) -> str:
    """Peru–Korea watch · Sat 21 Nov · 9 new stories · Perú y Hyundai Rotem firman el contrato …"""
    wording = Wording(digest.language, digest.timezone)
    stories = len(digest.items) + digest.more
    news = wording.count("new_stories", stories) if stories else wording.say("nothing_new_subject")
    parts = [shortened(digest.title, _LONGEST_TITLE), wording.short_date(digest.window_end), news]
    headline = "".join(piece.text for item in digest.items[:1] for piece in item.title)
    return " · ".join(part for part in (*parts, shortened(headline, _LONGEST_HEADLINE)) if part)


def _name(digest: Digest) -> str:
    """2026-11-21 for the slot of a day, 2026-11-21-1800 for one of several; for others day, kind and a hash."""
    daily = _DAILY.fullmatch(digest.slot)
    if daily:
        day, hour, minute = daily.groups()
        return f"{day}-{hour}{minute}" if hour else day
    zone = Wording(digest.language, digest.timezone).zone
    kind = _slug(digest.slot.partition(":")[0]) or "slot"
    return f"{digest.window_end.astimezone(zone):%Y-%m-%d-%H%M%S}-{kind}-{_hash(digest.slot)[:8]}"


def message_id(watch: str, slot: str, domain: str = "seedwatch.invalid") -> str:
    """The Message-ID of the digest of a slot (RFC 5322); ``domain`` keeps two installations apart."""
    right = re.sub(r"[^A-Za-z0-9.-]", "", domain).strip(".-") or "seedwatch.invalid"
    return f"<digest.{_slug(watch) or 'watch'}.{_hash(watch, slot)}@{right}>"


def _slug(text: str) -> str:
    return _UNSAFE.sub("-", text.lower()).strip("-")[:40]


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:20]
