"""The part of the outlet an article stands in, and the picture it is shared with."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.pages.elements import letters_of
from pipeline.extract.pages.linked_data import text_of
from pipeline.extract.pages.page_facts import PageFacts
from pipeline.extract.plain_text import line_of_markup
from pipeline.extract.urls import absolute_url

_MAX_LENGTH = 60  # characters of a section's name; what is longer is a list of keywords
# Names that say nothing of where an article stands.
_NO_SECTION = frozenset(
    (
        *("", "home", "homepage", "inicio", "portada", "홈", "메인", "start", "startseite", "news", "noticias", "뉴스"),
        *("article", "articles", "articulo", "articulos", "uncategorized", "sincategoria", "미분류", "newsnews"),
    )
)
_LISTED = ",;>|/"  # between sections and their parts


def find_section(facts: PageFacts, title: str) -> str:
    """The section as the page names it, on one short line: JSON-LD, meta tags, the trail of breadcrumbs; "" else."""
    for claim in _claims(facts):
        name = line_of_markup(claim[:1_000])
        for sign in _LISTED:
            name = name.partition(sign)[0].strip()
        if len(name) <= _MAX_LENGTH and letters_of(name) not in _NO_SECTION and name != title and "://" not in claim:
            return name
    return ""


def find_image(facts: PageFacts, url: str) -> str:
    """The absolute web address of the picture for sharing, "" when there is none. Nothing is fetched."""
    claims = (
        *(facts.meta("og:image:secure_url", "og:image", "og:image:url"), text_of(facts.linked.article(), "image")),
        *(facts.meta("twitter:image", "twitter:image:src"), text_of(facts.linked.article(), "thumbnailUrl")),
    )
    addresses = (absolute_url(url, claim) for claim in claims if claim)
    return next(filter(None, addresses), "")


def _claims(facts: PageFacts) -> Iterator[str]:
    yield text_of(facts.linked.article(), "articleSection")
    yield facts.meta("article:section", "og:article:section", "parsely-section", "cxenseparse:section")
    yield facts.meta("sailthru.section", "section")
    yield from _breadcrumbs(facts)


def _breadcrumbs(facts: PageFacts) -> Iterator[str]:
    """Names along the trail, from the outlet's front to the article, without its first and its last."""
    for trail in facts.linked.of_type("BreadcrumbList"):
        steps = trail.get("itemListElement")
        if isinstance(steps, list):
            for step in steps[1:-1][:5]:
                if isinstance(step, dict):
                    item = step.get("item")
                    yield text_of(step, "name") or (text_of(item, "name") if isinstance(item, dict) else "")
            return
