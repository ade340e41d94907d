"""Walls of consent in several languages, and honest texts beside them."""

from __future__ import annotations

import pytest

from pipeline.extract.walls import is_front_page, wall_reason

CONSENT = "the page asks for consent before it shows its text"
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
