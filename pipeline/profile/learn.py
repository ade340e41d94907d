"""Seeds -> Profile."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from pipeline.model.profile import (
    Entity,
    EntityType,
    Evidence,
    Grade,
    Pair,
    Profile,
    SeedRef,
)
from pipeline.model.seed import ParagraphKind, SeedText
from pipeline.profile import lexicon
from pipeline.profile.aliases.aliases import group_aliases
from pipeline.profile.aliases.hangul import attach_hangul
from pipeline.profile.aliases.placealiases import place_aliases, relation_aliases
from pipeline.profile.aliases.products import product_classes
from pipeline.profile.aliases.shortnames import with_short_names
from pipeline.profile.entities.centring import with_country_at_centre, with_name_at_centre
from pipeline.profile.entities.grading import grade, is_media, stands_alone
from pipeline.profile.entities.grouping import Group
from pipeline.profile.entities.joining import group_mentions
from pipeline.profile.entities.origins import borrow_owners
from pipeline.profile.entities.owners import resolve_owners
from pipeline.profile.entities.pillars import (
    central_country,
    central_name,
    country_pillars,
    leading_country,
    named_pillars,
    owning_pillars,
)
from pipeline.profile.entities.surroundings import kind_by_surroundings
from pipeline.profile.figures.learning import learn_figures
from pipeline.profile.file.version import with_version
from pipeline.profile.frequency import zipf_frequency
from pipeline.profile.names.acronyms import bracket_pairs, common_nouns, is_acronym
from pipeline.profile.names.elsewhere import small_words
from pipeline.profile.names.korean import korean_reader
from pipeline.profile.names.mentions import Mention
from pipeline.profile.names.reading import find_mentions
from pipeline.profile.places import country
from pipeline.profile.tokens import Sentence, key_of, sentences_of
from pipeline.profile.topics.topics import learn_topics

_MOST_EVIDENCE = 3  # quotes of one entity: one a seed first
_LONGEST_QUOTE = 400  # characters; a longer sentence is quoted around the name
_KNOWN_NOISE = 3.9  # zipf of a lone capitalised word that is more likely a common word than a name

_HANGUL = re.compile("[가-힣]")

Read = list[tuple[Sentence, list[Mention]]]


#: How often ``learn_profile`` tells that it goes on, beside once for each seed.
STEPS_AFTER_SEEDS = 3


def learn_profile(seeds: Sequence[SeedText], step: Callable[[str], object] = str) -> Profile:
    """Learn what to watch from seeds, whatever their order.

    Pure: the same seeds give the same profile. An empty sequence gives an empty profile. ``step`` is told what is being
    done: each seed's file as its names are found, then what is made of them all.
    """
    ordered = sorted(seeds, key=lambda seed: seed.id)
    read = _read(ordered, step)
    step("who is who")
    pillars = country_pillars(read)
    # Who owns a generic name hangs on the pair, so a centre is looked for before and, with owners, behind.
    if pillars and central_name(read, _keys(_groups(read))):
        pillars = ()
    resolve_owners(read, pillars)
    groups = _groups(read)
    central = central_name(read, _keys(groups))
    borrow_owners(groups, read, "" if pillars else leading_country(read))
    groups = [group for group in groups if not _is_unplaced(group)]
    if not central:
        pillars = pillars or owning_pillars(read, _countries(groups))
    entities = with_short_names(_entities(groups, pillars, len(ordered)))
    pairs = _pairs(read, groups, pillars, entities)
    home = "" if pillars or (central and not pairs) else central_country(read, _countries(groups))
    if home:  # what two miners of Chile agree on is an affair of Chile's; one from abroad would have brought a pair
        pairs = ()
    elif central and not pairs:
        entities = with_name_at_centre(entities, groups, central)
    if pillars:
        entities.append(_relation(read, pillars))
    known = tuple(_ordered(with_ids_apart(entities)))
    step("topics")
    topics = learn_topics(ordered, _name_words(groups, entities))
    if home and not pairs and any(topic.grade is Grade.CORE for topic in topics):
        known = with_country_at_centre(known, home)
    step("figures")
    profile = Profile(
        version="",
        seeds=tuple(SeedRef(id=s.id, file=s.file, sha256=s.sha256, language=s.language) for s in ordered),
        entities=known,
        topics=topics,
        pairs=pairs,
        figures=learn_figures(ordered, known),
    )
    return with_version(profile)


def _read(seeds: Iterable[SeedText], step: Callable[[str], object]) -> Read:
    sentences = {seed.id: list(sentences_of(seed)) for seed in seeds}
    read_korean = korean_reader([sentence for own in sentences.values() for sentence in own])
    read: Read = []
    for seed in seeds:
        step(seed.file)
        for sentence in sentences[seed.id]:
            read.append((sentence, read_korean(sentence) if sentence.language == "ko" else find_mentions(sentence)))
    return read


def _groups(read: Read) -> list[Group]:
    pairs = [pair for _, mentions in read for pair in bracket_pairs(mentions)]
    concepts = {key for sentence, _ in read for key in common_nouns(sentence.text)} - {pair.short.key for pair in pairs}
    named = (mention for _, mentions in read for mention in mentions if mention.key not in concepts)
    groups = group_mentions(named, pairs)
    attach_hangul(groups, [sentence for sentence, _ in read if sentence.language == "ko"])
    return [group for group in groups if group.mentions and not _is_noise(group)]


def _keys(groups: list[Group]) -> dict[int, str]:
    """``id(mention)`` -> the key of its group, for all that are no places."""
    return {id(mention): group.key for group in groups if not group.place for mention in group.all}


def _countries(groups: list[Group]) -> dict[int, str]:
    """``id(mention)`` -> the country that is named or that owns what is named."""
    return {
        id(mention): code for group in groups if (code := group.owner or group.fallback_owner) for mention in group.all
    }


def _is_noise(group: Group) -> bool:
    """A lone capitalised word that is no acronym, no place and common in the language: "Contract", "Rocket"."""
    if group.place or group.type is not None:
        return False
    if _HANGUL.search(group.key) or " " in group.key:
        return " " not in group.key
    form = group.longest
    stems = (form.lower(), form.lower().removesuffix("s"))
    frequency = max(zipf_frequency(word, language) for word in stems for language in ("en", "es"))
    common = frequency >= _KNOWN_NOISE and len(group.all) < 3 and not is_media(form)
    return common and not _is_firm(group) and not _is_always_capital(group)


def _is_always_capital(group: Group) -> bool:
    """``Intel`` in the text of two seeds, in which nobody writes it small."""
    text = all(mention.sure and mention.sentence.paragraph.kind is ParagraphKind.BODY for mention in group.mentions)
    raws = {mention.sentence.seed.raw for mention in group.mentions}
    return text and len(raws) > 1 and not any(group.longest.lower() in small_words(raw) for raw in raws)


def _is_unplaced(group: Group) -> bool:
    """``Line 3`` of nowhere, the air force of nobody; a phase or a unit is nothing by itself, wherever it stands."""
    words = group.key.split("@")[0].split()
    if group.generic and group.type is EntityType.AGENCY and words[-1] in _ARMS and not _owner(group):
        return True
    if group.type is not EntityType.PROJECT or not all(word in _NUMBERED or word.isdigit() for word in words):
        return False
    return not _owner(group) or not _NETWORKS.intersection(words)


def _owner(group: Group) -> str:
    return group.owner or group.fallback_owner


_ARMS = frozenset({"force", "forces", "corps", "guard", "aerea", "armadas", "costera"})


_NETWORKS = frozenset({"metro", "line", "linea", "lines", "lineas", "terminal", "airport", "port", "puerto"})
_NUMBERED = lexicon.HEADS | lexicon.NUMBERED_HEADS | lexicon.ROLE_NOUNS | {"and", "y", "stage", "etapa"}


def _is_firm(group: Group) -> bool:
    """``Apple``, ``Shell``: the words around it say what kind of thing it is."""
    return kind_by_surroundings(group) is EntityType.COMPANY


def _entities(groups: list[Group], pillars: tuple[str, ...], seeds: int) -> list[Entity]:
    return [_entity(group, pillars, seeds) for group in groups]


def _entity(group: Group, pillars: tuple[str, ...], seeds: int) -> Entity:
    owner = _owner(group)
    kind = _type(group)
    name = _name(group, owner)
    level = grade(group, kind, owner, pillars, seeds)
    home = country(owner)
    side = home.id if home and owner in pillars else ""
    if group.place:
        aliases = place_aliases(group.place, sorted(group.forms))
    else:
        aliases = group_aliases(group, group.longest, kind, owner, _context(group, kind))
    return Entity(
        id=group.place.id if group.place else _slug(group.key if kind is EntityType.PRODUCT else name),
        name=name,
        type=kind,
        grade=level,
        country=owner,
        side=side,
        stands_alone=bool(side) and (bool(home and group.place is home) or stands_alone(group, kind, level)),
        aliases=tuple(aliases),
        evidence=tuple(_evidence(group)),
        note=_note(group, kind),
    )


def _type(group: Group) -> EntityType:
    if group.type is EntityType.PLACE and not group.place and _is_firm(group):
        return EntityType.COMPANY  # Rio Tinto
    if group.type and not (group.type is EntityType.ORGANISATION and is_acronym(group.longest)):
        return group.type
    usual = EntityType.COMPANY if " " in group.key else EntityType.ORGANISATION
    return kind_by_surroundings(group) or group.type or usual


def _name(group: Group, owner: str) -> str:
    if group.place:
        return group.place.name
    name = _designated(group) if group.type is EntityType.PRODUCT else group.longest
    home = country(owner)
    if not (group.generic and home):
        return name
    if name.split()[0] == "Metro":
        return f"{home.name} {name}"
    return f"{name} ({home.name})"


def _designated(group: Group) -> str:
    """``K808 White Tiger`` of K808, K808 White Tiger and K808 White Tiger Armoured (personnel carriers)."""

    def support(form: str) -> tuple[int, int, str]:
        return sum(count for other, count in group.forms.items() if other.startswith(form)), len(form), form

    fuller = [form for form in group.forms if " " in form]
    return max(fuller, key=support) if fuller else group.longest


def _slug(name: str) -> str:
    slug = re.sub(r"[^0-9a-z가-힣]+", "-", key_of(name)).strip("-")
    return slug[:60].strip("-") or "entity"


def _context(group: Group, kind: EntityType) -> tuple[str, ...]:
    """Words of the surroundings: the class of a product, words of the long form, names in the same sentence."""
    words: list[str] = []
    if kind is EntityType.PRODUCT:
        return tuple(dict.fromkeys(word for row in product_classes(group) for word in row)) or _nicknames(group)
    words += [
        word
        for word in group.longest.split()
        if len(word) > 3
        and word.lower() not in lexicon.FUNCTION_WORDS | _STATE_WORDS
        and not is_acronym(word)
        and word != group.longest
        and kind is not EntityType.PERSON
    ][:3]
    if kind is EntityType.PERSON and " " not in group.longest:
        words = [form for mention in group.mentions for form in _neighbours(mention)]
    return tuple(dict.fromkeys(words))


def _nicknames(group: Group) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for form in sorted(group.forms) for word in form.split()[1:]))


_STATE_WORDS = frozenset({"ministry", "ministerio", "department", "general", "national", "nacional", "public"})


def _neighbours(mention: Mention) -> list[str]:
    """``Mr. Ortega, Director General of Panama Metro``: the organisation right behind a surname."""
    return [
        form
        for form in re.findall(
            r"(?:[A-Z][\w\-]+(?: of | for )?(?: ?[A-Z][\w\-]+)+)",
            mention.sentence.paragraph.text[mention.end : mention.end + 120],
        )[:2]
        if key_of(form.split()[0]) not in lexicon.TITLES | lexicon.TITLE_MODIFIERS
    ]


def _evidence(group: Group) -> list[Evidence]:
    """The first mention of each seed, then further ones."""
    ordered = sorted(group.all, key=lambda mention: (mention.seed, mention.sentence.number, mention.start))
    firsts = {mention.seed: mention for mention in reversed(ordered)}
    chosen = [firsts[seed] for seed in sorted(firsts)]
    chosen += [mention for mention in ordered if mention not in chosen]
    return [_quote(mention) for mention in chosen[:_MOST_EVIDENCE]]


def _quote(mention: Mention) -> Evidence:
    sentence = mention.sentence
    start, end = sentence.start, sentence.end
    if end - start > _LONGEST_QUOTE:
        start = max(start, mention.start - _LONGEST_QUOTE // 2)
        end = min(end, mention.end + _LONGEST_QUOTE // 2)
    offsets = sentence.paragraph.offsets
    first, last = offsets[start], offsets[end - 1] + 1
    return Evidence(seed=mention.seed, start=first, end=last, quote=sentence.seed.raw[first:last], rule=mention.rule)


def _note(group: Group, kind: EntityType) -> str:
    if is_media(group.longest):
        return "a source rather than something to watch"
    if kind is EntityType.PERSON and " " not in group.longest and group.key.isascii():
        return "only a surname in the seeds: complete the name"
    if group.generic:
        return "other countries have one of the same name"
    return ""


def with_ids_apart(entities: list[Entity]) -> list[Entity]:
    """Unlike entities keep unlike ids, whatever their names fold to; namesakes are told never to be merged."""
    taken = {entity.id for entity in entities}
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))
    given: set[str] = set()
    unique = []
    for entity in entities:
        own = entity.id
        if own in given:
            own = next(form for number in numbers[own] if (form := f"{entity.id}-{number}") not in taken)
        given.add(own)
        unique.append(replace(entity, id=own))
    namesakes: dict[str, list[str]] = defaultdict(list)
    for entity in unique:
        namesakes[key_of(re.sub(r" \([^)]*\)$", "", entity.name))].append(entity.id)
    return [
        replace(entity, not_same_as=tuple(other for other in namesakes[key] if other != entity.id))
        if len(namesakes[key := key_of(re.sub(r" \([^)]*\)$", "", entity.name))]) > 1
        else entity
        for entity in unique
    ]


_GRADE_ORDER = {Grade.CORE: 0, Grade.SECONDARY: 1, Grade.BACKGROUND: 2}


def _ordered(entities: Iterable[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda entity: (_GRADE_ORDER[entity.grade], entity.type.value, entity.id))


def _pairs(read: Read, groups: list[Group], pillars: tuple[str, ...], entities: list[Entity]) -> tuple[Pair, ...]:
    if pillars:
        left, right = (country(code) for code in pillars)
        return (Pair(left=left.id, right=right.id),) if left and right else ()
    ids = {
        id(mention): entity.id
        for group, entity in zip(groups, entities, strict=True)
        if not group.place
        for mention in group.all
    }
    found = named_pillars(read, ids)
    return (Pair(left=found[0], right=found[1]),) if found else ()


def _relation(read: Read, pillars: tuple[str, ...]) -> Entity:
    """``Peru–South Korea relations``, with the first sentence that names both countries."""
    left, right = sorted((place for code in pillars if (place := country(code))), key=lambda place: place.name)
    both = (
        mentions
        for _, mentions in read
        if {left.id, right.id} <= {mention.place.id for mention in mentions if mention.place}
    )
    first = next((mention for mentions in both for mention in mentions if mention.place), None)
    return Entity(
        id=f"{left.id}-{right.id}-relations",
        name=f"{left.name}–{right.name} relations",
        type=EntityType.AGREEMENT,
        grade=Grade.CORE,
        aliases=tuple(relation_aliases(left, right)),
        evidence=(_quote(first),) if first else (),
    )


def _name_words(groups: list[Group], entities: list[Entity]) -> frozenset[str]:
    """Folded words of all names: names are not topics."""
    aliases = (alias for entity in entities for alias in entity.aliases if alias.language == "ko")
    korean = frozenset(alias.form for alias in aliases if " " not in alias.form)
    return korean | frozenset(
        word
        for group in groups
        for form in (*group.forms, *group.acronyms)
        for word in key_of(form).replace("-", " ").split()
        if word not in lexicon.HEADS or group.place
    )
