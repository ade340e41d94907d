"""Hand-made digests for the snapshots: a full day and an empty one, in any language of labels."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.model.article import DateOrigin
from pipeline.model.digest import (
    Checked,
    CopyLine,
    Digest,
    DigestItem,
    DigestSection,
    Piece,
    SourceTrouble,
    UpdateLine,
)
from pipeline.model.hit import Tier

END = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
START = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

WORDS = {
    "en": ("Chile–Korea watch", "Shipyards and ports", "Critical minerals", "Other", "Related (one side only)"),
    "es": ("Vigía Chile–Corea", "Astilleros y puertos", "Minerales críticos", "Otras", "Relacionadas (solo una parte)"),
    "ko": ("칠레–한국 동향", "조선소와 항만", "핵심 광물", "기타", "관련 소식 (한쪽만 언급)"),
}


def marked(text: str) -> tuple[Piece, ...]:
    """Read "the yard of [ASMAR] in" as pieces."""
    parts = text.replace("]", "[").split("[")
    return tuple(Piece(text=part, marked=index % 2 == 1) for index, part in enumerate(parts) if part)


def full_digest(language: str) -> Digest:
    """A day with two topics, one-sided news, copies, a correction and two sources in trouble."""
    title, ports, minerals, _, related = WORDS[language]
    return Digest(
        watch="chile-korea",
        title=title,
        slot="daily:2026-11-21",
        language=language,
        timezone="America/Santiago",
        window_start=START,
        window_end=END,
        sections=(
            DigestSection(id="ports", title=ports, items=(_FRIGATE, _DOCK), lines=(_CRANES,)),
            DigestSection(id="minerals", title=minerals, items=(_LITHIUM,)),
            DigestSection(id="related", title=related, lines=(_NO_DATE, _NO_LINK)),
        ),
        more=3,
        updates=(_CORRECTION,),
        checked=Checked(
            sources=41, reached=39, articles=1204, near_misses=18, troubles=_TROUBLES, too_old=2, copies_of_shown=5
        ),
    )


def empty_digest(language: str) -> Digest:
    """A day without a story; all sources were reached."""
    return Digest(
        watch="chile-korea",
        title=WORDS[language][0],
        slot="daily:2026-11-22",
        language=language,
        timezone="America/Santiago",
        window_start=START,
        window_end=END,
        sections=(),
        more=0,
        updates=(),
        checked=Checked(sources=41, reached=41, articles=310, near_misses=4),
    )


_FRIGATE = DigestItem(
    article_id=11,
    text_version=1,
    title=marked("[ASMAR] y [Hanbada Heavy] construirán juntos cuatro patrulleros en Talcahuano"),
    url="https://www.elfaro.example/economia/asmar-hanbada?id=7781&s=1",
    outlet="El Faro",
    language="es",
    published_at=datetime(2026, 11, 21, 9, 12, tzinfo=UTC),
    date_origin=DateOrigin.FEED,
    quote=marked(
        "El convenio que firmaron ayer [ASMAR] y la coreana [Hanbada Heavy] prevé que el primer casco se corte en "
        "marzo y que dos de las cuatro naves se armen por entero en [Chile]. «Es el contrato más grande de la planta "
        "en treinta años», dijo su director …"
    ),
    why="ASMAR, Hanbada Heavy, PSO-90; Chile and South Korea together",
    tier=Tier.DIRECT,
    score=0.91,
    copies=(
        CopyLine(article_id=12, outlet="Diario Austral", url="https://austral.example/n/4471"),
        CopyLine(article_id=13, outlet="Radio Puerto", url="https://radiopuerto.example/asmar"),
        CopyLine(article_id=14, outlet="한바다신문", url="https://hanbada-news.example/a/2211"),
    ),
)

_DOCK = DigestItem(
    article_id=15,
    text_version=2,
    title=marked("[한바다중공업], [칠레] 해군 조선소와 초계함 4척 공동 건조 계약"),
    url="https://hangang.example/news/20261121001",
    outlet="한강일보",
    language="ko",
    published_at=datetime(2026, 11, 21, 1, 30, tzinfo=UTC),
    date_origin=DateOrigin.PAGE,
    quote=marked(
        "… [한바다중공업]은 [칠레] 탈카우아노 조선소에 설계 도면과 용접 기술을 넘기고, 현지 기술자 "
        "120명을 2년 동안 교육하기로 했다. 1번함은 내년 3월에 착공하며 2029년 말까지 네 척을 모두 "
        "인도한다는 것이 회사 측의 설명이다. 계약 금액은 공개되지 않았다."
    ),
    why="한바다중공업, ASMAR; Chile and South Korea together",
    tier=Tier.DIRECT,
    score=0.88,
)

_CRANES = DigestItem(
    article_id=16,
    text_version=1,
    title=marked("San Antonio port orders six quay cranes from [Hanbada Heavy]"),
    url="https://pacificfreight.example/cranes",
    outlet="Pacific Freight",
    language="en",
    published_at=datetime(2026, 11, 20, 22, 5, tzinfo=UTC),
    date_origin=DateOrigin.FEED,
    quote=marked("The port of San Antonio has ordered six cranes from [Hanbada Heavy], a company note says."),
    why="Hanbada Heavy; Chile and South Korea together",
    tier=Tier.DIRECT,
    score=0.55,
    copies=(CopyLine(article_id=17, outlet="Cargo Today", url="https://cargotoday.example/6-cranes"),),
)

_LITHIUM = DigestItem(
    article_id=18,
    text_version=1,
    title=marked("Seoul battery maker takes a fifth of an Atacama brine project"),
    url="https://andesminer.example/brine-stake",
    outlet="Andes Miner",
    language="en",
    published_at=datetime(2026, 11, 20, 15, 0, tzinfo=UTC),
    date_origin=DateOrigin.FEED,
    quote=marked(
        "[Sorak Cells] will pay in three steps for 20 percent of the Salar Norte project and take its first lithium "
        "carbonate in 2028, the [Chilean] owner told the exchange; the state company keeps its veto over any sale …"
    ),
    why="Sorak Cells, Salar Norte; Chile and South Korea together",
    tier=Tier.DIRECT,
    score=0.62,
)

_NO_DATE = DigestItem(
    article_id=19,
    text_version=1,
    title=marked("Astillero de Valdivia busca socio para un dique seco"),
    url="https://rioabajo.example/dique",
    outlet="Río Abajo",
    language="es",
    published_at=datetime(2026, 11, 20, 13, 45, tzinfo=UTC),
    date_origin=DateOrigin.SEEN,
    quote=(),
    why="Chile only",
    tier=Tier.RELATED,
    score=0.31,
)

_NO_LINK = DigestItem(
    article_id=20,
    text_version=1,
    title=marked("방산 수출 금융 한도 늘린다"),
    url="",
    outlet="한강일보",
    language="ko",
    published_at=datetime(2026, 11, 3, 2, 0, tzinfo=UTC),
    date_origin=DateOrigin.FEED,
    quote=(),
    why="South Korea only",
    tier=Tier.RELATED,
    score=0.28,
)

_CORRECTION = UpdateLine(
    article_id=5,
    text_version=2,
    outlet="El Faro",
    url="https://www.elfaro.example/economia/puerto",
    title="Licitan obras del puerto de Corral",
    change="cambiaron cifras: 180 → 141 obreros",
)

_TROUBLES = (
    SourceTrouble(
        source_id="gaceta",
        name="La Gaceta",
        reason="HTTP 503",
        since=datetime(2026, 11, 19, 8, 0, tzinfo=UTC),
    ),
    SourceTrouble(source_id="minex", name="Ministry list page", reason="a document that is no feed"),
)
