"""Where a name goes on: over "of", "on" and "and", over commas, legal forms, initials and the small words of surnames.

The grammar is that of press texts in English and Spanish; each rule names the input it is for. A step is a number of
tokens; 0 says that the name ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.profile import lexicon
from pipeline.profile.chinesenames import is_chinese_person
from pipeline.profile.names.runs import (
    LEGAL_FORMS,
    OF,
    ON,
    begins_another,
    ends_in_head,
    has_head,
    is_given_name,
    is_headed_by_of,
    is_name_by_itself,
    is_spanish_pair,
    is_spanish_word,
    joins_after_head,
    run_of,
    shares_head,
)
from pipeline.profile.places import demonym_of, place_of
from pipeline.profile.tokens import Token

_IN = frozenset({"in", "en"})
_THE = frozenset({"the", "la", "las", "los", "el"})
_BY = frozenset({"by", "por"})
_PARTICIPLE = re.compile(r"(?:ed|[ai]d[oa]s?)$")
_AND = frozenset({"and", "y", "e", "&"})
_NO_SURNAME = lexicon.FUNCTION_WORDS | lexicon.HEADS
_FRESH_FIRST = lexicon.JOINING_HEADS | lexicon.GIVEN_NAMES


def step_over(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """How many tokens the name that is ``tokens[first:end]`` goes on, 0 when it ends."""
    before, token = tokens[end - 1], tokens[end]
    if special := _over_initial(tokens, end) or _over_legal_form(tokens, end):
        return special
    if before.owner:
        return _over_owner(tokens, end)
    if token.capital:
        return _over_capital(before, token)
    if token.kind == "number":
        return _over_number(tokens, end)
    joint = _JOINTS.get(token.key)
    return joint(tokens, first, end) if joint else 0


def _over_initial(tokens: tuple[Token, ...], end: int) -> int:
    """``George W. Bush``: the stop behind a single letter."""
    initial = end + 1 < len(tokens) and len(tokens[end - 1].text) == 1 and tokens[end - 1].capital
    stopped = initial and tokens[end].text == "." and tokens[end].tight
    return 2 if stopped and tokens[end + 1].capital and tokens[end + 1].key not in lexicon.FUNCTION_WORDS else 0


_OWNERS_INSIDE = lexicon.word_set("people women men children king queen veteran farmer teacher worker citizen")


def _over_owner(tokens: tuple[Token, ...], end: int) -> int:
    """``People's Liberation Army``, ``Magistrates' Court``: an owner that is part of the name."""
    before = tokens[end - 1]
    if not tokens[end].capital:
        return 0
    office = before.text.endswith("s") or before.key in lexicon.TITLES  # "Prosecutor's Office"
    headed = office and run_of(tokens, end)[-1].key in lexicon.HEADS
    return 1 if headed or before.key in _OWNERS_INSIDE else 0


def _over_capital(before: Token, token: Token) -> int:
    """The next word with a capital; a small word ends it ("Lima The ..."), but not Doctors Without Borders, Liu He."""
    small = token.key in lexicon.FUNCTION_WORDS and not token.text.isupper()
    inside = token.key in {"without", "sin"} or (before.key in lexicon.GIVEN_NAMES and token.key in _ALSO_SURNAMES)
    return 0 if token.tight or (small and not inside and not is_chinese_person(f"{before.text} {token.text}")) else 1


_ALSO_SURNAMES = frozenset("mucho nuevo will may own ma do an so más soon still".split())


def _over_number(tokens: tuple[Token, ...], end: int) -> int:
    """``Line 3``, ``Lines 3 and 4``, ``Boeing 737 Max``, ``737 Max 9``."""
    before = tokens[end - 1]
    if before.key in lexicon.NUMBERED_HEADS:
        return 3 if _is_second_number(tokens, end + 1) else 1
    if is_model(tokens, end) and before.capital and before.key not in lexicon.ROLE_NOUNS:
        return 2
    return 1 if len(tokens[end].text) < 3 and is_model(tokens, end - 2) else 0


_NO_MODEL = (
    lexicon.FUNCTION_WORDS
    | lexicon.CALENDAR
    | lexicon.TITLES
    | lexicon.UNITS
    | lexicon.CONCEPT_ACRONYMS
    | lexicon.HEADS
)


def is_model(tokens: tuple[Token, ...], place: int) -> bool:
    """``737 Max``: three digits and a word with a capital."""
    if place < 0 or place + 1 >= len(tokens) or tokens[place].kind != "number" or not tokens[place].text.isdigit():
        return False
    name = tokens[place + 1]
    named = name.key in _NO_MODEL or place_of(name.text) or demonym_of(name.text)
    return len(tokens[place].text) == 3 and name.capital and not name.tight and not named


def _over_legal_form(tokens: tuple[Token, ...], end: int) -> int:
    """``CO. LTD``, ``Co., Ltd.``, ``S.A. de C.V.``: the rest of what the law makes a company add to its name."""
    step = 0
    if tokens[end - 1].key not in LEGAL_FORMS:
        return 0
    while end + step < len(tokens) and (tokens[end + step].text in {".", ","} or tokens[end + step].key == "de"):
        step += 1
    following = tokens[end + step].key if end + step < len(tokens) else ""
    return step + 1 if following in LEGAL_FORMS and tokens[end + step].capital else 0


_PARTICLES = frozenset("von van der den ter bin ibn al el la de del da dos das du di".split())


def _over_particles(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """``Ursula von der Leyen``, ``Javier Bravo de la Rueda``: small words inside a person's name."""
    if not _has_first_name(tokens[first:end]):
        return 0
    step = 1
    while end + step < len(tokens) and tokens[end + step].key in _PARTICLES and step < 3:
        step += 1
    following = tokens[end + step] if end + step < len(tokens) else None
    if not following or not following.capital or following.key in _NO_SURNAME:
        return 0
    return 0 if place_of(following.text) else step + 1  # "Pedro Sánchez de España"


