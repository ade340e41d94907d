"""Names in Korean paragraphs by rule, without an analyser: particles off, heads of organisations, titles of people.

A word is a stretch between blanks. What is a name shows by its last syllables (개인정보보호위원회), by the title
behind it (이재명 대통령), by the brackets behind it (한국인터넷진흥원(KISA)), or is known from Latin paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.model.profile import EntityType
from pipeline.profile.koreannames import SURNAMES_HANGUL
from pipeline.profile.names.mentions import Mention
from pipeline.profile.places import place_of
from pipeline.profile.tokens import Sentence


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Longest first, for 에서는 must go before 는.
_PARTICLES = sorted(
    _set(
        "은 는 이 가 을 를 의 에 에서 에게 에는 에서는 에도 에게서 로 으로 로는 으로는 로서 으로서 로부터 "
        "으로부터 와 과 도 만 까지 부터 보다 처럼 이나 나 이라는 라는 이라고 라고 이며 며 이고 이란 란 측은 측이 "
        "측 등 등은 등이 등을 등의 등과 조차 마저 이다 인 였던 께서 에선 과의 와의 으로의 로의 이라며 라며 에만 "
        "만이 들 들은 들이 들을 들의 간 간의 내 발"
    ),
    key=len,
    reverse=True,
)
_AGENCY_ENDS = (
    "위원회", "진흥원", "연구원", "공사", "공단", "조사단", "경찰청", "검찰청", "방위사업청", "관세청", "국세청",
    "대사관", "영사관", "법원", "재판소", "검찰", "감독원", "관리원", "개발원", "평가원", "보호원", "정보원",
    "시청", "도청", "교육청", "산업부", "통신부", "외교부", "국방부", "재정부", "경제부", "법무부", "환경부",
    "노동부", "국토부", "교통부", "복지부", "교육부", "행정부", "안전부", "수산부", "식품부", "벤처부", "보훈부",
    "통일부", "기재부", "대통령실", "총리실", "국회", "공사관", "사업청", "산림청", "기상청", "소방청", "통계청",
    "특허청", "조달청", "병무청", "육군", "해군", "공군", "해병대",
)  # fmt: skip
_ORGANISATION_ENDS = (
    "협회", "연합회", "연맹", "협의회", "조합", "노조", "재단", "대학교", "대학", "연구소", "학회", "정당",
    "민주당", "은행", "기구", "연합", "센터", "병원", "포럼", "기금", "총회", "상공회의소", "박물관",
)  # fmt: skip
_COMPANY_ENDS = (
    "그룹", "전자", "중공업", "조선", "건설", "화학", "에너지", "텔레콤", "통신사", "제약", "바이오", "증권",
    "보험", "카드", "항공", "자동차", "로템", "산업", "해운", "물산", "상사", "엔지니어링", "시스템", "모빌리티",
    "솔루션", "홀딩스", "오션", "에어로스페이스", "반도체", "디스플레이", "게임즈", "엔터테인먼트", "백화점",
    "마트", "식품", "제철", "정유", "리튬",
)  # fmt: skip
_LAW_ENDS = ("보호법", "특별법", "기본법", "관리법", "진흥법", "거래법", "촉진법", "자유무역협정", "협정", "조약")
_PROJECT_ENDS = ("공항", "신공항", "발전소", "고속도로", "호선", "항만", "대교")
# Common nouns that end like names of organisations, and generic ones.
_COMMON = _set(
    "위원회 공사 공단 조사단 은행 그룹 산업 조선 자동차 보험 카드 항공 에너지 화학 건설 증권 전자 통신사 식품 "
    "마트 백화점 법원 검찰 국회 대학 대학교 병원 센터 재단 협회 노조 조합 연구소 연구원 시스템 솔루션 반도체 "
    "디스플레이 연합 기구 정당 총회 포럼 공항 신공항 발전소 고속도로 협정 조약 특별법 기본법 방위산업 방산 제조업 "
    "철강 물산 해운 제약 바이오 상사 시청 도청 대사관 교육청 육군 해군 공군 중공업 홀딩스 기금 리튬 합의 회사 "
    "정부 업계 시장 수출 투자 사업 대표 관계자 지난 오는 이번 이날 현지 양국 또한 한편 당시 관련 국내 해외 최근 "
    "올해 지난해 내년 현재 모두 전체 주요 개인 고객 기업 경찰 기자 온라인 신산업 문화산업 관광산업 서비스산업 "
    "콘텐츠산업 지역사회 신용카드 체크카드 교통카드 지방법원 고등법원 대법원 행정법원 개인정보 손해보험 생명보험 "
    "관계부처 대중교통 항공우주산업 자동차산업 반도체산업 조선산업 원전산업 상급종합병원 종합병원"
)
_TITLES = (
    "대통령", "장관", "차관", "총리", "대표이사", "대표", "사장", "부사장", "회장", "부회장", "의장", "의원",
    "위원장", "원장", "청장", "처장", "국장", "실장", "단장", "대사", "총재", "교수", "시장", "지사", "본부장",
    "이사장", "이사", "총장", "감독", "변호사", "대변인", "최고경영자", "전무", "상무", "총장", "소장", "판사",
    "검사", "주석", "국무장관", "외교장관",
)  # fmt: skip
_OF_AGENCIES = frozenset({"장관", "차관", "청장", "처장", "위원장", "원장", "대사", "총재"})
_BYLINES = ("기자", "특파원", "앵커", "논설위원")
_FILLER_WORDS = _set("전 현 신임 당시 국가안보 공동 부 각자 전임 직무대행 수석 임시")
_WORD = re.compile(r"[가-힣A-Za-z0-9·&\-]*[가-힣][가-힣A-Za-z0-9·&\-]*|[A-Z][A-Za-z0-9&\-]+")
_BRACKET = re.compile(r"([가-힣A-Za-z0-9·&]{2,25})\(([A-Za-z][A-Za-z0-9&.\- ]{1,60}|[가-힣]{2,8})\)")
_DESIGNATOR = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,4}-?\d{1,4}[A-Z]{0,2}(?![A-Za-z0-9])")
_MIN_COUNT = 4  # a bare word this often, always with name-like particles, and unknown to the dictionary


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def strip_particles(word: str) -> str:
    """``쿠팡은`` -> ``쿠팡``; at least two syllables stay, and place names that end like a particle stay whole."""
    if place_of(word):
        return word
    if word.endswith("법상"):
        return word[:-1]  # 보호법상: "under the act"
    for particle in _PARTICLES:
        if word.endswith(particle):  # the longest one: 것으로 is no 것으 with 로
            return word[: -len(particle)] if len(word) - len(particle) >= 2 else word
    return word


def korean_mentions(sentence: Sentence) -> Iterator[Mention]:
    """Names of one Korean sentence, in order of place."""
    words = [_Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(
        sentence.paragraph.text, sentence.start, sentence.end
    )]  # fmt: skip
    found: dict[int, Mention] = {}
    for index, word in enumerate(words):
        for mention in (*_people(sentence, words, index), *_by_shape(sentence, word)):
            found.setdefault(mention.start, mention)
    for match in _DESIGNATOR.finditer(sentence.paragraph.text, sentence.start, sentence.end):
        mention = _mention(sentence, match.group(), match.start(), EntityType.PRODUCT, "designator", "und")
        found[match.start()] = mention
    yield from (found[start] for start in sorted(found))


def _mention(
    sentence: Sentence, form: str, start: int, kind: EntityType | None, rule: str, language: str = "ko", title: str = ""
) -> Mention:
    place = place_of(form) if kind is EntityType.PLACE else None
    return Mention(
        form,
        start,
        start + len(form),
        sentence,
        kind,
        rule,
        title,
        place.code if place else "",
        place,
        language=language,
    )


def _by_shape(sentence: Sentence, word: _Word) -> Iterator[Mention]:
    stem = strip_particles(word.text)
    place = place_of(stem) or place_of(word.text)
    if place:
        form = stem if place_of(stem) else word.text
        yield _mention(sentence, form, word.start, EntityType.PLACE, "territory")
        return
    kind = _kind(stem)
    if kind and stem not in _COMMON:
        mention = _mention(sentence, stem, word.start, kind, "hangul head")
        yield replace(mention, owner=_owner(sentence, stem, word.start, kind))


def _owner(sentence: Sentence, stem: str, start: int, kind: EntityType) -> str:
    """``체코전력공사`` says its country, "페루 외교부" the word before; other authorities are Korean."""
    sizes = range(len(stem) - 2, 1, -1)
    inside = next((place for size in sizes if (place := place_of(stem[:size])) and place.code), None)
    words = sentence.paragraph.text[sentence.start : start].split()
    before = place_of(strip_particles(words[-1])) if words else None
    if inside or kind is not EntityType.AGENCY:
        return inside.code if inside else ""
    return before.code if before else "KR"


def _kind(stem: str) -> EntityType | None:
    if len(stem) < 3 or stem in _COMMON:
        return None
    for ends, kind in (
        (_LAW_ENDS, EntityType.AGREEMENT),
        (_PROJECT_ENDS, EntityType.PROJECT),
        (_AGENCY_ENDS, EntityType.AGENCY),
        (_ORGANISATION_ENDS, EntityType.ORGANISATION),
        (_COMPANY_ENDS, EntityType.COMPANY),
    ):
        if stem.endswith(ends) and (len(stem) > 3 or kind is EntityType.AGENCY):
            return kind
    return EntityType.AGENCY if _is_ministry(stem) else None


def _is_ministry(stem: str) -> bool:
    """``산업통상자원부``: five syllables and more that end in 부 and in none of its everyday nouns."""
    return len(stem) >= 5 and stem.endswith("부") and not stem.endswith(_NO_MINISTRY)


_NO_MINISTRY = (
    "정부", "일부", "내부", "외부", "전부", "여부", "간부", "남부", "북부", "동부", "서부", "중부", "하부", "상부",
    "본부", "대부", "세부", "후반부", "사령부",
)  # fmt: skip


def _people(sentence: Sentence, words: list[_Word], index: int) -> Iterator[Mention]:
    """``박대준 쿠팡 대표``: person, company, title; ``현대로템 사장``: company and title; ``이재명 대통령``."""
    stem = strip_particles(words[index].text)
    title = next((title for title in _TITLES if stem == title), "")
    if not title or index == 0 or stem in _BYLINES:
        return
    place = index - 1
    while place > 0 and words[place].text in _FILLER_WORDS:
        place -= 1
    before = words[place]
    short = f"({before.text})" in sentence.seed.raw  # 한국수력원자력(한수원): no person, though it looks like one
    if _is_person(before.text) and not short:
        yield _mention(sentence, before.text, before.start, EntityType.PERSON, "hangul title", title=title)
    elif place > 0 and _is_person(words[place - 1].text):
        person = words[place - 1]
        yield _mention(sentence, person.text, person.start, EntityType.PERSON, "hangul title", title=title)
        if not _kind(before.text) and _may_name(before.text):
            kind = EntityType.AGENCY if title in _OF_AGENCIES else EntityType.COMPANY
            yield _mention(sentence, before.text, before.start, kind, "hangul title")
    elif title in {"대통령", "장관", "총리", "의원"} and place > 0 and _is_foreign(words[place - 1], before):
        form = sentence.paragraph.text[words[place - 1].start : before.end]
        yield _mention(sentence, form, words[place - 1].start, EntityType.PERSON, "hangul title", title=title)
    elif title in {"대표", "사장", "회장", "대표이사", "부사장"} and _may_name(before.text) and not _kind(before.text):
        yield _mention(sentence, before.text, before.start, EntityType.COMPANY, "hangul title")


def _is_person(word: str) -> bool:
    return bool(re.fullmatch("[가-힣]{3}", word)) and word[0] in SURNAMES_HANGUL and not (
        word in _COMMON or place_of(word) or _kind(word)
    )  # fmt: skip


def _is_foreign(first: _Word, second: _Word) -> bool:
    """``디나 볼루아르테``: two Hangul words without particles that are no common noun and no place."""
    return second.start - first.end == 1 and all(
        re.fullmatch("[가-힣]{2,7}", word.text)
        and word.text not in _COMMON
        and not place_of(word.text)
        and strip_particles(word.text) == word.text
        for word in (first, second)
    ) and len(second.text) >= 3  # fmt: skip


def _may_name(word: str) -> bool:
    return (
        len(word) >= 2 and word not in _COMMON | _FILLER_WORDS and not place_of(word) and strip_particles(word) == word
    )


def bracket_aliases(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """Pairs (name, other form) that the text gives in brackets: ``한국인터넷진흥원(KISA)``, ``한강(韓)`` is none."""
    for match in _BRACKET.finditer(sentence.paragraph.text, sentence.start, sentence.end):
        long, short = match.groups()
        if _kind(long) or re.search("[A-Z]", short):
            yield long, short.strip()


def frequent_names(sentences: Iterable[Sentence], known: frozenset[str]) -> dict[str, str]:
    """Hangul words of the set that sound like a name the set writes in Latin letters: {"쿠팡": "coupang"}.

    ``known`` holds folded single-word names. Only words met ``_MIN_COUNT`` times are tried.
    """
    counts = Counter(
        strip_particles(match.group())
        for sentence in sentences
        for match in _WORD.finditer(sentence.paragraph.text, sentence.start, sentence.end)
    )
    skeletons = {sound_of_latin(name): name for name in sorted(known)}
    return {
        word: skeletons[sound_of_hangul(word)]
        for word, count in sorted(counts.items())
        if count >= 2 and re.fullmatch("[가-힣]{2,6}", word) and sound_of_hangul(word) in skeletons
    }


_ONSETS = "k k n t t l m p p s s - c c c k t p h".split()
_CODAS = ["", *"k k k n n n t l l l l l l l l m p p t t n c c k t p h".split()]


def sound_of_hangul(word: str) -> str:
    """The consonants one hears, voiced and voiceless alike: 쿠팡 -> kpn."""
    sounds = []
    for char in word:
        onset, rest = divmod(ord(char) - 0xAC00, 588)
        sounds += [_ONSETS[onset].strip("-"), _CODAS[rest % 28]]
    return _squeezed("".join(sounds))


def sound_of_latin(word: str) -> str:
    """The same for Latin letters: Coupang -> kpn."""
    text = re.sub(r"[^a-z]", "", word.lower())
    for letters, sound in (("ng", "n"), ("ch", "c"), ("sh", "s"), ("ph", "p"), ("th", "t"), ("ck", "k"), ("ce", "se"),
                           ("ci", "si"), ("qu", "k"), ("x", "ks")):  # fmt: skip
        text = text.replace(letters, sound)
    table = str.maketrans(
        {"c": "k", "g": "k", "q": "k", "d": "t", "b": "p", "f": "p", "v": "p", "r": "l", "z": "c", "j": "c"}
    )
    return _squeezed(re.sub("[aeiouyhw]", "", text.translate(table)))


def _squeezed(sounds: str) -> str:
    return re.sub(r"(.)\1+", r"\1", sounds.replace("h", ""))


_VERBAL = re.compile(
    r"(?:[다고며서면게지]|[하되했됐]는|[하된될할한]|했던|하던|면서|지만|으며|라며|다며|려고|도록|어서|아서|해서|니다|습니다|는데|은데)$"
)
_EMPTY_NOUNS = _set(
    "이번 지난 오는 대한 위한 통해 위해 대해 관련 이후 이날 당시 현재 최근 올해 지난해 내년 오전 오후 이상 이하 "
    "가운데 경우 때문 정도 모두 또한 특히 한편 다시 함께 이어 따라 따른 있는 없는 같은 많은 가장 매우 더욱 약 총 "
    "각 및 등 것 수 그 이 저 우리 만원 억원 조원 만명 달러 원 년 월 일 개월 시간 번째 첫 두 세 네 여러 다른 모든 "
    "어떤 이런 그런 대로 동안 사이 이전 다음 관계자 설명 발표 밝힌 말한 전한 이라 라고 대표 사장 회장 장관 대통령 "
    "것으로 관련해 일부 정부 밝혔 기자들 국민 사실 것이 있다 없다 한다 했다 것을 것은 "
    "기자 사진 제공 뉴스 연합뉴스 하지만 그러나 그리고 따르면"
)


def is_noun_like(stem: str) -> bool:
    """Whether a word without its particle may be a noun worth a term: no verb form, no word of time or of reporting."""
    return len(stem) >= 2 and stem not in _EMPTY_NOUNS and not _VERBAL.search(stem)
