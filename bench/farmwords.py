"""Words for made-up news in three languages: sentences that read like news and say nothing."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language's sentence parts, in the order the pattern asks for."""

    pattern: str
    parts: dict[str, tuple[str, ...]]
    authors: tuple[str, ...]
    sections: tuple[str, ...]

    def sentence(self, dice: Random) -> str:
        chosen = {name: dice.choice(options) for name, options in self.parts.items()}
        return self.pattern.format(number=dice.randrange(2, 990), **chosen)

    def title(self, dice: Random) -> str:
        return self.sentence(dice).partition(";")[0]


def _tongue(pattern: str, authors: str, sections: str, **parts: str) -> Tongue:
    split = {name: tuple(map(str.strip, text.split("/"))) for name, text in parts.items()}
    return Tongue(pattern, split, tuple(authors.split("/")), tuple(sections.split("/")))


ENGLISH = _tongue(
    "{who} {did} {what} {where}; {when}, {aside} {number} {counted}.",
    "Ada Brook/Noel Harrow/Iris Calder/Tom Whitlock/Mara Finch/Owen Pryce/Lena Stroud/Paul O'Dell",
    "Economy/Transport/Energy & Mining/World/Courts/Harbours/Science/Opinion",
    who=(
        "The harbour board/The ministry of works/A regional court/The state railway/The miners' union/"
        "The energy regulator/A group of engineers/The city council/The national bank/An independent panel/"
        "The shipyard's owners/Farmers of the valley/The water authority/Two coastal provinces/"
        "The foreign secretary/A parliamentary committee/The airport operator/Customs officers"
    ),
    did=(
        "approved/rejected/postponed/reopened talks on/signed off on/questioned/asked for a review of/defended/"
        "announced/published the terms of/halted/doubled the budget for/withdrew support from/welcomed"
    ),
    what=(
        "the new container terminal/a tender for patrol boats/the bridge over the northern strait/"
        "a copper smelter's licence/the fibre line along the coast/the long-delayed metro line/"
        "a treaty on fishing quotas/the reform of the pension fund/the sale of the old barracks/"
        "a loan for rural clinics/the plan to dredge the river mouth/the switch to electric buses/"
        "an inquiry into bridge repairs/the lease of two ferries"
    ),
    where=(
        "in the southern district/near the border crossing/on the eastern shore/in the capital/"
        "at the mouth of the river/across the high plain/in three mountain towns/outside the free zone/"
        "along the old salt road/in the lake region/on the outer islands"
    ),
    when=(
        "by late spring/within ninety days/according to the gazette/after a vote on Tuesday/"
        "despite earlier assurances/as the audit had advised/before the rains set in/under the revised schedule/"
        "in the second quarter/once the appeal is heard"
    ),
    aside=(
        "officials counted/the filing lists/residents remember/the contract covers/auditors found/"
        "the survey names/the register now holds/planners expect/insurers assessed"
    ),
    counted=(
        "kilometres of track/new berths/open complaints/million in guarantees/jobs at the yard/"
        "parcels of land/unpaid invoices/turbines/households without power/trucks a day"
    ),
)

