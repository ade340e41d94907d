"""What stands in for an article when there is none: requests for consent, subscription, scripts; front pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

_LEAST_TEXT = 60  # characters; a flash in Korean has more
_LEAST_BESIDE_WALL = 300  # a text that speaks of cookies or subscriptions and is shorter is a notice, not an article
_CONSENT = "the page asks for consent before it shows its text"
_SIGNS = (
    (_CONSENT, re.compile(r"\b(?:cookies?|consent|consentimiento)\b|쿠키|개인정보", re.IGNORECASE)),
    (
        "the page shows its text to subscribers only",
        re.compile(r"\b(?:subscri|suscri|log ?in\b|sign in\b|inicia)|구독|로그인|유료", re.IGNORECASE),
    ),
    (
        "the page shows its text only to browsers that run programs",
        re.compile(r"\bjavascript\b|자바스크립트", re.IGNORECASE),
    ),
)
# How the large consent services head their pages, in the languages of the watch and of the continent that wants them.
_CONSENT_HEADING = re.compile(
    r"^\W*(?:before you continue|antes de continuar|avant de continuer|avant d'accéder|bevor sie (?:fortfahren|zu)"
    r"|prima di continuare|antes de prosseguir|voordat je verdergaat|계속하기 전에|계속하시기 전에"
    r"|(?:we|.{2,30}) (?:values?|cares? about|respects?) your privacy|your privacy\b|privacy (?:settings|choices)"
    r"|(?:valoramos|respetamos|nos importa) (?:tu|su|la) privacidad|(?:tu|su) privacidad\b|nous respectons votre vie"
    r"|wir (?:respektieren|schätzen) ihre privatsphäre|datenschutzeinstellungen|la tua privacy"
    r"|(?:manage |cookie )?(?:cookies?|consent) (?:consent|preferences|settings|notice|choices)"
    r"|(?:configuración|preferencias|aviso|política) de (?:las )?cookies|쿠키 (?:설정|동의|사용|안내)"
    r"|개인정보 (?:설정|보호 설정|수집|처리|이용))",
    re.IGNORECASE,
)
_CONSENT_SUBJECT = re.compile(
    r"\b(?:cookies?|consent\w*|einwilligung|privacidad|privacy|personal data|personalis\w+|personaliz\w+"
    r"|datos personales|donn[ée]es personnelles|personenbezogen\w*|vie privée|datenschutz\w*|tracking"
    r"|our partners|nuestros socios|nos partenaires|unsere partner|i nostri partner)\b"
    r"|쿠키|개인정보|개인 정보|맞춤|동의|제휴사",
    re.IGNORECASE,
)
# What only somebody who asks for consent says, to "you".
_CONSENT_REQUEST = re.compile(
    r"\b(?:(accept all|reject all|decline all|allow all|agree to all|i accept|i agree)"
    r"|(manage (?:your |my )?(?:options|choices|preferences|settings|cookies)|more options|change your mind)"
    r"|(we and our (?:\d+ )?\w*\s?partners|our (?:\d+ )?partners)"
    r"|(if you (?:choose|click|do not want|agree)|by clicking|withdraw your consent|your consent)"
    r"|(acept(?:ar|a) tod[oa]s?|rechaz(?:ar|a) tod[oa]s?|aceptar y continuar)"
    r"|(gestionar (?:las |tus |sus )?(?:opciones|preferencias|cookies)|más opciones|configurar (?:las )?cookies)"
    r"|(nosotros y nuestros|nuestros socios)"
    r"|(si (?:eliges|haces clic|hace clic|acepta)|retirar (?:tu|su) consentimiento)"
    r"|(tout accepter|tout refuser|alle akzeptieren|alle ablehnen|accetta tutto|rifiuta tutto))\b"
    r"|(모두 (?:동의|수락|허용|거부))|(옵션 더보기|설정 (?:관리|변경)|선택 사항)|(동의를 철회|동의하시면|클릭하면)",
    re.IGNORECASE,
)
_SUBJECT_SHARE = 0.6  # of the lines, weighed by length, that speak of consent and of nothing else
_SUBJECT_SHARE_UNDER_HEADING = 0.3


def wall_reason(titles: Iterable[str], body: str, seen: str) -> str:
    """Why there is no article in this text, "" when there may be one.

    ``titles`` are the page's, ``body`` is its running text, ``seen`` all that a reader would see if there is none.
    """
    if len(body) < _LEAST_BESIDE_WALL:
        reason = next((reason for reason, signs in _SIGNS if signs.search(body or seen)), "")
        return reason or ("the page has no article text" if len(body) < _LEAST_TEXT else "")
    headed = any(_CONSENT_HEADING.match(title) for title in titles)
    least, requests = (_SUBJECT_SHARE_UNDER_HEADING, 1) if headed else (_SUBJECT_SHARE, 2)
    asked = {match.lastindex for match in _CONSENT_REQUEST.finditer(body)}
    return _CONSENT if len(asked) >= requests and _share_on_consent(body) >= least else ""


def is_front_page(url: str) -> bool:
    """Whether an address is a site's own, where many redirect what they no longer have."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.netloc) and parts.path in ("", "/") and not parts.query


def _share_on_consent(body: str) -> float:
    lines = body.split("\n")
    return sum(len(line) for line in lines if _CONSENT_SUBJECT.search(line)) / max(1, sum(map(len, lines)))