def _has_first_name(chunk: tuple[Token, ...]) -> bool:
    """``Luiz``, ``President Luiz``; but "Hospital San José" is none."""
    keys = [token.key for token in chunk]
    return any(key in lexicon.GIVEN_NAMES for key in keys) and not any(key in lexicon.HEADS for key in keys)


def _is_second_number(tokens: tuple[Token, ...], place: int) -> bool:
    """``and 4`` of "Lines 3 and 4"."""
    return place + 1 < len(tokens) and tokens[place].key in _AND and tokens[place + 1].kind == "number"


def _over_of(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """``Plan for the Reconstruction``: only after a head, and never over "of the" into another institution."""
    if tokens[end].key in _PARTICLES and (particles := _over_particles(tokens, first, end)):
        return particles
    step = 1
    while end + step < len(tokens) and tokens[end + step].key in _THE and step < 3:
        step += 1
    if end + step >= len(tokens) or not tokens[end + step].capital:
        return 0
    chunk, following = tokens[first:end], tokens[end + step]
    if len(chunk) > 1 and chunk[-1].key in lexicon.COMPANY_HEADS and place_of(following.text):
        return 0  # "Veda Labs of India"
    if following.key in lexicon.FRESH_HEADS and step > 1:
        return 0
    of = tokens[end].key in {"de", "del", "da", "do"}
    person = of and _has_first_name(chunk)
    led = of and first > 0 and tokens[first - 1].key in _SMALL_HEADS_BEFORE
    return step + 1 if person or led or has_head(chunk) else 0


# Written small before a Spanish name: "el consorcio Natividad de Chinchero".
_SMALL_HEADS_BEFORE = lexicon.word_set(
    "consorcio grupo empresa compania constructora minera asociacion fundacion universidad colegio hospital fundo "
    "comunidad proyecto central mina represa movimiento partido club"
)


_SUBJECT_HEADS = lexicon.word_set(
    "committee subcommittee commission council conference convention summit panel authority directorate agreement "
    "treaty pact protocol accord memorandum mou declaration charter act law bill framework group center centre "
    "institute office dialogue forum symposium comision subcomision comite consejo conferencia convencion convenio "
    "cumbre acuerdo tratado protocolo memorando declaracion ley organizacion fondo centro instituto oficina foro "
    "organismo"
)


def _over_on(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """``Framework Convention on Climate Change``; "in the" only when the name has its "on": "MOU on ... in the ..."."""
    chunk, step = tokens[first:end], 1
    while end + step < len(tokens) and tokens[end + step].key in _THE and step < 3:
        step += 1
    following = tokens[end + step] if end + step < len(tokens) else None
    if not following or not following.capital or not any(token.key in _SUBJECT_HEADS for token in chunk):
        return 0
    if following.key in lexicon.CALENDAR or is_given_name(run_of(tokens, end + step)):
        return 0  # "the Commission on Monday"
    if tokens[end].key == "en" and is_headed_by_of(chunk) and is_spanish_word(following):
        return step + 1  # "Organismo Supervisor de la Inversión en Energía"
    if tokens[end].key in _IN and not (step > 1 and any(token.key in ON for token in chunk)):
        return 0
    headed = chunk[-1].key in _SUBJECT_HEADS or any(token.key in OF | ON for token in chunk)
    return step + 1 if headed else 0


def _over_by(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """``Movement of People Affected by Dams``: after a head and a participle with a capital."""
    if end + 1 >= len(tokens) or not tokens[end + 1].capital or not _PARTICIPLE.search(tokens[end - 1].key):
        return 0
    run = " ".join(token.text for token in run_of(tokens, end + 1))
    named = place_of(run) or demonym_of(run) or is_given_name(run_of(tokens, end + 1))
    return 2 if is_headed_by_of(tokens[first:end]) and not named else 0


def _over_and(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """``Economy and Finance`` after "Ministry of", or ``Weapons and Ammunition Factory`` before its head."""
    if region := _over_region(tokens, first, end):
        return region
    if end + 1 >= len(tokens) or not tokens[end + 1].capital:
        return 0
    chunk, right = tokens[first:end], run_of(tokens, end + 1)
    if tokens[end].text == "&":
        return 1 + len(right)  # "Korea Hydro & Nuclear Power": the mark stands inside names only
    if begins_another(right):
        return 0
    if joins_after_head(chunk) or _is_field(tokens, first):
        if len(right) == 1 or not ends_in_head(right):
            return 2
        return 0 if any(map(is_name_by_itself, right[:-1])) else 1 + len(right)
    if tokens[end].key != "and":
        return 2 if is_spanish_pair(chunk, right) else 0  # in Spanish the head stands first
    shared = shares_head(chunk, right) or _is_act(tokens, first, end, right)
    return 1 + len(right) if shared and not _is_between(tokens, first) else 0


def _is_act(tokens: tuple[Token, ...], first: int, end: int, right: tuple[Token, ...]) -> bool:
    """``the TIDES and Science Act``: laws are named after acronyms that were made for them."""
    alone = end - first == 1 and first > 0 and tokens[first - 1].key == "the"
    return alone and len(right) == 2 and right[-1].key in {"act", "bill"}


def _is_between(tokens: tuple[Token, ...], first: int) -> bool:
    return first > 0 and tokens[first - 1].key in {"between", "both"}


def _over_region(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """``Banco de Desarrollo de América Latina y el Caribe``: a region whose name has the "and"."""
    for start in range(max(first, end - 3), end):
        for stop in range(min(end + 4, len(tokens)), end + 1, -1):
            run = tokens[start:stop]
            if run[-1].capital and place_of(" ".join(token.text for token in run)):
                return stop - end
    return 0


_MINISTERS = frozenset({"minister", "ministro", "ministra", "biministro", "biministra"})


def _is_field(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether ``Minister of`` stands before: then "Science and ICT" is one field."""
    return first > 1 and tokens[first - 1].key in OF and tokens[first - 2].key in _MINISTERS


_COMMITTEES = frozenset({"committee", "commission", "council", "ministry", "department", "association", "board"})


def _over_commas(tokens: tuple[Token, ...], first: int, end: int) -> int:
    """``Science, ICT, Broadcasting and Communications Committee``; ``Embassy of Peru, Seoul``."""
    if _is_embassy(tokens[first:end]):
        run = run_of(tokens, end + 1) if end + 1 < len(tokens) and tokens[end + 1].capital else ()
        post = place_of(" ".join(token.text for token in run)) if run else None
        return 1 + len(run) if post and post.kind == "city" else 0
    if joins_after_head(tokens[first:end]):
        return _over_fields(tokens, end)
    return _over_list(tokens, end) if end - first <= 2 else 0


def _over_fields(tokens: tuple[Token, ...], end: int) -> int:
    """``Ministry of Trade, Industry and Energy``: fields of a word or two, the last behind "and"."""
    index = end
    while index + 1 < len(tokens) and tokens[index].text == "," and tokens[index + 1].capital and index < end + 9:
        run = run_of(tokens, index + 1)
        if len(run) > 2 or place_of(" ".join(token.text for token in run)) or run[0].key in lexicon.GIVEN_NAMES:
            return 0
        index += 1 + len(run)
    index += _is_serial_comma(tokens, index)
    last = run_of(tokens, index + 1) if index > end and index + 1 < len(tokens) and tokens[index + 1].capital else ()
    named = not last or tokens[index].key not in _AND or last[0].key in _FRESH_FIRST
    return 0 if named or place_of(" ".join(token.text for token in last)) else index + 1 + len(last) - end


def _is_serial_comma(tokens: tuple[Token, ...], index: int) -> bool:
    """``Energy, Environment, and Water``: the comma before the last "and"."""
    return index + 1 < len(tokens) and tokens[index].text == "," and tokens[index + 1].key in _AND


def _over_list(tokens: tuple[Token, ...], end: int) -> int:
    index, items = end, 1
    while index + 1 < len(tokens) and tokens[index].text == "," and tokens[index + 1].capital and items < 6:
        run = run_of(tokens, index + 1)
        if len(run) > 2 or place_of(" ".join(token.text for token in run)) or run[0].key in lexicon.GIVEN_NAMES:
            return 0
        index, items = index + 1 + len(run), items + 1
    index += _is_serial_comma(tokens, index)
    if items < 2 or index + 1 >= len(tokens) or tokens[index].key not in _AND or not tokens[index + 1].capital:
        return 0
    run = run_of(tokens, index + 1)
    if tokens[index].text == "&":
        return index + 1 + len(run) - end  # "Boeing Defense, Space & Security": the mark stands inside names only
    return index + 1 + len(run) - end if run[-1].key in _COMMITTEES and len(run) > 1 else 0


def _is_embassy(chunk: tuple[Token, ...]) -> bool:
    return chunk[0].key in {"embassy", "consulate", "embajada", "consulado"} and len(chunk) > 2


_JOINTS: dict[str, Callable[[tuple[Token, ...], int, int], int]] = {
    **dict.fromkeys(_PARTICLES, _over_particles),
    **dict.fromkeys(OF, _over_of),
    **dict.fromkeys(ON | _IN, _over_on),
    **dict.fromkeys(_AND, _over_and),
    **dict.fromkeys(_BY, _over_by),
    ",": _over_commas,
}
