"""Institutions and classes of things in three languages: general knowledge, written by hand.

``{p}`` is a place, ``{n}`` a name.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

# field of a ministry: English | Spanish | Korean (before 부)
_FIELDS = """
foreign affairs | Relaciones Exteriores | 외교
defense | Defensa | 국방
defence | Defensa | 국방
national defense | Defensa Nacional | 국방
economy and finance | Economía y Finanzas | 경제재정
finance | Finanzas | 재무
economy | Economía | 경제
transport and communications | Transportes y Comunicaciones | 교통통신
transport | Transporte | 교통
energy and mines | Energía y Minas | 에너지광업
mining | Minería | 광업
energy | Energía | 에너지
interior | Interior | 내무
health | Salud | 보건
education | Educación | 교육
environment | Medio Ambiente | 환경
justice | Justicia | 법무
labor | Trabajo | 노동
agriculture | Agricultura | 농업
culture | Cultura | 문화
production | Producción | 생산
foreign trade and tourism | Comercio Exterior y Turismo | 통상관광
trade | Comercio | 통상
science and ict | Ciencia y TIC | 과학기술정보통신
trade, industry and energy | Comercio, Industria y Energía | 산업통상자원
land, infrastructure and transport | Tierra, Infraestructura y Transporte | 국토교통
public works | Obras Públicas | 공공사업
women | Mujer | 여성
housing | Vivienda | 주택
unification | Unificación | 통일
tourism | Turismo | 관광
science | Ciencia | 과학
"""

# Spanish name of a ministry's field -> other names it has: Spain's foreign ministry, and the Spanish of its press
SYNONYMS = {
    "Relaciones Exteriores": ("Asuntos Exteriores",),
    "Medio Ambiente": ("Ambiente", "Ambiente y Desarrollo Sostenible"),
    "Finanzas": ("Hacienda",),
    "Trabajo": ("Empleo",),
    "Transporte": ("Transportes",),
    "Salud": ("Sanidad", "Salud Pública"),
}

# Words of a name: English (folded, lower case) | Spanish | Korean. The first pattern that fits the whole name is used.
TEMPLATES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        r"(?:metropolitan |provincial )?municipality of (?P<p>.+)",
        ("Municipalidad de {p}", "Municipalidad Metropolitana de {p}"),
        ("{p}시", "{p} 시청"),
    ),
    (
        r"(?P<p>.+?) metropolitan government",
        ("Gobierno Metropolitano de {p}", "Municipalidad de {p}"),
        ("{p}시", "{p}특별시"),
    ),
    (
        r"(?P<p>.+?) city hall",
        ("Ayuntamiento de {p}", "Alcaldía de {p}"),
        ("{p}시청", "{p} 시청"),
    ),
    (
        r"(?P<p>.+?)(?:'s)? (?:national )?army|army of (?P<q>.+)",
        ("Ejército de {p}", "Ejército del {p}", "Ejército {d}"),
        ("{p} 육군",),
    ),
    (
        r"(?P<p>.+?)(?:'s)? navy|navy of (?P<q>.+)",
        ("Marina de Guerra de {p}", "Marina de Guerra del {p}", "Armada de {p}", "Armada del {p}"),
        ("{p} 해군",),
    ),
    (
        r"(?P<p>.+?)(?:'s)? air force|air force of (?P<q>.+)",
        ("Fuerza Aérea de {p}", "Fuerza Aérea del {p}"),
        ("{p} 공군",),
    ),
    (
        r"(?P<p>.+?)(?:'s)? (?:national )?police|police of (?P<q>.+)",
        ("Policía Nacional de {p}", "Policía Nacional del {p}"),
        ("{p} 경찰",),
    ),
    (
        r"(?P<p>.+?)(?:'s)? congress|congress of (?P<q>.+)",
        ("Congreso de {p}", "Congreso del {p}"),
        ("{p} 의회", "{p} 국회"),
    ),
    (
        r"(?:central|reserve) bank of (?P<p>.+)|(?P<q>.+?) central bank",
        ("Banco Central de {p}", "Banco Central del {p}"),
        ("{p} 중앙은행",),
    ),
    (
        r"(?P<p>.+?) metro",
        ("Metro de {p}",),
        ("{p} 메트로", "{p} 지하철"),
    ),
    (
        r"(?P<p>.+?) (?:international )?airport",
        ("Aeropuerto de {p}", "Aeropuerto Internacional de {p}"),
        ("{p} 공항", "{p} 신공항", "{p} 국제공항"),
    ),
    (
        r"port of (?P<p>.+)|(?P<q>.+?) port",
        ("Puerto de {p}",),
        ("{p} 항", "{p}항"),
    ),
    (
        r"(?P<n>.+?) summit",
        ("cumbre {n}", "cumbre de {n}"),
        ("{n} 정상회의",),
    ),
)


# class of a product: English (singular) | Spanish | Korean
CLASSES = (
    ("tank", "tanque", "전차"),
    ("fighter", "caza", "전투기"),
    ("jet", "avión", "전투기"),
    ("aircraft", "avión", "항공기"),
    ("helicopter", "helicóptero", "헬기"),
    ("submarine", "submarino", "잠수함"),
    ("frigate", "fragata", "호위함"),
    ("missile", "misil", "미사일"),
    ("drone", "dron", "드론"),
    ("carrier", "blindado", "장갑차"),
    ("vehicle", "vehículo", "차량"),
    ("howitzer", "obús", "자주포"),
    ("train", "tren", "열차"),
    ("satellite", "satélite", "위성"),
    ("reactor", "reactor", "원자로"),
    ("vaccine", "vacuna", "백신"),
    ("phone", "teléfono", "스마트폰"),
    ("chip", "chip", "반도체"),
    ("rocket", "cohete", "로켓"),
    ("engine", "motor", "엔진"),
)


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@cache
def ministry_fields() -> dict[str, tuple[str, str]]:
    """English field -> (Spanish, Korean)."""
    return {english: (spanish, korean) for english, spanish, korean in _rows(_FIELDS)}


@cache
def ministry_fields_spanish() -> dict[str, tuple[str, str]]:
    """Spanish field, lower case -> (English, Korean)."""
    return {spanish.lower(): (english, korean) for english, spanish, korean in reversed(_rows(_FIELDS))}


@cache
def bodies() -> tuple[tuple[tuple[str, str], ...], ...]:
    """The forms of each international body as (form, language); acronyms used everywhere have "und"."""
    table = files("pipeline.profile.aliases").joinpath("bodies.txt").read_text(encoding="utf-8")
    lines = "\n".join(line for line in table.splitlines() if not line.startswith("#"))
    return tuple(tuple(_body_forms(*row)) for row in _rows(lines))


def _body_forms(english: str, acronym: str, spanish: str, spanish_acronym: str, korean: str) -> list[tuple[str, str]]:
    forms = [(english, "en"), (acronym, "und"), (spanish, "es"), (spanish_acronym, "es")]
    forms += [(form.strip(), "ko") for form in korean.split(",") if form.strip()]
    return [(form, language) for form, language in forms if form]
