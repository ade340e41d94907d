"""What is done by hand with stored articles and digests: repeatable, and nothing doubled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from pipeline.errors import DeliverError, RunError
from pipeline.model.digest import DeliveryState
from pipeline.model.report import RunReport
from pipeline.run.redoing import find_digest, preview_digest, redo, resend
from tests.fakes.channel import CollectingChannel
from tests.fakes.store import memory_store
from tests.run.scenario import DAY, Scenario, hit, sqlite_store


@pytest.fixture(params=["memory", "sqlite"])
def world(request: pytest.FixtureRequest) -> Iterator[Scenario]:
    channels = (CollectingChannel("files"), CollectingChannel("email"))
    if request.param == "memory":
        scenario = Scenario(store=memory_store(), channels=channels)
        scenario.feed("herald", [hit(1, "twelve engines")])
        yield scenario
        return
    with sqlite_store() as store:
        scenario = Scenario(store=store, channels=channels)
        scenario.feed("herald", [hit(1, "twelve engines")])
        yield scenario


def again(world: Scenario, *, send: bool = False) -> RunReport:
    since, until = world.now - DAY, world.now + timedelta(hours=1)
    return redo(world.plan, world.ports, since, until, world.now, digest=True, send=send)


def sent(world: Scenario) -> list[int]:
    return [len(channel.parcels) for channel in world.channels if isinstance(channel, CollectingChannel)]


def test_the_same_window_gives_the_same_digest_once_and_to_files_alone(world: Scenario) -> None:
    world.run()
    first, second = again(world), again(world)
    assert first.digests[0].digest_id == second.digests[0].digest_id
    assert first.digests[0].items == 1
    assert sent(world) == [2, 1]


def test_looking_first_and_sending_then_sends_once(world: Scenario) -> None:
    world.run()
    again(world)
    report = again(world, send=True)
    assert [(each.channel, each.state) for each in report.digests[0].deliveries] == [("email", DeliveryState.SENT)]
    again(world, send=True)
    assert sent(world) == [2, 2]


def test_a_rerun_moves_no_window(world: Scenario) -> None:
    world.run()
    end = world.store.digests.last_delivered_end("desk")
    again(world, send=True)
    assert world.store.digests.last_delivered_end("desk") == end


def test_an_empty_window_is_refused(world: Scenario) -> None:
    with pytest.raises(RunError, match="is empty"):
        redo(world.plan, world.ports, world.now, world.now, world.now, digest=False, send=False)


def test_a_preview_shows_what_is_new_and_stores_nothing_even_while_a_run_goes_on(world: Scenario) -> None:
    world.run(digest=False)
    world.feed("herald", [hit(1, "twelve engines"), hit(2, "the harbour tunnel")])
    world.now += timedelta(hours=1)
    world.run(digest=False)
    with world.store.runs.exclusive("run"):
        parcel = preview_digest(world.plan.watches[0], world.plan, world.ports, world.now)
    assert "twelve engines" in parcel.text
    assert "the harbour tunnel" in parcel.text
    assert world.store.digests.digests("desk", 5) == ()


def test_a_preview_judges_by_a_profile_nothing_was_judged_by_yet(world: Scenario) -> None:
    world.run(digest=False)
    world.profile = type(world.profile)(
        version="p2",
        seeds=(),
        entities=world.profile.entities,
        topics=world.profile.topics,
        pairs=world.profile.pairs,
    )
    assert "twelve engines" in preview_digest(world.plan.watches[0], world.plan, world.ports, world.now).text
    assert world.store.judgements.hits("desk", "p2", None, None) == ()


def test_a_digest_in_doubt_is_sent_again_on_demand_under_the_same_id(world: Scenario) -> None:
    broken = DeliverError("server", "the line broke", uncertain=True)
    mail = CollectingChannel("email", failures=(broken,))
    world.channels = (CollectingChannel("files"), mail)
    world.run()
    stored = find_digest(world.store, "desk", 1)
    resend(world.plan, world.ports, stored, world.now)
    assert [parcel.message_id for parcel in mail.parcels] == [world.store.deliveries.deliveries(1)[1].message_id]
    with pytest.raises(RunError, match="every channel has sent it"):
        resend(world.plan, world.ports, stored, world.now)


def test_an_unknown_digest_is_one_clear_line(world: Scenario) -> None:
    with pytest.raises(RunError, match="no such digest"):
        find_digest(world.store, "desk", 7)
