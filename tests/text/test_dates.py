"""Dates said outright."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.dates import find_dates

_ENGLISH = "January February March April May June July August September October November December".split()
_SPANISH = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Signed on May 31, 2024 in Rome.", "en", ["2024-05-31"]),
        ("Signed on 31 May 2024.", "en", ["2024-05-31"]),
        ("Signed on the 31st of May 2024.", "en", ["2024-05-31"]),
        ("In November 2024 it sank.", "en", ["2024-11"]),
        ("Held on Dec. 17.", "en", ["--12-17"]),
        ("From June 4 to June 12 they toured.", "en", ["--06-04", "--06-12"]),
        ("A tour of 4-12 June 2021.", "en", ["2021-06-04/2021-06-12"]),
        ("By 2027, and for 2025–2026.", "en", ["2027", "2025", "2026"]),
        ("They may 5 times march 3 miles.", "en", []),
        ("He gave 2024 of them to 1999 people.", "en", ["1999"]),
        ("Yesterday, last year and two days ago.", "en", []),
        ("Firmado el 31 de mayo de 2024.", "es", ["2024-05-31"]),
        ("El 1.º de enero del 2020 abrió.", "es", ["2020-01-01"]),
        ("Del 4 al 12 de junio de 2021.", "es", ["2021-06-04/2021-06-12"]),
        ("En setiembre de 2022 y hasta 2060.", "es", ["2022-09", "2060"]),
        ("El 31/05/2024 cerró.", "es", ["2024-05-31"]),
        ("El 31 de febrero de 2024 no existe.", "es", ["2024-02"]),
        ("2024년 5월 31일 서명했다.", "ko", ["2024-05-31"]),
        ("2024년 5월과 2023년에 열렸다.", "ko", ["2024-05", "2023"]),
        ("지난 6월 24일부터다.", "ko", ["--06-24"]),
        ("전시회(4월24~27일)에 갔다.", "ko", ["--04-24/--04-27"]),
        ("2년 전, 30년간, 30일.", "ko", []),
        ("Log of 2024-05-31 and 2025.04.25 15:30.", "en", ["2024-05-31", "2025-04-25"]),
        ("See site/2026/04/25/x and 1.2.2024.5.", "en", []),
    ],
)
def test_dates_are_as_exact_as_they_are_said(text: str, language: str, expected: list[str]) -> None:
    assert [item.when for item in find_dates(text, language)] == expected


@given(st.dates(min_value=date(1901, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back_in_three_languages(day: date) -> None:
    english = f"It opened on {_ENGLISH[day.month - 1]} {day.day}, {day.year}."
    spanish = f"Abrió el {day.day} de {_SPANISH[day.month - 1]} de {day.year}."
    korean = f"{day.year}년 {day.month}월 {day.day}일 문을 열었다."
    for text, language in ((english, "en"), (spanish, "es"), (korean, "ko")):
        assert [item.when for item in find_dates(text, language)] == [day.isoformat()]
