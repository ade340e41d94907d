"""Names are looked up over real HTTP: politely, nothing twice, and whatever is answered ends well."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.errors import ExtractError, FetchError, Lasting
from pipeline.fetch import FetchSettings, WebFetcher
from pipeline.model.profile import EntityType
from pipeline.profile.enriching import Lookup, Question
from pipeline.run.enriching import Enriched, Wikidata, enrich
from tests.fakes.wikidata import BEHIND, GARBAGE, PAUSE, Reply, SmallWikidata, error, serve_wikidata

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NORWAY, OSLO = "Q20", "Q585"


class Steps:
    """A ``Progress`` that remembers."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, int | None]] = []
        self.steps: list[str] = []
        self.closed = False

    def stage(self, name: str, total: int | None) -> None:
        self.stages.append((name, total))

    def step(self, text: str = "") -> None:
        self.steps.append(text)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def there() -> Iterator[SmallWikidata]:
    """A small Wikidata with a Norwegian shipyard, its namesakes, and a minister."""
    with serve_wikidata() as wikidata:
        wikidata.add(NORWAY, {"en": "Norway", "es": "Noruega", "ko": "노르웨이"})
        wikidata.add(OSLO, {"en": "Oslo"})
        wikidata.add("Q100", {"en": "shipbuilding company"}, P279=["Q101"])
        wikidata.add("Q101", {"en": "manufacturer"}, P279=["Q783794"])
        wikidata.add(
            "Q500",
            {"en": "Fjell Yard", "es": "Astilleros Fjell", "ko": "피엘 조선소"},
            {"en": ["Fjell Shipbuilding"]},
            "yard near Bergen",
            P31=["Q100"],
            P17=[NORWAY],
        )
        wikidata.add("Q501", {"en": "Fjell Yard"}, P31=["Q4167410"])
        wikidata.add("Q502", {"en": "Fjell Yard"}, description="a novel", P31=["Q7725634"])
        wikidata.add("Q600", {"mul": "Kari Nordmo"}, description="politician", P31=["Q5"], P27=[NORWAY])
        yield wikidata


def yard(**changes: str) -> Question:
    return question("yard", EntityType.COMPANY, "Fjell Yard", **changes)


def question(entity: str, kind: EntityType, *forms: str, country: str = "NO", item: str = "") -> Question:
    terms = tuple((form, "en") for form in forms)
    return Question(
        entity=entity,
        type=kind,
        country=country,
        terms=() if item else terms,
        keys=frozenset(form.casefold() for form in forms),
        item=item,
    )


def ask(
    there: SmallWikidata,
    *questions: Question,
    known: dict[str, Lookup] | None = None,
    now: datetime = NOW,
    **how: object,
) -> Enriched:
    return enrich(questions, known or {}, desk(there.api, now, **how))


def desk(api: str, now: datetime = NOW, **how: object) -> Wikidata:
    limits = {"timeout_s": how.pop("timeout_s", 10.0), "max_bytes": how.pop("max_bytes", 10_000_000)}
    fetcher = WebFetcher(
        FetchSettings(
            user_agent="seedwatch/0 (news monitor; desk@example.org)",
            allow_private=("127.0.0.0/8",),
            host_delay_s=0.0,
            trust_env=False,
            **limits,  # type: ignore[arg-type]  # numbers all
        )
    )
    usual = {"progress": Steps(), "stopping": lambda: False, "pause_s": 0.01}
    return Wikidata(api=api, fetcher=fetcher, now=now, **{**usual, **how})  # type: ignore[arg-type]  # fields of it


def test_the_one_item_that_agrees_in_name_class_and_country_is_chosen(there: SmallWikidata) -> None:
    answer = ask(there, yard())
    (lookup,) = answer.asked
    assert (lookup.item, lookup.description, lookup.asked_at) == ("Q500", "yard near Bergen", NOW)
    assert {(name.form, name.language, name.label) for name in lookup.names} == {
        ("Fjell Yard", "en", True),
        ("Astilleros Fjell", "es", True),
        ("피엘 조선소", "ko", True),
        ("Fjell Shipbuilding", "en", False),
    }
    assert (answer.found, answer.left, answer.problem, answer.stopped) == (1, 0, None, False)


def test_it_is_asked_as_its_manual_wishes(there: SmallWikidata) -> None:
    ask(there, yard(), question("kari", EntityType.PERSON, "Kari Nordmo"))
    assert set(there.agents) == {"seedwatch/0 (news monitor; desk@example.org)"}
    assert all((asked["maxlag"], asked["format"]) == ("5", "json") for asked in there.asked)
    assert all(len(ids) <= 50 for ids in there.fetched())
    assert there.most_at_once == 1


