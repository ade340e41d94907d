from __future__ import annotations

from pipeline.match.layout import lay_out
from pipeline.match.weights import Weights
from pipeline.model.hit import TextField
from tests.match.watches import article

_WEIGHTS = Weights(lead_characters=10, summary_characters=5, long_text=40)


def test_offsets_lead_back_to_the_fields() -> None:
    layout = lay_out(article("Title", "Sum", "Body"))
    assert [layout.locate(layout.text.index(word)) for word in ("Title", "Sum", "Body")] == [
        (TextField.TITLE, 0),
        (TextField.SUMMARY, 6),
        (TextField.BODY, 10),
    ]


def test_the_lead_is_the_summary_and_the_begin_of_the_body() -> None:
    layout = lay_out(article("Title", "0123456", "0123456789abc"))
    fronts = layout.fronts(_WEIGHTS)
    assert layout.text[: fronts.summary] == "Title\n"
    assert layout.text[fronts.summary : fronts.summary_lead] == "01234"
    assert layout.text[fronts.body : fronts.body_lead] == "0123456789"
    assert fronts.counted == fronts.body


def test_without_a_body_the_summary_is_counted_and_a_short_summary_ends_at_the_body() -> None:
    fronts = lay_out(article("Title", "012", "")).fronts(_WEIGHTS)
    assert fronts.counted == fronts.summary
    assert fronts.summary_lead == fronts.body


def test_korean_fills_a_lead_with_half_the_characters() -> None:
    layout = lay_out(article("", "", "가나다라마바사아자차"))
    assert layout.fronts(_WEIGHTS).body_lead - layout.body_start == 5
    assert not layout.is_long(_WEIGHTS)
    assert lay_out(article("", "", "가나다라마바사아자차" * 2)).is_long(_WEIGHTS)


def test_very_long_fields_are_cut() -> None:
    assert len(lay_out(article("t" * 9_000, "s" * 90_000, "b" * 900_000)).text) == 222_002
