"""Documents in bulk: every line is answered once, in order, the same however the work is shared."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from pipeline.crew import Crew
from pipeline.errors import ExtractError, RunError
from pipeline.match import compile_profile
from pipeline.run.bulk import BulkReport, judge_bulk
from pipeline.run.documents import LONGEST_LINE, read_document
from tests.match.watches import peru_korea
from tests.run.scenario import Unwatched

PROFILE = peru_korea()
LINES = [
    {"id": "en", "title": "Peru buys K2 tanks from South Korea", "text": "Hyundai Rotem of Korea sells tanks to Peru."},
    {"id": "es", "title": "Perú", "body": "Perú y Corea del Sur firman un acuerdo de defensa.", "summary": "En Perú."},
    {"id": "ko", "text": "현대로템은 페루에서 K2전차를 만든다. 페루와 한국의 협력이다.", "language": "ko"},
    {"id": "nfd", "text": "El Peru\u0301 compro\u0301 tanques a Corea."},
    {"id": "none", "text": "It rains."},
]


def judge(data: bytes, crew: Crew | None = None, lines: int = 200) -> tuple[bytes, list[str], BulkReport]:
    written: list[str] = []
    faults: list[str] = []
    crew = crew or Crew(workers=0)
    report = judge_bulk(
        io.BytesIO(data), "in", PROFILE, crew, Unwatched(), written.append, faults.append, batch_lines=lines
    )
    return "".join(written).encode(), faults, report


def as_lines(*records: dict[str, Any], end: bytes = b"\n") -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + end for record in records)


def test_each_document_gives_its_judgement_in_the_order_of_the_lines() -> None:
    output, faults, report = judge(as_lines(*LINES))
    records = [json.loads(line) for line in output.splitlines()]
    assert [record["id"] for record in records] == [line["id"] for line in LINES]
    assert [record["line"] for record in records] == [1, 2, 3, 4, 5]
    assert (report.documents, report.broken, faults) == (5, 0, [])
    assert report.hits == sum(record["tier"] in {"direct", "related"} for record in records) >= 2
    matcher = compile_profile(PROFILE)
    for given, record in zip(LINES, records, strict=True):
        said = matcher.judge(read_document(json.dumps(given).encode()).article)
        assert (record["tier"], record["score"], record["rule"]) == (said.tier.value, said.score, said.rule)
        assert len(record["mentions"]) == len(said.mentions)


def test_every_surface_is_what_stands_in_the_given_field() -> None:
    records = [json.loads(line) for line in judge(as_lines(*LINES))[0].splitlines()]
    mentions = [
        (given, mention) for given, record in zip(LINES, records, strict=True) for mention in record["mentions"]
    ]
    assert len(mentions) > 8
    for given, mention in mentions:
        assert given[mention["field"]][mention["start"] : mention["end"]] == mention["surface"] != ""
    assert {mention["field"] for _, mention in mentions} == {"title", "summary", "text", "body"}


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\n\n \n"])
def test_line_ends_blank_lines_and_a_byte_order_mark_change_nothing_but_numbers(end: bytes) -> None:
    plain = [json.loads(line) for line in judge(as_lines(*LINES))[0].splitlines()]
    other = [json.loads(line) for line in judge(b"\xef\xbb\xbf" + as_lines(*LINES, end=end))[0].splitlines()]
    assert [record | {"line": 0} for record in other] == [record | {"line": 0} for record in plain]
    last_without_end = judge(as_lines(*LINES)[:-1])[0]
    assert last_without_end == judge(as_lines(*LINES))[0]


def test_broken_lines_are_told_by_number_and_the_others_go_on() -> None:
    data = b"oops\n" + as_lines(LINES[0]) + b'{"text": 3}\n' + as_lines(LINES[1])
    output, faults, report = judge(data)
    assert [json.loads(line)["line"] for line in output.splitlines()] == [2, 4]
    assert [fault.split(":")[:2] for fault in faults] == [["in", " line 1"], ["in", " line 3"]]
    assert (report.documents, report.broken) == (2, 2)


def test_a_line_of_ten_megabytes_is_refused_without_being_held() -> None:
    long = b'{"text": "' + b"x" * 10_000_000 + b'"}\n'
    output, faults, _ = judge(as_lines(LINES[0]) + long + as_lines(LINES[1]))
    assert len(output.splitlines()) == 2
    assert len(faults) == 1
    assert "line 2: longer than" in faults[0]
    at_the_end = judge(long[:-1])[1]
    assert len(at_the_end) == 1
    exact = as_lines({"id": "x", "text": "y" * (LONGEST_LINE - 27)}).rstrip()
    assert len(judge(exact + b"\n" + as_lines(LINES[0]))[0].splitlines()) >= 1


@pytest.mark.parametrize("lines", [1, 2, 3, 1000])
def test_the_bytes_are_the_same_for_any_size_of_batch(lines: int) -> None:
    data = b"oops\n" + as_lines(*LINES * 3) + b"{}\n"
    assert judge(data, lines=lines)[:2] == judge(data)[:2]


def test_the_bytes_are_the_same_with_several_processes() -> None:
    data = as_lines(*LINES * 20) + b"oops\n" + as_lines(*LINES)
    with Crew(workers=2, alone_s=0.0) as crew:
        assert judge(data, crew, lines=7)[:2] == judge(data)[:2]


def test_an_answer_that_comes_early_waits_for_those_before_it() -> None:
    class Backwards:
        """A crew that answers in the opposite order."""

        def spread(self, work: Any, tasks: Any, *, many: bool = False) -> Any:
            return reversed([(task, work(task)) for task in tasks])

        def close(self) -> None: ...

    data = as_lines(*LINES * 3)
    assert judge(data, Backwards(), lines=2)[0] == judge(data)[0]  # type: ignore[arg-type]


def test_a_batch_whose_process_ended_is_judged_line_by_line_and_one_line_alone_pays() -> None:
    class Fragile:
        """A crew whose process dies of one document."""

        def spread(self, work: Any, tasks: Any, *, many: bool = False) -> Any:
            for task in tasks:
                poisoned = any(b"poison" in (line or b"") for _, line in task.lines)
                yield task, ExtractError("", "it broke") if poisoned else work(task)

        def close(self) -> None: ...

    data = as_lines(*LINES) + b'{"text": "poison"}\n' + as_lines(*LINES)
    output, faults, report = judge(data, Fragile(), lines=100)  # type: ignore[arg-type]
    assert report.documents == 2 * len(LINES)
    assert len(output.splitlines()) == 2 * len(LINES)
    assert faults == [f"in: line {len(LINES) + 1}: not judged: it broke"]


@pytest.mark.parametrize(("data", "says"), [(b"\xff\xfe{\x00", "UTF-16"), (b"PK\x03\x04\0\0", "no text")])
def test_a_file_that_is_no_text_is_refused_at_once(data: bytes, says: str) -> None:
    with pytest.raises(RunError, match=says):
        judge(data)


def test_an_empty_file_gives_nothing() -> None:
    assert judge(b"") == (b"", [], BulkReport())
    assert judge(b"\n \n")[2] == BulkReport()


def test_a_wish_to_stop_ends_the_reading() -> None:
    written: list[str] = []
    report = judge_bulk(
        io.BytesIO(as_lines(*LINES)), "in", PROFILE, Crew(workers=0), Unwatched(), written.append, written.append,
        stopping=lambda: True,
    )  # fmt: skip
    assert (report.documents, written) == (0, [])


def test_a_batch_whose_process_broke_is_told_line_by_line() -> None:
    class Broken:
        """A crew whose process breaks at everything."""

        def spread(self, work: Any, tasks: Any, *, many: bool = False) -> Any:
            return [(task, ExtractError("", "it broke")) for task in tasks]

        def close(self) -> None: ...

    output, faults, report = judge(as_lines(*LINES[:2]), Broken())  # type: ignore[arg-type]
    assert (output, report.broken) == (b"", 2)
    assert faults[1] == "in: line 2: not judged: it broke"
