"""One edit by command: that one thing changes, every other byte stays."""

from __future__ import annotations

from difflib import ndiff

import pytest

from pipeline.errors import ProfileError
from pipeline.model.profile import Alias, Entity, EntityType, Grade, Status, Topic
from pipeline.profile import accept, load_profile, merge_entities, part_entities, reject, set_fields

TEXT = """\
# my watch
schema: 1   # keep
pairs: [[peru, korea]]  # both
entities:
  # --- pillars ---
  - id: peru
    name: "Peru"   # the country
    type: place
    grade: core
    aliases: [Perú, {form: 페루, language: ko}]   # in one line
  -   # an odd dash
    id: korea
    name: Korea
    type:   place
    grade: core
    not_same_as:
      - sima
# ---- companies ----
  - {id: sima, name: SIMA, type: company, grade: core, side: peru}

  - id: fame
    name: 'Fábrica'
    type: company
    grade: secondary # hm
    side: peru
    aliases:
    # the short one
    - FAME        # as written
    - form: Fame S.A.C.
      language: es
      status: confirmed
    - 육군조병창
    evidence:
      - {seed: s, start: 0, end: 3, quote: "a b", rule: chunk}
    # end of fame

topics:
- id: t
  name: T
  terms: {en: [quay, ferry], es: [muelle]} # words
- id: u
  name: U
  terms:
    en:
      - one
      - two
  # tail
figures:
  - {id: f, kind: count, text: 5 x, subject: fame}
"""


def changes(text: str) -> list[str]:
    """The lines that went (-) and came (+)."""
    lines = ndiff(TEXT.splitlines(keepends=True), text.splitlines(keepends=True))
    return [line[0] + line[2:].rstrip("\n") for line in lines if line[0] in "+-"]


def entity(text: str, identity: str) -> Entity:
    return next(item for item in load_profile(text, "p").entities if item.id == identity)


def topic(text: str, identity: str) -> Topic:
    return next(item for item in load_profile(text, "p").topics if item.id == identity)


def aliases(text: str, identity: str) -> dict[str, Alias]:
    return {alias.form: alias for alias in entity(text, identity).aliases}


@pytest.mark.parametrize(
    ("identity", "expected"),
    [
        ("fame", ["+    status: confirmed"]),
        ("korea", ["+    status: confirmed"]),
        ("t", ["+  status: confirmed"]),
        (
            "sima",
            [
                "-  - {id: sima, name: SIMA, type: company, grade: core, side: peru}",
                "+  - {id: sima, name: SIMA, type: company, grade: core, side: peru, status: confirmed}",
            ],
        ),
    ],
)
def test_accepting_changes_one_line(identity: str, expected: list[str]) -> None:
    assert changes(accept(TEXT, identity)) == expected


def test_a_status_that_is_there_is_written_over() -> None:
    rejected = reject(TEXT, "sima")
    assert entity(rejected, "sima").status is Status.REJECTED
    assert accept(rejected, "sima") == accept(TEXT, "sima")
    assert accept(accept(TEXT, "fame"), "fame") == accept(TEXT, "fame")


def test_the_reason_of_a_rejection_stands_beside_it() -> None:
    text = reject(TEXT, "sima", reason="not\nours # at all")
    assert "status: rejected}  # not ours # at all\n" in text
    assert "    status: rejected  # noise\n" in reject(TEXT, "fame", reason="noise")


def test_nobody_answers_for_the_aliases_of_what_is_rejected() -> None:
    assert aliases(reject(TEXT, "fame"), "fame")["Fame S.A.C."].status is Status.AUTO


@pytest.mark.parametrize(
    ("identity", "form", "expected"),
    [
        (
            "fame",
            "fame",
            ["-    - FAME        # as written", "+    - {form: FAME, status: rejected}        # as written"],
        ),
        ("fame", "Fame S.A.C.", ["-      status: confirmed", "+      status: rejected"]),
        ("fame", "육군조병창", ["-    - 육군조병창", "+    - {form: 육군조병창, status: rejected}"]),
        (
            "peru",
            "PERU",
            [
                "-    aliases: [Perú, {form: 페루, language: ko}]   # in one line",
                "+    aliases: [{form: Perú, status: rejected}, {form: 페루, language: ko}]   # in one line",
            ],
        ),
    ],
)
def test_one_alias_is_rejected_by_any_spelling_that_folds_alike(identity: str, form: str, expected: list[str]) -> None:
    assert changes(reject(TEXT, identity, form)) == expected


def test_a_rejected_term_is_kept_aside_and_can_come_back() -> None:
    text = reject(TEXT, "t", "QUAY", reason="noise")
    assert [term.form for term in topic(text, "t").terms] == ["ferry", "muelle"]
    assert [term.form for term in topic(text, "t").rejected] == ["quay"]
    assert "# words  # noise" in text
    back = accept(text, "t", "quay")
    assert {term.form for term in topic(back, "t").terms} == {"quay", "ferry", "muelle"}
    assert topic(back, "t").rejected == ()


