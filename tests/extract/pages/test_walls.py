"""Walls of consent in several languages, and honest texts beside them."""

from __future__ import annotations

import json

import pytest
from lxml.html import document_fromstring

from pipeline.extract.pages.page_facts import gather_facts
from pipeline.extract.pages.walls import drop_notices, is_front_page, is_list_page, wall_reason

CONSENT = "the page asks for consent before it shows its text"
SUBSCRIBERS = "the page shows its text to subscribers only"
ENGLISH = (
    "We use cookies and data to keep this service running, to learn how it is used, and to guard it against abuse.",
    "If you choose to accept all, we and our partners will also use cookies and data to show personalised advertising.",
    "If you do not, we will not use cookies for these further purposes; what you see then depends on where you are.",
    "Select more options for details, and to manage your privacy settings. You can withdraw your consent at any time.",
)
SPANISH = (
    "Usamos cookies y otros datos personales para prestar el servicio, medir su uso y protegerlo de los abusos.",
    "Nosotros y nuestros socios guardamos cookies en tu equipo. Si eliges aceptar todo, las usaremos para anuncios.",
    "Puedes retirar tu consentimiento y rechazar todo en cualquier momento desde la política de privacidad del sitio.",
    "Para gestionar las preferencias de cookies de cada socio, abre más opciones al pie de esta página de privacidad.",
)
KOREAN = (
    "저희는 서비스를 제공하고 유지하기 위해 쿠키와 데이터를 사용하며, 장애를 추적하고 악용을 막는 데에도 씁니다.",
    "모두 수락을 선택하시면 새로운 서비스를 개발하고 맞춤 광고를 보여 드리는 데에도 쿠키와 데이터를 사용합니다.",
    "모두 거부를 선택하시면 이러한 추가적인 목적으로는 쿠키를 사용하지 않으며, 맞춤이 아닌 콘텐츠만 보여 드립니다.",
    "옵션 더보기를 선택하여 개인정보 설정을 관리하는 방법을 확인하세요. 언제든지 동의를 철회하실 수 있습니다.",
    "제휴사가 개인정보를 어떻게 쓰는지는 쿠키 안내에서 볼 수 있으며, 설정 변경은 이 페이지 아래에서 할 수 있습니다.",
    "이 선택은 쿠키가 지워질 때까지 이 기기에 남으며, 다른 기기에서는 다시 동의 여부를 여쭙게 됩니다.",
)
ABOUT_COOKIES = (
    "The regulator fined three publishers on Monday for setting cookies before readers had given their consent.",
    "Their banners, it found, offered a button to accept all and hid the other choice behind two further pages.",
    "The publishers said they would appeal. One of them, with eleven newspapers, called the fine out of proportion.",
    "Parliament in the capital debates a new law next month; the opposition wants browsers to settle the matter.",
    "The fines add up to nine million, the highest since the authority was founded, and are due by the end of March.",
)


@pytest.mark.parametrize("lines", [ENGLISH, SPANISH, KOREAN], ids=["English", "Spanish", "Korean"])
def test_a_long_request_for_consent_is_no_article(lines: tuple[str, ...]) -> None:
    body = "\n".join(lines)
    assert len(body) > 300
    assert wall_reason(["The Daily"], body, "") == CONSENT


@pytest.mark.parametrize(
    "heading",
    [
        *("Before you continue to Search", "We value your privacy", "Cookie settings", "Antes de continuar"),
        *("Valoramos tu privacidad", "계속하기 전에", "쿠키 설정", "Bevor Sie fortfahren"),
    ],
)
def test_under_a_telling_heading_less_is_enough(heading: str) -> None:
    body = "\n".join((*ENGLISH[:2], *ABOUT_COOKIES[3:]))
    assert wall_reason(["The Daily"], body, "") == ""
    assert wall_reason(["The Daily", heading], body, "") == CONSENT


@pytest.mark.parametrize("title", ["Fines for cookie banners", "Before you continue paying, read this", "Your privacy"])
def test_an_article_on_consent_is_an_article(title: str) -> None:
    assert wall_reason([title], "\n".join((*ABOUT_COOKIES, *(line[::-1] for line in ABOUT_COOKIES))), "") == ""


def test_an_article_with_a_notice_at_its_foot_is_an_article() -> None:
    assert wall_reason(["Port opens"], "\n".join((*ABOUT_COOKIES[2:], *ABOUT_COOKIES[2:], ENGLISH[1])), "") == ""


