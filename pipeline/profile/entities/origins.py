"""Countries that names do not say themselves: by family, by spelling, by maker and by the place where they stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pipeline.model.profile import EntityType
from pipeline.profile import lexicon
from pipeline.profile.entities.appositions import said_countries
from pipeline.profile.entities.grading import leads
from pipeline.profile.entities.grouping import ORGANISED, Group
from pipeline.profile.entities.surroundings import kind_by_surroundings
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.koreannames import is_hangul_person, is_korean_person
from pipeline.profile.names.mentions import Mention
from pipeline.profile.names.shapes import owner_inside_words
from pipeline.profile.tokens import Sentence

Read = Sequence[tuple[Sentence, list[Mention]]]
Homes = dict[int, Group]  # id(mention) -> its group

_FAMILY_WORD = 4.2  # zipf below which a word of a company's name is the family's own
_CLEAR = 2 / 3  # of the votes for one country
_FEWEST_VOTES = 2
# Between a product and its maker: "made by Hyundai Rotem", "from South Korea".
_MADE_BY = re.compile(
    r"\b(?:from|(?:made|built|produced|developed|manufactured|supplied|designed|assembled) (?:\w+ )?by|"
    r"(?:fabricad|producid|desarrollad|construid|suministrad)[oa]s? por)(?: the| la| el)? $"
)
_SELLS = re.compile(
    r"\b(?:suppl|sell|sale|sold|export|deliver|offer|unveil|develop|produc|manufactur|buil[dt]|vend|venta|suministr|"
    r"entreg|fabric|ofrec)",
    re.IGNORECASE,
)
_BUYS = re.compile(r"\b(?:import|buy|bought|purchas|procur|acqui|order|choos|chose|compr|adqui|encarg)", re.IGNORECASE)
_STANDS_IN = re.compile(r"[^.;]{0,40}?\b(?:in|en)(?: the| la| el)? $")
_SIBLING = re.compile(r"(?: [\w\-]+){0,2},? (?:and|y|e)(?: (?:the|el|la|new|nuevo|nueva|its|su))* ")


def borrow_owners(groups: list[Group], read: Read, home: str) -> None:
    """Give groups without a country the one that the seeds show; ``home`` is the set's one country or ""."""
    borrowed = _family_owners(groups)
    said = said_countries(read)
    homes = {id(mention): group for group in groups for mention in group.mentions}
    beside = _slash_owners(homes, read)
    for group in groups:
        if group.owner or group.place:
            continue
        words = group.key.split()
        family = next((borrowed[word] for word in words if word in borrowed), "")
        told = _by_name(group) or _as_said(group, said)
        group.fallback_owner = told or beside.get(group.key, "") or family or _by_home(group, home)
    _trace(groups, homes, read)


def _by_name(group: Group) -> str:
    hangul = group.type is EntityType.PERSON and is_hangul_person(group.longest)
    return "KR" if hangul or is_korean_person(group.longest) else ""


def _as_said(group: Group, said: dict[int, frozenset[str]]) -> str:
    """``X, a South Korean battery maker``; where another sentence gives X another country, neither is believed."""
    if group.type not in ORGANISED:
        return ""
    codes = frozenset[str]().union(*(said.get(id(mention), frozenset()) for mention in group.all))
    return next(iter(codes)) if len(codes) == 1 else ""


def _by_home(group: Group, home: str) -> str:
    """In seeds about one country, "the Ministry of Mining" and an unplaced minister are that country's."""
    return home if group.generic or (group.type is EntityType.PERSON and leads(group)) else ""


def _family_owners(groups: list[Group]) -> dict[str, str]:
    """Rare words whose owned bearers are all of one country: Hyundai Rotem's country is HD Hyundai's."""
    owners: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        local = owner_inside_words(group.longest)  # Airbus Belfast does not make Airbus British
        if group.owner and not group.place and not local and group.type in {EntityType.COMPANY, None}:
            for word in group.key.split():
                if word not in lexicon.HEADS and zipf_frequency(word, "en") < _FAMILY_WORD:
                    owners[word].add(group.owner)
    return {word: next(iter(codes)) for word, codes in owners.items() if len(codes) == 1}


