"""Telling menus, headings and empty prefaces from text, line by line."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ENDS = (".", "!", "?", "…", "。", "”", '"', "»")
_HANGUL = re.compile("[가-힣]")
_LATIN = re.compile("[A-Za-zÀ-ÿ]")
# Labels and notices that web pages print around a text, in the three languages. Whole lines, or their beginning when
# they end in "*".
_LABELS = (
    "press releases|press release|news|home|menu|search|share|share this*|print|email|advertisement|sponsored|related*|"
    "read more*|read also*|see also*|also read*|most read|most popular|trending*|subscribe*|sign up*|sign in*|log in*|"
    "follow us*|newsletter*|skip to*|back to top|all rights reserved*|copyright*|©*|terms of*|privacy policy*|cookie*|"
    "click here*|listen to this*|photo:*|image:*|source:*|tags:*|references|external links|comments|leave a reply|"
    "notas de prensa|nota de prensa|inicio|menú|buscar|compartir*|imprimir|publicidad|leer más*|lea también*|"
    "lee también*|lee más*|mira también*|"
    ""
    "te puede interesar*|lo más leído|suscríbete*|suscríbase*|síguenos*|iniciar sesión|regístrate*|ir al contenido*|"
    "noticia relacionada*|noticias relacionadas*|más noticias*|ver más*|también te puede interesar*|comparte*|"
    "compartir|"
    "esta funcionalidad es*|contenido exclusivo*|archivado en*|escrito por*|redacción|suscribete*|aceptar cookies*|"
    "todos los derechos reservados*|derechos reservados*|foto:*|fuente:*|etiquetas:*|referencias|comentarios|"
    "바로가기*|본문 바로가기|주메뉴 바로가기|메뉴*|검색*|검색창 열기|공유*|인쇄|구독*|로그인|회원가입|"
    "무단전재*|무단 전재*|저작권자*|ⓒ*|관련기사*|관련 기사*|많이 본*|보도자료|홈|목록|이전글*|다음글*|댓글*|기사제보*|"
    "글자크기*|글씨크기*|입력*|수정*|사진=*|사진 =*|[사진]*"
)
_EXACT = frozenset(label for label in _LABELS.split("|") if not label.endswith("*"))
_BEGINNINGS = tuple(label[:-1] for label in _LABELS.split("|") if label.endswith("*"))
_NOTICE = re.compile(r"무단\s?전재|재배포 금지|all rights reserved|derechos reservados", re.IGNORECASE)
_LONGEST_LABEL = 80  # characters; "Related" may also begin a sentence
_READER_TALK = re.compile(
    r"\b(?:we|our|ours|us|ourselves|let's|let’s|nosotros|nuestr[oa]s?|exploraremos|analizaremos|veremos|conoceremos)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?<=[.!?…]) ?[\[(][^\[\]()]{1,60}[\])]\s*$")
_CAPITALISED = re.compile(r"(?<![.!?…:] )(?<!^)\b[A-ZÀ-Þ][\w'’\-]*")


def is_chrome(text: str, language: str) -> bool:
    """Whether a line is a menu, a label or a notice; ``language`` is the document's."""
    line = text.strip().casefold()
    if len(line) > _LONGEST_LABEL:
        return False
    if line in _EXACT or _NOTICE.search(line) or not _WORD.search(line):
        return True
    if line.startswith(_BEGINNINGS) and not line.endswith((".", "다.", "!")):
        return True
    return _is_foreign_line(text, language)


def _is_foreign_line(text: str, language: str) -> bool:
    """A line without end mark in another script than the document's: the menu of the site around it."""
    if text.rstrip().endswith(_ENDS):
        return False
    if language == "ko":
        return not _HANGUL.search(text) and not re.search(r"\d", text) and len(text.split()) <= 4
    return bool(_HANGUL.search(text)) and not _LATIN.search(text)


def is_heading(text: str) -> bool:
    """Whether a line is set in title case or in capitals, without an end mark.

    A sentence with the source of a picture behind it ("... in May. [NAVRA]") has its end mark.
    """
    text = _CREDIT.sub("", text)
    words = [word for word in _WORD.findall(text) if len(word) > 3]
    if text.rstrip().endswith((*_ENDS, ",", ";")) or len(text) > 250 or not words:
        return False
    if text.isupper():
        return True
    capitalised = sum(word[0].isupper() for word in words)
    return capitalised >= 0.65 * len(words) and any(word[0].isupper() for word in words)


def is_filler(text: str) -> bool:
    """Whether a paragraph only talks to its reader about one subject: no number, hardly a name, and much "we".

    Such prefaces are written around a page's title to please search engines; their words are about nothing.
    """
    words = text.split()
    if len(words) < 40 or any(char.isdigit() for char in text):
        return False
    names = {name.casefold() for name in _CAPITALISED.findall(text)}
    return len(names) <= 4 and len(_READER_TALK.findall(text)) >= 3
