"""Words by which statements of three languages can be compared: what happened, and what a sum is for."""

from __future__ import annotations

import re
from functools import cache

from pipeline.profile import lexicon
from pipeline.profile.tokens import stem
from pipeline.text.fold import fold_key

# What ties a date to an event. Folded words, "*" for any ending, "_" for a blank; English and Spanish | Korean.
_ACTS = """
sign: sign signs signed signing inked suscri* rubric* firma firmo firmado firmada firmaron | 체결 서명 조인
force: into_force into_effect took_effect takes_effect vigor vigencia | 발효 시행
establish: establish* founded founding launch* created estable* fundo fundad* creo cread* lanz* | 수립 설립 출범 창설
open: opened opens opening inaugurat* inaugur* abrio abrira apertura | 개관 개소 개통 개장
begin: began begin* begun start* commenc* kick* inici* comenz* comienz* arranc* | 시작 착수 착공 개시
end: ended ends expire* conclude* complet* finish* culmin* finaliz* vence* vencio concluy* conclui* | 종료 만료 완료
tell: confirm* announc* said says told declar* stated anunci* inform* senal* indic* dijo | 밝혔 밝힌 발표 공지 전했
deliver: deliver* shipped shipment* entreg* | 인도 납품 전달
visit: visit* travel* trip tour toured summit viaje viajo cumbre gira | 방문 방한 순방 정상회
office: took_office taking_office take_office sworn asumi* juramento | 취임
approve: approv* ratif* authori* cleared aprob* autoriz* promulg* | 승인 비준 통과 의결
award: award* won selected adjudic* seleccion* gano ganado | 수주 낙찰 선정
decide: decid* agreed acordo acordaron | 결정 합의
hold: held hosted hosts took_place meeting conference celebr* realizo realizara reunion | 개최 열린 열리 참가 회의
elect: election* elected voted vote eleccion* comicios | 선거 투표
find: discover* detect* learned identif* descubr* | 인지 발견 확인 파악 발생
seize: seized seizes attack* killed captur* tomaron atac* | 점거 공격 습격
order: ordered orders purchas* procur* import* acquir* bought compro compra adquiri* encarg* | 도입 구매 수입 발주
produce: produc* manufactur* implement* fabric* | 생산 양산 제조
aim: aim aims aimed expected target* become scheduled propos* plan plans planned preve espera* | 목표 예정 전망 계획
"""
# What a number may be about. A stem each, folded.
_CONCEPTS = """
stake: stake own hold shareholder share participacion accion | 지분 주주 보유
contract: contract deal agreement order contrato acuerdo pedido convenio | 계약 협정 수주
value: value worth cost price amount sum estimate total budget valor costo precio monto suma presupuesto | 금액 예산
invest: invest investment inver inversion | 투자
loan: loan credit grant aid prestamo credito donacion | 차관 대출 원조
trade: trade export import sale comercio exporta importa venta | 수출 수입 교역 무역
produce: produc production output capacity produccion capacidad | 생산 산출
fine: fine penalty sanction multa sancion | 과징금 벌금 과태료
leak: leak breach expos filtra fuga brecha | 유출 노출 침해
victim: customer user client account person people citizen usuario cliente cuenta ciudadano | 고객 계정 이용자 피해자
vessel: vessel ship frigate submarine buque fragata submarino | 함정 잠수함 호위함 수상함
work: construct build built construccion obra | 건설 건조 공사
job: job worker employee empleo trabajador empleado | 일자리 직원 근로자
sale: revenue profit earning ingreso utilidad ganancia | 매출 이익
"""
_MARKS = {
    "begin": (re.compile(r"\b(?:from|since|desde)\s$", re.IGNORECASE), re.compile("부터")),
    "end": (re.compile(r"\b(?:until|till|through|hasta)\s$", re.IGNORECASE), re.compile("까지")),
}
PERSONS = frozenset(
    "person people customer user citizen victim client account persona usuario cliente ciudadano victima cuenta "
    "명 고객 계정 이용자 회원 피해자".split()
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_VERBAL = re.compile("(?:ed|ing|ado|ido|ando|endo|ió|ar|er|ir|ría|illion|illones)$")
_NEAR = 100  # characters on each side of a figure


def _table(lines: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = (line.partition(":") for line in lines.strip().splitlines())
    return tuple((name, tuple(_entries(words))) for name, _, words in rows)


def _entries(words: str) -> list[str]:
    return [word.replace("_", " ") for word in words.split() if word != "|"]


@cache
def _act_pattern() -> re.Pattern[str]:
    groups = (
        f"(?P<{name}>{'|'.join(map(_ending, sorted(words, key=len, reverse=True)))})" for name, words in _table(_ACTS)
    )
    return re.compile(rf"(?:(?<![^\W_])|(?<=[가-힣]))(?:{'|'.join(groups)})")


def act_near(text: str, start: int, end: int) -> str:
    """What happened on the date at ``[start, end)``: ``sign``, ``open``, ``force`` ...; "" when nothing is told near.

    The nearest word of the table within 100 characters, where one behind the date counts as farther away. That
    somebody said something on a day is no event.
    """
    for act, marks in _MARKS.items():
        if marks[0].search(text[max(0, start - 12) : start]) or marks[1].match(text[end : end + 3]):
            return act
    before, behind = fold_key(text[max(0, start - _NEAR) : start]), fold_key(text[end : end + _NEAR])
    found = [(len(before) - match.end(), match.lastgroup or "") for match in _act_pattern().finditer(before)]
    found += [(match.start() + 25, match.lastgroup or "") for match in _act_pattern().finditer(behind)]
    act = min(found, default=(0, ""))[1]
    return "" if act == "tell" else act


def _ending(word: str) -> str:
    return re.escape(word) if word >= "가" else re.escape(word.removesuffix("*")) + r"(?![^\W_])" * (word[-1] != "*")


@cache
def _concept_of() -> dict[str, str]:
    return {stem(word): name for name, words in _table(_CONCEPTS) for word in words}


def words_near(text: str, start: int, end: int) -> frozenset[str]:
    """Content words around ``[start, end)``, folded to stems; words of one meaning in three languages are one word."""
    near = text[max(0, start - _NEAR) : start] + " " + text[end : end + _NEAR]
    stems = (stem(word) for word in _WORD.findall(near) if fold_key(word) not in lexicon.FUNCTION_WORDS)
    return frozenset(filter(None, map(_meaning, stems)))


def _meaning(word: str) -> str:
    if concept := _concept_of().get(word):
        return concept
    if "가" <= word[0] <= "힣":
        return next((name for form, name in _concept_of().items() if word.startswith(form)), word[:2])
    return word if len(word) > 3 else ""


def told_by(text: str, start: int, end: int) -> str:
    """The words that tell what a figure is: the last two content words before it, else the first two behind."""

    def content(piece: str) -> list[str]:
        words = [word for word in _WORD.findall(piece) if fold_key(word) not in lexicon.FUNCTION_WORDS]
        return [word for word in words if (len(word) > 3 or word > "가") and not _VERBAL.search(word)]

    before = text[max(0, start - 60) : start]
    before = before.partition(" ")[2] if start > 60 else before  # no half words
    return " ".join(content(before)[-2:] or content(text[end : end + 60])[:2]).lower()