SPANISH = _tongue(
    "{who} {did} {what} {where}; {when}, {aside} {number} {counted}.",
    "Inés Peñaloza/Julián Córdova/Mónica Ibáñez/Raúl Añasco/Lucía Zúñiga/Íñigo Valdés/Sofía Munguía",
    "Economía/Política/Minería y energía/Región/Tribunales/Puertos/Ciencia/Opinión",
    who=(
        "La autoridad portuaria/El ministerio de obras/Un tribunal de la región/La compañía de ferrocarriles/"
        "El sindicato minero/La superintendencia de energía/Una comisión del congreso/El municipio/"
        "El banco de la nación/Los dueños del astillero/Los agricultores del valle/La junta de riego/"
        "Dos provincias de la costa/La cancillería/El concesionario del aeropuerto/La aduana"
    ),
    did=(
        "aprobó/rechazó/aplazó/reanudó el diálogo sobre/firmó/cuestionó/pidió revisar/defendió/anunció/"
        "publicó las bases de/suspendió/duplicó la partida para/retiró su apoyo a/celebró"
    ),
    what=(
        "el nuevo terminal de contenedores/la licitación de lanchas patrulleras/el puente del estrecho/"
        "la licencia de la fundición/la red de fibra óptica/la línea de metro largamente esperada/"
        "el convenio de cuotas pesqueras/la reforma del fondo de pensiones/la venta del antiguo cuartel/"
        "un préstamo para postas médicas/el dragado de la desembocadura/los autobuses eléctricos/"
        "la investigación de los sobrecostos/el alquiler de dos transbordadores"
    ),
    where=(
        "en el distrito del sur/cerca del paso fronterizo/en la ribera oriental/en la capital/"
        "en la boca del río/en el altiplano/en tres pueblos de montaña/fuera de la zona franca/"
        "junto al antiguo camino de la sal/en la región de los lagos/en las islas más alejadas"
    ),
    when=(
        "a fines de otoño/en noventa días/según el boletín oficial/tras la votación del martes/"
        "pese a las garantías/como recomendó la auditoría/antes de las lluvias/con el calendario corregido/"
        "en el segundo trimestre/cuando se resuelva la apelación"
    ),
    aside=(
        "las autoridades contaron/el expediente enumera/los vecinos recuerdan/el contrato incluye/"
        "los auditores hallaron/la encuesta señala/el registro suma/los técnicos prevén"
    ),
    counted=(
        "kilómetros de vía/amarraderos nuevos/reclamos abiertos/millones en garantías/empleos en el astillero/"
        "lotes de terreno/facturas impagas/turbinas/hogares sin luz/camiones al día"
    ),
)

KOREAN = _tongue(
    "{who} {where} {what} {did}; {when} {aside} {number}{counted}.",
    "김하늘/이도윤/박서진/최가온/정유나/한지호/오세린/윤태경",
    "경제/정치/광업·에너지/국제/법원/항만/과학/오피니언",
    who=(
        "항만공사는/건설부는/지방법원은/철도공사는/광산노조는/에너지위원회는/국회 소위원회는/시의회는/중앙은행은/"
        "조선소 측은/계곡의 농민들은/수자원국은/해안의 두 도는/외교부는/공항 운영사는/세관은"
    ),
    did=(
        "승인했다/거부했다/연기했다/다시 논의하기로 했다/확정했다/문제 삼았다/재검토를 요청했다/옹호했다/발표했다/"
        "공고했다/중단했다/예산을 두 배로 늘렸다/지지를 철회했다/환영했다"
    ),
    what=(
        "새 컨테이너 부두 사업을/순찰정 입찰을/북쪽 해협의 다리 건설을/구리 제련소 허가를/해안 광통신망 구축을/"
        "오래 미뤄진 지하철 노선을/어획량 협정을/연금기금 개편안을/옛 병영 매각을/농촌 진료소 대출을/"
        "하구 준설 계획을/전기버스 전환을/교량 보수비 조사를/여객선 두 척의 임대를"
    ),
    where=(
        "남부 지구에서/국경 검문소 근처에서/동쪽 해안에서/수도에서/강 어귀에서/고원 지대에서/산간 마을 세 곳에서/"
        "자유무역지대 밖에서/옛 소금길을 따라/호수 지역에서/먼 섬들에서"
    ),
    when=(
        "늦은 봄까지/구십 일 안에/관보에 따르면/화요일 표결 뒤/앞선 약속과 달리/감사 결과에 따라/장마가 오기 전에/"
        "수정된 일정에 따라/이분기에/항소가 끝나면"
    ),
    aside=(
        "당국이 센 것은/서류에 적힌 것은/주민이 기억하는 것은/계약에 든 것은/감사관이 찾은 것은/조사에 나온 것은/"
        "명부에 오른 것은/담당자가 예상하는 것은"
    ),
    counted=(
        "킬로미터의 선로다/개의 새 선석이다/건의 민원이다/억 원의 보증이다/개의 일자리다/필지의 땅이다/기의 터빈이다"
    ),
)

TONGUES = {"en": ENGLISH, "es": SPANISH, "ko": KOREAN}
