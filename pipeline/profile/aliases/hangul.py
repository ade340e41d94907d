"""Bringing together what the seeds write in Hangul and in Latin letters, and the short forms of Hangul names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from pipeline.model.profile import EntityType
from pipeline.profile.aliases.glossary import ministry_fields
from pipeline.profile.aliases.institutions import template_aliases
from pipeline.profile.entities.grouping import Group
from pipeline.profile.koreannames import writes
from pipeline.profile.names.acronyms import initials
from pipeline.profile.names.koreanorgs import is_rare, kind_of
from pipeline.profile.names.koreanpairs import NamePair, is_short_form, name_pairs
from pipeline.profile.names.koreansounds import ALIKE, likeness, rough_sound, rough_sounds
from pipeline.profile.names.koreanwords import WORD, is_everyday, is_noun_like, strip_particles
from pipeline.profile.tokens import Sentence, key_of

_Groups = dict[str, Group]
_HANGUL = re.compile("[가-힣]")
_SOUNDING = frozenset({EntityType.COMPANY, EntityType.ORGANISATION, EntityType.PROJECT, EntityType.AGENCY, None})
_EXACT = 0.98  # for two syllables: so short a name sounds like many
_SHORTEST_TAIL = 4  # syllables of a name that a longer one ends in: 철도공단 of 국가철도공단
_LONGEST_HEAD = 12
_FEWEST_PLACES = 2  # of a word that no rule took for a name
# Words that a Latin name may carry and the Hangul one leave out.
_LEGAL = re.compile(r"\b(?:group|corp|corporation|inc|co|ltd|limited|company|plc|asa|holdings?|s\.?a\.?|ag)\b\.?")
# What Korean companies do, in both languages: 현대중공업 is Hyundai Heavy Industries.
_TRADES = {
    "중공업": "heavy industries", "건설": "engineering & construction|construction|e&c", "전자": "electronics",
    "자동차": "motor|motors", "화학": "chem|chemical", "조선": "shipbuilding", "항공": "airlines|air", "은행": "bank",
    "전선": "cable|cable & system", "생명": "life|life insurance", "증권": "securities", "제철": "steel",
    "제약": "pharm|pharma",
    "에너지": "energy", "텔레콤": "telecom", "오션": "ocean", "카드": "card", "그룹": "group", "물산": "c&t",
    "산업": "industries",
    "시멘트": "cement", "타이어": "tire", "해운": "shipping|merchant marine", "석유공사": "national oil",
}  # fmt: skip


def attach_hangul(groups: list[Group], sentences: Sequence[Sentence]) -> None:
    """Merge Hangul groups into the Latin ones that they name: by brackets, syllables, sound. Changes ``groups``.

    ``sentences`` are the Korean ones of the seeds.
    """
    by_key = {group.key: group for group in groups}
    by_key |= {key_of(form): group for group in groups for form in group.acronyms if key_of(form) not in by_key}
    for pair in (pair for sentence in sentences for pair in name_pairs(sentence)):
        _join_pair(groups, by_key, pair)
    _join_koreans(groups, by_key)
    _join_foreigners(groups, by_key)
    _join_ministries(groups, by_key)
    _join_translated_bodies(groups, by_key)
    _join_short_forms(groups, by_key)
    _join_parts_of_projects(groups, by_key)
    _join_by_sound(groups, by_key)
    _hear_words(by_key, sentences)


def _join(groups: list[Group], by_key: _Groups, source: str, target: str) -> None:
    """The group of one key goes into that of another; from then on its keys mean the other."""
    group, home = by_key.get(source), by_key.get(target)
    if group is None or home is None or group is home or group.place:
        return
    home.take(group)
    groups.remove(group)
    for key in (group.key, source, *map(key_of, group.acronyms)):
        if by_key.get(key) is group:
            by_key[key] = home


def _stands(group: Group, by_key: _Groups) -> bool:
    """Whether it has not been merged into another yet."""
    return by_key.get(group.key) is group


def _join_pair(groups: list[Group], by_key: _Groups, pair: NamePair) -> None:
    """``건강보험심사평가원(HIRA)``: the Hangul group goes to the Latin one, or takes the acronym when there is none."""
    long, short = key_of(pair.long), key_of(pair.short)
    if long not in by_key or short not in by_key or by_key[long].place or by_key[short].place:
        return
    if pair.short.isupper() and pair.short.isascii() and _HANGUL.search(pair.long):
        _join_abbreviated(groups, by_key, long, pair.short)
    elif _HANGUL.search(pair.short):
        _join(groups, by_key, short, long)
    else:
        _join(groups, by_key, long, short)


def _join_abbreviated(groups: list[Group], by_key: _Groups, long: str, short: str) -> None:
    """The Hangul form and the acronym go to the one Latin name with these initials; without one, to each other."""
    spelt = [group for group in groups if _may_be_called(group, short)]
    acronym = key_of(short)
    if len(spelt) == 1:
        target = spelt[0].key
        _join(groups, by_key, acronym, target)
        _join(groups, by_key, long, target)
    elif by_key[acronym].key == acronym:
        by_key[long].acronyms[short] = 1.0
        _join(groups, by_key, acronym, long)
    else:
        _join(groups, by_key, long, by_key[acronym].key)


def _may_be_called(group: Group, short: str) -> bool:
    """An organisation whose initials are the acronym: Korea Internet & Security Agency beside 인터넷진흥원(KISA)."""
    spelt = " " in group.key and group.key.isascii() and not group.place and group.type is not EntityType.PERSON
    return spelt and len(short) > 2 and (initials(group.longest) == key_of(short) or short in group.acronyms)


def _join_koreans(groups: list[Group], by_key: _Groups) -> None:
    """``박대준`` is Park Dae-jun, when he is the only one who may be written so."""
    people = [group for group in groups if group.type is EntityType.PERSON and group.key.isascii()]
    for group in [group for group in groups if re.fullmatch("[가-힣]{2,4}", group.key)]:
        same = [person for person in people if _stands(person, by_key) and writes(group.longest, person.longest)]
        if len(same) == 1 and _stands(group, by_key):
            _join(groups, by_key, group.key, same[0].key)


def _join_foreigners(groups: list[Group], by_key: _Groups) -> None:
    """``루이스 실바`` is Luis Silva López: two words in a row sound alike, and nobody else's do."""
    people = [group for group in groups if group.type is EntityType.PERSON and " " in group.key]
    latin = [group for group in people if not _HANGUL.search(group.key)]
    for group in [group for group in people if re.fullmatch("[가-힣 ]+", group.key)]:
        same = [other for other in latin if _sound_alike(group.key, other.longest)]
        if len(same) == 1 and _stands(group, by_key):
            _join(groups, by_key, group.key, same[0].key)


