"""Material of a window -> the one record that every coat is cut from."""

from __future__ import annotations

from datetime import datetime

from pipeline.digest.changes import update_line
from pipeline.digest.hostile import cleaned, one_line
from pipeline.digest.material import DigestMaterial
from pipeline.digest.places import OTHER, RELATED, Placed, place_stories
from pipeline.digest.quote import quote_pieces, title_pieces
from pipeline.digest.shorten import shortened
from pipeline.digest.why import why_line
from pipeline.digest.wording import Wording
from pipeline.model.article import DateOrigin
from pipeline.model.digest import (
    Checked,
    CopyLine,
    Digest,
    DigestItem,
    DigestSection,
    Piece,
    UpdateLine,
)
from pipeline.model.hit import Found, Story

_LONGEST_TITLE = 160  # characters; longer ones are the work of a broken page
_LONGEST_OUTLET = 60
_MOST_UPDATES = 8


def build_digest(material: DigestMaterial) -> Digest:
    """Choose, order and word what the reader is told. The same material gives the same digest."""
    wording = Wording(material.language, material.timezone)
    old = [story for story in material.stories if _too_old(story, material)]
    fresh = [story for story in material.stories if not _too_old(story, material)]
    placed, more = place_stories(fresh, material.profile, material.max_items, material.max_lines)
    updates, notices = _updates(material, wording)
    return cleaned(
        Digest(
            watch=material.watch,
            title=material.title,
            slot=material.slot,
            language=material.language,
            timezone=material.timezone,
            window_start=material.window_start,
            window_end=material.window_end,
            sections=tuple(_section(one, material, wording) for one in placed),
            more=more,
            updates=updates,
            checked=_checked(material, too_old=sum(len(_hits(story)) for story in old)),
            notices=(*material.notices, *notices),
        )
    )


def _hits(story: Story) -> tuple[Found, ...]:
    return (story.lead, *story.copies)


def _too_old(story: Story, material: DigestMaterial) -> bool:
    """Tell whether every printing is old. A date that nobody gave is the time we saw it, and no reason."""
    limit = (material.window_start or material.window_end) - material.max_age
    return all(_published_before(found, limit) for found in _hits(story))


def _published_before(found: Found, limit: datetime) -> bool:
    return found.article.date_origin is not DateOrigin.SEEN and found.article.published_at < limit


def _checked(material: DigestMaterial, too_old: int) -> Checked:
    return Checked(
        sources=material.sources,
        reached=material.reached,
        articles=material.articles,
        near_misses=material.near_misses,
        troubles=material.troubles,
        too_old=too_old,
        copies_of_shown=material.copies_of_shown,
    )


def _updates(material: DigestMaterial, wording: Wording) -> tuple[tuple[UpdateLine, ...], tuple[str, ...]]:
    changes = sorted(material.changes, key=lambda change: (change.changed_at, change.article.id), reverse=True)
    lines = [line for change in changes if (line := update_line(change, wording))]
    beyond = len(lines) - _MOST_UPDATES
    notices = (wording.count("more_corrections", beyond),) if beyond > 0 else ()
    return tuple(lines[:_MOST_UPDATES]), notices


def _section(placed: Placed, material: DigestMaterial, wording: Wording) -> DigestSection:
    titles = {topic.id: topic.name for topic in material.profile.topics}
    titles |= {RELATED: wording.say("related" if material.profile.pairs else "near"), OTHER: wording.say("other")}
    return DigestSection(
        id=placed.section,
        title=titles[placed.section],
        items=tuple(_item(story, material, wording) for story in placed.items),
        lines=tuple(_item(story, material, wording) for story in placed.lines),
    )


def _item(story: Story, material: DigestMaterial, wording: Wording) -> DigestItem:
    article, judgement = story.lead.article, story.lead.judgement
    return DigestItem(
        article_id=article.id,
        text_version=article.text_version,
        title=title_pieces(story.lead, _LONGEST_TITLE) or (Piece(text=wording.say("untitled")),),
        url=article.url,
        outlet=_outlet(article.outlet),
        language=article.language,
        published_at=article.published_at,
        date_origin=article.date_origin,
        quote=quote_pieces(story.lead),
        why=why_line(story.lead, material.profile, wording),
        tier=judgement.tier,
        score=judgement.score,
        copies=tuple(_copy(found) for found in story.copies),
    )


def _copy(found: Found) -> CopyLine:
    article = found.article
    return CopyLine(article_id=article.id, outlet=_outlet(article.outlet), url=article.url)


def _outlet(name: str) -> str:
    return shortened(one_line(name), _LONGEST_OUTLET)
