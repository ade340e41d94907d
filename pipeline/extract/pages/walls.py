"""What stands in for an article when there is none: requests for consent or money, errors, checks, lists, fronts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipeline.extract.pages.elements import line_of
from pipeline.extract.pages.page_facts import PageFacts

_LEAST_TEXT = 60  # characters; a flash in Korean has more
_SHORT = 300  # characters; only a shorter text can be a notice and nothing else
_SHORT_ERROR = 800  # characters; error pages suggest where else to look
_LONGEST_REQUEST = 20_000  # characters
_CONSENT = "the page asks for consent before it shows its text"
_SUBSCRIBERS = "the page shows its text to subscribers only"
_SIGNS = (
    (_CONSENT, re.compile(r"\b(?:cookies?|consent|consentimiento)\b|쿠키|개인정보", re.IGNORECASE)),
    (
        _SUBSCRIBERS,
        re.compile(
            r"\b(?:subscri|suscr[ií]|log ?in\b|sign in\b|inicia|regist|premium\b|already a member)"
            r"|구독|로그인|유료|회원",
            re.IGNORECASE,
        ),
    ),
    (
        "the page shows its text only to browsers that run programs",
        re.compile(r"\bjavascript\b|자바스크립트", re.IGNORECASE),
    ),
)
# Notices speak to the reader; news of subscribers and cookies does not.
_TO_READER = re.compile(
    r"^\W*(?:subscribe|sign|log|enable|accept|register|create|become|get|suscr[ií]b|inicia|activ[ae]|habilit[ae]|acept[ae]"
    r"|reg[ií]str|hazte|already|¿ya)"
    r"|\b(?:you|your|please|por favor|usted|tu|tus|te|para (?:seguir|continuar|leer|ver|acceder)"
    r"|to (?:continue|read|view|keep|access|go|unlock)|(?:only|exclusive) (?:to|for)|(?:solo|sólo|exclusivo) para)\b"
    r"|세요|십시오|바랍니다|하시|으시|전용|필요합니다|수 있습니다",
    re.IGNORECASE,
)
# Titles of error pages and of checks for robots, all of a title or all of it before the site's name.
_TITLE_ENDS = r"[\W_]*(?:\s[-–—|·]\s.*)?$"
_CHECK = re.compile(
    r"\W*(?:just a moment|attention required|access (?:to this page has been )?denied|checking your browser"
    r"|are you (?:a robot|human|not a robot)|pardon our interruption|verif(?:y|ying) (?:that )?you are human"
    r"|un momento|acceso denegado|verifica(?:ndo)? que eres (?:un )?humano|잠시만 기다려 ?주(?:세요|십시오)"
    rf"|접근이? (?:거부|차단)\w*){_TITLE_ENDS}",
    re.IGNORECASE,
)
_NOT_THERE = re.compile(
    r"\W*(?:(?:error )?404(?: error)?|(?:404 )?not found|(?:404\W+)?(?:the |this )?(?:page|article|story|content)"
    r"(?: you requested| you were looking for)?(?: (?:was|is|could|cannot|can['’]t|has))?(?: (?:be|been))?"
    r" (?:not (?:be )?found|not available|no longer available|removed)"
    r"|(?:404\W+)?(?:p[aá]gina|noticia|art[ií]culo|contenido) no (?:encontrad[oa]|disponible|existe)"
    rf"|(?:요청하신 )?(?:페이지|기사)(?:를|가|는)? ?(?:찾을 수 없|존재하지 않|삭제)\w*){_TITLE_ENDS}",
    re.IGNORECASE,
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
_CONSENT_WORDS = ("cookie", "consent", "einwilligung", "priva", "privée", "datenschutz", "쿠키", "개인정보", "동의")
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
_HEADLINE = 18  # characters; Korean ones are that short, and menus are not that long
_MANY_LINKS = 10
_OWN_TEXT = 300  # characters in a row; few teasers are as long, and few flashes on pages full of links are shorter
_OWN_TEXT_ON_LIST = 600  # the same on a page that says it is a list
_LIST_PAGES = ("CollectionPage", "SearchResultsPage")
_BREAKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "li", "ul", "ol", "div", "a", "table"})
_INLINE = frozenset({"b", "strong", "em", "i", "span", "u", "font", "mark", "small", "sub", "sup", "q", "cite"})
_SUBJECT_SHARE = 0.6  # of the lines, weighed by length, that speak of consent and of nothing else
_SUBJECT_SHARE_UNDER_HEADING = 0.3


def wall_reason(titles: Iterable[str], body: str, seen: str, *, free: bool = True) -> str:
    """Why there is no article in this text, "" when there may be one.

    ``titles`` are the page's, ``body`` is its running text, ``seen`` all that a reader would see if there is none.
    ``free`` is whether the page says that everybody may read it. A teaser above a request to subscribe is a text.
    """
    titles = list(titles)
    if len(body) >= _SHORT_ERROR:
        return _CONSENT if _asks_for_consent(titles, body) else ""
    if any(_NOT_THERE.match(title) for title in titles):
        return "the page says that what was asked for is not there"
    if any(_CHECK.match(title) for title in titles):
        return "the page checks for robots before it shows its text"
    if len(body) >= _SHORT:
        return _CONSENT if _asks_for_consent(titles, body) else ""
    if len(drop_notices(body)) >= _LEAST_TEXT:
        return ""
    reason = next((reason for reason, signs in _SIGNS if signs.search(body or seen)), "")
    return reason or ("the page has no article text" if free else _SUBSCRIBERS)


def drop_notices(body: str) -> str:
    """A text without the lines that ask its readers to accept cookies, subscribe, log in or run programs."""
    return "\n".join(line for line in body.split("\n") if len(line) >= _SHORT or not _is_notice(line))


def _is_notice(line: str) -> bool:
    return bool(_TO_READER.search(line)) and any(signs.search(line) for _, signs in _SIGNS)


def _asks_for_consent(titles: list[str], body: str) -> bool:
    body = body[:_LONGEST_REQUEST]
    lower = body.lower()
    if not any(word in lower for word in _CONSENT_WORDS):  # nearly all articles end here, and the patterns are slow
        return False
    headed = any(_CONSENT_HEADING.match(title) for title in titles)
    least, requests = (_SUBJECT_SHARE_UNDER_HEADING, 1) if headed else (_SUBJECT_SHARE, 2)
    if _share_on_consent(body) < least:
        return False
    return len({match.lastindex for match in _CONSENT_REQUEST.finditer(body)}) >= requests


def is_list_page(facts: PageFacts, tree: HtmlElement) -> bool:
    """Whether a page lists articles: it does not call itself one, links to many, and has no text of its own.

    Many links to other articles stand on every article's page. What is missing on a list is a run of paragraphs.
    """
    if facts.calls_itself_article() or any(name.startswith("article:") for name in facts.metas):
        return False
    links = (link for link in tree.iter("a") if len(line_of(link, _HEADLINE)) >= _HEADLINE)
    if sum(1 for _ in islice(links, _MANY_LINKS)) < _MANY_LINKS:
        return False
    says_so = any(next(facts.linked.of_type(kind), None) for kind in _LIST_PAGES)
    most = _OWN_TEXT_ON_LIST if says_so else _OWN_TEXT
    return all(_longest_run(element) < most for element in _with_text(tree))


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


def _with_text(tree: HtmlElement) -> list[HtmlElement]:
    """Elements that paragraphs stand in, or text of their own: each a candidate for the article's."""
    parents = {element.getparent() for element in tree.iter("p", "br")}
    return [element for element in parents if element is not None]


def _longest_run(element: HtmlElement) -> int:
    """Characters of text in a row, links and headings apart; a heading or a link on a line of its own begins anew."""
    longest = run = _length(element.text)
    for child in element:
        if child.tag in _BREAKS:
            run = 0
        elif child.tag == "p" or child.tag in _INLINE:
            linked = sum(len(line_of(link)) for link in child.iter("a"))
            run += max(0, len(line_of(child)) - linked)
        run += _length(child.tail)
        longest = max(longest, run)
    return longest


def _length(text: str | None) -> int:
    return len(" ".join(text.split())) if text else 0