def test_the_last_term_can_go() -> None:
    text = reject(reject(TEXT, "u", "one"), "u", "two")
    assert topic(text, "u").terms == ()
    assert "# tail\n" in text


def test_fields_are_set_added_and_taken_away() -> None:
    fields = {"name": "Army: factory", "grade": Grade.CORE, "note": "seen", "country": "PE", "side": None}
    text = set_fields(TEXT, "fame", fields)
    assert changes(text) == [
        "-    name: 'Fábrica'",
        "+    name: 'Army: factory'",
        "-    grade: secondary # hm",
        "+    grade: core # hm",
        "-    side: peru",
        "+    country: PE",
        "+    note: seen",
    ]


def test_a_person_answers_for_an_alias_they_add() -> None:
    text = set_fields(TEXT, "fame", {"aliases": ["Planta", "fame", {"form": "Usine", "language": "fr"}]})
    found = aliases(text, "fame")
    assert (found["Planta"].status, found["Planta"].origin) == (Status.CONFIRMED, "analyst")
    assert (found["FAME"].status, found["FAME"].origin) == (Status.CONFIRMED, "seed")
    assert found["Usine"].language == "fr"
    assert len(found) == 5


def test_terms_are_added_once() -> None:
    text = set_fields(TEXT, "t", {"terms": {"en": ["Quay", "pier"], "ko": ["부두"]}})
    assert [term.form for term in topic(text, "t").terms] == ["quay", "ferry", "pier", "muelle", "부두"]


def test_merging_moves_what_one_has_to_the_other() -> None:
    text = merge_entities(TEXT, "sima", "fame")
    assert [item.id for item in load_profile(text, "p").entities] == ["peru", "korea", "sima"]
    assert {"FAME", "Fame S.A.C.", "육군조병창"} == set(aliases(text, "sima"))
    assert entity(text, "sima").same_as == ("fame",)
    assert len(entity(text, "sima").evidence) == 1
    assert load_profile(text, "p").figures[0].subject == "sima"
    assert "# end of fame" in text


def test_merging_lets_others_point_to_the_one_that_is_left() -> None:
    text = merge_entities(TEXT, "fame", "sima")
    assert entity(text, "korea").not_same_as == ("fame",)
    merged = merge_entities(TEXT, "fame", "korea")
    assert [(pair.left, pair.right) for pair in load_profile(merged, "p").pairs] == [("peru", "fame")]
    assert entity(merged, "fame").same_as == ("korea",)


def test_parting_is_told_on_both_sides() -> None:
    text = part_entities(TEXT, "fame", "korea")
    assert entity(text, "fame").not_same_as == ("korea",)
    assert entity(text, "korea").not_same_as == ("sima", "fame")
    assert part_entities(text, "korea", "fame") == text


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda: accept(TEXT, "fam"), "did you mean 'fame'"),
        (lambda: reject(TEXT, "fame", "FAMA"), "did you mean 'FAME'"),
        (lambda: reject(TEXT, "f", "x"), "figure"),
        (lambda: reject(TEXT, "t", "ferries"), "did you mean 'ferry'"),
        (lambda: reject(TEXT, "peru"), "the pair names 'peru', which is rejected"),
        (lambda: set_fields(TEXT, "fame", {"nam": "x"}), "did you mean 'name'"),
        (lambda: set_fields(TEXT, "fame", {"id": "x"}), "cannot change"),
        (lambda: set_fields(TEXT, "fame", {"grade": "hot"}), "core, secondary, background"),
        (lambda: set_fields(TEXT, "korea", {"aliases": ["Peru"]}), "claimed by 'peru' and by 'korea'"),
        (lambda: merge_entities(TEXT, "peru", "korea"), "twice"),
        (lambda: merge_entities(TEXT, "peru", "peru"), "itself"),
        (lambda: part_entities(TEXT, "t", "fame"), "no entity"),
        (lambda: accept("entities: 3", "x"), "must be a list"),
    ],
)
def test_what_cannot_be_done_is_said(edit: object, told: str) -> None:
    assert callable(edit)
    with pytest.raises(ProfileError, match="profile") as caught:
        edit()
    assert told in str(caught.value)


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    windows = "\ufeff" + TEXT.replace("\n", "\r\n")
    text = accept(windows, "fame")
    assert text.startswith("\ufeff# my watch\r\n")
    assert text.replace("\r\n", "\n").removeprefix("\ufeff") == accept(TEXT, "fame")
    assert "\n" not in text.replace("\r\n", "")


def test_an_added_place_needs_no_line_end_at_the_end_of_the_file() -> None:
    text = "entities:\n  - id: a\n    name: A\n    type: place\n    grade: core"
    after = set_fields(text, "a", {"aliases": ["A"], "type": EntityType.AGENCY})
    assert load_profile(after, "p").entities[0].aliases[0].form == "A"
    assert after.startswith(text.replace("place", "agency"))
