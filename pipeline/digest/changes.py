"""What an outlet changed in an article that was shown before, in one sentence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.digest.hostile import one_line
from pipeline.digest.shorten import shortened
from pipeline.digest.wording import Wording
from pipeline.model.digest import UpdateLine
from pipeline.model.hit import TextChange
from pipeline.text.fold import fold_key
from pipeline.text.sentences import sentence_spans

_LONGEST_TITLE = 100  # characters
_LONGEST_HINT = 100
_MOST_FIGURES = 3
_DEPTH = 50_000  # characters of an article that are compared
_SIGNS = ".,;:()\"'«»“”"
_WORD = re.compile(r"[^\s]+")
_FIGURE = re.compile(r"\d[\d.,:]*(?<=\d)")
_LETTERS = re.compile(r"[^\W\d_]{1,30}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    value: str
    neighbours: tuple[str, str]  # the words before and behind
    counted: str  # with what it counts: "141 vehicles", "48대를"


def update_line(change: TextChange, wording: Wording) -> UpdateLine | None:
    """Say what changed: the headline, figures, or else what was added. None when a reader would see no difference."""
    article = change.article
    old = f"{change.summary_before}\n{change.body_before}"[:_DEPTH]
    new = f"{article.summary}\n{article.body}"[:_DEPTH]
    parts = [_title_change(change, wording), _figures_change(old, new, wording)]
    said = "; ".join(part for part in parts if part) or _text_change(old, new, wording)
    if not said:
        return None
    return UpdateLine(
        article_id=article.id,
        text_version=article.text_version,
        outlet=shortened(article.outlet, 60),
        url=article.url,
        title=shortened(one_line(article.title), _LONGEST_TITLE),
        change=said,
    )


def _title_change(change: TextChange, wording: Wording) -> str:
    old, new = one_line(change.title_before).strip(), one_line(change.article.title).strip()
    return wording.say("headline_was", old=shortened(old, _LONGEST_TITLE)) if old and old != new else ""


def _figures_change(old: str, new: str, wording: Wording) -> str:
    pairs = changed_figures(old, new)[:_MOST_FIGURES]
    return wording.say("figures", pairs=", ".join(f"{before} → {after}" for before, after in pairs)) if pairs else ""


def changed_figures(old: str, new: str) -> list[tuple[str, str]]:
    """Pair figures that differ between two texts: ("180", "141 vehicles").

    Two figures belong together when the words beside them are the same, or when one alone vanished and one alone
    came. The word behind the new figure tells what it counts.
    """
    before, after = _figures(old), _figures(new)
    gone = Counter(figure.value for figure in before) - Counter(figure.value for figure in after)
    come = Counter(figure.value for figure in after) - Counter(figure.value for figure in before)
    vanished = [figure for figure in before if figure.value in gone]
    arrived = [figure for figure in after if figure.value in come]
    if len(vanished) == len(arrived) == 1:
        return [(vanished[0].value, arrived[0].counted)]
    waiting: defaultdict[tuple[str, str], deque[_Figure]] = defaultdict(deque)
    for figure in vanished:
        waiting[figure.neighbours].append(figure)
    pairs = [
        (waiting[figure.neighbours].popleft().value, figure.counted)
        for figure in arrived
        if waiting.get(figure.neighbours)
    ]
    return list(dict.fromkeys(pairs))


def _figures(text: str) -> list[_Figure]:
    words = _WORD.findall(text)
    found: list[_Figure] = []
    for index, word in enumerate(words):
        figure = _FIGURE.search(word)
        if figure is None:
            continue
        glued = word[figure.end() :].strip(_SIGNS)
        behind = glued or (words[index + 1].strip(_SIGNS) if index + 1 < len(words) else "")
        counted = f"{figure[0]}{'' if glued else ' '}{behind}" if _LETTERS.fullmatch(behind) else figure[0]
        before = words[index - 1] if index else ""
        found.append(_Figure(value=figure[0], neighbours=(before, behind), counted=counted))
    return found


def _text_change(old: str, new: str, wording: Wording) -> str:
    before, after = _sentences(old), _sentences(new)
    known = {fold_key(sentence) for sentence in before}
    added = next((sentence for sentence in after if fold_key(sentence) not in known), "")
    if added:
        return wording.say("revised", hint=shortened(one_line(added), _LONGEST_HINT))
    return wording.say("shortened") if len(set(map(fold_key, after))) < len(known) else ""


def _sentences(text: str) -> Sequence[str]:
    return [text[start:end] for start, end in sentence_spans(text)]
