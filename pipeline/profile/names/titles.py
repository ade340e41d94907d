"""The office beside a name: "ministra Célia Prado", "Bom Kim, chair of ..."."""

from __future__ import annotations

from pipeline.profile import lexicon
from pipeline.profile.names.chunks import Chunk
from pipeline.profile.names.shapes import type_of
from pipeline.profile.tokens import Token

_NO_SMALL_TITLES = frozenset({"chief", "general", "don", "head", "deputy", "representative", "secretaria", "fiscal"})
_ARTICLES = frozenset({"the", "a", "an", "el", "la", "un", "una"})


def title_before(chunk: Chunk, tokens: tuple[Token, ...]) -> str:
    """``ministra Célia Prado``; ``embajador de Brasil, Paulo Teixeira Lobo``: titles written small."""
    if tokens[0] is not chunk.tokens[0] or any(token.key in lexicon.HEADS for token in tokens[1:]):
        return ""
    before = chunk.sentence.tokens[max(0, chunk.first - 7) : chunk.first]
    if before and before[-1].key in (lexicon.TITLES | lexicon.KIN) - _NO_SMALL_TITLES:
        return before[-1].text
    apposed = bool(before) and before[-1].text == "," and 2 <= len(tokens) <= 4
    clause = [token for token in before[:-1] if token.text != ","] if apposed else []
    titles = [token for token in clause if token.key in lexicon.OFFICES - _NO_SMALL_TITLES and not token.capital]
    linked = titles and clause[clause.index(titles[-1]) + 1 :][:1]
    return f"{titles[-1].text} {linked[0].text}" if linked and linked[0].key in {"of", "de", "del"} else ""


def title_behind(chunk: Chunk, tokens: tuple[Token, ...]) -> str:
    """``Bom Kim, chair of ...``; ``Brett Mathis, Coupang's chief information officer``."""
    if tokens[-1] is not chunk.tokens[-1] or not 2 <= len(tokens) <= 4 or type_of(tokens, "") is not None:
        return ""
    following = chunk.sentence.tokens[chunk.last : chunk.last + 8]
    if len(following) < 3 or following[0].text != "," or tokens[-1].owner:
        return ""
    clause = [token.key for token in following[1:]]
    lead = clause[1:] if clause[0] in _ARTICLES or following[1].owner else clause
    while lead and lead[0] in lexicon.TITLE_MODIFIERS - lexicon.TITLES:
        lead = lead[1:]
    return f"{lead[0]} of" if lead and lead[0] in lexicon.OFFICES - {"king", "general", "executive"} else ""
