"""The file of answers: the same in and out, and one clear error when it is damaged."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ProfileError
from pipeline.profile.enriching import Lookup, dump_lookups, load_lookups
from pipeline.profile.enriching.answers import ItemName

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FOUND = Lookup(
    entity="sol",
    question="es: Minera Sol",
    asked_at=NOW,
    item="Q10",
    description="empresa",
    names=(ItemName("미네라 솔", "ko", label=True), ItemName("MSol", "und")),
)
NOT_FOUND = Lookup(entity="luna", question="es: Luna", asked_at=NOW, reason="no item is called so")


def test_answers_come_back_as_they_were_and_in_one_order() -> None:
    text = dump_lookups({"sol": FOUND, "luna": NOT_FOUND})
    assert load_lookups(text, "lookups") == {"sol": FOUND, "luna": NOT_FOUND}
    assert text == dump_lookups({"luna": NOT_FOUND, "sol": FOUND})
    assert "미네라 솔" in text


def test_a_file_that_is_not_there_holds_none() -> None:
    assert load_lookups(None, "lookups") == {}


def plain(**changes: object) -> dict[str, object]:
    (data,) = json.loads(dump_lookups({"sol": FOUND}))["lookups"]
    return data | changes  # type: ignore[no-any-return]  # JSON


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        "null",
        '{"schema": 2, "lookups": []}',
        '{"schema": 1}',
        '{"schema": 1, "lookups": [7]}',
        '{"schema": 1, "lookups": 7}',
        "[" * 100_000,
        *(
            json.dumps({"schema": 1, "lookups": [plain(**changes)]})
            for changes in (
                {"asked_at": "yesterday"},
                {"asked_at": "2026-11-23T09:00:00"},
                {"asked_at": None},
                {"item": "10"},
                {"item": None},
                {"entity": 5},
                {"names": [{"form": 5, "language": "es"}]},
                {"names": [{"form": "x"}]},
            )
        ),
    ],
)
def test_a_damaged_file_is_told_with_its_remedy(text: str) -> None:
    with pytest.raises(ProfileError, match=r"^lookups of desk: .*Remove it"):
        load_lookups(text, "lookups of desk")


@given(st.recursive(st.none() | st.text(max_size=9) | st.integers(), lambda inner: st.lists(inner, max_size=3)))
def test_any_json_is_read_or_refused(value: object) -> None:
    text = json.dumps({"schema": 1, "lookups": [plain(names=value, reason=value)]})
    with suppress(ProfileError):
        assert all(isinstance(lookup.reason, str) for lookup in load_lookups(text, "x").values())


def test_an_answer_is_a_person_s_when_the_question_was_its_item() -> None:
    assert not FOUND.is_given
    assert replace(FOUND, question="Q10").is_given