def test_a_name_for_all_languages_is_found_and_has_none(there: SmallWikidata) -> None:
    (lookup,) = ask(there, question("kari", EntityType.PERSON, "Kari Nordmo")).asked
    assert lookup.item == "Q600"
    assert [(name.form, name.language) for name in lookup.names] == [("Kari Nordmo", "und")]


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (question("x", EntityType.COMPANY, "Hval Yard"), "no item is called so"),
        (question("x", EntityType.PERSON, "Fjell Yard"), "of that name, but no person: Q500"),
        (yard(country="SE"), "of that name, but not of that country: Q500 (yard near Bergen)"),
        (question("x", EntityType.PERSON, "x", item="Q999"), "Q999 is not there"),
    ],
)
def test_where_none_agrees_the_reason_is_kept(there: SmallWikidata, asked: Question, reason: str) -> None:
    (lookup,) = ask(there, asked).asked
    assert lookup.item == ""
    assert lookup.reason.startswith(reason)


def test_two_that_agree_are_none(there: SmallWikidata) -> None:
    there.add("Q503", {"en": "Fjell Yard"}, description="another yard", P31=["Q783794"], P159=[OSLO])
    (lookup,) = ask(there, yard()).asked
    assert lookup.item == ""
    assert lookup.reason == "several agree: Q500 (yard near Bergen), Q503 (another yard)"


def test_further_names_are_sought_only_while_none_agrees(there: SmallWikidata) -> None:
    ask(there, question("yard", EntityType.COMPANY, "Hval Yard", "Fjell Yard", "Fjell Shipbuilding"))
    assert there.searches() == ["Hval Yard", "Fjell Yard"]


def test_a_merged_item_is_the_one_it_became(there: SmallWikidata) -> None:
    there.add("Q490", {"en": "Fjell Yard"}, P31=["Q783794"], P17=[NORWAY])
    there.merged["Q490"] = "Q500"
    (lookup,) = ask(there, yard()).asked
    assert lookup.item == "Q500"


def test_an_item_that_a_person_named_is_fetched_unquestioned(there: SmallWikidata) -> None:
    there.merged["Q499"] = "Q500"
    (lookup,) = ask(there, yard(item="Q499", country="SE")).asked
    assert (lookup.item, lookup.is_given) == ("Q499", True)
    assert "Astilleros Fjell" in {name.form for name in lookup.names}
    assert there.searches() == []


def test_an_answer_serves_for_thirty_days_and_for_the_same_question(there: SmallWikidata) -> None:
    first = ask(there, yard())
    asked = len(there.asked)
    again = ask(there, yard(), known=dict(first.lookups), now=NOW + timedelta(days=29))
    assert (again.asked, again.lookups, len(there.asked)) == ((), first.lookups, asked)
    assert ask(there, yard(), known=dict(first.lookups), now=NOW + timedelta(days=30)).found == 1
    renamed = question("yard", EntityType.COMPANY, "Fjell Shipbuilding")
    assert ask(there, renamed, known=dict(first.lookups)).found == 1


def test_an_answer_to_nobody_s_question_is_forgotten(there: SmallWikidata) -> None:
    first = ask(there, yard())
    assert ask(there, known=dict(first.lookups)).lookups == {}


def test_many_items_are_asked_in_batches_and_a_class_once(there: SmallWikidata) -> None:
    for number in range(25):
        there.add(f"Q{7000 + number}", {"en": f"Dale Yard {number}"}, P31=["Q100"], P17=[NORWAY])
    answer = ask(there, *(question(f"d{n}", EntityType.COMPANY, f"Dale Yard {n}") for n in range(25)))
    assert answer.found == 25
    assert sum("Q100" in ids for ids in there.fetched()) == 1
    assert sum(NORWAY in ids for ids in there.fetched()) == 1
    assert len(there.fetched()) < 10


def test_a_server_that_is_behind_is_asked_again_a_little_later(there: SmallWikidata) -> None:
    there.troubles += [BEHIND, BEHIND]
    assert ask(there, yard()).found == 1
    assert there.searches() == ["Fjell Yard"] * 3


def test_a_server_that_stays_behind_is_left_alone(there: SmallWikidata) -> None:
    there.troubles += [BEHIND] * 9
    answer = ask(there, yard())
    assert isinstance(answer.problem, ExtractError)
    assert "7.1 seconds lagged" in answer.problem.reason
    assert len(there.asked) == 3
    assert answer.left == 1


