"""The digest as one self-contained HTML page that mail programs can show too."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from pipeline.digest.page import Page


def html_coat(page: Page, subject: str) -> str:
    """Return the page as HTML: no script, nothing fetched, light and dark."""
    return _template().render(page=page, subject=subject) + "\n"


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("pipeline.digest"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("digest.html.j2")