def _sound_alike(hangul: str, latin: str) -> bool:
    spoken, written = hangul.split(), re.split(r"[\s\-]+", latin)
    rows = range(len(written) - len(spoken) + 1)
    return any(likeness(hangul, " ".join(written[row : row + len(spoken)])) >= ALIKE for row in rows)


def _join_ministries(groups: list[Group], by_key: _Groups) -> None:
    """``Ministry of Science and ICT`` of South Korea is 과학기술정보통신부, by the glossary."""
    for group in [group for group in groups if group.key.startswith("ministry of ")]:
        fields = ministry_fields().get(group.key.split("@")[0].removeprefix("ministry of "))
        hangul = by_key.get(f"{fields[1]}부") if fields and _stands(group, by_key) else None
        if hangul and group.owner in {"", "KR"} and hangul.owner == "KR":
            _join(groups, by_key, hangul.key, group.key)


def _join_translated_bodies(groups: list[Group], by_key: _Groups) -> None:
    """``페루 해군`` is the Peruvian Navy, by the templates of institutions."""
    hangul = {group.key for group in groups if _HANGUL.search(group.key) and group.type is EntityType.AGENCY}
    for group in [group for group in groups if hangul and group.type is EntityType.AGENCY and group.key not in hangul]:
        forms = {key_of(alias.form) for alias in template_aliases(group.longest, group.owner) if alias.language == "ko"}
        for key in sorted(forms & hangul):
            if _stands(group, by_key):
                _join(groups, by_key, key, group.key)


def _join_short_forms(groups: list[Group], by_key: _Groups) -> None:
    """``합동조사단`` of 민관합동조사단, ``방사청`` of 방위사업청: when there is one longer name alone."""
    hangul = [group for group in groups if re.fullmatch("[가-힣]{3,}", group.key)]
    by_tail: dict[str, list[Group]] = defaultdict(list)
    by_border: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for group in hangul:
        for start in range(1, min(len(group.key) - _SHORTEST_TAIL, _LONGEST_HEAD) + 1):
            by_tail[group.key[start:]].append(group)
        for last in {group.key[-1], "위" if group.key.endswith("위원회") else group.key[-1]}:
            by_border[group.key[0], last].append(group)
    for group in hangul:
        longer = [other for other in by_tail[group.key] if other.type is group.type]
        if not longer and group.type is EntityType.AGENCY:
            longer = [other for other in by_border[group.key[0], group.key[-1]] if _shortens(group, other)]
        if len(longer) == 1 and _stands(group, by_key) and longer[0] is not group:
            _join(groups, by_key, group.key, longer[0].key)


def _shortens(group: Group, other: Group) -> bool:
    same_land = not (group.owner and other.owner) or group.owner == other.owner
    return is_short_form(group.key, other.key) and other.type is EntityType.AGENCY and same_land


def _join_parts_of_projects(groups: list[Group], by_key: _Groups) -> None:
    """``해울이해상풍력`` is the project 해울이: only everyday nouns behind its name."""
    projects = {
        group.key: group
        for group in groups
        if group.type is EntityType.PROJECT and re.fullmatch("[가-힣]{3,}", group.key)
    }
    for key in sorted(projects, key=len, reverse=True):
        fronts = [key[:size] for size in range(len(key) - 2, 2, -1) if key[:size] in projects]
        if fronts and _stands(projects[key], by_key) and is_everyday(key.removeprefix(fronts[0])):
            _join(groups, by_key, key, fronts[0])