def test_a_pause_asked_for_is_kept_and_what_came_before_it_too(there: SmallWikidata) -> None:
    questions = [question(f"n{n}", EntityType.COMPANY, f"Nothing {n}") for n in range(10)]
    wikidata = desk(there.api)
    first = enrich([*questions, yard()], {}, wikidata)
    assert first.left == 0
    there.asked.clear()
    there.troubles.append(PAUSE)
    answer = enrich([yard()], {}, wikidata)
    assert isinstance(answer.problem, FetchError)
    assert (answer.problem.lasting, answer.problem.retry_after_s) == (Lasting.THROTTLED, 600.0)
    assert enrich([yard()], {}, wikidata).problem is not None
    assert len(there.asked) == 1


def test_a_failure_midway_keeps_the_answers_before_it(there: SmallWikidata) -> None:
    there.troubles += [Reply(body=b'{"search": []}')] * 10 + [error("internal_api_error_DBQueryError")]
    questions = [question(f"n{n}", EntityType.COMPANY, f"Nothing {n}") for n in range(10)]
    answer = ask(there, *questions, yard())
    assert (len(answer.asked), answer.left) == (10, 1)
    assert answer.problem is not None
    assert set(answer.lookups) == {question.entity for question in questions}


def test_an_old_answer_outlives_a_failure(there: SmallWikidata) -> None:
    first = ask(there, yard())
    there.troubles.append(GARBAGE)
    later = ask(there, yard(), known=dict(first.lookups), now=NOW + timedelta(days=90))
    assert later.problem is not None
    assert later.lookups == first.lookups


def test_a_fault_that_passes_does_not_end_it(there: SmallWikidata) -> None:
    wikidata = desk(there.api)
    enrich([question("x", EntityType.COMPANY, "Nothing")], {}, wikidata)
    there.troubles += [Reply(body=b'{"search": []}'), Reply(status=500)]
    answer = enrich([question("x", EntityType.COMPANY, "Nothing"), yard()], {}, wikidata)
    assert (answer.problem, answer.found) == (None, 1)


@pytest.mark.parametrize(
    "reply",
    [
        GARBAGE,
        Reply(body=b""),
        Reply(body=b"[]"),
        Reply(body=b'{"batchcomplete": true}'),
        Reply(body=b"[" * 100_000),
        Reply(body=b'{"entities": ' + b"9" * 5_000 + b"}"),
        Reply(status=403, body=b"Please set a user agent"),
        error("badvalue", "Unrecognized value for parameter"),
    ],
)
def test_what_is_no_answer_ends_it_with_a_reason(there: SmallWikidata, reply: Reply) -> None:
    there.troubles.append(reply)
    answer = ask(there, yard())
    assert answer.problem is not None
    assert answer.problem.reason
    assert len(there.asked) == 1


def test_silence_ends_it(there: SmallWikidata) -> None:
    there.troubles.append(Reply(silent=True))
    answer = ask(there, yard(), timeout_s=0.3)
    assert isinstance(answer.problem, FetchError)


def test_without_a_network_the_first_request_is_the_last() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        answer = enrich([yard()], {}, desk(f"http://127.0.0.1:{taken.getsockname()[1]}/w/api.php"))
    assert isinstance(answer.problem, FetchError)
    assert answer.lookups == {}


def test_an_answer_too_large_is_asked_in_halves_and_a_giant_left_out(there: SmallWikidata) -> None:
    there.add("Q504", {"en": "Fjell Yard"}, {"en": ["x" * 90] * 4_000}, P31=["Q783794"], P17=[NORWAY])
    (lookup,) = ask(there, yard(), max_bytes=100_000).asked
    assert lookup.item == "Q500"


def test_one_id_that_the_server_does_not_know_spoils_no_other(there: SmallWikidata) -> None:
    there.items["Q500"]["claims"]["P31"] += [{"mainsnak": {"datavalue": {"value": {"id": "Q9999999999"}}}}]
    there.items["Q502"]["claims"]["P31"] += [{"mainsnak": {"datavalue": {"value": {"id": "Q9999999998"}}}}]
    (lookup,) = ask(there, yard()).asked
    assert lookup.item == "Q500"


def test_asked_to_stop_it_stops_between_two_requests(there: SmallWikidata) -> None:
    answer = ask(there, yard(), stopping=lambda: len(there.asked) >= 2)
    assert (answer.stopped, answer.left, answer.lookups) == (True, 1, {})
    assert len(there.asked) == 2


def test_progress_counts_entities_and_is_closed(there: SmallWikidata) -> None:
    steps = Steps()
    ask(there, yard(), question("kari", EntityType.PERSON, "Kari Nordmo"), progress=steps)
    assert steps.stages == [("looking names up", 2)]
    assert steps.steps == ["Fjell Yard", "Kari Nordmo"]
    assert steps.closed
