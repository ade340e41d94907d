"""Faults of a profile file: each with its line and what to do, all at once."""

from __future__ import annotations

import pytest

from pipeline.errors import ProfileError
from pipeline.profile import load_profile


def entity(identity: str, *lines: str) -> str:
    head = f"  - id: {identity}\n    name: {identity}\n    type: agency\n    grade: core\n"
    return head + "".join(f"    {line}\n" for line in lines)


def told(*entities: str, tail: str = "") -> list[str]:
    with pytest.raises(ProfileError) as caught:
        load_profile("entities:\n" + "".join(entities) + tail, "profile.yaml")
    return caught.value.reason.splitlines()


def loads(*entities: str, tail: str = "") -> bool:
    return bool(load_profile("entities:\n" + "".join(entities) + tail, "profile.yaml").version)


def test_a_misspelt_key_is_told_with_the_nearest() -> None:
    (line,) = told(entity("a", "requir_context: [x]", "sames_as: [b]", "aliases: [{form: X, languge: es}]"))[:1]
    assert "line 6: unknown key 'requir_context'" in line
    (*_, last) = told(entity("a", "sames_as: [b]", "aliases: [{form: X, languge: es}]"))
    assert "did you mean 'language'?" in last


def test_one_form_cannot_be_claimed_by_two() -> None:
    (line,) = told(entity("a", "aliases: [Ministry]"), entity("b", "aliases: [MINISTRY]"))
    assert line.startswith("line 11: the form 'MINISTRY' is claimed by 'a' and by 'b'; ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{form: Ministry, require_context: [Peru]}", "{form: Ministry, require_context: [Chile]}"),
        ("Ministry", "{form: Ministry, require_context: [Chile]}"),
        ("{form: FAME, case_sensitive: true}", "{form: Fame, case_sensitive: true}"),
        ("Ministry", "{form: Ministry, status: proposed}"),
        ("{form: Ministry, status: rejected}", "Ministry"),
        ("Metro Lines 3 and 4", "Metro Lines 3 and 4"),
        ("Líneas 3 y 4", "Líneas 3 y 4"),
    ],
)
def test_namesakes_may_share_a_form_when_something_tells_them_apart(one: str, other: str) -> None:
    assert loads(entity("a", f"aliases: [{one}]"), entity("b", f"aliases: [{other}]"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{form: Ministry, require_context: [Peru]}", "{form: Ministry, require_context: [PERÚ]}"),
        ("{form: FAME, case_sensitive: true}", "fame"),
        ("Ministry of Sports and Arts", "Ministry of Sports and Arts"),
    ],
)
def test_what_tells_nothing_apart_is_a_double_claim(one: str, other: str) -> None:
    (line,) = told(entity("a", f"aliases: [{one}]"), entity("b", f"aliases: [{other}]"))
    assert "claimed" in line


def test_a_form_of_a_rejected_entity_is_free() -> None:
    assert loads(entity("a", "aliases: [X]", "status: rejected"), entity("b", "aliases: [X]"))


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("['', ' ']", "can never be met"),
        ("[army, ' ']", "has an empty word"),
        ("[FAME]", "asks for nothing"),
        ("[fábrica]", "asks for nothing"),
    ],
)
def test_a_context_that_asks_for_nothing_is_a_fault(words: str, what: str) -> None:
    (line,) = told(entity("a", f"aliases: [{{form: Fabrica FAME, require_context: {words}}}]"))
    assert what in line
    assert line.startswith("line 6: ")


def test_a_word_within_a_longer_word_of_the_form_is_a_context() -> None:
    assert loads(entity("a", "aliases: [{form: 육군조병창, require_context: [육군]}]"))


def test_statuses_must_agree() -> None:
    (line,) = told(entity("a", "status: rejected", "aliases: [{form: X, status: confirmed}]"))
    assert "line 7: the alias 'X' is confirmed, but 'a' is rejected" in line


