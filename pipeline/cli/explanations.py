"""An explanation as people read it."""

from __future__ import annotations

from rich.console import Console

from pipeline.cli.reports import escape
from pipeline.model.article import Article
from pipeline.model.hit import Mention, TextField
from pipeline.run.explaining import Explanation

AROUND = 60  # characters of text shown on either side of a mention


def print_explanation(console: Console, explanation: Explanation) -> None:
    article, judgement = explanation.article, explanation.judgement
    console.print(f"[bold]{escape(article.title or article.url)}[/]")
    console.print(
        f"{escape(article.outlet or 'not stored')}, {article.published_at:%Y-%m-%d %H:%M} UTC, {article.language}"
    )
    when = "as stored" if explanation.stored else "judged just now"
    console.print(f"\nverdict: [bold]{judgement.tier.value}[/], score {judgement.score:.2f} ({when})")
    console.print(f"rule: {escape(judgement.rule)}" if judgement.is_hit else f"lacking: {escape(judgement.lacking)}")
    for part in judgement.parts:
        console.print(f"  {part.points:+.3f}  {part.name}: {escape(part.why)}")
    for name, terms in explanation.topics:
        console.print(f"topic {escape(name)}: {escape(', '.join(terms))}")
    for entity in explanation.entities:
        console.print(f"\n[bold]{escape(entity.name)}[/] ({entity.type.value}, {entity.grade.value})")
        for mention in judgement.mentions:
            if mention.entity_id == entity.id:
                console.print(f"  {mention.field.value}: {in_context(article, mention)}")
        for evidence in entity.evidence[:1]:
            console.print(f"  seed {escape(evidence.seed)}: “{escape(evidence.quote.strip())}”")


def in_context(article: Article, mention: Mention) -> str:
    text = {TextField.TITLE: article.title, TextField.SUMMARY: article.summary, TextField.BODY: article.body}[
        mention.field
    ]
    before = text[max(0, mention.start - AROUND) : mention.start].replace("\n", " ")
    after = text[mention.end : mention.end + AROUND].replace("\n", " ")
    # Brackets as in the digest's text: a pipe or a file has no colours.
    return f"…{escape(before)}[bold green]{escape(f'[{mention.surface}]')}[/]{escape(after)}…"
