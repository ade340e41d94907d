"""The country that the words beside a name say it is of: "X, a South Korean battery maker", "la minera chilena X".

Only a phrase that names nothing but X tells: a noun for a firm or a body (never a unit, a partner's partner, a
government), small words of the trade between it and the country, and an end behind it. What goes on with another name
("X, the Chilean miner Y said") or belongs to somebody ("X, the Chilean miner's rival") says nothing of X.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.profile import lexicon
from pipeline.profile.lexicon import word_set
from pipeline.profile.names.mentions import Mention
from pipeline.profile.places import Place, demonym_of, place_of
from pipeline.profile.tokens import Sentence

_BEFORE, _BEHIND = 80, 140  # characters looked at


def _any(words: str) -> str:
    return "(?:" + "|".join(sorted(word_set(words), key=lambda word: (-len(word), word))) + ")"


# English -------------------------------------------------------------------------------------------------------------

_FIRM = r"(?:(?:\w+-)?" + _any(
    "company firm miner producer manufacturer operator giant retailer utility carrier airline startup start-up "
    "supplier contractor shipbuilder shipyard builder insurer lender bank group conglomerate corporation refiner "
    "processor brand brewer publisher broadcaster multinational enterprise trader exporter importer developer "
    "heavyweight champion major leader provider shipper chaebol agency institute organisation organization maker "
    "automaker carmaker chipmaker drugmaker steelmaker battery-maker planemaker toymaker glassmaker papermaker"
) + ")"  # fmt: skip
_FIRMS = _any(
    "companies firms miners producers manufacturers operators giants retailers utilities carriers airlines startups "
    "suppliers contractors shipbuilders builders insurers lenders banks groups conglomerates brands makers automakers "
    "carmakers chipmakers drugmakers steelmakers"
)
_TRADE = r"(?:(?:[a-z]+-[a-z]+|[a-z]+est|" + _any(
    "lithium battery batteries cathode anode cell copper mining metal metals mineral minerals steel iron chemical "
    "chemicals materials car auto automobile automotive vehicle truck chip semiconductor electronics defence defense "
    "arms weapons military naval aerospace aircraft space energy power electricity oil gas nuclear solar wind hydrogen "
    "rail railway train tech technology software internet platform telecom telecommunications mobile food drink "
    "beverage drug pharmaceutical biotech cosmetics gaming entertainment construction engineering infrastructure "
    "logistics shipping port financial investment insurance retail e-commerce fishing forestry timber pulp paper "
    "textile fertiliser fertilizer agricultural industrial trading holding parent state national private public family "
    "listed leading leader top major big large small giant global local specialist speciality specialty lift elevator "
    "display water top-tier new old third second no.1 number-one and"
) + r"),? )"  # fmt: skip
_NO_TRADE = (lexicon.FUNCTION_WORDS - {"and"}) | lexicon.COUNTRY_NOUNS | word_set("said told met president minister")
_OPENS = r"(?: ?\([^()\n]{1,30}\))?(?:, (?:which is )?| [–—-] | is | was | \()"
_CLOSES = (
    r"(?=[,.;:)]|$| [–—-] | (?:that|which|whose|with|based|headquartered|in|of|listed|known|speciali[sz]ing|controlled|"
    r"owned|making|producing)\b| and (?!an? |the |its |two |three |four |several |[A-Z]))"
)
_NATION = r"(?P<who>[A-Z][\w.]+(?: [A-Z][\w.]+){0,2})"
_ENGLISH_BEHIND = re.compile(
    rf"{_OPENS}(?P<one>one of )?(?:(?:an?|the|its|another) )?{_TRADE}{{0,3}}"
    rf"{_NATION}(?P<own>['’]s?)? (?P<trade>(?:[a-z][\w\-]*,? ){{0,4}}?)(?(one){_FIRMS}|{_FIRM}){_CLOSES}"
)
_ENGLISH_BEFORE = re.compile(rf"{_NATION}(?P<own>['’]s?)? {_TRADE}{{0,4}}(?:(?P<many>{_FIRMS})|{_FIRM}),? $")
_ENGLISH_SEAT = re.compile(rf"{_NATION}-based {_TRADE}{{0,3}}(?:(?:(?P<many>{_FIRMS})|{_FIRM}) )?$")

# Spanish -------------------------------------------------------------------------------------------------------------

_FIRMA = _any(
    "empresa compañía firma minera petrolera estatal operadora productora constructora fabricante productor grupo "
    "gigante conglomerado consorcio astillero naviera aerolínea automotriz siderúrgica tecnológica multinacional "
    "corporación sociedad proveedor proveedora contratista desarrolladora farmacéutica cementera papelera eléctrica "
    "energética generadora distribuidora aseguradora banco marca startup acerera química refinadora exportadora "
    "exportador agencia instituto institución organización líder"
)
_FIRMAS = _any(
    "empresas compañías firmas mineras petroleras estatales operadoras productoras constructoras fabricantes "
    "productores grupos gigantes conglomerados consorcios astilleros navieras aerolíneas automotrices siderúrgicas "
    "tecnológicas multinacionales proveedores proveedoras bancos marcas"
)
_LIKE = _any(
    "estatal estatales privada privado privadas pública público mayor principal gran líder minera minero química "
    "tecnológica tecnológico automotriz energética energético naval siderúrgica metalúrgica"
)
# "de baterías", "de autos eléctricos", "del litio", "no metálica" is left alone.
_OF_TRADE = r"(?: (?:del?|en) [a-záéíóúñ]+(?: (?:eléctric|ferroviari|naval|militar|pesad|no ferros)[a-z]*)?)"
_GENTILICIO = r"(?P<who>[a-záéíóúñü]{4,})"
_SPANISH_BEHIND = re.compile(
    rf"(?: ?\([^()\n]{{1,30}}\))?(?:, (?:que es )?| [–—-] | es | era | \()"
    rf"(?:(?:el|la|una?|otra?) )?(?:{_LIKE} )?(?:{_FIRMA}(?: {_LIKE})?{_OF_TRADE}{{0,2}} (?:{_LIKE} )?)?{_GENTILICIO}"
    rf"(?: {_LIKE})?{_OF_TRADE}{{0,2}}(?=[,.;:)]|$| [–—-] | (?:que|con|cuy[oa]|dedicad[oa]|especializad[oa])\b)"
)
_SPANISH_BEFORE = re.compile(
    rf"(?:(?P<many>{_FIRMAS})|{_FIRMA})(?: {_LIKE})?{_OF_TRADE}{{0,2}} (?P<who>[a-záéíóúñü]{{4,}})"
    rf"(?: {_LIKE})?{_OF_TRADE}{{0,2}},? $|\b(?:la|el|del|al) (?P<alone>[a-záéíóúñü]{{4,}}) $"
)
_SPANISH_OF = re.compile(r", de (?P<who>[A-ZÁÉÍÓÚ]\w+(?: del? [A-Z]\w+| [A-Z]\w+){0,2})(?=[,.;)]|$)")

# Korean --------------------------------------------------------------------------------------------------------------

_GIUP = (
    r"(?:[가-힣]{0,8}(?:기업|업체|회사|제조사|생산사|개발사|건설사|조선사|항공사|해운사|제작사|광산업체|공기업|그룹|"
    r"광업공사|국영공사))"
)
_SMALL = (
    r"(?:(?:국영|민간|최대|최대의|대표|대표적인|대형|유명|글로벌|세계적인|주요|1위|[가-힣]{1,8}(?:산업|분야)|리튬|"
    r"배터리|이차전지|2차전지|구리|광산|철강|화학|자동차|반도체|방산|에너지|조선|건설|전자|식품|제약|통신) ){0,3}"
)
_KOREAN_BEFORE = re.compile(
    rf"(?<![가-힣])(?P<who>[가-힣]{{2,8}}?)의? {_SMALL}{_GIUP}(?:\([^()]{{1,12}}\))?(?:인|이자)? [‘'“]?$"
    r"|(?<![가-힣])(?P<alone>[가-힣]{2,8})의 [‘'“]?$"
)
_KOREAN_BEHIND = re.compile(
    rf"(?:\([^()]{{1,30}}\))?(?:은|는) (?P<who>[가-힣]{{2,8}}?)의? {_SMALL}{_GIUP}(?:이?다|으?로|이며|이고|인데)"
)
# The sentence goes on with X itself, not with what is done to it: "한국의 X 투자", "한국 기업 X에 투자".
_CASE = re.compile(r"[’'”]?(?:\([^()]{1,30}\))?(?:은|는|이|가|을|를|와|과|도|[,·])(?= |[^가-힣])")
_OWN = re.compile(r"[’'”]?(?:\([^()]{1,30}\))?(?:의 |\.|$)")
_AND = re.compile(r"(?:, | and | y | e |, and | & |·|, ?|와 |과 )")


def said_countries(read: Sequence[tuple[Sentence, list[Mention]]]) -> dict[int, frozenset[str]]:
    """``id(mention)`` -> the ISO codes of the countries that the words beside it give it."""
    said: defaultdict[int, set[str]] = defaultdict(set)
    for sentence, mentions in read:
        for mention, code in _of_sentence(sentence, [one for one in mentions if not one.place]):
            said[id(mention)].add(code)
    return {key: frozenset(codes) for key, codes in said.items()}


def _of_sentence(sentence: Sentence, mentions: list[Mention]) -> Iterator[tuple[Mention, str]]:
    text = sentence.paragraph.text
    for index, mention in enumerate(mentions):
        before = text[max(sentence.start, mention.start - _BEFORE) : mention.start]
        behind = text[mention.end : min(sentence.end, mention.end + _BEHIND)]
        yield from ((mention, code) for code in _told_behind(behind, sentence.language))
        code, many = _told_before(before, behind, sentence.language)
        if code:
            yield mention, code
        for former, other in zip(mentions[index:], mentions[index + 1 :] if many else (), strict=False):
            if not _AND.fullmatch(text[former.end : other.start]):
                break
            yield other, code


def _told_behind(behind: str, language: str) -> Iterator[str]:
    if language == "ko":
        match = _KOREAN_BEHIND.match(behind)
        yield from _names(match["who"] if match else "")
    elif language == "es":
        match, of = _SPANISH_BEHIND.match(behind), _SPANISH_OF.match(behind)
        yield from _adjectives(match["who"] if match else "")
        yield from _names(of["who"] if of else "")
    elif (match := _ENGLISH_BEHIND.match(behind)) and _NO_TRADE.isdisjoint(match["trade"].replace(",", "").split()):
        yield from (_names if match["own"] else _adjectives)(match["who"])


def _told_before(before: str, behind: str, language: str) -> tuple[str, bool]:
    """The country, and whether it goes for the names that follow, too: "Korean battery makers X and Y"."""
    if language == "ko":
        match = _KOREAN_BEFORE.search(before)
        goes_on = match and (_CASE.match(behind) or (match["who"] and _OWN.match(behind)))
        return next(_names((match["who"] or match["alone"]) if match and goes_on else ""), ""), False
    if language == "es":
        match = _SPANISH_BEFORE.search(before)
        return next(_adjectives((match["who"] or match["alone"]) if match else ""), ""), bool(match and match["many"])
    if seat := _ENGLISH_SEAT.search(before):
        return next(_names(seat["who"], kinds=_SEATS), ""), bool(seat["many"])
    match = _ENGLISH_BEFORE.search(before)
    codes = (_names if match["own"] else _adjectives)(match["who"]) if match else iter(())
    return next(codes, ""), bool(match and match["many"])


_COUNTRIES = frozenset({"country"})
_SEATS = frozenset({"country", "province", "city"})


def _names(words: str | None, kinds: frozenset[str] = _COUNTRIES) -> Iterator[str]:
    """The code of the place that the last of these words name; the longest name counts: South Korea, not Korea."""
    return _codes(map(place_of, _endings(words)), kinds)


def _adjectives(words: str | None) -> Iterator[str]:
    return _codes(map(demonym_of, _endings(words)), _COUNTRIES)


def _endings(words: str | None) -> Iterator[str]:
    split = (words or "").split()
    return (" ".join(split[first:]) for first in range(len(split)))


def _codes(places: Iterator[Place | None], kinds: frozenset[str]) -> Iterator[str]:
    return (place.code for place in islice(filter(None, places), 1) if place.code and place.kind in kinds)