def _slash_owners(homes: Homes, read: Read) -> dict[str, str]:
    """``Proinversión/MEF``: two bodies of one state."""
    found: dict[str, str] = {}
    for sentence, mentions in read:
        for first, second in pairwise(mentions):
            if sentence.paragraph.text[first.end : second.start] == "/":
                one, other = homes.get(id(first)), homes.get(id(second))
                if one and other:
                    found.update({one.key: other.owner} if other.owner else {other.key: one.owner})
    return found


def _trace(groups: list[Group], homes: Homes, read: Read) -> None:
    """Products go to their maker's country, projects to the country they stand in, where the votes are clear."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    open_groups = [group for group in groups if not (group.place or group.owner or group.fallback_owner)]
    kinds = {group.key: group.type or kind_by_surroundings(group) for group in open_groups}
    for sentence, mentions in read:
        for index, mention in enumerate(mentions):
            group = homes.get(id(mention))
            if group and kinds.get(group.key) is EntityType.PRODUCT:
                votes[group.key] += _makers(sentence, mentions, index, homes)
            elif group and kinds.get(group.key) is EntityType.PROJECT:
                votes[group.key] += _sites(sentence, mentions, index, homes)
    for group in open_groups:
        if group.type is EntityType.PRODUCT and not votes[group.key]:
            votes[group.key] = _companies_beside(group, homes, read)
        ((code, most), *_) = votes[group.key].most_common(1) or [("", 0)]
        if most >= max(_FEWEST_VOTES, _CLEAR * votes[group.key].total()):
            group.fallback_owner = code


def _owner(mention: Mention, homes: Homes) -> str:
    group = homes.get(id(mention))
    return mention.owner or ((group.owner or group.fallback_owner) if group else "")


def _makers(sentence: Sentence, mentions: list[Mention], index: int, homes: Homes) -> Counter[str]:
    text, votes = sentence.paragraph.text, Counter[str]()
    for other in mentions[index + 1 :]:
        if (code := _owner(other, homes)) and _MADE_BY.search(text[mentions[index].end : other.start]):
            votes[code] += 3
    first = next((other for other in mentions[:index] if _owner(other, homes)), None)
    if first and _is_sold(text[first.end : mentions[index].start]):
        votes[_owner(first, homes)] += 2
    return votes


def _is_sold(between: str) -> bool:
    """Whether the subject sells or makes: the earliest verb decides ("to supply ..., an acquisition of")."""
    sold, bought = _SELLS.search(between), _BUYS.search(between)
    return bool(sold) and not (bought and sold and bought.start() < sold.start())


def _companies_beside(group: Group, homes: Homes, read: Read) -> Counter[str]:
    """Countries of the companies in the product's paragraphs, when all are of one."""
    where = {(mention.seed, mention.sentence.number) for mention in group.mentions}
    votes = Counter[str]()
    for sentence, mentions in read:
        if (sentence.seed.id, sentence.number) in where:
            for mention in mentions:
                other = homes.get(id(mention))
                if other and not other.place and other.type in {EntityType.COMPANY, None} and " " in other.key:
                    votes[_owner(mention, homes)] += 1
    del votes[""]
    return votes if len(votes) == 1 else Counter()


def _sites(sentence: Sentence, mentions: list[Mention], index: int, homes: Homes) -> Counter[str]:
    text, mention, votes = sentence.paragraph.text, mentions[index], Counter[str]()
    following = mentions[index + 1] if index + 1 < len(mentions) else None
    if following and following.place and _STANDS_IN.fullmatch(text[mention.end : following.start]):
        votes[following.place.code] += 3
    for other in mentions[:index]:
        group = homes.get(id(other))
        code = _owner(other, homes)
        if code and other.type is EntityType.PROJECT and _SIBLING.fullmatch(text[other.end : mention.start]):
            votes[code] += 2
        elif code and text[other.end : mention.start] in {"'s ", "’s "}:
            votes[code] += 3
        elif code and group and group.type is EntityType.AGENCY:
            votes[code] += 1
    del votes[""]
    return votes
