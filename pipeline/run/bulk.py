"""Documents judged in bulk: JSON Lines in, JSON Lines out, in the same order, in bounded memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import IO, Any

from pipeline.errors import ExtractError, RunError
from pipeline.match import Matcher, compile_profile
from pipeline.model.codec import from_plain, to_plain
from pipeline.model.hit import Judgement, TextField
from pipeline.model.profile import Profile
from pipeline.run.documents import LONGEST_LINE, BrokenLineError, Document, read_document
from pipeline.run.ports import Crew, Progress

_BATCH_LINES = 200
_BATCH_BYTES = 1_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A profile packed for travelling to other processes, where it is compiled once."""

    version: str
    profile: str  # as JSON

    # The version is a hash of the profile, so it stands for it.
    def __hash__(self) -> int:
        return hash(self.version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Watched) and other.version == self.version


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some lines with their numbers; None stands for one that is too long."""

    number: int
    watched: Watched
    lines: tuple[tuple[int, bytes | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What came of a batch."""

    output: str = ""  # a line of JSON for each good line
    documents: int = 0
    hits: int = 0
    faults: tuple[str, ...] = ()  # "line 7: ..." for each broken one


@dataclass(slots=True)
class BulkReport:
    """What came of all lines."""

    documents: int = 0
    hits: int = 0
    broken: int = 0


def judge_bulk(
    source: IO[bytes],
    name: str,
    profile: Profile,
    crew: Crew,
    progress: Progress,
    write: Callable[[str], object],
    complain: Callable[[str], object],
    stopping: Callable[[], bool] = lambda: False,
    batch_lines: int = _BATCH_LINES,
) -> BulkReport:
    """Judge each line of ``source``; ``write`` gets the judgements in its order, ``complain`` what is wrong with lines.

    What is written depends on the lines and the profile alone, not on how the work was shared. ``name`` is what errors
    call the source. Raises ``RunError`` when it is no text.
    """
    watched = Watched(version=profile.version, profile=json.dumps(to_plain(profile), ensure_ascii=False))
    batches = _batches(_numbered_lines(source, name, stopping), watched, batch_lines)
    report = BulkReport()
    progress.stage(f"match {name}", None)
    for judged in _in_order(crew, batches):
        write(judged.output)
        for fault in judged.faults:
            complain(f"{name}: {fault}")
        report.documents += judged.documents
        report.hits += judged.hits
        report.broken += len(judged.faults)
        for _ in range(judged.documents):
            progress.step()
    return report


def judge_batch(batch: Batch) -> Judged:
    """Judge the lines of a batch, in whatever process."""
    matcher, names = _compiled(batch.watched)
    output: list[str] = []
    faults: list[str] = []
    hits = 0
    for number, line in batch.lines:
        try:
            document = read_document(line)
            said = matcher.judge(document.article)
        except BrokenLineError as fault:
            faults.append(f"line {number}: {fault}")
        except Exception as error:  # noqa: BLE001 - a document that trips a bug of ours must not hold back all others
            faults.append(f"line {number}: not judged, by a fault of this program ({type(error).__name__}: {error})")
        else:
            hits += said.is_hit
            output.append(json.dumps(_as_record(number, document, said, names), ensure_ascii=False) + "\n")
    return Judged(output="".join(output), documents=len(output), hits=hits, faults=tuple(faults))


@lru_cache(maxsize=1)
def _compiled(watched: Watched) -> tuple[Matcher, dict[str, str]]:
    profile = from_plain(Profile, json.loads(watched.profile))
    return compile_profile(profile), {entity.id: entity.name for entity in profile.entities}


def _as_record(number: int, document: Document, said: Judgement, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": document.id,
        "line": number,
        "tier": said.tier.value,
        "score": said.score,
        "rule": said.rule,
        "lacking": said.lacking,
        "parts": to_plain(said.parts),
        "topics": [{"topic": found.topic_id, "terms": list(found.terms)} for found in said.topics],
        "mentions": [
            {
                "entity": mention.entity_id,
                "name": names[mention.entity_id],
                "surface": mention.surface,
                "field": document.text_name if mention.field is TextField.BODY else mention.field.value,
                "start": mention.start,
                "end": mention.end,
                "reason": mention.reason,
            }
            for mention in said.mentions
        ],
        "language": document.article.language,
        "profile": said.profile_version,
    }


def _numbered_lines(source: IO[bytes], name: str, stopping: Callable[[], bool]) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, by number from 1; of one that is too long only that it is there."""
    number = 0
    while (line := source.readline(LONGEST_LINE)) and not stopping():
        number += 1
        if number == 1:
            _check_text(name, line)
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            _skip_line(source)
            yield number, None
        elif line.strip():
            yield number, line


def _check_text(name: str, line: bytes) -> None:
    if line.startswith(_UTF16):
        raise RunError(name, "this is UTF-16", remedy="Save it as UTF-8")
    if b"\0" in line:
        raise RunError(name, "this is no text", remedy="Give it JSON Lines: one object a line, as UTF-8")


def _skip_line(source: IO[bytes]) -> None:
    while (part := source.readline(LONGEST_LINE)) and not part.endswith(b"\n"):
        pass


def _batches(lines: Iterator[tuple[int, bytes | None]], watched: Watched, most: int) -> Iterator[Batch]:
    held: list[tuple[int, bytes | None]] = []
    size = number = 0
    for line in lines:
        held.append(line)
        size += len(line[1] or b"")
        if len(held) >= most or size >= _BATCH_BYTES:
            yield Batch(number=number, watched=watched, lines=tuple(held))
            held, size, number = [], 0, number + 1
    if held:
        yield Batch(number=number, watched=watched, lines=tuple(held))


def _in_order(crew: Crew, batches: Iterator[Batch]) -> Iterator[Judged]:
    """The crew answers in any order; an answer waits here until those before it are out."""
    waiting: dict[int, Judged] = {}
    following = 0
    for batch, answer in crew.spread(judge_batch, batches):
        waiting[batch.number] = _one_by_one(crew, batch) if isinstance(answer, ExtractError) else answer
        while following in waiting:
            yield waiting.pop(following)
            following += 1


def _one_by_one(crew: Crew, batch: Batch) -> Judged:
    """A batch whose process ended: its lines once more, each for itself, so that none pays for another."""
    answers: list[Judged] = []
    for line in batch.lines:
        for single, answer in crew.spread(judge_batch, [replace(batch, lines=(line,))], many=True):
            answers.append(_given_up(single, answer) if isinstance(answer, ExtractError) else answer)
    return Judged(
        output="".join(answer.output for answer in answers),
        documents=sum(answer.documents for answer in answers),
        hits=sum(answer.hits for answer in answers),
        faults=tuple(fault for answer in answers for fault in answer.faults),
    )


def _given_up(batch: Batch, error: ExtractError) -> Judged:
    return Judged(faults=tuple(f"line {number}: not judged: {error.reason}" for number, _ in batch.lines))