def _join_by_sound(groups: list[Group], by_key: _Groups) -> None:
    """``오스테드`` is Ørsted, where no other name of the seeds sounds so."""
    table, traders = _by_rough_sound(by_key), _by_trade(by_key)
    for group in [group for group in groups if group.type in _SOUNDING and not group.place]:
        if re.fullmatch("[A-Za-z가-힣]*[가-힣]{2,}", group.key):
            same = _sounding(group.key, table, by_key) or _translated(group.key, traders)
            if same and _stands(group, by_key):
                _join(groups, by_key, group.key, same.key)


def _by_rough_sound(by_key: _Groups) -> dict[str, set[str]]:
    """Rough sound -> keys of the Latin names that may be heard so."""
    table: dict[str, set[str]] = defaultdict(set)
    for key, group in by_key.items():
        if _HANGUL.search(key) or group.place or group.type is EntityType.PERSON or "@" in key or len(key) < 4:
            continue
        for name in {key, _bare(key)}:
            for sound in rough_sounds(name):
                table[sound].add(key)
    return table


def _bare(key: str) -> str:
    return _LEGAL.sub("", key).strip(" ,.")


def _sounding(hangul: str, table: dict[str, set[str]], by_key: _Groups) -> Group | None:
    """The one group whose name sounds like the word, None for none or several."""
    floor = ALIKE if len(hangul) > 2 else _EXACT
    same = {
        id(by_key[key]): by_key[key]
        for key in sorted(table.get(rough_sound(hangul), ()))
        if key in by_key and max(likeness(hangul, key), likeness(hangul, _bare(key))) >= floor
    }
    return next(iter(same.values())) if len(same) == 1 else None


def _by_trade(by_key: _Groups) -> dict[str, list[tuple[str, Group]]]:
    """Trade in Hangul -> the Latin names that end in it, without it."""
    words = [(word, trade) for trade, row in _TRADES.items() for word in row.split("|")]
    table: dict[str, list[tuple[str, Group]]] = defaultdict(list)
    for key, group in by_key.items():
        bare = _bare(key)
        for word, trade in words:
            if bare.endswith(f" {word}") and not group.place:
                table[trade].append((bare.removesuffix(f" {word}"), group))
    return table


def _translated(hangul: str, traders: dict[str, list[tuple[str, Group]]]) -> Group | None:
    """``현대중공업``: the house by sound, the trade by translation."""
    trade = next((trade for trade in _TRADES if hangul.endswith(trade) and len(hangul) > len(trade) + 1), "")
    house = hangul.removesuffix(trade)
    same = {group.key: group for front, group in traders.get(trade, ()) if _is_house(house, front)}
    return next(iter(same.values())) if len(same) == 1 else None


def _is_house(hangul: str, latin: str) -> bool:
    """``HD현대`` and "hd hyundai": Latin letters the same, the rest by sound; either may leave them out."""
    letters, spoken = re.match("([a-z]*)(.*)", hangul).groups()  # type: ignore[union-attr]  # fits everything
    written = latin.removeprefix(f"{letters} ") if letters else re.sub(r"^hd ", "", latin)
    return bool(spoken) and likeness(spoken, written) >= ALIKE


def _hear_words(by_key: _Groups, sentences: Iterable[Sentence]) -> None:
    """Words that no rule took for names but that sound like one of the seeds: ``쿠팡`` beside Coupang.

    A common noun never does, however it sounds.
    """
    counts = Counter(
        strip_particles(match.group())
        for sentence in sentences
        for match in WORD.finditer(sentence.paragraph.text, sentence.start, sentence.end)
    )
    table = _by_rough_sound(by_key)
    for word, count in sorted(counts.items()):
        if count >= _FEWEST_PLACES and re.fullmatch("[가-힣]{2,8}", word) and word not in by_key and is_rare(word):
            same = _sounding(word, table, by_key)
            if same:
                same.forms[word] += count


_MOST_CONTEXT = 6


def context_of_common_noun(group: Group, form: str) -> tuple[str, ...]:
    """Words that must stand beside a Hangul name made of everyday nouns: 귀신고래 is a wind farm and a whale.

    The longest words of the sentences that name it, for they say most; () for names that tell themselves.
    """
    if not is_everyday(form) or kind_of(form) or group.place or group.type is EntityType.PERSON:
        return ()
    words = {
        strip_particles(match.group()) for mention in group.mentions for match in WORD.finditer(mention.sentence.text)
    }
    telling = {word for word in words if 3 <= len(word) <= 12 and is_noun_like(word) and form not in word}
    return tuple(sorted(telling, key=lambda word: (-len(word), word))[:_MOST_CONTEXT])
