from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.characters_of_bytes import decode_bytes

KOREAN, SPANISH, SMART = "잠수함 계약", "señal añeja", "“smart” – quotes"


@pytest.mark.parametrize(
    ("text", "encoding", "content_type", "labelled"),
    [
        (KOREAN, "utf-8", "text/html; charset=utf-8", True),
        (KOREAN, "utf-8", "", True),
        (KOREAN, "utf-8", "text/html; charset=iso-8859-1", False),
        (KOREAN, "cp949", "text/html; charset=euc-kr", True),
        (KOREAN, "cp949", "text/html; charset=utf-8", False),
        (KOREAN, "cp949", "", False),
        (KOREAN, "utf-16", "", True),
        (SPANISH, "utf-16-le", "", False),
        (SPANISH, "latin-1", "text/html; charset=ISO-8859-1", True),
        (SMART, "cp1252", "text/html; charset=iso-8859-1", True),
        (SPANISH, "cp1252", "text/html; charset=zip", False),
        (SPANISH, "cp1252", "text/html; charset=utf-8", False),
    ],
)
def test_bytes_become_the_text_they_were(text: str, encoding: str, content_type: str, labelled: bool) -> None:
    assert decode_bytes(text.encode(encoding), content_type) == (text, labelled)


def test_the_document_knows_better_than_the_header() -> None:
    body = f'<?xml version="1.0" encoding="euc-kr"?><t>{KOREAN}</t>'.encode("cp949")
    assert KOREAN in decode_bytes(body, "text/xml; charset=iso-8859-1")[0]


def test_a_broken_byte_costs_one_character_and_not_the_encoding() -> None:
    body = (KOREAN * 3).encode() + b"\xff" + SPANISH.encode()
    assert decode_bytes(body, "text/html; charset=utf-8") == (f"{KOREAN * 3}\ufffd{SPANISH}", False)


@given(st.binary(max_size=300), st.text(max_size=30))
def test_no_bytes_break_the_decoding(body: bytes, label: str) -> None:
    text, _ = decode_bytes(body, f"text/html; charset={label}")
    assert isinstance(text, str)
