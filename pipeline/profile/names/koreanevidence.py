"""Korean names without a telling end, by what stands around them anywhere in the seeds.

One cue is enough for a word that the language does not know (에퀴노르), two for a rare one (쿠팡); a word of everyday
nouns (바다에너지) needs one that no common noun has: what it is said to be, a bracket, a number of a series.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.model.profile import EntityType
from pipeline.profile import lexicon
from pipeline.profile.frequency import korean_frequency
from pipeline.profile.names.koreanorgs import COMMON, home_of_house, is_rare, kind_by_end, kind_of, looks_like_media
from pipeline.profile.names.koreanpairs import name_pairs
from pipeline.profile.names.koreanpeople import BYLINES, OF_AGENCIES, Word, bearer_of, is_person, title_in
from pipeline.profile.names.koreanwords import (
    LONGEST_WORD,
    WORD,
    foreign_share,
    is_everyday,
    is_noun_like,
    is_unheard,
    known_place,
    strip_particles,
)
from pipeline.profile.tokens import Sentence

# "개발사 CIP", "업체인 쿠팡": what the next word is said to be.
_FIRMS = (
    "기업 업체 회사 개발사 운용사 제조사 제작사 자회사 계열사 운영사 사업자 사업주 조선사 건설사 항공사 해운사 선사 "
    "스타트업 법인 제약사 유통사 통신사 협력사 투자사 컨설팅사 플랫폼 투자은행"
).split()
_BODIES = "단체 기관 협의체 싱크탱크 협회".split()
_IS = r"(?:\([^()]{1,12}\))?(?:인)? $"
_SAID_TO_BE: Mapping[EntityType, re.Pattern[str]] = {
    EntityType.COMPANY: re.compile(f"(?:{'|'.join(_FIRMS)}){_IS}"),
    EntityType.ORGANISATION: re.compile(f"(?:{'|'.join(_BODIES)}){_IS}"),
    EntityType.PRODUCT: re.compile("(?:백신|치료제|신약)(?:인)? [‘'“]$"),
}
_BEHIND: Mapping[EntityType, frozenset[str]] = {
    EntityType.COMPANY: frozenset(
        "본사 직원 임직원 주가 이사회 노조 주주 경영진 컨소시엄 주식 계열사 지분 자회사 법인".split()
    ),
    EntityType.PROJECT: frozenset("프로젝트 해상풍력 발전단지 해상풍력발전단지 광산 터미널 원전 발전소 가스전".split()),
    EntityType.PRODUCT: frozenset("전차 전투기 자주포 장갑차 미사일 호위함 잠수함 헬기 훈련기 백신 치료제".split()),
}
_SPEECH = re.compile(r"(?:밝혔|말했|전했|설명했|강조했|덧붙였|발표했|해명했|공시했|주장했|평가했|예고했)")
_CASES = frozenset("은 는 이 가 을 를 의 에 에서 에게 와 과 로 으로 도".split())
_TOPICS = frozenset({"은", "는"})
_SERIES = re.compile(
    r"(?<![가-힣A-Za-z0-9])([가-힣]{2,14}?)(\d{1,2})((?:[·,]\d{1,2}){0,8})"
    r"(?=(?:호기?|기)?(?:[은는이가을를의에과와로도]|으로)?(?:[^\d가-힣%.]|\.\s|$))"
)
_NUMBER = re.compile(r"(?<=[가-힣])\d[\d·]*(?:호기?|기)?(?:[은는이가을를의에과와로도]|으로)?$")
_LATIN = re.compile(r"[A-Z][A-Za-z&]{1,14}")
# "A, B, C 등 6개 민간투자사": what the items of a list are.
_LISTED = re.compile(r" 등 (?:[^,.\s]{1,8} ){0,2}?[^,.\s]{0,6}(?:기업|업체|투자사|건설사|조선사|사업자|제조사|회사)")
_LONGEST_LIST = 200  # characters looked at before its end
_QUOTED = re.compile(r"[‘'「『<]([가-힣A-Za-z]{2,12})[’'」』>]")
_BEFORE = 30  # characters looked at before a word
_ENOUGH_PLACES = 3  # a word that is in no dictionary, met so often with so many kinds of particles, is a name
_ENOUGH_CASES = 2
_STRONG = 3
_KNOWN_NOUN = 0.1  # zipf of any single noun that the table holds
_GLOSSED_NOUN = 4.3  # the same for one that a bracket spells out in Latin letters: 시마(SIMA)


@dataclass(slots=True)
class _Seen:
    """What is known of one stem."""

    count: int = 0
    cases: set[str] = field(default_factory=set)
    cues: Counter[EntityType] = field(default_factory=Counter)
    proper: int = 0  # times that an analyser took it for a proper noun
    elsewhere: bool = False  # a reporter, or part of a person's name: told where it stands, no name by itself

    @property
    def kind(self) -> EntityType:
        best = [kind for kind, _ in sorted(self.cues.items(), key=lambda item: (-item[1], item[0].value))]
        return best[0] if best else EntityType.ORGANISATION


@dataclass(frozen=True, slots=True)
class KoreanNames:
    """``kinds``: stem -> what it names. ``paired``: forms that brackets tie to others. ``whole``: never to be cut."""

    kinds: Mapping[str, EntityType]
    paired: frozenset[str]
    whole: frozenset[str]


def words_of(sentence: Sentence) -> list[Word]:
    """The words of a sentence, without particles taken off."""
    text, words, end = sentence.paragraph.text, list[Word](), -1
    for match in WORD.finditer(text, sentence.start, sentence.end):
        tied = match.start() == end + 1 and text[end] in " /-–"
        if len(match.group()) <= LONGEST_WORD:
            glued = _glue(match.group())
            words.append(Word(match.group()[glued:], match.start() + glued, match.end(), tied and not glued))
        end = match.end()
    return words


_GLUED = re.compile(r"([가-힣]{2,})(?=[A-Z]{2,6}[가-힣]{2,})")


@lru_cache(maxsize=50_000)
def _glue(word: str) -> int:
    """Syllables of a label that stick to the front of a name: 이미지 확대보기HD현대중공업이."""
    match = _GLUED.match(word)
    tail = strip_particles(word[match.end() :]) if match else ""
    return match.end() if match and not home_of_house(match.group(1)) and kind_of(tail) is EntityType.COMPANY else 0


def gather_names(sentences: Sequence[Sentence], proper: Iterable[str] = ()) -> KoreanNames:
    """Read all Korean sentences and decide which words are names.

    ``proper``: stems that an analyser takes for proper nouns, once for each place.
    """
    read = [(sentence, words_of(sentence)) for sentence in sentences]
    whole = _whole_stems(read)
    seen: dict[str, _Seen] = defaultdict(_Seen)
    paired = frozenset(
        form for sentence, _ in read for pair in name_pairs(sentence) for form in (pair.long, pair.short)
    )
    for sentence, words in read:
        _count(seen, words, whole)
        _hear(seen, sentence, words, whole, paired)
        _pair(seen, sentence)
    _number(seen, read)
    for stem in proper:
        seen[stem].proper += 1
    kinds = {stem: kind for stem in sorted(seen) if (kind := _decide(stem, seen[stem]))}
    return KoreanNames(kinds, paired, whole)


def _whole_stems(read: Iterable[tuple[Sentence, list[Word]]]) -> frozenset[str]:
    """``해울이``: ends like a noun with a particle, but takes further particles and numbers."""
    forms = Counter(re.sub(r"\d.*$", "", word.text) for _, words in read for word in words)
    longer: dict[str, int] = Counter()
    for form, count in forms.items():
        stem = strip_particles(form)
        if stem != form and is_unheard(stem) and strip_particles(stem) != stem:
            longer[stem] += count
    numbered = Counter(
        match.group(1)
        for sentence, _ in read
        for match in _SERIES.finditer(sentence.paragraph.text, sentence.start, sentence.end)
    )
    for stem in numbered:
        if is_unheard(stem) and strip_particles(stem) != stem:
            longer[stem] += numbered[stem]
    return frozenset(stem for stem, count in longer.items() if count >= 1)


@lru_cache(maxsize=50_000)
def stem_of(word: str, whole: frozenset[str]) -> str:
    """The word without number and particle."""
    plain = _NUMBER.sub("", word)
    if plain in whole:
        return plain
    stem = strip_particles(plain)
    return plain if plain[:-1] in whole and len(plain) - len(stem) > 1 else stem


def _count(seen: dict[str, _Seen], words: Iterable[Word], whole: frozenset[str]) -> None:
    for word in words:
        stem = stem_of(word.text, whole)
        entry = seen[stem]
        entry.count += 1
        particle = word.text[len(stem) :]
        if particle in _CASES:
            entry.cases.add(particle)


def _hear(
    seen: dict[str, _Seen], sentence: Sentence, words: Sequence[Word], whole: frozenset[str], paired: frozenset[str]
) -> None:
    """Cues of the words beside, of the title behind and of the verb at the end."""
    text = sentence.paragraph.text
    for index, word in enumerate(words):
        stem = stem_of(word.text, whole)
        cues = seen[stem].cues
        before = text[max(sentence.start, word.start - _BEFORE) : word.start]
        cues.update(kind for kind, said in _SAID_TO_BE.items() if said.search(before))
        behind = words[index + 1] if index + 1 < len(words) and words[index + 1].tied else None
        if behind and word.text == stem:
            cues.update(kind for kind, nouns in _BEHIND.items() if _noun_behind(words, index, whole) in nouns)
        if word.text[len(stem) :] in _TOPICS and _speaks(text, word.end, sentence.end):
            cues[EntityType.COMPANY] += 1
        entry = seen[stem]
        entry.elsewhere = entry.elsewhere or bool(behind and stem_of(behind.text, whole) in BYLINES)
        bearer = bearer_of(words, index, paired)
        for part in range(bearer.first, bearer.last + 1) if bearer and bearer.first < bearer.last else ():
            seen[words[part].text].elsewhere = True
        if bearer and bearer.home >= 0:
            home = stem_of(words[bearer.home].text, whole)
            kind = EntityType.AGENCY if bearer.title in OF_AGENCIES else EntityType.COMPANY
            seen[home].cues[kind] += 2
    _hear_list(seen, text[sentence.start : sentence.end], whole)
    for match in _QUOTED.finditer(text, sentence.start, sentence.end):
        if is_unheard(match.group(1)):
            seen[match.group(1)].cues[EntityType.PROJECT] += 1


def _noun_behind(words: Sequence[Word], index: int, whole: frozenset[str]) -> str:
    """``반딧불이 부유식 해상풍력 발전단지``: the last of the everyday nouns that follow."""
    noun = ""
    for word in words[index + 1 : index + 4]:
        if not word.tied or not is_everyday(stem := stem_of(word.text, whole)):
            break
        noun = stem
        if stem != word.text:
            break
    return noun


def _hear_list(seen: dict[str, _Seen], text: str, whole: frozenset[str]) -> None:
    for match in _LISTED.finditer(text):
        items = text[max(0, match.start() - _LONGEST_LIST) : match.start()].rpartition(".")[2]
        for item in re.split(r"[,·△]|와 |과 | 및 ", items):
            last = WORD.findall(item)[-1:]
            if last and item.rstrip().endswith(last[0]):
                seen[stem_of(last[0], whole)].cues[EntityType.COMPANY] += 1


_TO_SPEECH = 200  # characters between who speaks and that they speak


def _speaks(text: str, start: int, end: int) -> bool:
    """``X은 ... 밝혔다``: and nobody else takes the floor in between."""
    clause = re.split(r"[다요]\.", text[start : min(end, start + _TO_SPEECH)])[0]
    return bool(_SPEECH.search(clause))


def _pair(seen: dict[str, _Seen], sentence: Sentence) -> None:
    for pair in name_pairs(sentence):
        for form in (pair.long, pair.short):
            if " " not in form:
                seen[form].cues[pair.kind or EntityType.COMPANY] += _STRONG


def _number(seen: dict[str, _Seen], read: Iterable[tuple[Sentence, list[Word]]]) -> None:
    """``해울이1·2·3``, or 해울이1 here and 해울이2 there: a project in parts, and before it often its developer."""
    numbers: dict[str, set[str]] = defaultdict(set)
    before: dict[str, set[str]] = defaultdict(set)
    for sentence, words in read:
        starts = {word.start: index for index, word in enumerate(words)}
        for match in _SERIES.finditer(sentence.paragraph.text, sentence.start, sentence.end):
            stem = match.group(1)
            numbers[stem] |= {match.group(2), *re.findall(r"\d+", match.group(3))}
            index = starts.get(match.start(), 0)
            if index and words[index].tied:
                before[stem].add(words[index - 1].text)
    for stem, found in numbers.items():
        if len(found) > 1 and stem not in COMMON and not _is_counter(stem):
            seen[stem].cues[EntityType.PROJECT] += _STRONG
            for developer in before[stem]:
                seen[developer].cues[EntityType.COMPANY] += 2


def _is_counter(stem: str) -> bool:
    """``단계``, ``제``, ``코로나``: everyday words that take numbers."""
    return korean_frequency(stem) >= 3.5 or bool(
        re.search("(?:단계|구역|공구|항목|제|분기|급|형|호선|지구|시험|별표)$", stem)
    )


_SELDOM_GIVEN = tuple("창장값도역대안어선지산강시군구동읍면리댐")  # 조병창, 서울역: proper nouns, yet no people


def _decide(stem: str, seen: _Seen) -> EntityType | None:
    """What a stem names, None for a common noun. Names that tell themselves are decided elsewhere."""
    if (
        len(stem) < 2
        or any(char.isdigit() for char in stem)
        or stem.endswith("씨")
        or stem in COMMON
        or known_place(stem)
        or title_in(stem)
        or seen.elsewhere
    ):
        return None
    if is_person(stem):
        return EntityType.PERSON if seen.proper and not stem.endswith(_SELDOM_GIVEN) else None
    weight = seen.cues.total()
    if not re.search("[가-힣]", stem):
        return _decide_latin(stem, seen, weight)
    if kind_of(stem) or not is_noun_like(stem) or looks_like_media(stem) or _ends_like_a_role(stem):
        return None
    if is_everyday(stem):
        ends = kind_by_end(stem)
        strong = weight >= _STRONG or (weight >= 1 and ends and seen.kind in {ends, EntityType.COMPANY})
        if stem.startswith(_QUALIFIERS):
            return None
        plain = korean_frequency(stem) >= (_GLOSSED_NOUN if weight >= _STRONG else _KNOWN_NOUN)
        return (ends or seen.kind) if strong and not plain else None
    if is_unheard(stem):
        repeated = seen.count >= _ENOUGH_PLACES and len(seen.cases) >= _ENOUGH_CASES and foreign_share(stem) >= 0.5
        surely_proper = seen.proper >= 2 and 2 * seen.proper >= seen.count
        enough = weight >= 2 or (weight and (seen.count >= 2 or seen.proper)) or repeated or surely_proper
        return seen.kind if enough else None
    enough = weight >= 2 and seen.count >= 2 and len(seen.cases) >= 1
    return seen.kind if is_rare(stem) and enough else None


# Before a common noun they make no name of it: 신규원전, 해외법인.
_QUALIFIERS = tuple("신규 기존 국내 해외 현지 차기 차세대 최신 신형 대형 소형 중형 민간 공동 일반 노후 후속".split())
_ROLES = re.compile(
    "(?:자|사|단|장|원|팀|측|들|군|식|권|률|금|액|기|체|화|적|성|형|용|류|품|물|력|론|법|계|업|량|비|료|점|별|당|상|하|중|안|률|율|함|됨|임|창|판|젓|륨|관|실|차|포|탄|복|약|병|균|층|로|역|제|증|국|곳|터|면|망|촌|빌딩|타워|공장)$"
)


def _ends_like_a_role(stem: str) -> bool:
    """``담당자``, ``협약식``: nouns that are built anew every day and stand in no table."""
    return bool(_ROLES.search(stem)) and not kind_by_end(stem) and foreign_share(stem) < 0.5


def _decide_latin(stem: str, seen: _Seen, weight: int) -> EntityType | None:
    if not _LATIN.fullmatch(stem) or stem.lower() in lexicon.CONCEPT_ACRONYMS:
        return None
    enough = weight >= 2 or (weight >= 1 and seen.count >= 1) or (seen.count >= 2 and len(seen.cases) >= 1)
    return seen.kind if enough else None
