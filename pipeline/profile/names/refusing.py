"""What is written with a capital and still is nobody's name."""

from __future__ import annotations

import re
from functools import cache

from pipeline.profile import lexicon
from pipeline.profile.aliases.glossary import bodies
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.names.chunks import Chunk
from pipeline.profile.names.elsewhere import small_words
from pipeline.profile.names.shapes import NO_DESIGNATOR, text_of
from pipeline.profile.places import demonym_of, place_of
from pipeline.profile.tokens import Token

_NEVER_ALONE = lexicon.CONCEPT_ACRONYMS | lexicon.ROLE_NOUNS | lexicon.CALENDAR
_LONE_WORDS = lexicon.FUNCTION_WORDS | lexicon.TITLES
_EMPTY_WORDS = lexicon.FUNCTION_WORDS | {"central", "federal"}
_ROLES = lexicon.ROLE_NOUNS | lexicon.TITLES
_SMALL_WORDS = lexicon.FUNCTION_WORDS - {"us", "it", "el", "la"}
_LINKED = re.compile(r"\.[a-z]|[>=]|\.[A-Z]{1,2}\)")  # of a link, a code in a feed, a code of shares: "SCCO.N"
_TAGGED = re.compile(r"[@#<=]$|<\.$|[.:]\S*/$")
_SHOUTED_WORD = 4.3  # zipf
# "D-Conn.": party and state of a member of the Congress of the United States.
_PARTY_LABEL = re.compile(r"[DRI]-[A-Z][A-Za-z]{1,4}")
# Initials left over ("W.M."), and the codes of links: "fCX2Ptc7YN".
_CODE = re.compile(r"(?:[A-Z]\.){1,2}|(?=\w*\d)(?=\w*[a-z])(?=\w*[A-Z])\w{8,}")


def is_no_name(chunk: Chunk, tokens: tuple[Token, ...], title: str) -> bool:
    first = tokens[0]
    if not title and _is_subject(chunk, tokens):
        return True
    if len(tokens) > 1 or "-" in first.text:
        following = chunk.sentence.tokens[chunk.last : chunk.last + 2]
        if len(following) == 2 and following[0].text == "(" and following[1].key in lexicon.CONCEPT_ACRONYMS:
            return True  # "Public-Private Partnership (PPP)" is a common noun
    if _are_inhabitants(tokens):
        return True
    if len(tokens) > 1:
        return _is_all_roles(tokens)
    if first.key in _NEVER_ALONE or len(first.text) < 2:
        return True
    if first.text[-1] == "s" and first.text[:-1].isupper() and first.key[:-1] in lexicon.CONCEPT_ACRONYMS:
        return True  # "SUVs"
    if (
        _PARTY_LABEL.fullmatch(first.text)
        or _CODE.fullmatch(first.text)
        or _is_emphasis(chunk, first)
        or NO_DESIGNATOR.fullmatch(first.text)
        or _is_handle(chunk, first)
        or demonym_of(first.text)
    ):
        return True
    return not title and not first.text.isupper() and first.key in _LONE_WORDS


_LEARNED = lexicon.word_set(
    "expert experts specialist specialists professor lecturer degree doctorate master phd experto experta expertos "
    "especialista especialistas profesor profesora catedratico catedratica doctor doctora licenciado licenciada "
    "magister master maestria doctorado abogado abogada"
)
_IN = frozenset({"in", "on", "of", "en", "de", "sobre"})
_SUBJECT_WORD = 3.4  # zipf


def _is_subject(chunk: Chunk, tokens: tuple[Token, ...]) -> bool:
    """``experto en Derecho Marítimo``, ``professor of Public Health``: a field of study, all words of the language."""
    before = chunk.sentence.tokens[max(0, chunk.first - 2) : chunk.first]
    if len(before) < 2 or before[0].key not in _LEARNED or before[1].key not in _IN:
        return False
    language = "es" if chunk.sentence.language == "es" else "en"
    words = [token for token in tokens if token.key not in lexicon.FUNCTION_WORDS]
    plain = not place_of(text_of(tokens)) and not any(token.text.isupper() for token in words)
    return plain and all(zipf_frequency(token.text.lower(), language) >= _SUBJECT_WORD for token in words)


_DIRECTIONS = lexicon.word_set("central northern southern eastern western north south east west many most all young")


def _are_inhabitants(tokens: tuple[Token, ...]) -> bool:
    """``Texans``, ``Northern Californians``: people of a province or a city, by the name of which they are called."""
    word = tokens[-1].text
    if not word.endswith("ns") or any(token.key not in _DIRECTIONS for token in tokens[:-1]):
        return False
    root = word[:-2]
    return any((place := place_of(form)) and place.kind != "country" for form in (root, f"{root}s", root[:-1]))


def _is_emphasis(chunk: Chunk, token: Token) -> bool:
    """``HUNTER`` where the seed has "hunter" too."""
    shouted = len(token.text) > 3 and token.text.isupper()
    return shouted and token.text.lower() in small_words(chunk.sentence.seed.raw)


def _is_all_roles(tokens: tuple[Token, ...]) -> bool:
    """``Central Government``; but "Contraloría General de la República" is the name of one body."""
    if text_of(tokens).casefold() in _known_bodies():
        return False
    content = [token.key for token in tokens if token.key not in _EMPTY_WORDS]
    return all(key in _ROLES for key in content) and not (len(content) > 2 and content[0] in lexicon.STATE_HEADS)


@cache
def _known_bodies() -> frozenset[str]:
    """``World Bank``: bodies whose names are made of such words alone."""
    return frozenset(form.casefold() for forms in bodies() for form, _ in forms) | {"state department"}


def _is_handle(chunk: Chunk, token: Token) -> bool:
    """``@name``, ``#tag``, ``site.com``, ``site.com/x``, and the codes of shares, ``<IXIC>``."""
    text = chunk.sentence.paragraph.text
    before = text[max(0, token.start - 40) : token.start]
    start = before.split()[-1] if before and not before[-1].isspace() else ""
    return bool(_TAGGED.search(start) or _LINKED.match(text, token.end))


def _is_credit(chunk: Chunk, tokens: tuple[Token, ...]) -> bool:
    """``[HARBOUR SAFETY AUTHORITY]``: who took a picture, in capitals between brackets."""
    text = chunk.sentence.paragraph.text
    return text[max(0, tokens[0].start - 1) : tokens[0].start] == "[" and text[tokens[-1].end :][:1] == "]"


def is_shouted(chunk: Chunk, tokens: tuple[Token, ...]) -> bool:
    """``WHO IS THE FRONT-RUNNER``: capitals for emphasis, seen by the words of everyday language among them."""
    if len(tokens) < 2 or not all(token.text.isupper() for token in tokens) or place_of(text_of(tokens)):
        return False
    if tokens[-1].key in lexicon.HEADS and _is_credit(chunk, tokens):
        return False
    small = any(token.key in _SMALL_WORDS for token in tokens)
    return small or any(zipf_frequency(token.key, "en") >= _SHOUTED_WORD for token in tokens if len(token.key) > 3)


def is_currency(chunk: Chunk, tokens: tuple[Token, ...]) -> bool:
    text = chunk.sentence.paragraph.text
    following = text[tokens[-1].end : tokens[-1].end + 2]
    return tokens[-1].key in lexicon.CURRENCY_WORDS and (following[:1] in "$€£" or following[1:2] == "$")
