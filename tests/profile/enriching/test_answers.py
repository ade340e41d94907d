"""Answers of the API: what fits is read, what does not is left out, and nothing else can happen."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExtractError, Lasting
from pipeline.profile.enriching import read_found, read_items
from pipeline.profile.enriching.answers import ItemName, usable_form


def body(value: Any) -> bytes:
    return json.dumps(value).encode()


def to(target: Any, rank: str = "normal") -> dict[str, Any]:
    return {"rank": rank, "mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": target}}}}


def test_finds_come_in_their_order_without_what_is_no_item() -> None:
    found = [{"id": "Q3"}, {"id": "P31"}, {"id": "Q1"}, {"id": "Q3"}, "Q9", {"id": "Q0"}, {"id": 7}]
    assert read_found(body({"search": found})) == ("Q3", "Q1")


def test_an_item_is_read_by_the_id_it_was_asked_by() -> None:
    entity = {
        "id": "Q20",
        "redirects": {"from": "Q2", "to": "Q20"},
        "labels": {"en": {"value": "Tern Bank"}, "fr": {"value": "Banque"}, "mul": {"value": "TB"}},
        "aliases": {"ko": [{"value": "제비은행"}, {"value": "<b>은행</b>"}]},
        "descriptions": {"es": {"value": "un  banco\n"}},
        "claims": {
            "P31": [to("Q22687"), to("Q5", "deprecated"), {"mainsnak": {"snaktype": "novalue"}}],
            "P279": [to("Q7")],
            "P17": [to("Q419"), to("nowhere")],
            "P18": [to("Q1")],
        },
    }
    item = read_items(body({"entities": {"Q2": entity}}))["Q2"]
    assert item.id == "Q20"
    assert item.names == (
        ItemName("Tern Bank", "en", label=True),
        ItemName("TB", "und", label=True),
        ItemName("제비은행", "ko"),
    )
    assert (item.description, item.classes, item.places) == ("un banco", ("Q22687", "Q7"), ("Q419",))


def test_missing_items_are_left_out_and_empty_lists_are_empty_mappings() -> None:
    entities = {
        "Q1": {"id": "Q1", "missing": ""},
        "Q2": {"id": "Q2", "labels": [], "aliases": [], "descriptions": [], "claims": []},
        "Q3": None,
    }
    items = read_items(body({"entities": entities}))
    assert set(items) == {"Q2"}
    assert items["Q2"].names == ()


@pytest.mark.parametrize(
    ("error", "lasting"),
    [
        ({"code": "maxlag", "info": "Waiting", "lag": 7.1}, Lasting.THROTTLED),
        ({"code": "ratelimited"}, Lasting.THROTTLED),
        ({"code": "no-such-entity", "info": "Could not find Q9"}, Lasting.PERMANENT),
        ({"code": "unknown_action"}, Lasting.TEMPORARY),
        ("out of order", Lasting.TEMPORARY),
    ],
)
def test_an_error_says_whether_waiting_helps(error: Any, lasting: Lasting) -> None:
    with pytest.raises(ExtractError, match="Wikidata refuses: ") as raised:
        read_items(body({"error": error}))
    assert raised.value.lasting is lasting


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_bytes_that_are_no_answer_are_one_error(raw: bytes) -> None:
    for read in (read_found, read_items):
        with pytest.raises(ExtractError):
            read(raw)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["Q1", "Q5", "x", "한", "\ud800"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "id labels aliases descriptions claims en ko mul value P31 P17 rank mainsnak datavalue Q1 Q2".split()
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


@given(anything)
def test_an_answer_of_any_shape_is_read(shape: Any) -> None:
    raw = body({"entities": {"Q1": {"id": "Q1", **shape} if isinstance(shape, dict) else shape}, "search": shape})
    for item in read_items(raw).values():
        assert all(usable_form(name.form) == name.form for name in item.names)
    assert all(identity.startswith("Q") for identity in read_found(raw))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("  Tern\u00a0 Bank ", "Tern Bank"),
        ("Petróleos", "Petróleos"),
        ("K9 자주포", "K9 자주포"),
        ("Tern Bank (Peru)", ""),
        ("[[Tern Bank]]", ""),
        ("<script>", ""),
        ("https://tern.example", ""),
        ("燕銀行", ""),
        ("Банк", ""),
        ("x" * 101, ""),
        ("x" * 1_000_000, ""),
        ("T", ""),
        ("2024", ""),
        ("Tern\u0007 Bank\u0000", "Tern Bank"),
        ("Tern\nBank", ""),
        ("", ""),
    ],
)
def test_a_form_is_one_that_an_article_may_write(text: str, form: str) -> None:
    assert usable_form(text) == form