def test_nothing_may_rest_on_what_is_rejected() -> None:
    lines = told(
        entity("a", "status: rejected"),
        entity("b", "side: a"),
        entity("c", "side: a"),
        tail="pairs: [[a, b], [b, b]]\n",
    )
    assert len(lines) == 3
    assert "line 6: 'a' is rejected, yet it is the side of b, c" in lines[0]
    assert "line 17: the pair names 'a', which is rejected" in lines[1]
    assert "names 'b' twice" in lines[2]


def test_references_must_point_somewhere() -> None:
    lines = told(
        entity("peru", "side: preu", "not_same_as: [preu]"),
        entity("b", "same_as: [x]", "not_same_as: [x]"),
        entity("c", "same_as: [x, c]"),
        tail="pairs: [[peru, preu]]\n",
    )
    assert [line.split(":")[0] for line in lines] == ["line 6", "line 7", "line 13", "line 18", "line 18", "line 19"]
    assert "did you mean 'peru'?" in lines[0]
    assert "same_as and in not_same_as" in lines[2]
    assert "already" in lines[3] + lines[4]


def test_same_as_cannot_run_in_a_circle_but_may_name_what_is_no_longer_there() -> None:
    assert "circle" in told(entity("a", "same_as: [b]"), entity("b", "same_as: [a]"))[0]
    assert loads(entity("a", "same_as: [b, gone]"), entity("b"))


def test_quotes_stand_somewhere() -> None:
    quotes = ["{seed: s, start: 5, end: 4, quote: x, rule: r}", "{seed: s, start: -1, end: 4, quote: ' ', rule: r}"]
    lines = told(entity("a", f"evidence: [{', '.join(quotes)}]"))
    assert "from 5 to 4" in lines[1]
    assert len(lines) == 3


def test_faults_of_records_and_between_them_are_told_together_in_the_order_of_lines() -> None:
    lines = told(entity("a", "grad: core"), entity("b", "side: nowhere"), entity("b"), tail="figures: [{id: f}]\n")
    assert [line.split(":")[0] for line in lines] == ["line 6", "line 11", "line 12", "line 16", "line 16"]


def test_very_many_faults_are_not_all_listed() -> None:
    lines = told(*(entity(f"e{number}", "side: e") for number in range(50)))
    assert len(lines) == 21
    assert lines[-1] == "and 30 more"


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(24)),
        "a0: &a0 [x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}]\n" for n in range(3000)),
        "[" * 10_000,
        "a: &a [*a]",
        "a: !!python/object:os.system x",
        "{? {a: 1} : b}",
        "--- a\n--- b\n",
    ],
)
def test_hostile_yaml_is_refused(text: str) -> None:
    with pytest.raises(ProfileError, match="not valid YAML"):
        load_profile(text, "p")


def test_a_part_that_is_referred_to_counts_in_both_places() -> None:
    text = "entities:\n" + entity("a", "aliases: [{form: X, require_context: &army [army, tank]}]")
    profile = load_profile(text + entity("b", "aliases: [{form: Y, require_context: *army}]"), "p")
    assert profile.entities[1].aliases[0].require_context == ("army", "tank")


def test_dates_stay_words_and_a_country_is_no_truth() -> None:
    figure = "figures:\n  - {id: f, kind: date, text: d, when: 2026-05-31}\n"
    profile = load_profile("entities:\n" + entity("a", "country: NO") + figure, "p")
    assert (profile.entities[0].country, profile.figures[0].when) == ("NO", "2026-05-31")


def test_what_no_machine_can_count_is_no_number() -> None:
    for value in (".nan", ".inf", "true", "'5'", "9" * 400):
        text = f"figures:\n  - {{id: f, kind: count, text: d, value: {value}}}\n"
        with pytest.raises(ProfileError, match="must be a number"):
            load_profile(text, "p")


def test_thousands_of_namesakes_each_with_a_context_of_its_own_can_stand() -> None:
    assert loads(*(entity(f"e{i}", f"aliases: [{{form: X, require_context: [w{i}]}}]") for i in range(2000)))
