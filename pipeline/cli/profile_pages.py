"""A whole profile as people read it: its rules in words, its items, what waits for a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from pipeline.cli.entrance import command
from pipeline.cli.item_pages import MARKS, about, objections
from pipeline.cli.pages import Rows, count, flat, heading, indented
from pipeline.model.profile import Entity, EntityType, Figure, Grade, ItemKind, Pair, Profile, Rule, Status, Topic
from pipeline.model.rulewords import names_of_items, rule_in_words
from pipeline.model.weights import RANGES
from pipeline.run.reviewing import Item, is_doubtful, to_review

WITHOUT_PAIRS = (
    "An article is direct when a name of the core is in its title or lead, or two names of the watch are in it, with a "
    "term of a topic."
)
_ID_WIDTH = 34  # columns for ids; longer ones go on below
_STANDING = 6  # names told of those that stand for a pillar


def overview(watch: str, path: str, profile: Profile) -> Iterator[RenderableType]:
    """The whole profile: rules, entities, topics, figures, and what waits."""
    yield Text(f"{watch}, profile {profile.version}", style="bold")
    yield Text(f"learnt from {count(len(profile.seeds), 'seed')}; {path}")
    yield heading("Rules")
    yield from (indented(Text(rule)) for rule in learnt_rules(profile))
    yield from own_rules(profile)
    if profile.weights:
        yield heading("Weights of its own")
        yield weight_table(profile)
    yield heading(f"Entities: {summarise(profile.entities)}")
    yield from entity_tables(profile.entities)
    yield heading(f"Topics: {summarise(profile.topics)}")
    yield topic_table(profile.topics)
    if profile.figures:
        yield heading(f"Known figures: {summarise(profile.figures)}")
        yield from figure_lines(profile)
    yield Text()
    yield waiting_line(profile)


def summarise(items: Sequence[Item]) -> str:
    """``80; 70 auto, 8 confirmed, 2 rejected``."""
    statuses = Counter(item.status for item in items)
    told = ", ".join(f"{statuses[status]} {status.value}" for status in Status if statuses[status])
    return f"{len(items)}; {told}" if told else "none"


def rules_in_words(profile: Profile) -> tuple[str, ...]:
    """All that decides over an article: what was learnt, then the analyst's own rules."""
    names = names_of_items(profile)
    own = (f"Rule {rule.id}: {rule_in_words(rule, names)}." for rule in profile.rules)
    return (*learnt_rules(profile), *own)


def learnt_rules(profile: Profile) -> tuple[str, ...]:
    """What the pairs, sides and distinctive names mean for an article."""
    names = {entity.id: entity.name for entity in profile.entities}
    if not profile.pairs:
        centre = [entity for entity in profile.entities if entity.centre and entity.status.is_used]
        return (centre_rule(centre) if centre else WITHOUT_PAIRS,)
    rules = [pair_rule(pair, names) for pair in profile.pairs]
    pillars = dict.fromkeys(side for pair in profile.pairs for side in (pair.left, pair.right))
    rules += [rule for pillar in pillars if (rule := standing_rule(pillar, profile, names))]
    return tuple(rules)


def own_rules(profile: Profile) -> Iterator[RenderableType]:
    """The analyst's rules, why they were written, and what keeps one from ever being met."""
    names = names_of_items(profile)
    for rule in profile.rules:
        line = Text.assemble("Rule ", (flat(rule.id), "bold"), f": {flat(rule_in_words(rule, names))}.")
        if rule.note:
            line.append(f"  ({flat(rule.note)})", style="dim")
        yield indented(line)
        if nameless := nameless_items(rule, profile):
            yield indented(Text(f"no form of {', '.join(nameless)} is in use, so it is not found", style="yellow"), 4)


def nameless_items(rule: Rule, profile: Profile) -> list[str]:
    """The names of entities and topics that a rule names and nothing in a text can show."""
    shown = {(ItemKind.ENTITY, each.id) for each in profile.entities if any(a.status.is_used for a in each.aliases)}
    shown |= {(ItemKind.TOPIC, topic.id) for topic in profile.topics if topic.terms}
    names = names_of_items(profile)
    items = dict.fromkeys((*rule.must, *rule.any, *rule.but_not))
    return [
        flat(names.get(item, item.what))
        for item in items
        if item.kind is not ItemKind.PHRASE and (item.kind, item.what) not in shown
    ]


