"""The analyser of the extra ``ko``; without it these tests are skipped and the others show that all works."""

from __future__ import annotations

import pytest

from pipeline.profile.names.koreananalyser import KiwiAnalyser, installed_analyser
from tests.profile.names.korean_texts import names_in

pytest.importorskip("kiwipiepy", reason="the extra ko is not installed")


@pytest.fixture(scope="module")
def analyser() -> KiwiAnalyser:
    return KiwiAnalyser()


def test_proper_nouns_come_without_particles(analyser: KiwiAnalyser) -> None:
    assert {"페루", "리마"} <= set(analyser.proper_nouns("페루의 수도 리마에서 회의가 열렸다."))


def test_the_same_text_gives_the_same_nouns(analyser: KiwiAnalyser) -> None:
    text = "이재명 대통령이 리마에서 디나 볼루아르테 대통령을 만났다. " * 40
    assert list(analyser.proper_nouns(text)) == list(analyser.proper_nouns(text))


def test_names_found_without_it_are_found_with_it(analyser: KiwiAnalyser) -> None:
    text = "서다온 라벤도르 대표는 산업통상자원부가 SK이노베이션에 허가를 냈다고 밝혔다."
    assert names_in(text).keys() <= names_in(text, analyser=analyser).keys()


def test_it_is_made_once() -> None:
    assert installed_analyser() is installed_analyser()
