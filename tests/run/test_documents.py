"""A line of JSON becomes a document, or a sentence that says what is wrong and how to mend it."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.run.documents import BrokenLineError, read_document


def line(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()


def test_a_document_is_taken_as_it_is() -> None:
    document = read_document(line(id="a", title=" T ", text="e\u0301 \r\n x", summary="s", url="u", language="es-PE"))
    article = document.article
    assert (article.title, article.body, article.summary, article.url) == (" T ", "e\u0301 \r\n x", "s", "u")
    assert (document.id, article.language, document.text_name) == ("a", "es", "text")


def test_the_text_may_be_called_body_and_the_id_may_be_a_whole_number_or_missing() -> None:
    assert read_document(line(body="b")).text_name == "body"
    assert read_document(line(id=7, text="b")).id == 7
    assert read_document(line(text="b")).id is None
    assert read_document(line(title="only a headline", text=None)).article.title == "only a headline"


@pytest.mark.parametrize("said", ["", "Spanish", "??", None])
def test_a_language_that_is_not_told_is_found_out(said: str | None) -> None:
    text = "Los ministros de los dos países firmaron ayer el acuerdo, según dijo la empresa."
    assert read_document(line(text=text, language=said)).article.language == "es"
    assert read_document(line(text="페루와 한국이 협정을 맺었다", language=said)).article.language == "ko"


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (b"no json", "no JSON"),
        (b'{"text": "a"', "no JSON"),
        (b"[1]", "a list"),
        (b"null", "null"),
        (b'"text"', "a string"),
        (b"{}", "nothing to read"),
        (line(text="  \n"), "nothing to read"),
        (line(id="a", url="u"), "nothing to read"),
        (line(text=["a"]), '"text" is a list'),
        (line(text={"a": 1}), '"text" is an object'),
        (line(text="a", title=3), '"title" is a number'),
        (line(text="a", language=True), '"language" is true or false'),
        (line(text="a", body="b"), "keep one"),
        (line(text="a", id=1.5), '"id" is a number'),
        (line(text="a", id=["x"]), '"id" is a list'),
        (line(text="a", id=True), '"id" is true or false'),
        (b'{"text": "a", "x": NaN}', "NaN"),
        (b'{"text": "a", "x": -Infinity}', "-Infinity"),
        (b'{"text": "a \\ud800 b"}', '"text" has half a character at 2'),
        (b'{"text": "a", "id": "\\udc00"}', '"id" has half a character'),
        (b'{"text": "\xff"}', "byte 11 is no UTF-8"),
        (b'{"text": "a", "x": ' + b"[" * 100_000 + b"}", "nested too deeply"),
        (b'{"text": "a", "x": ' + b"9" * 5_000 + b"}", "no JSON that can be read"),
        (None, "longer than 4 MB"),
    ],
)
def test_a_broken_line_says_how_to_mend_it(broken: bytes | None, says: str) -> None:
    with pytest.raises(BrokenLineError, match=r"\w") as caught:
        read_document(broken)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_document_or_a_broken_line(data: bytes) -> None:
    with suppress(BrokenLineError):
        read_document(data)


@given(
    st.dictionaries(st.sampled_from(["id", "title", "text", "language", "url"]), st.none() | st.text() | st.floats())
)
def test_any_object_is_a_document_or_a_broken_line(record: dict[str, object]) -> None:
    with suppress(BrokenLineError):
        read_document(json.dumps(record).encode()).article.title.encode()
