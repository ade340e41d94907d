"""Language identification."""

from __future__ import annotations

import pytest

from pipeline.text.language import detect_language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said on Friday that the ferry will sail", "en"),
        ("El ministro dijo el viernes que el barco zarpará pronto", "es"),
        ("장관은 금요일에 배가 출항한다고 말했다", "ko"),
        ("O ministro disse na sexta-feira que o navio não vai partir", "pt"),
        ("Le ministre a déclaré vendredi que le navire partira bientôt", "fr"),
        ("COUNCIL SIGNS CONTRACT FOR NEW FERRY TERMINAL", "en"),
        ("Le port de Lima et les navires sont dans la baie pour une semaine", "fr"),
        ("Il ministro ha detto che la nave è nel porto di Genova con il carico", "it"),
        ("Els vaixells són al port amb els treballadors que ha enviat el govern", "ca"),
        ("Der Minister und die Reederei haben den Vertrag für das Schiff nicht unterzeichnet", "de"),
        ("According to El País, the ministers of La Paz and Los Angeles have signed for the port", "en"),
        ("Según The New York Times, los barcos de la empresa están en el puerto y no zarparán hasta el lunes", "es"),
        ("삼성 Galaxy S25 Ultra 출시", "ko"),
    ],
)
def test_the_language_of_a_sentence_is_told(text: str, expected: str) -> None:
    assert detect_language(text) == expected


def test_a_short_text_gives_the_default() -> None:
    assert detect_language("Lima") == "und"
    assert detect_language("Press", default="en") == "en"
    assert detect_language("", default="ko") == "ko"


def test_a_few_syllables_of_hangul_are_enough() -> None:
    assert detect_language("경제 뉴스", default="en") == "ko"


def test_one_foreign_name_does_not_turn_a_text_korean() -> None:
    assert detect_language("The district of Gangnam (강남) was a set of rice fields sixty years ago") == "en"
