"""Which figures of a seed are worth keeping: not the page's own dates, not "the two leaders", not telephone numbers."""

from __future__ import annotations

import re

from pipeline.model.profile import FigureKind
from pipeline.model.seed import Paragraph, ParagraphKind
from pipeline.text.figures import FoundFigure
from pipeline.text.fold import fold_key

_SHORT = 120  # characters: a line of this length without an end mark is a headline, a caption or a label
_ENDS = (".", "!", "?", "…", "。", "”", '"', "»", ")", "]", "다", ";")
_FEW = 13
# Few of these are no fact about the world but a turn of speech: "on two occasions", "the three sides".
_TURNS = frozenset(
    "country nation leader side party occasion time way thing part step question phase stage point aspect reason "
    "front level group area category pais nacion lider lado parte vez ocasion paso fase etapa aspecto punto pared "
    "razon nivel area grupo empresa company firm 가지 나라 곳 번 차례 측면 분야 단계".split()
)
_DEFINITE = re.compile(
    r"(?:^|\W)(?:the|these|those|both|all|its|their|our|los|las|estos|estas|esos|esas|sus|ambos|ambas|양|이|그|해당)\s$",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"\W*(?:published|updated|released|posted|modified|publicado|actualizado|fecha|기사입력|최종수정|입력|수정|등록|승인)"
    r"\b.{0,60}[0-9]",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:tel|phone|fax|whatsapp|teléfono|telf|anexo|ext)\b[.:\s]|(?:전화|문의|팩스)\s?[:(]", re.IGNORECASE
)


def is_prose(paragraph: Paragraph) -> bool:
    """Whether figures are taken from a paragraph: from sentences only."""
    if paragraph.kind is not ParagraphKind.BODY:
        return False
    text = paragraph.text.rstrip()
    return len(text) > _SHORT or text.endswith(_ENDS)


def is_stamp(sentence: str) -> bool:
    """Whether a sentence is the page's own date line or the address of a press office."""
    return bool(len(sentence) < _SHORT and (_STAMP.match(sentence) or _CONTACT.search(sentence)))


def is_worthwhile(text: str, figure: FoundFigure, act: str) -> bool:
    """Whether the figure in the sentence ``text`` is a fact; a date must be tied to what happened (``act``)."""
    match figure.kind:
        case FigureKind.DATE:
            return bool(act)
        case FigureKind.SHARE:
            return 0 < figure.value != 100  # "100% recyclable" is praise
        case FigureKind.COUNT:
            return figure.unit == "rank" or not _is_turn_of_speech(text, figure)
        case FigureKind.MEASURE:
            return figure.unit not in {"hour", "minute", "second", "inch"}
        case FigureKind.AMOUNT:
            return figure.value > 0


def _is_turn_of_speech(text: str, figure: FoundFigure) -> bool:
    if figure.value >= _FEW:
        return False
    words = fold_key(figure.unit).split()
    return bool(_TURNS.intersection(words) or _DEFINITE.search(text[max(0, figure.start - 10) : figure.start]))
