"""The whole run, day after day, on a scripted web: nothing lost, nothing twice, silence explained."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import time, timedelta

import pytest

from pipeline.errors import DeliverError, ExtractError, FetchError, Lasting, RunError
from pipeline.extract import address_key
from pipeline.match import Matcher
from pipeline.model.article import Article
from pipeline.model.digest import DeliveryState, Parcel
from pipeline.model.hit import Judgement
from pipeline.model.page import Page
from pipeline.model.source import FeedMemory, Health
from pipeline.run import reading
from pipeline.run.pages import when_to_retry
from tests.fakes.channel import CollectingChannel
from tests.fakes.store import memory_store
from tests.fakes.web import page
from tests.run.scenario import DAY, Item, Scenario, hit, source, sqlite_store

REFUSED = DeliverError("server", "connection refused")
SUBJECTS = (
    "twelve engines",
    "the harbour tunnel",
    "night trains",
    "a bridge of steel",
    "signal boxes",
    "freight yards",
)


@pytest.fixture(params=["memory", "sqlite"])
def world(request: pytest.FixtureRequest) -> Iterator[Scenario]:
    with ExitStack() as stack:
        store = memory_store() if request.param == "memory" else stack.enter_context(sqlite_store())
        scenario = Scenario(store=store)
        scenario.feed("herald", [hit(1, SUBJECTS[0]), Item(2, "Rain in Norland", "It rained.")])
        yield scenario


def sent(world: Scenario) -> list[str]:
    channel = world.channels[0]
    assert isinstance(channel, CollectingChannel)
    return [parcel.text for parcel in channel.parcels]


def test_the_first_run_polls_judges_digests_and_delivers(world: Scenario) -> None:
    report = world.run()
    assert [(each.entries, each.new, each.health) for each in report.sources] == [(2, 2, Health.HEALTHY)]
    assert (report.watches[0].direct, report.watches[0].judged) == (1, 2)
    assert [each.slot for each in report.digests] == ["daily:2026-03-02"]
    assert len(sent(world)) == 1
    assert SUBJECTS[0] in sent(world)[0]
    assert "Rain" not in sent(world)[0]


def test_the_same_run_again_does_nothing_new(world: Scenario) -> None:
    world.run()
    report = world.run(force=False)
    assert report.sources == ()
    assert report.digests == ()
    assert len(sent(world)) == 1


def test_the_second_day_shows_only_what_is_new(world: Scenario) -> None:
    world.run()
    world.feed("herald", [hit(3, SUBJECTS[1]), hit(1, SUBJECTS[0])])
    world.next_day()
    assert SUBJECTS[1] in sent(world)[1]
    assert SUBJECTS[0] not in sent(world)[1]


def test_an_empty_day_says_so_and_what_was_checked(world: Scenario) -> None:
    world.run()
    report = world.next_day()
    assert report.digests[0].items == 0
    assert "1 source" in sent(world)[1]


def test_an_empty_day_can_be_silent_and_its_slot_stays_filled(world: Scenario) -> None:
    world.send_empty = False
    world.run()
    world.next_day()
    world.feed("herald", [hit(3, SUBJECTS[1])])
    world.now += timedelta(hours=2)
    world.run(force=False, sources=("herald",))
    assert len(sent(world)) == 1
    world.now += DAY
    world.run()
    assert SUBJECTS[1] in sent(world)[1]


def test_after_days_of_downtime_one_digest_catches_up_on_everything(world: Scenario) -> None:
    world.run()
    world.feed("herald", [hit(number, SUBJECTS[number]) for number in (1, 2, 3)])
    world.now += 5 * DAY
    report = world.run()
    assert [each.slot for each in report.digests] == ["daily:2026-03-07"]
    assert all(subject in sent(world)[1] for subject in SUBJECTS[1:4])


def test_one_source_that_fails_disturbs_no_other_and_is_named_in_the_digest(world: Scenario) -> None:
    world.sources = (source("herald"), source("courier"), source("gazette"))
    world.answer("https://courier.example/feed", FetchError("u", "no answer within 30 s", lasting=Lasting.TEMPORARY))
    world.answer("https://gazette.example/feed", page("https://gazette.example/feed", "<html><body>Hi</body></html>"))
    report = world.run()
    health = {each.source_id: each.health for each in report.sources}
    assert health == {"herald": Health.HEALTHY, "courier": Health.FAILING, "gazette": Health.FAILING}
    assert "Courier" in sent(world)[0]
    assert "no answer within 30 s" in sent(world)[0]
    assert SUBJECTS[0] in sent(world)[0]


def test_a_feed_that_trips_a_bug_is_a_line_in_the_report(world: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_page: Page, _memory: FeedMemory) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "parse_feed", broken)
    report = world.run()
    assert report.sources[0].health is Health.FAILING
    assert "a fault of this program (ZeroDivisionError)" in report.sources[0].reason


def test_an_unknown_source_is_refused_before_anything_is_done(world: Scenario) -> None:
    with pytest.raises(RunError, match="no such source"):
        world.run(sources=("heralt",))
    assert world.web.asked == []


def test_two_runs_at_once_are_refused(world: Scenario) -> None:
    with world.store.runs.exclusive("run") as mine:
        assert mine
        with pytest.raises(RunError, match="another run"):
            world.run()


def test_a_run_that_is_stopped_leaves_the_digest_to_the_next(world: Scenario) -> None:
    world.stopping = lambda: True
    report = world.run()
    assert report.digests == ()
    assert report.stopped
    world.stopping = lambda: False
    world.run()
    assert SUBJECTS[0] in sent(world)[0]


def test_a_clock_set_back_loses_nothing(world: Scenario) -> None:
    world.run()
    world.now -= timedelta(hours=3)
    world.feed("herald", [hit(3, SUBJECTS[1])])
    world.run(force=True, digest=False)
    world.now += DAY + timedelta(hours=3)
    world.run()
    assert SUBJECTS[1] in sent(world)[-1]


def test_a_clock_that_was_ahead_stops_nothing_once_it_is_right_again(world: Scenario) -> None:
    world.now += 30 * DAY
    world.run()
    world.now -= 30 * DAY
    world.feed("herald", [hit(3, SUBJECTS[1])])
    report = world.next_day()
    assert len(report.sources) == 1
    assert report.digests
    assert SUBJECTS[1] in sent(world)[-1]


def test_another_time_of_day_brings_no_second_digest_of_the_same_morning(world: Scenario) -> None:
    world.run()
    world.times = (time(12, 0), time(23, 0))
    world.now += timedelta(hours=1)
    assert world.run().digests == ()
    world.now += timedelta(hours=10)
    assert [digest.slot for digest in world.run().digests] == ["daily:2026-03-02T23:00"]


def test_an_article_that_trips_a_bug_holds_back_no_other(world: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = Matcher.judge

    def sometimes(self: Matcher, article: Article) -> Judgement:
        if "Rain" in article.title:
            raise ZeroDivisionError
        return judge(self, article)

    monkeypatch.setattr(Matcher, "judge", sometimes)
    report = world.run()
    assert report.watches[0].judged == 2
    assert SUBJECTS[0] in sent(world)[0]


def test_a_watch_that_trips_a_bug_is_a_line_in_the_report(world: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_material: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("pipeline.run.digesting.build_digest", broken)
    report = world.run()
    assert "The watch desk tripped a fault of this program (ZeroDivisionError)" in report.notices[0]


def test_a_look_that_found_nothing_to_do_leaves_no_run_behind(world: Scenario) -> None:
    world.run()
    for _ in range(5):
        world.now += timedelta(seconds=30)
        assert world.run().is_idle
    assert len(world.store.runs.runs(10)) == 2


def test_a_forced_digest_and_the_regular_one_share_nothing(world: Scenario) -> None:
    world.now -= timedelta(hours=1)  # before the slot of the day; yesterday's is filled first
    world.run()
    world.feed("herald", [hit(3, SUBJECTS[1])])
    world.now += timedelta(minutes=10)
    forced = world.run(force=True)
    assert [each.slot for each in forced.digests] == ["manual:2026-03-02T11:40:00Z"]
    world.now += timedelta(hours=1)
    world.run()
    assert [SUBJECTS[1] in text for text in sent(world)] == [False, True, False]


def test_an_edit_after_the_digest_comes_as_an_update_once(world: Scenario) -> None:
    first = hit(1, SUBJECTS[0])
    world.run()
    world.feed("herald", [Item(1, first.title + ", now thirteen", first.text + " Thirteen after all, said Railco.")])
    world.next_day()
    world.next_day()
    assert ["now thirteen" in text for text in sent(world)] == [False, True, False]


def test_a_copy_of_a_story_shown_before_is_not_shown_again(world: Scenario) -> None:
    long = Item(
        1,
        "Norland and Sudavia sign for the coast line",
        "Norland and Sudavia agreed on Monday to build the coast line together, said the minister of transport in the "
        "capital. Railco will deliver forty locomotives within three years and train two hundred engineers. "
        "The railway runs along the shore from the old port to the border and will carry copper and passengers alike.",
    )
    world.sources = (source("herald"), source("courier"))
    world.feed("herald", [long])
    world.feed("courier", [])
    world.run()
    world.feed("courier", [Item(9, long.title + " - agency", long.text)])
    report = world.next_day()
    assert report.watches[0].direct == 1
    assert report.digests[0].items == 0


class TestDelivery:
    def test_a_failed_delivery_is_tried_again_and_the_digest_stays_the_same(self, world: Scenario) -> None:
        world.channels = (CollectingChannel(failures=(REFUSED,)),)
        report = world.run()
        assert report.digests[0].deliveries[0].state is DeliveryState.PENDING
        world.now += timedelta(hours=1)
        again = world.run()
        assert again.digests[0].deliveries[0].state is DeliveryState.SENT
        assert [SUBJECTS[0] in text for text in sent(world)] == [True]

    def test_what_was_never_delivered_is_in_the_next_digest(self, world: Scenario) -> None:
        world.channels = (CollectingChannel(failures=(REFUSED, REFUSED)),)
        world.run()
        world.feed("herald", [hit(3, SUBJECTS[1])])
        world.next_day()
        world.now += timedelta(hours=2)
        world.run()
        assert len(sent(world)) == 1
        assert SUBJECTS[0] in sent(world)[0]
        assert SUBJECTS[1] in sent(world)[0]

    def test_an_uncertain_delivery_is_not_repeated_and_counts_as_shown(self, world: Scenario) -> None:
        world.channels = (CollectingChannel(failures=(DeliverError("server", "the line broke", uncertain=True),)),)
        world.run()
        world.now += timedelta(hours=2)
        world.run()
        assert sent(world) == []
        world.next_day()
        assert SUBJECTS[0] not in sent(world)[0]

    @pytest.mark.parametrize("died", [True, False])
    def test_a_delivery_in_doubt_is_told_of_in_the_next_digest_and_only_there(
        self, world: Scenario, died: bool
    ) -> None:
        if not died:
            broken = DeliverError("server", "the line broke", uncertain=True)
            world.channels = (CollectingChannel(failures=(broken,)),)
        world.run()
        stored = world.store.digests.digests("desk", 1)[0]
        if died:
            (delivery,) = world.store.deliveries.deliveries(stored.id)
            world.store.deliveries.mark_delivery(delivery.id, DeliveryState.SENDING, world.now)
        world.now += timedelta(minutes=1)
        world.run()  # the first look after the restart makes no digest
        world.next_day()
        world.next_day()
        told = [f"Digest {stored.id} may not have arrived" in " ".join(text.split()) for text in sent(world)]
        assert told[-2:] == [True, False]

    def test_a_refusal_is_not_repeated_before_a_day_is_over(self, world: Scenario) -> None:
        refused = DeliverError("server", "login refused (535)", lasting=Lasting.PERMANENT)
        world.channels = (CollectingChannel(failures=(refused,)),)
        world.run()
        world.now += timedelta(hours=3)
        assert world.run().digests == ()
        world.now += timedelta(hours=22)
        world.run()
        assert SUBJECTS[0] in sent(world)[0]

    def test_a_bug_in_one_channel_does_not_keep_the_digest_from_the_others(self, world: Scenario) -> None:
        class Buggy(CollectingChannel):
            def deliver(self, parcel: Parcel, sending: Callable[[], None]) -> None:
                raise ZeroDivisionError

        world.channels = (CollectingChannel("files"), Buggy("mail"))
        report = world.run()
        states = {each.channel: each.state for each in report.digests[0].deliveries}
        assert states == {"files": DeliveryState.SENT, "mail": DeliveryState.PENDING}

    def test_a_channel_that_is_gone_is_given_up(self, world: Scenario) -> None:
        world.channels = (CollectingChannel("other", failures=(REFUSED,)),)
        world.run()
        world.channels = (CollectingChannel(),)
        world.now += timedelta(hours=1)
        report = world.run()
        assert report.digests[0].deliveries[0].state is DeliveryState.FAILED


class TestPages:
    PAGE = (
        "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>Norland and Sudavia agreed on a "
        "railway on Monday, and Railco will build the locomotives for it in its works at the harbour.</p>"
        "<p>The ministers of both countries signed the contract for the metro line in the afternoon, and "
        "called it a beginning. The first locomotive is expected within two years.</p></article></body></html>"
    )

    @pytest.fixture
    def with_page(self, world: Scenario) -> Scenario:
        world.sources = (source("herald", pages=True),)
        world.feed("herald", [Item(7, "A signature in the capital", "Officials met.")])
        return world

    def test_an_article_is_judged_by_its_page(self, with_page: Scenario) -> None:
        url = "https://herald.example/7"
        with_page.answer(url, page(url, self.PAGE.format(title="A signature in the capital"), content_type="text/html"))
        report = with_page.run()
        assert (report.pages_fetched, report.watches[0].direct) == (1, 1)

    def test_a_page_that_comes_a_day_late_brings_its_story_then(self, with_page: Scenario) -> None:
        url = "https://herald.example/7"
        with_page.answer(url, FetchError(url, "no answer", lasting=Lasting.TEMPORARY))
        assert with_page.run().digests[0].items == 0
        with_page.answer(url, page(url, self.PAGE.format(title="A signature in the capital"), content_type="text/html"))
        assert with_page.next_day().digests[0].items == 1

    def test_a_page_is_given_up_in_the_end_and_the_feeds_words_stand(self, with_page: Scenario) -> None:
        url = "https://herald.example/7"
        with_page.answer(url, FetchError(url, "no answer", lasting=Lasting.TEMPORARY))
        failed = [with_page.run().pages_failed] + [with_page.next_day().pages_failed for _ in range(4)]
        assert failed == [1, 1, 1, 0, 0]

    @pytest.mark.parametrize(
        ("canonical", "kept"),
        [
            ("https://herald.example/", "https://herald.example/7"),  # every page of the site names the front page
            ("https://other.example/x", "https://herald.example/7"),  # another outlet's article is not ours to claim
        ],
    )
    def test_a_canonical_link_is_not_trusted_blindly(self, with_page: Scenario, canonical: str, kept: str) -> None:
        url = "https://herald.example/7"
        html = self.PAGE.format(title="A signature").replace(
            "</head>", f'<link rel="canonical" href="{canonical}"></head>'
        )
        with_page.answer(url, page(url, html, content_type="text/html"))
        with_page.run()
        found = with_page.store.articles.article(address_key(kept))
        assert found is not None
        assert found.url == kept

    def test_a_page_that_trips_a_bug_is_given_up(self, with_page: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(_page: Page, _memory: FeedMemory) -> None:
            raise RuntimeError

        monkeypatch.setattr("pipeline.run.pages.extract_article", broken)
        url = "https://herald.example/7"
        with_page.answer(url, page(url, "<html></html>", content_type="text/html"))
        assert with_page.run().pages_failed == 1

    def test_a_host_that_asks_for_a_pause_gets_it_for_all_its_pages_at_no_cost(self, world: Scenario) -> None:
        world.sources = (source("herald", pages=True),)
        world.feed("herald", [Item(number, f"Story {number}", "Officials met.") for number in range(60)])
        for number in range(60):
            url = f"https://herald.example/{number}"
            world.answer(url, FetchError(url, "too much", lasting=Lasting.THROTTLED, retry_after_s=7200))
        world.run()
        assert len(world.web.asked) == 1 + 1
        world.now += timedelta(hours=1)
        world.run(sources=("herald",))
        assert len(world.web.asked) == 2 + 1
        world.now += timedelta(hours=1, minutes=1)
        assert [page.attempts for page in world.store.articles.pages_wanted(world.now, 100)] == [0] * 60

    def test_an_error_that_lasts_gives_up_at_once(self) -> None:
        gone = FetchError("u", "gone", lasting=Lasting.PERMANENT, status=410)
        empty = ExtractError("u", "no text", lasting=Lasting.TEMPORARY)
        now = Scenario().now
        assert when_to_retry(gone, 0, 4, now) is None
        assert when_to_retry(empty, 0, 4, now) == now + timedelta(minutes=15)
        assert when_to_retry(empty, 3, 4, now) is None
