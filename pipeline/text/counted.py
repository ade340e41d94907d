"""What a number counts: ``K2 tank`` of "54 K2 tanks", ``K2 전차`` of "K2 전차 54대"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.text.numerals import BLANK

_MOST_WORDS = 7  # from the number to the noun


@dataclass(frozen=True, slots=True)
class Counted:
    """The whole expression is ``[start, end)``, the number included; ``thing`` is in the singular."""

    start: int
    end: int
    thing: str


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(rf"(?:{BLANK}|-)?(?P<word>[^\W_][\w'’]{{0,30}}(?:[-–/][^\W_][\w'’]{{0,30}}){{0,3}})")
# A noun phrase ends before these. Determiners and prepositions first, then verbs that follow nouns in the plural.
_ENDS = {
    "en": _words(
        "a an the this that these those and or but nor as at by for from in into of on onto over per than to under "
        "with within is are was were be been being has have had will would can could may might should must do does "
        "did who which whose where when while its his her their our it he she they we you there since until after "
        "before during against between ago later earlier now more less each every times plus minus about said says"
    ),
    "es": _words(
        "a al ante con contra de del desde durante en entre hacia hasta para por según sin sobre tras y o u ni que "
        "quien quienes cuyo como cuando donde mientras el la los las un una unos unas es son fue fueron era eran ha "
        "han había será serán se su sus más menos veces cada lo le les"
    ),
}
_PLURALS = _words(
    "people men women children police personnel aircraft troops staff feet teeth sheep fish species series media "
    "data crew livestock cattle criteria helicopters"
)
_NO_PLURALS = _words(
    "this is was has his its us as yes bus gas plus less across previous various serious famous business access "
    "process progress congress success press virus status focus times does goes says always perhaps thus years' "
    "tres dos seis mas más además menos tras antes después entonces país mes crisis análisis lunes martes miércoles "
    "jueves viernes"
)
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth"}
# "Line 3", "Article 12": the number is a name, whatever follows.
_LABELS = re.compile(
    r"(?:^|[^\w])(?:lines?|articles?|sections?|chapters?|phases?|stages?|routes?|no|nos|nr|number|page|pages|terminal|"
    r"unit|block|lot|law|flight|highway|level|tier|version|type|model|grade|class|vol|volume|room|channel|top|group|"
    r"category|series|episode|season|lane|gate|artículos?|sección|capítulos?|fases?|etapas?|ruta|núm|número|página|unidad|bloque|lote|ley|"
    r"decreto|resolución|carretera|nivel|versión|tipo|modelo|grado|clase|línea|líneas|inciso|tramo|figure|table|"
    r"covid|g|apec)\.?[\s°º#-]{0,2}(?:[0-9]{1,3}(?:,| and| y)? )?$",
    re.IGNORECASE,
)
# Counters of Korean, the longer ones first, with the thing they count where the text names none.
_COUNTERS = {
    "개국": "나라", "개사": "회사", "개소": "곳", "개월": "",
    **{one: one for one in "가지 마리 가구 세대 명 대 척 개 건 곳 기 문 정 량 채 벌 발 표 편 석 동".split()},
}  # fmt: skip
_COUNTER = re.compile(rf"{BLANK}?여?{BLANK}?(?P<counter>{'|'.join(_COUNTERS)})(?!째|당|상|화|금|시|의원|표팀)")
_PEOPLE = re.compile(rf"{BLANK}?여?{BLANK}?(?P<counter>인)(?=[ 가을은의이과,.]|$)")
# The things right before a Korean number, and what ends them: a particle, a mark.
_BEFORE = re.compile(
    rf"(?P<thing>[가-힣A-Za-z0-9·-]{{1,20}}(?:{BLANK}[가-힣A-Za-z0-9·-]{{1,20}})?){BLANK}?(?:약|총|모두|최대|최소)?{BLANK}?$"
)
_PARTICLE = re.compile(
    "(?:은|는|이|가|을|를|에|에서|에게|으로|로|와|과|도|만|의|부터|까지|하고|하며|해|한|된|될|할|및|등|총|약|각각|모두|현재|무려|역시|또한|다시|이미|추가|전체|국내|중)$"
)
_SURE_PARTICLE = re.compile("[은는을를]$")  # of two syllables 도로 and 국가 are nouns, 군은 is not
_BEHIND = re.compile(rf"의{BLANK}(?P<thing>[가-힣A-Za-z0-9-]{{2,20}})")
_TRAILING = re.compile("(?:을|를|은|는|이|가|와|과|의|에|에서|으로|로|도)$")


def counted_behind(text: str, start: int, end: int, language: str) -> Counted | None:
    """What the number at ``[start, end)`` counts, or None when it counts nothing that is named beside it."""
    if _LABELS.search(text[max(0, start - 24) : start]):
        return None
    if language == "ko":
        return _korean(text, start, end)
    return _spanish(text, start, end) if language == "es" else _english(text, start, end)


def _english(text: str, start: int, end: int) -> Counted | None:
    """Words up to the first plural noun, and a further one glued to it: "195 ground-based weapons systems"."""
    words: list[str] = []
    place, after = end, 0
    glued = text[end : end + 1] == "-"
    if text[end : end + 1].isalnum() or (glued and not (text[end - 1].isalpha() and text[end + 1 : end + 2].isalpha())):
        return None  # "9to5", "6-2", "3-pointer", "15-inch"; but "23 million-user"
    while len(words) < _MOST_WORDS and (found := _WORD.match(text, place)):
        word = found["word"].removesuffix("'s").removesuffix("’s")
        key = word.lower()
        if key in _ENDS["en"] or len(word) < len(found["word"]) or not re.search(r"[^\W\d_]", word):
            break
        plural = _is_plural(word)
        if after and not plural:
            break
        words.append(word)
        place = found.end("word")
        after = place if plural or (glued and len(words) == 1) else after
        if text[place : place + 1] not in {" ", "\u00a0"}:
            break
    if not after or (len(words) > 1 and all(word[0].isupper() for word in words)):
        return None  # "40 Casey Mears" in a table of racers
    return Counted(start, after, _singular_english(" ".join(words)))


def _is_plural(word: str) -> bool:
    key = word.lower()
    if key in _NO_PLURALS:
        return False
    return key in _PLURALS or (len(key) > 3 and key.endswith("s") and not key.endswith(("ss", "us", "is")))


def _singular_english(phrase: str) -> str:
    """By the regular plurals of English; ``people`` are persons."""
    head, _, last = phrase.rpartition(" ")
    low = last.lower()
    if low in _IRREGULAR:
        last = _IRREGULAR[low]
    elif low in {"calories", "movies", "cookies", "ties", "pies"}:
        last = last[:-1]
    elif low not in _PLURALS and low.endswith("ies") and len(low) > 4:
        last = last[:-3] + "y"
    elif low.endswith(("ches", "shes", "sses", "xes")):
        last = last[:-2]
    elif low not in _PLURALS and low.endswith("s") and not low.endswith("ss"):
        last = last[:-1]
    return f"{head} {last}".strip()


_LINK = re.compile(rf"{BLANK}de(?={BLANK})")
_SCALED = re.compile("(?:illón|illones|illardos?)$", re.IGNORECASE)  # "dos millones de votos"; but "dos de ellas"


def _spanish(text: str, start: int, end: int) -> Counted | None:
    """The plural noun behind, "de" between after millions, with the designator or adjectives that agree with it."""
    place = end
    if _SCALED.search(text[max(0, start - 1) : end]) and (link := _LINK.match(text, end)):
        place = link.end()
    words: list[str] = []
    after = 0
    while len(words) < 4 and (found := _WORD.match(text, place)):
        word = found["word"]
        key = word.lower()
        agrees = _is_plural(word) or (words and re.search(r"[0-9]", word))
        if key in _ENDS["es"] or not agrees:
            break
        words.append(word)
        place = after = found.end("word")
        if text[place : place + 1] not in {" ", "\u00a0"}:
            break
    return Counted(start, after, " ".join(map(_singular_spanish, words))) if words else None


def _singular_spanish(word: str) -> str:
    """By the regular plurals of Spanish."""
    low = word.lower()
    if re.search(r"[0-9]", word) or not low.endswith("s") or low.endswith("is"):
        return word
    if low.endswith("iones"):
        return word[:-4] + "ón"
    if low.endswith("ces"):
        return word[:-3] + "z"
    if re.search("(?:[lrndjy]|[íaeiou]s)es$", low) and not low.endswith(
        ("bases", "clases", "fases", "grandes", "verdes")
    ):
        return word[:-2]
    return word[:-1]


def _korean(text: str, start: int, end: int) -> Counted | None:
    counter = _COUNTER.match(text, end) or _PEOPLE.match(text, end)
    if counter is None or not (own := _COUNTERS.get(counter["counter"], "명")):
        return None
    behind = _BEHIND.match(text, counter.end())
    if behind and (thing := _TRAILING.sub("", behind["thing"])):
        return Counted(start, behind.start("thing") + len(thing), thing)
    before = _BEFORE.search(text[max(0, start - 45) : start])
    thing = _without_particles(before["thing"]) if before else ""
    first = start - (len(before.group()) - before.group().rfind(thing)) if before and thing else start
    return Counted(first, counter.end(), thing or own)


def _without_particles(thing: str) -> str:
    """The last words that carry no particle: "함정 4척을 위한 K2 전차" -> "K2 전차"; "" when the last one does."""
    first, _, last = thing.rpartition(" ")
    ends = _PARTICLE.search(last) if len(last) > 2 else _SURE_PARTICLE.search(last) or _PARTICLE.fullmatch(last)
    if ends or last.isdigit():
        return ""
    return thing if first and len(first) > 1 and not _PARTICLE.search(first) else last