@pytest.mark.parametrize(
    ("url", "front"),
    [
        ("https://news.example", True),
        ("https://news.example/", True),
        ("https://news.example/#top", True),
        ("https://news.example/?p=12", False),
        ("https://news.example/a", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_a_sites_own_address_is_its_front_page(url: str, front: bool) -> None:
    assert is_front_page(url) is front


@pytest.mark.parametrize(
    "notice",
    [
        *("Subscribe to read on.", "Already a subscriber? Log in to keep reading.", "Register to continue reading."),
        *(
            "Suscríbete para seguir leyendo.",
            "Inicia sesión para leer esta nota.",
            "¿Ya eres suscriptor? Inicia sesión",
        ),
        *("구독하고 기사 전문을 읽어 보세요.", "로그인 후 이용하실 수 있습니다.", "유료 회원 전용 기사입니다."),
    ],
)
def test_a_request_to_subscribe_is_a_wall_alone_and_none_below_a_teaser(notice: str) -> None:
    assert wall_reason(["Port opens"], notice, notice) == SUBSCRIBERS
    assert wall_reason(["Port opens"], f"{ABOUT_COOKIES[3]}\n{notice}", "") == ""
    assert drop_notices(f"{ABOUT_COOKIES[3]}\n{notice}") == ABOUT_COOKIES[3]


@pytest.mark.parametrize(
    "flash",
    [
        "The streaming service won four million subscribers in the third quarter, twice as many as analysts expected.",
        "La plataforma sumó dos millones de suscriptores en el tercer trimestre, según informó la compañía el lunes.",
        "정부는 구독 해지를 어렵게 만드는 사업자에게 과징금을 물리는 법안을 화요일에 냈다. 시행은 내년 봄으로 예상된다",
    ],
)
def test_a_flash_about_subscribers_is_an_article(flash: str) -> None:
    assert wall_reason(["Flash"], flash, "") == ""


def test_a_page_that_is_not_free_and_shows_nothing_is_for_subscribers() -> None:
    assert wall_reason(["Port opens"], "A few words.", "", free=False) == SUBSCRIBERS
    assert wall_reason(["Port opens"], "A few words.", "") == "the page has no article text"
    assert wall_reason(["Port opens"], ABOUT_COOKIES[3], "", free=False) == ""


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("404 - The Daily", "the page says that what was asked for is not there"),
        ("Page not found", "the page says that what was asked for is not there"),
        ("Página no encontrada | El Diario", "the page says that what was asked for is not there"),
        ("404 Not Found", "the page says that what was asked for is not there"),
        ("요청하신 페이지를 찾을 수 없습니다", "the page says that what was asked for is not there"),
        ("Not found in the wreck: the black box", ""),
        ("No se encontró petróleo en el lote", ""),
        ("페이지를 찾을 수 없습니다", "the page says that what was asked for is not there"),
        ("Just a moment...", "the page checks for robots before it shows its text"),
        ("Verificando que eres humano", "the page checks for robots before it shows its text"),
        ("404 soldiers return home", ""),
        ("Access to the port denied to trawlers", ""),
    ],
)
def test_errors_and_checks_are_told_by_their_titles_when_little_else_is_there(title: str, reason: str) -> None:
    assert wall_reason([title], "\n".join(ABOUT_COOKIES[2:4]), "") == reason
    assert wall_reason([title], "\n".join(line.replace("cookies", "x") for line in ABOUT_COOKIES * 2), "") == ""


def teasers(count: int, text: str = "What the ministers agreed on, and what they left for the next meeting.") -> str:
    one = "<article><h3><a href='/{0}'>Ministers meet for the {0}th time in a month</a></h3><p>{1}</p></article>"
    return "".join(one.format(number, text) for number in range(count))


def is_list(body: str, head: str = "") -> bool:
    tree = document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")
    return is_list_page(gather_facts(tree), tree)


def linked(node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_a_page_of_teasers_is_a_list() -> None:
    assert is_list(f"<h1>Politics</h1>{teasers(12)}", '<meta property="og:type" content="website">')
    flat = "<h2><a href='/a'>Ministers meet for the tenth time</a></h2><p>What they agreed on, in short.</p>" * 20
    assert is_list(f"<main>{flat}</main>")


def test_a_list_that_describes_each_of_its_articles_is_a_list() -> None:
    items = [{"@type": "ListItem", "item": {"@type": "NewsArticle", "headline": f"Number {n}"}} for n in range(6)]
    assert is_list(teasers(12), linked({"@type": "ItemList", "itemListElement": items}))


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f"{teasers(30)}<div>{''.join(f'<p>{line}</p>' for line in ABOUT_COOKIES)}</div>", ""),
        (f"{teasers(30)}<div>{'<br><br>'.join(ABOUT_COOKIES)}</div>", ""),
        (teasers(30), '<meta property="og:type" content="article">'),
        (teasers(30), linked({"@type": "NewsArticle", "headline": "Ministers meet"})),
        (teasers(30), '<meta property="article:published_time" content="2026-01-01">'),
        (f"<p>{ABOUT_COOKIES[0]}</p>{teasers(3)}", ""),
    ],
    ids=["paragraphs", "line breaks", "OpenGraph", "JSON-LD", "its time", "few links"],
)
def test_an_article_among_many_links_is_no_list(body: str, head: str) -> None:
    assert not is_list(body, head)
