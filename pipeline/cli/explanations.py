"""An explanation as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.text import Text

from pipeline.cli.pages import Rows, Verbatim, count, flat, heading, indented, print_page, shortened
from pipeline.model.digest import Piece
from pipeline.model.hit import Judgement, Verdict
from pipeline.model.profile import ARTICLE
from pipeline.run.advising import Advice
from pipeline.run.explaining import Explanation, SaidBefore
from pipeline.run.mentioning import EntityShown, MentionShown

_SEED = 32  # columns of a seed's name
# Where a form comes from that no seed has (``Alias.origin``), as a reader would say it.
ORIGINS = {
    "cldr": "a known form of the place's name",
    "template": "built from the name",
    "hangul": "the name in Korean letters",
    "romanisation": "the name in Latin letters",
    "short": "the short form of the name",
    "acronym": "the name's initials",
    "designator": "the product's designation, written otherwise",
    "repair": "the name with its accent mended",
    "archive": "found in stored articles",
    "wikidata": "from Wikidata",
    "analyst": "written by a person",
}


def print_explanation(console: Console, explanation: Explanation) -> None:
    """Print the verdict, then what it rests upon, then what would change it."""
    parts = (_head(explanation), _score(explanation.judgement), _topics(explanation), _entities(explanation))
    print_page(console, *(line for part in parts for line in part), *_outlook(explanation))


def _head(explanation: Explanation) -> Iterator[RenderableType]:
    article, said = explanation.article, explanation.judgement
    yield Text(flat(article.title or article.url), style="bold")
    number = f"article {article.id}, " if article.id else ""
    source = flat(article.outlet) if article.outlet else "not stored"
    yield Text(f"{number}{source}, {article.published_at:%Y-%m-%d %H:%M} UTC, {article.language}")
    yield Text(f"\nverdict: {said.tier.value}, score {said.score:.2f}, by profile {said.profile_version}", style="bold")
    if said.rule:
        yield Text(f"rule: {flat(said.rule)}")
    if said.lacking or not said.is_hit:
        yield Text(f"lacking: {flat(said.lacking) or 'nothing that the watch names is in it'}")
    for before in explanation.said_before:
        yield Text(_before(before), style="yellow")
    if explanation.verdict:
        yield Text(_verdict(explanation.verdict))


def _before(before: SaidBefore) -> str:
    cause = {
        "profile": f"the profile was changed since; see `seedwatch profile diff {before.profile_version}`",
        "text": "the article was edited since",
        "program": "the program was changed since",
    }[before.because]
    return (
        f"before: the {before.by} said {before.tier.value}, {before.score:.2f}, by profile {before.profile_version}; "
        f"{cause}"
    )


def _verdict(verdict: Verdict) -> str:
    why = f": {flat(verdict.why)}" if verdict.why else ""
    return f"people say: {'good' if verdict.good else 'bad'}{why} ({verdict.at:%Y-%m-%d})"


def _score(said: Judgement) -> Iterator[RenderableType]:
    if said.parts:
        yield heading("Score")
        rows = [(f"{part.points:+.3f}", part.name, flat(part.why)) for part in said.parts]
        yield indented(Rows([*rows, (f"{said.score:+.3f}", "sum", "")]))


def _topics(explanation: Explanation) -> Iterator[RenderableType]:
    if explanation.topics:
        yield heading("Topics")
        rows = [(topic.name, topic.grade, flat(", ".join(topic.terms))) for topic in explanation.topics]
        yield indented(Rows(rows))


def _entities(explanation: Explanation) -> Iterator[RenderableType]:
    if explanation.entities:
        yield heading("Names")
    for entity in explanation.entities:
        times = f", {count(entity.times, 'mention')}" if entity.times > 1 else ""
        yield indented(Text(f"{flat(entity.name)} ({entity.type}, {entity.grade}{times})", style="bold"))
        for shown in entity.mentions:
            yield indented(_mention(shown), 4)
        if entity.times > len(entity.mentions):
            yield indented(Text(f"... and {entity.times - len(entity.mentions)} more"), 4)
        yield indented(_seed(entity), 4)


def _mention(shown: MentionShown) -> Text:
    line = Text(f"{shown.mention.field.value}: ").append_text(_marked(shown.sentence))
    return line.append(f"  [{flat(shown.mention.reason)}]" if shown.mention.reason else "")


def _marked(pieces: Sequence[Piece]) -> Text:
    """Brackets around a name as in the digest's text: a pipe or a file has no colours."""
    line = Text()
    for piece in pieces:
        line.append(f"[{flat(piece.text)}]" if piece.marked else flat(piece.text), "bold green" if piece.marked else "")
    return line


def _seed(entity: EntityShown) -> Text:
    if entity.evidence is None:
        return Text(f"no seed shows it: {_origin(entity.origin) or 'it stands in the profile'}", style="cyan")
    origin = _origin(entity.origin)
    added = f" ({origin})" if origin else ""
    seed = flat(entity.evidence.seed)
    where = f"article {seed.removeprefix(ARTICLE)}" if seed.startswith(ARTICLE) else f"seed {shortened(seed, _SEED)}"
    return Text(f"{where}{added}: “{flat(entity.evidence.quote.strip())}”", style="cyan")


def _origin(origin: str) -> str:
    """How the program came by a form; "" for one that a seed has itself."""
    return "" if origin in {"", "seed", "seeds"} else ORIGINS.get(origin, flat(origin))


def _outlook(explanation: Explanation) -> Iterator[RenderableType]:
    if explanation.judgement.is_hit:
        yield heading("It hangs on")
        yield from (indented(Text(flat(one.words))) for one in explanation.hangs_on)
        if not explanation.hangs_on:
            yield indented(Text("no single name, topic or rule: without any one it would be a hit all the same"))
        return
    yield heading("The smallest change that would let it in")
    for number, advice in enumerate(explanation.ways_in):
        yield from _advice(advice, is_other=number > 0)
    if not explanation.ways_in:
        yield indented(Text("None: no small change of the profile, and no two together, would make a hit of it."))


def _advice(advice: Advice, *, is_other: bool) -> Iterator[RenderableType]:
    outcome = f"→ {advice.tier.value}, {advice.score:.2f}"
    for number, step in enumerate(advice.steps):
        opening = "and: " if number else "or: " if is_other else ""
        ending = f"  {outcome}" if step is advice.steps[-1] else ""
        yield indented(Text(f"{opening}{flat(step.words)}{ending}"))
        yield indented(Text(step.command, style="cyan"), 4)
        if step.where:
            yield indented(Text(f"{step.where}{':' if step.lines else ''}"), 4)
        yield from (Verbatim(line, style="cyan") for line in step.lines)
