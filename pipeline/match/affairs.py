"""Words of state and business: two countries named together with several of these have dealings with each other.

They make up for the subjects that a watch has not been taught: its seeds speak of tanks and airports, and the next
agreement may be on health, police or fruit. General vocabulary; words that sport, crime and shows share (team, win,
program, director, apoyo, 참가) and those of two meanings (인도 is delivery, and India) are left out.
"""

from __future__ import annotations

from functools import cache

from pipeline.match.borders import free_end
from pipeline.match.forms import Form, Kind
from pipeline.match.names import Names, compile_names
from pipeline.match.spellings import inflections, spellings
from pipeline.text.fold import fold_key
from pipeline.text.wordfold import fold_words

_ENGLISH = (
    "agreement, accord, pact, treaty, protocol, memorandum, memorandum of understanding, mou, cooperation, "
    "partnership, joint venture, consortium, contract, tender, bidding, bidder, procurement, concession, "
    "supplier, ministry, minister, vice minister, congress, lawmaker, ambassador, embassy, consul, delegation, "
    "envoy, official, regulator, agency, diplomat, bilateral, negotiation, ratification, export, import, "
    "exporter, importer, shipment, market access, tariff, quota, customs, free trade, investment, investor, "
    "loan, credit line, grant, donation, donor, aid, financing, export credit, feasibility study, "
    "technology transfer, research institute, laboratory, engineer, technician, commissioning, delivery, "
    "warship, military, officer, army, navy, air force, police, training course, hospital, health network, "
    "power plant, reactor, grid, port, shipyard, factory, plant, subsidiary, invest, signed, fund, "
    "infrastructure, mine, ore, fishery, harvest, "
    "visa, training programme, radar, satellite"
)
_SPANISH = (
    "acuerdo, convenio, tratado, pacto, protocolo, memorando, cooperación, asociación estratégica, "
    "empresa conjunta, consorcio, contrato, licitación, postor, adjudicación, concesión, proveedor, ministerio, "
    "ministro, viceministro, congreso, congresista, embajador, embajada, cónsul, cancillería, delegación, "
    "funcionario, agencia, bilateral, negociación, ratificación, exportación, importación, exportador, envío, "
    "acceso al mercado, arancel, aduana, libre comercio, inversión, inversionista, préstamo, crédito, "
    "línea de crédito, donación, donante, cooperante, financiamiento, financiación, factibilidad, "
    "transferencia tecnológica, tecnología, instituto, laboratorio, ingeniero, técnico, puesta en marcha, "
    "entrega, buque, militar, oficial, ejército, marina, fuerza aérea, policía, capacitación, hospital, "
    "centro de salud, planta, reactor, puerto, astillero, fábrica, filial, suscribir, suscrito, suscribieron, "
    "firmaron, suscribió, fondo, infraestructura, mina, pesca, cosecha, sanitario, agroexportador, empresa, "
    "visado, visa, radar, satélite, adiestramiento"
)
_KOREAN = (
    "협정, 협약, 조약, 의정서, 양해각서, 업무협약, 협력, 동반자, 합작, 컨소시엄, 계약, 입찰, 수주, 조달, 낙찰, "
    "공급, 장관, 국회, 의회, 대사, 대사관, 영사, 사절단, 대표단, 외교, 양국, 양자, 협상, 비준, 수출, 수입, 선적, "
    "시장 개방, 관세, 통관, 검역, 자유무역, 투자, 투자자, 차관, 유상원조, 무상원조, 원조, 공여, 기증, "
    "타당성조사, 기술이전, 연구원, 연구소, 엔지니어, 기술자, 함정, 육군, 해군, 공군, 경찰, 연수, 병원, 보건, "
    "발전소, 원자로, 항만, 조선소, 공장, 법인, 자회사, 체결, 서명, 기금, 인프라, 광산, 광물, 어업, 농업, "
    "산업통상, 각서, 협력각서, 약정, 협력약정, 공동대응, 훈련, 파견, 사업비, 착수, 공적개발원조, 개발원조, 비자, "
    "위성, 정부"
)


def affairs_in(text: str) -> tuple[str, ...]:
    """The words of state and business in a text, each once, in the order of their first places."""
    words = fold_words(text).text
    places: dict[str, int] = {}
    for start, end, form in _compiled().find(words):
        if free_end(words, start, end, form) and places.get(form.text, start + 1) > start:
            places[form.text] = start
    return tuple(sorted(places, key=places.__getitem__))


@cache
def _compiled() -> Names[Form]:
    """One index for all watches; made when an article first needs it."""
    forms: dict[str, tuple[Form]] = {}
    for language, listed in (("en", _ENGLISH), ("es", _SPANISH), ("ko", _KOREAN)):
        for word in map(str.strip, listed.split(",")):
            for key in inflections(fold_key(word), language):
                for spelling in spellings(key):
                    form = Form(kind=Kind.TERM, owner="", text=word, language=language)
                    forms.setdefault(spelling, (form,))
    return compile_names(forms)
