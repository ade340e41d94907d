"""One item of a profile as people read it: what it is, the seeds that show it, what it finds, its aliases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from pipeline.cli.pages import Rows, count, flat, heading, indented
from pipeline.model.profile import ARTICLE, Alias, Entity, Evidence, Figure, ItemKind, Profile, RuleItem, Status, Topic
from pipeline.run.reviewing import Item, name_spans
from pipeline.run.trying_out import ArchiveLook, InArchive

MARKS = {Status.PROPOSED: "?", Status.CONFIRMED: "+", Status.REJECTED: "-", Status.AUTO: " "}
LANGUAGES = {"und": "any", "en": "en", "es": "es", "ko": "ko"}
ORIGINS = {"theme": "shipped topic", "seeds": "topic of the seeds' own terms", "analyst": "topic of your own"}
_CONTEXT = 6  # words told of those that must stand beside an alias


def item_page(
    item: Item, profile: Profile, look: ArchiveLook | None = None, chosen: Alias | None = None
) -> Iterator[RenderableType]:
    """All there is of one item. ``chosen`` is the alias a decision is asked about."""
    yield Text(flat(item.text if isinstance(item, Figure) else item.name), style="bold")
    yield Text(", ".join(facts(item, profile)))
    if isinstance(item, Entity) and item.note:
        yield Text(f"note: {flat(item.note)}")
    if rules := rules_naming(item, profile):
        yield Text(f"named in {'the rule' if len(rules) == 1 else 'the rules'} {', '.join(map(flat, rules))}")
    yield from quotes(item)
    if look and not isinstance(item, Figure):
        yield from archive_lines(look.of(item.id), look.looked_at)
    if isinstance(item, Entity):
        yield from alias_table(item.aliases, chosen)
    elif isinstance(item, Topic):
        yield from term_lines(item)
    else:
        yield from (indented(Text(reason, style="yellow")) for reason in objections(item, profile))


def facts(item: Item, profile: Profile) -> Iterator[str]:
    """Type, grade, status and where it belongs, in few words."""
    yield f"id {item.id}"
    if isinstance(item, Figure):
        yield from (part for part in (item.kind.value, item.unit, item.when, about(item, profile)) if part)
        yield item.status.value
        return
    yield from (
        item.type.value if isinstance(item, Entity) else ORIGINS.get(item.origin, item.origin),
        item.grade.value,
    )
    yield item.status.value
    if isinstance(item, Entity):
        yield from belongings(item, {entity.id: entity.name for entity in profile.entities})


def rules_naming(item: Item, profile: Profile) -> list[str]:
    """The ids of the analyst's rules that name it."""
    if isinstance(item, Figure):
        return []
    named = RuleItem(kind=ItemKind.ENTITY if isinstance(item, Entity) else ItemKind.TOPIC, what=item.id)
    return [rule.id for rule in profile.rules if named in (*rule.must, *rule.any, *rule.but_not)]


def belongings(entity: Entity, names: dict[str, str]) -> Iterator[str]:
    if entity.centre:
        yield "the watch is about it"
    if entity.country:
        yield f"country {entity.country}"
    if entity.side and entity.side != entity.id:
        side = names.get(entity.side, entity.side)
        yield f"stands for {side} by itself" if entity.stands_alone else f"on the side of {side}"
    for word, ids in (("is also", entity.same_as), ("is not", entity.not_same_as)):
        if ids:
            yield f"{word} {', '.join(ids)}"
    if entity.wikidata:
        yield f"Wikidata {entity.wikidata}"


def quotes(item: Item) -> Iterator[RenderableType]:
    """The sentences of the seeds that show it, its name in them marked."""
    yield heading("In the seeds")
    if isinstance(item, Topic):
        yield indented(Text(", ".join(item.seeds) or "in none"))
        return
    every = item.evidence if isinstance(item, Entity) else ((item,) if item.quote else ())
    shown = [evidence for evidence in every if not evidence.seed.startswith(ARTICLE)]
    for evidence in shown:
        yield indented(Text(evidence.seed, style="cyan"))
        yield indented(quote(evidence, item), 4)
    if not shown:
        yield indented(Text("in none"))
    if isinstance(item, Figure) and item.seeds:
        yield indented(Text(f"the same in {', '.join(item.seeds)}", style="cyan"))
    if isinstance(item, Entity):
        yield from article_quotes(item)


