"""What the demo's outlets put on the wire: feeds in four dialects, article pages and front pages, as bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from functools import cache
from html import escape
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.demo.world import DemoArticle, Dialect, Outlet, PageStyle

_UTC_OFFSET_H = {"PE": -5, "KR": 9}  # neither country changes its clocks; the other outlets write UTC
_RELATED = 4  # links to other articles on each page

_CONTENT_TYPE = {
    Dialect.RSS20: "application/rss+xml",
    Dialect.ATOM10: "application/atom+xml",
    Dialect.RDF10: "application/rdf+xml",
    Dialect.JSON11: "application/feed+json",
}

_LABELS: Mapping[str, Mapping[str, Any]] = {
    "en": {
        "sections": ("Home", "World", "Business", "Sport", "Opinion"),
        "cookies": "We use cookies to make this site work and to count our readers. You can change this at any time.",
        "accept": "Accept all",
        "advert": "Advertisement: four winter tyres for the price of three, fitted while you wait.",
        "by": "By",
        "updated": "Updated",
        "share": "Share this story",
        "also": "Read also",
        "related": "More from us",
        "newsletter": "The day's news in your inbox every morning. Subscribe for free.",
        "rights": "All rights reserved.",
        "down": "We are doing some work on our site and shall be back soon.",
    },
    "es": {
        "sections": ("Portada", "Política", "Economía", "Deportes", "Opinión"),
        "cookies": "Usamos cookies propias y de terceros para mejorar su experiencia. Puede cambiar sus preferencias.",
        "accept": "Aceptar",
        "advert": "Publicidad: colchones de dos plazas con envío gratis a todo el país.",
        "by": "Por",
        "updated": "Actualizado",
        "share": "Compartir esta nota",
        "also": "Lea también",
        "related": "Más noticias",
        "newsletter": "Reciba nuestro boletín cada mañana en su correo. La suscripción es gratuita.",
        "rights": "Todos los derechos reservados.",
        "down": "Estamos realizando trabajos de mantenimiento y volveremos pronto.",
    },
    "ko": {
        "sections": ("홈", "정치", "경제", "스포츠", "오피니언"),
        "cookies": "이 사이트는 더 나은 서비스를 위해 쿠키를 사용합니다. 설정은 언제든지 바꿀 수 있습니다.",
        "accept": "동의",
        "advert": "광고: 겨울 이불 세일, 오늘 주문하면 내일 도착합니다.",
        "by": "글",
        "updated": "수정",
        "share": "기사 공유하기",
        "also": "함께 읽기",
        "related": "많이 본 기사",
        "newsletter": "아침마다 주요 뉴스를 메일로 보내 드립니다. 구독은 무료입니다.",
        "rights": "무단 전재 및 재배포 금지.",
        "down": "사이트를 점검하고 있습니다. 곧 다시 찾아뵙겠습니다.",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """An outlet where it can be reached."""

    outlet: Outlet
    base: str  # scheme, host and port, no slash at the end

    def path(self, article: DemoArticle) -> str:
        return self.outlet.path.format(date=f"{_local(article.published, self.outlet):%Y/%m/%d}", slug=article.id)

    def url(self, article: DemoArticle) -> str:
        return self.base + self.path(article)


def feed_content_type(outlet: Outlet) -> str:
    return f"{_CONTENT_TYPE[outlet.dialect]}; charset={outlet.encoding.lower()}"


def render_feed(site: Site, articles: Sequence[DemoArticle], tracking: str = "") -> bytes:
    """A feed of ``articles`` in the outlet's dialect and encoding; ``tracking`` is the query its links carry."""
    links = {item.id: site.url(item) + (f"?{tracking}" if tracking else "") for item in articles}
    if site.outlet.dialect is Dialect.JSON11:
        return _json_feed(site, articles, links)
    return _rendered(site, f"{site.outlet.dialect}.xml", articles=articles, links=links)


def render_page(site: Site, article: DemoArticle, others: Sequence[DemoArticle]) -> bytes:
    """The article's page, with links to some of ``others`` around it."""
    related = [item for item in others if item.id != article.id][:_RELATED]
    rich = site.outlet.page is PageStyle.RICH
    json_ld = _json_ld(site, article) if rich else None
    return _rendered(site, "page.html", article=article, related=related, json_ld=json_ld)


def render_front(site: Site, articles: Sequence[DemoArticle]) -> bytes:
    """The outlet's front page: its headlines."""
    return _rendered(site, "front.html", articles=articles)


def render_down(site: Site) -> bytes:
    """The page of an outlet at work on its site, which some servers send in place of everything."""
    return _rendered(site, "down.html")


def _rendered(site: Site, template: str, **content: object) -> bytes:
    outlet = site.outlet
    text = _templates().get_template(template).render(
        site=site, outlet=outlet, labels=_LABELS[outlet.language], local=_local, reader_time=_reader_time,
        rfc822=format_datetime, as_html=_as_html, **content,
    )  # fmt: skip
    # Typographic quotes have no place in ISO-8859-1; real sites write them as character references.
    return text.encode(outlet.encoding, "xmlcharrefreplace")


def _as_html(paragraphs: Sequence[str]) -> str:
    """The paragraphs as HTML, which a feed then carries as escaped text."""
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("pipeline.demo"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


def _local(moment: datetime, outlet: Outlet) -> datetime:
    """The moment on the outlet's own clock."""
    return moment.astimezone(timezone(timedelta(hours=_UTC_OFFSET_H.get(outlet.country, 0))))


def _reader_time(moment: datetime, outlet: Outlet) -> str:
    local = _local(moment, outlet)
    return f"{format_date(local, 'long', locale=outlet.language)}, {local:%H:%M}"


def _json_feed(site: Site, articles: Sequence[DemoArticle], links: Mapping[str, str]) -> bytes:
    outlet = site.outlet
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": f"{site.base}/",
        "language": outlet.language,
        "items": [_json_item(outlet, item, links[item.id]) for item in articles],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode(outlet.encoding)


def _json_item(outlet: Outlet, item: DemoArticle, link: str) -> dict[str, object]:
    return {
        "id": f"{outlet.id}/{item.id}",
        "url": link,
        "title": item.title,
        "summary": item.summary,
        **({"content_html": _as_html(item.body)} if outlet.full_text else {"content_text": item.summary}),
        **({"date_published": _local(item.published, outlet).isoformat()} if item.dated else {}),
        **({"date_modified": _local(item.updated, outlet).isoformat()} if item.updated else {}),
        "authors": [{"name": name} for name in item.authors],
    }


def _json_ld(site: Site, item: DemoArticle) -> dict[str, object]:
    """The schema.org NewsArticle of a page."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": item.title,
        "description": item.summary,
        "datePublished": _local(item.published, site.outlet).isoformat(),
        "dateModified": _local(item.updated or item.published, site.outlet).isoformat(),
        "inLanguage": site.outlet.language,
        "mainEntityOfPage": site.url(item),
        "author": [{"@type": "Person", "name": name} for name in item.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": site.outlet.name},
    }
