"""What items of a profile find in the archive."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.profile import Alias, Entity, EntityType, Grade, Status
from pipeline.run.trying_out import look_into_archive
from tests.contracts.storing import entry, poll
from tests.fakes.store import memory_store
from tests.run.scenario import PROFILE, Unwatched


def company(id_: str) -> Entity:
    alias = Alias(form=id_.title())
    return Entity(id=id_, name=id_.title(), type=EntityType.COMPANY, grade=Grade.CORE, status=Status.PROPOSED,
                  aliases=(alias,))  # fmt: skip


WATCH = replace(PROFILE, entities=(*PROFILE.entities, company("great"), company("small")))
ARTICLES = (
    entry("1", "Norland and Sudavia sign", body="Norland and Sudavia want a railway by Great of Sudavia."),
    entry("2", "Great opens an office", body="The office of Great is small."),
    entry("3", "A greater harvest", body="No name at all: a great harvest, railway and all."),
    entry("4", "An agreement", body="Norland and Sudavia want a railway. Norland will pay, and Sudavia will build."),
    entry("5", "Nothing", body="Nothing."),
)


def test_one_pass_over_the_archive_tells_what_each_candidate_would_find() -> None:
    store = memory_store()
    poll(store, *ARTICLES)
    look = look_into_archive(WATCH, ["great", "small", "rail"], store, Unwatched())
    assert look.looked_at == 5
    assert (look.of("great").articles, look.of("great").hits) == (2, 1)
    assert [title.title for title in look.of("great").titles] == ["Norland and Sudavia sign", "Great opens an office"]
    assert look.of("rail").articles == 3
    assert look.of("small").articles == 0
    assert "norland" not in look.found


def test_only_the_articles_stored_last_are_looked_at() -> None:
    store = memory_store()
    poll(store, *ARTICLES)
    look = look_into_archive(WATCH, ["great"], store, Unwatched(), limit=4)
    assert (look.looked_at, look.of("great").articles) == (4, 1)
