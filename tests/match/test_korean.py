from __future__ import annotations

import pytest

from pipeline.match.korean import begins_word, ends_word
from pipeline.model.profile import EntityType

_PLACE, _PERSON, _COMPANY = EntityType.PLACE, EntityType.PERSON, EntityType.COMPANY


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("페루에서의", "페루", _PLACE),
        ("한국인들은", "한국", _PLACE),
        ("윤석열대통령이", "윤석열", _PERSON),
        ("방사청장은", "방사청", _COMPANY),
        ("현대로템컨소시엄", "현대로템", _COMPANY),
        ("수출했다", "수출", None),
        ("방산업체들", "방산", None),
        ("잠수함사령부", "잠수함", None),
        ("한국, 그리고", "한국", _PLACE),
        ("한국", "한국", _PLACE),
    ],
)
def test_the_name_ends_there(text: str, name: str, kind: EntityType | None) -> None:
    assert ends_word(text, 0, len(name), kind)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("한국어를", "한국", _PLACE),
        ("서울대는", "서울", _PLACE),
        ("리마인드", "리마", _PLACE),
        ("구리시의원", "구리", None),
    ],
)
def test_the_word_goes_on(text: str, name: str, kind: EntityType | None) -> None:
    assert not ends_word(text, 0, len(name), kind)


@pytest.mark.parametrize(
    ("text", "start", "kind", "begins"),
    [
        ("주페루", 1, _PLACE, True),
        ("주페루", 1, _COMPANY, False),
        ("제주페루", 2, _PLACE, False),
        ("K방산", 1, None, True),
        ("신방산", 1, None, False),
        ("·페루", 1, _PLACE, True),
    ],
)
def test_the_word_begins_there(text: str, start: int, kind: EntityType | None, begins: bool) -> None:
    assert begins_word(text, start, kind) is begins