def article_quotes(entity: Entity) -> Iterator[RenderableType]:
    """The sentences of stored articles by which the program came to suggest it, or a form of it."""
    shown = [evidence for evidence in entity.evidence if evidence.seed.startswith(ARTICLE)]
    if shown:
        yield heading("In stored articles")
    for evidence in shown:
        yield indented(Text(f"article {evidence.seed.removeprefix(ARTICLE)}  {flat(evidence.rule)}", style="cyan"))
        yield indented(quote(evidence, entity), 4)


def quote(evidence: Evidence | Figure, item: Item) -> Text:
    """The sentence with its name in brackets and green: a pipe has no colours."""
    text, last = Text("“"), 0
    for start, end in name_spans(evidence.quote, item):
        text.append(flat(evidence.quote[last:start]))
        text.append(f"[{flat(evidence.quote[start:end])}]", style="bold green")
        last = end
    return text.append(f"{flat(evidence.quote[last:])}”")


def alias_table(aliases: Sequence[Alias], chosen: Alias | None) -> Iterator[RenderableType]:
    marks = "(? proposed, + confirmed, - rejected)"
    yield heading(f"Aliases {marks}" if any(alias.status is not Status.AUTO for alias in aliases) else "Aliases")
    places = list(LANGUAGES)
    ordered = sorted(aliases, key=lambda alias: places.index(alias.language) if alias.language in places else 9)
    yield indented(Rows([alias_row(alias, alias == chosen) for alias in ordered]))


def alias_row(alias: Alias, chosen: bool) -> tuple[str | Text, ...]:
    style = "reverse" if chosen else "dim" if alias.status is Status.REJECTED else ""
    mark = MARKS[alias.status] if not chosen else f">{MARKS[alias.status]}".strip()
    language = LANGUAGES.get(alias.language, alias.language)
    return mark, language, Text(flat(alias.form), style=style), "; ".join(conditions(alias))


def conditions(alias: Alias) -> Iterator[str]:
    """Where the form comes from, how sure it is, and when it counts."""
    if alias.origin != "seed":
        yield alias.origin
    if alias.confidence < 1:
        yield f"sure by {alias.confidence:.0%}"
    if alias.case_sensitive:
        yield "only in these capitals"
    if words := alias.require_context:
        more = ", …" if len(words) > _CONTEXT else ""
        yield f"only beside {', '.join(words[:_CONTEXT])}{more}"


def term_lines(topic: Topic) -> Iterator[RenderableType]:
    yield heading("Terms")
    languages = dict.fromkeys(term.language for term in topic.terms)
    rows = [
        (language, ", ".join(term.form for term in topic.terms if term.language == language)) for language in languages
    ]
    yield indented(Rows(rows))


def archive_lines(found: InArchive, looked_at: int) -> Iterator[RenderableType]:
    yield heading("In the archive")
    if not looked_at:
        yield indented(Text("no article is stored yet"))
        return
    hits = f", {count(found.hits, 'hit')}" if found.articles else ""
    named = f"{found.articles:,}" if found.articles else "none"
    yield indented(Text(f"found in {named} of the {count(looked_at, 'article')} stored last{hits}"))
    for title in found.titles:
        mark = "hit" if title.is_hit else "   "
        yield indented(Text(f"{mark}  {flat(title.title)}  ({flat(title.outlet)})"), 4)


def about(figure: Figure, profile: Profile) -> str:
    names = {entity.id: entity.name for entity in profile.entities}
    if figure.subject in names:
        return f"of {names[figure.subject]}"
    return f"({figure.subject})" if figure.subject else ""


def objections(figure: Figure, profile: Profile) -> Iterator[str]:
    others = {other.id: other for other in profile.figures}
    for other in figure.conflicts:
        said = f"“{others[other].text}” in {others[other].seed}" if other in others else other
        yield f"contradicted by {other}: {said}"
    if figure.doubt:
        yield f"hard to believe: {figure.doubt}"