def weight_table(profile: Profile) -> RenderableType:
    rows = [
        (weight.name, f"{weight.value:.15g}", f"usually {RANGES[weight.name].usual:.15g}") for weight in profile.weights
    ]
    return indented(Rows(rows))


def centre_rule(centre: Sequence[Entity]) -> str:
    names = " or ".join(entity.name for entity in centre)
    much = all(entity.type is EntityType.PLACE for entity in centre)
    what = "much of a core topic" if much else "a term of a core topic"
    return f"An article is direct when {names} is in its title or lead, or named twice, with {what}."


def pair_rule(pair: Pair, names: dict[str, str]) -> str:
    left, right = names[pair.left], names[pair.right]
    return f"An article is direct when {left} and {right} are both present, with a name or a topic of the watch."


def standing_rule(pillar: str, profile: Profile, names: dict[str, str]) -> str:
    standing = [
        entity.name
        for entity in sorted(profile.entities, key=lambda entity: (list(Grade).index(entity.grade), entity.id))
        if entity.side == pillar and entity.stands_alone and entity.id != pillar and entity.status.is_used
    ]
    if not standing:
        return ""
    if len(standing) == 1:
        return f"{standing[0]} stands for {names[pillar]} by itself."
    more = f"; and {len(standing) - _STANDING} more" if len(standing) > _STANDING else ""
    return f"These stand for {names[pillar]} by themselves: {'; '.join(standing[:_STANDING])}{more}."


def entity_tables(entities: Sequence[Entity]) -> Iterator[RenderableType]:
    grades = list(Grade)
    id_width = min(_ID_WIDTH, max((len(entity.id) for entity in entities), default=0))
    ordered = sorted(entities, key=lambda entity: (entity.type.value, grades.index(entity.grade), entity.id))
    for (kind, grade), group in groupby(ordered, key=lambda entity: (entity.type, entity.grade)):
        members = list(group)
        yield indented(Text(f"{kind.value}, {grade.value} ({len(members)})", style="bold cyan"))
        yield indented(Rows([entity_row(entity) for entity in members], least=(1, id_width)), 4)


def entity_row(entity: Entity) -> tuple[str, ...]:
    aliases = f"{len(entity.aliases)} alias{'' if len(entity.aliases) == 1 else 'es'}"
    return MARKS[entity.status], entity.id, entity.name, aliases, status_words(entity)


def status_words(entity: Entity) -> str:
    """The status, unless it is the usual one, and how many aliases wait."""
    proposed = sum(alias.status is Status.PROPOSED for alias in entity.aliases)
    words = [] if entity.status is Status.AUTO else [entity.status.value]
    return ", ".join([*words, f"{proposed} proposed"] if proposed else words)


def topic_table(topics: Sequence[Topic]) -> RenderableType:
    ordered = sorted(topics, key=lambda topic: list(Grade).index(topic.grade))
    return indented(Rows([topic_row(topic) for topic in ordered]))


def topic_row(topic: Topic) -> tuple[str, ...]:
    languages = Counter(term.language for term in topic.terms)
    terms = ", ".join(f"{number} {language}" for language, number in languages.items())
    status = "" if topic.status is Status.AUTO else topic.status.value
    return MARKS[topic.status], topic.id, topic.name, topic.grade.value, f"terms: {terms or 'none'}", status


def figure_lines(profile: Profile) -> Iterator[RenderableType]:
    """The figures that are contradicted or hard to believe, each with the reason; then the others."""
    odd = [figure for figure in profile.figures if is_doubtful(figure)]
    yield from (indented(figure_line(figure, profile)) for figure in odd)
    plain = [figure for figure in profile.figures if figure not in odd]
    yield indented(Rows([(MARKS[each.status], each.id, each.text, about(each, profile)) for each in plain]))


def figure_line(figure: Figure, profile: Profile) -> Text:
    line = Text.assemble(f"{MARKS[figure.status]} {figure.id}  ", (figure.text, "bold"), f"  {about(figure, profile)}")
    for reason in objections(figure, profile):
        line.append(f"\n    {reason}", style="yellow")
    return line


def waiting_line(profile: Profile) -> Text:
    waiting = to_review(profile)
    if not waiting:
        return Text("Nothing waits for review.")
    proposed = sum(item.status is Status.PROPOSED for item in waiting)
    return Text(f"{count(len(waiting), 'item')} to review, {proposed} of them proposed: `{command()} profile review`")
