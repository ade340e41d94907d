"""Many pages at a time."""

from __future__ import annotations

import gc
import socket
import threading
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pycurl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import FetchError, Lasting
from pipeline.fetch import WebFetcher
from pipeline.model.page import Page, PageRequest
from tests.fetch.conftest import QUICK
from tests.webserver import SCENARIOS, Web, serve


def test_one_address_that_trips_the_program_takes_no_other_down(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    """A number where an address belongs stands for any fault nobody foresaw."""
    broken = PageRequest(key="broken", url=12)  # type: ignore[arg-type]
    answers = {
        request.key: answer
        for request, answer in WebFetcher(QUICK).fetch([broken, PageRequest(key="good", url=web.url("page"))])
    }
    assert isinstance(answers["good"], Page)
    assert str(answers["broken"]) == "broken: a fault of this program (TypeError)"
    assert "Traceback" in caplog.text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=20)), max_size=20))
def test_no_text_in_a_request_trips_the_program(web: Web, texts: list[tuple[str, str]]) -> None:
    """Whatever stands in a path, a stored validator or a wish."""
    requests = [
        PageRequest(key="k", url=web.url(rest), etag=rest, last_modified=word, accept=word) for rest, word in texts
    ]
    quick = replace(QUICK, per_host=5, timeout_s=20.0, connect_timeout_s=20.0, read_timeout_s=20.0)
    answers = [answer for _, answer in WebFetcher(quick).fetch(requests)]
    assert len(answers) == len(requests)
    assert not [answer for answer in answers if isinstance(answer, FetchError) and "fault of this" in answer.reason]


def test_a_slow_host_does_not_hold_up_the_others() -> None:
    """More requests to a silent host than there are places: the other host is served before the first gives up."""
    with serve() as slow, serve() as quick:
        slow_ones = [PageRequest(key="slow", url=slow.url("silent")) for _ in range(8)]
        quick_ones = [
            PageRequest(key="quick", url=quick.url("page").replace("127.0.0.1", "localhost")) for _ in range(4)
        ]
        limits = replace(QUICK, concurrency=3, per_host=2, read_timeout_s=0.4, allow_private=("127.0.0.0/8", "::1"))
        answers = WebFetcher(limits).fetch([*slow_ones, *quick_ones])
        first = [next(answers)[0].key for _ in range(4)]
        answers.close()  # type: ignore[attr-defined]  # it is a generator
    assert first == ["quick"] * 4


def test_one_host_is_not_asked_more_at_a_time_than_allowed() -> None:
    with serve() as web:
        requests = [PageRequest(key=str(number), url=web.url("silent")) for number in range(6)]
        answers = WebFetcher(replace(QUICK, per_host=2, read_timeout_s=0.2)).fetch(requests)
        next(answers)
        assert len(web.asked) <= 4  # two that gave up and the two after them
        answers.close()  # type: ignore[attr-defined]  # it is a generator


def test_nothing_is_left_behind_when_closed_early() -> None:
    fetcher = WebFetcher(replace(QUICK, per_host=10))
    left: list[tuple[int, ...]] = []
    for _ in range(3):
        with serve() as web:
            requests = [PageRequest(key="k", url=web.url(name)) for name in ("page", *["silent"] * 20)]
            answers = fetcher.fetch(requests)
            assert isinstance(next(answers)[1], Page)
            answers.close()  # type: ignore[attr-defined]  # it is a generator
        left.append(left_behind())
    assert left[1] == left[2]


def test_a_slow_taker_loses_nothing_and_bounds_what_waits() -> None:
    """With room for three, the fourth page waits until one is taken away; all come in the end."""
    with serve() as web:
        requests = [PageRequest(key=str(number), url=web.url("page")) for number in range(30)]
        answers = WebFetcher(replace(QUICK, concurrency=3, per_host=30)).fetch(requests)
        keys = [next(answers)[0].key]
        assert len(web.asked) <= 10  # taken, waiting, under way
        keys += [request.key for request, _ in answers]
    assert Counter(keys) == Counter(request.key for request in requests)


def test_requests_to_one_host_keep_their_distance_across_batches() -> None:
    with serve() as web:
        fetcher = WebFetcher(replace(QUICK, host_delay_s=0.05, timeout_s=5))
        started = time.monotonic()
        for _ in range(2):
            list(fetcher.fetch([PageRequest(key=str(number), url=web.url("page")) for number in range(2)]))
        assert time.monotonic() - started >= 3 * 0.05


def fetch_by_robots(web: Web, scenario: str, *names: str, **changes: object) -> dict[str, Page | FetchError]:
    """Fetch pages of a server whose robots.txt is a scenario, by their names."""
    web.robots = scenario
    limits = replace(QUICK, **changes)  # type: ignore[arg-type]  # any of its fields
    requests = [PageRequest(key=name, url=web.url(name), by_robots=True) for name in names]
    return {request.key: answer for request, answer in WebFetcher(limits).fetch(requests)}


def reasons(answers: dict[str, Page | FetchError]) -> dict[str, str]:
    return {name: answer.reason if isinstance(answer, FetchError) else "" for name, answer in answers.items()}


FORBIDDEN = "robots.txt asks not to fetch this page"
OUT_OF_REACH = "robots.txt cannot be had, so nothing is fetched: "


@pytest.mark.parametrize(
    ("robots", "page", "packed"),
    [
        ("no-robots", "", ""),
        ("robots-allow", "", ""),
        ("robots-disallow", FORBIDDEN, ""),
        ("robots-page", "", ""),
        ("robots-noise", "", ""),
        ("robots-huge", "", FORBIDDEN),
        ("robots-moved", FORBIDDEN, ""),
        ("robots-circle", "", ""),
        ("robots-broken", *[OUT_OF_REACH + "the server has an inner fault (HTTP 500)"] * 2),
        ("robots-busy", *[OUT_OF_REACH + "the server asks for a pause (HTTP 429)"] * 2),
        ("robots-silent", *[OUT_OF_REACH + "the server fell silent"] * 2),
        (
            "robots-inside",
            *[OUT_OF_REACH + "the address is in a private network; allow it under fetch.allow_private"] * 2,
        ),
    ],
)
def test_robots_txt_is_asked_once_and_heeded(robots: str, page: str, packed: str) -> None:
    with serve() as web:
        answers = fetch_by_robots(web, robots, "page", "packed")
    assert reasons(answers) == {"page": page, "packed": packed}
    assert [asked.path for asked in web.asked].count("/robots.txt") == 1


def test_robots_txt_is_not_asked_for_feeds_nor_against_the_setting() -> None:
    with serve() as web:
        web.robots = "robots-disallow"
        list(WebFetcher(QUICK).fetch([PageRequest(key="feed", url=web.url("page"))]))
        fetch_by_robots(web, "robots-disallow", "page", robots=False)
    assert [asked.path for asked in web.asked] == ["/page", "/page"]


def test_robots_txt_is_remembered_from_batch_to_batch() -> None:
    with serve() as web:
        web.robots = "robots-disallow"
        fetcher, request = WebFetcher(QUICK), PageRequest(key="k", url=web.url("page"), by_robots=True)
        for _ in range(3):
            ((_, answer),) = fetcher.fetch([request])
            assert isinstance(answer, FetchError)
    assert [asked.path for asked in web.asked] == ["/robots.txt"]


def test_the_robots_txt_of_a_redirects_target_is_heeded_too() -> None:
    with serve() as here, serve() as there:
        here.robots, there.robots = "robots-allow", "robots-disallow"
        request = PageRequest(key="k", url=f"{here.url('moved-to')}?{there.url('page')}", by_robots=True)
        ((_, answer),) = WebFetcher(QUICK).fetch([request])
    assert isinstance(answer, FetchError)
    assert (answer.reason, answer.subject) == (FORBIDDEN, there.url("page"))
    assert [asked.path for asked in there.asked] == ["/robots.txt"]


def test_a_crawl_delay_spaces_the_turns_of_its_host() -> None:
    with serve() as web:
        started = time.monotonic()
        answers = fetch_by_robots(web, "robots-slow", "page", "packed", "deflated")
        assert time.monotonic() - started >= 3 * 0.1  # its own request has a turn too
    assert all(isinstance(answer, Page) for answer in answers.values())


def ask(fetcher: WebFetcher, *urls: str, by_robots: bool = False) -> list[Page | FetchError]:
    requests = [PageRequest(key=url, url=url, by_robots=by_robots) for url in urls]
    return [answer for _, answer in fetcher.fetch(requests)]


@pytest.mark.parametrize(
    ("scenario", "status", "wait_s"),
    [("pause-in-seconds", 429, 120.0), ("pause-until", 503, 300.0), ("pause-until-long-ago", 429, 0.0)],
)
def test_after_a_wish_for_a_pause_nobody_in_line_is_asked(scenario: str, status: int, wait_s: float) -> None:
    """Whether they are of the same batch or of the next, they get the answer that those asked first got."""
    with serve() as web:
        fetcher = WebFetcher(replace(QUICK, per_host=2))
        answers = ask(fetcher, web.url(scenario), *[web.url(f"page?{number}") for number in range(40)])
        asked = len(web.asked)
        answers += ask(fetcher, web.url("page"))
        assert len(web.asked) == asked <= 3
    errors = [answer for answer in answers if isinstance(answer, FetchError)]
    assert len(errors) >= 40
    assert {(error.lasting, error.status) for error in errors} == {(Lasting.THROTTLED, status)}
    assert all(error.retry_after_s is not None and wait_s - 60 <= error.retry_after_s <= wait_s for error in errors)
    assert len({error.subject for error in errors}) >= 40


def test_a_pause_counts_for_pages_that_heed_robots_txt_too() -> None:
    with serve() as web:
        web.robots = "robots-allow"
        fetcher = WebFetcher(replace(QUICK, per_host=1))
        assert isinstance(ask(fetcher, web.url("page"), by_robots=True)[0], Page)
        requests = [PageRequest(key="feed", url=web.url("pause-in-seconds"))]
        requests += [PageRequest(key="page", url=web.url("page"), by_robots=True) for _ in range(9)]
        answers = [answer for _, answer in fetcher.fetch(requests)]
        assert [asked.path for asked in web.asked] == ["/robots.txt", "/page", "/pause-in-seconds"]
    assert [answer.lasting for answer in answers if isinstance(answer, FetchError)] == [Lasting.THROTTLED] * 10


def test_a_pause_holds_no_other_server_up() -> None:
    """The two differ in nothing but the port, so that they stand in one line."""
    with serve() as busy, serve() as web:
        fetcher = WebFetcher(replace(QUICK, per_host=1))
        urls = [
            url for number in range(5) for url in (busy.url(f"pause-in-seconds?{number}"), web.url(f"page?{number}"))
        ]
        answers = ask(fetcher, *urls)
        assert (len(busy.asked), len(web.asked)) == (1, 5)
    assert Counter(type(answer) for answer in answers) == {Page: 5, FetchError: 5}


def test_a_redirect_to_a_server_that_wishes_for_a_pause_holds_up_that_one_alone() -> None:
    with serve() as here, serve() as there:
        fetcher = WebFetcher(replace(QUICK, per_host=1))
        moved, page = f"{here.url('moved-to')}?{there.url('pause-in-seconds')}", here.url("page")
        assert isinstance(ask(fetcher, moved)[0], FetchError)
        assert [type(answer) for answer in ask(fetcher, page, there.url("page"))] in (
            [Page, FetchError],
            [FetchError, Page],
        )
        assert (len(here.asked), len(there.asked)) == (2, 1)


def test_no_cookie_outlives_a_visit_that_failed() -> None:
    with serve() as web:
        fetcher = WebFetcher(replace(QUICK, concurrency=1))
        for name in ("cookie-with-too-much", "page"):
            list(fetcher.fetch([PageRequest(key="k", url=web.url(name))]))
        assert "cookie" not in web.asked[-1].headers


def test_a_server_that_never_greets_is_not_connected_even_after_one_that_does(web: Web) -> None:
    """The handle that asked the other still remembers how that went."""
    fetcher = WebFetcher(replace(QUICK, connect_timeout_s=0.2, read_timeout_s=5.0, timeout_s=10.0))
    with socket.create_server(("127.0.0.1", 0)) as mute:
        for url in (web.url("page"), f"https://127.0.0.1:{mute.getsockname()[1]}/"):
            ((_, answer),) = fetcher.fetch([PageRequest(key="k", url=url)])
    assert isinstance(answer, FetchError)
    assert answer.reason == "no connection came about in time"


@pytest.mark.usefixtures("hanging_names")
def test_a_name_that_hangs_is_not_connected_even_after_a_page(web: Web) -> None:
    fetcher = WebFetcher(replace(QUICK, connect_timeout_s=0.2, read_timeout_s=0.1, timeout_s=10.0))
    for url in (web.url("page"), "http://hanging.example/"):
        ((_, answer),) = fetcher.fetch([PageRequest(key="k", url=url)])
    assert isinstance(answer, FetchError)
    assert answer.reason == "no connection came about in time"


def test_time_stands_still_while_the_taker_is_busy(web: Web) -> None:
    """A taker that is away for longer than any limit finds the page that was under way, not a failure."""
    requests = [PageRequest(key=name, url=web.url(name)) for name in ("page", "slow-page")]
    answers = WebFetcher(replace(QUICK, timeout_s=0.5, read_timeout_s=0.4, connect_timeout_s=0.4)).fetch(requests)
    assert next(answers)[0].key == "page"
    time.sleep(0.6)
    ((request, answer),) = answers
    assert request.key == "slow-page"
    assert isinstance(answer, Page)
    assert answer.elapsed_s < 0.5


def test_a_batch_begun_amid_another_disturbs_neither(web: Web) -> None:
    fetcher = WebFetcher(QUICK)
    outer = fetcher.fetch([PageRequest(key=str(number), url=web.url("page")) for number in range(10)])
    for _, answer in outer:
        ((_, inner),) = fetcher.fetch([PageRequest(key="k", url=web.url("packed"))])
        assert isinstance(answer, Page)
        assert isinstance(inner, Page)


@pytest.mark.usefixtures("hanging_names")
def test_names_that_hang_hold_up_nobody_else_nor_the_end(web: Web) -> None:
    urls = [f"http://{number}.hanging.example/" for number in range(40)] + [f"http://quick.example:{web.port}/page"]
    patient = replace(QUICK, timeout_s=30, connect_timeout_s=30)
    answers = WebFetcher(patient).fetch([PageRequest(key=url, url=url) for url in urls])
    request, answer = next(answers)
    assert (request.key, isinstance(answer, Page)) == (urls[-1], True)
    answers.close()  # type: ignore[attr-defined]  # it is a generator


@pytest.mark.usefixtures("hanging_names")
def test_a_name_that_hangs_is_given_up_in_time() -> None:
    fetcher = WebFetcher(replace(QUICK, connect_timeout_s=0.1))
    for _ in range(2):  # the second time, somebody looks it up already
        ((_, answer),) = fetcher.fetch([PageRequest(key="k", url="http://hanging.example/")])
        assert isinstance(answer, FetchError)
        assert (answer.reason, answer.lasting) == ("no connection came about in time", Lasting.TEMPORARY)


#: What misbehaves without taking its time.
HOSTILE = sorted(
    SCENARIOS.keys()
    - {"silent", "silent-in-body", "dripping", "dripping-headers", "robots-silent", "bomb-in-a-bomb"}
    - {"pause-in-seconds", "pause-until", "pause-until-long-ago", "robots-busy"}  # after which it is asked no more
)


def ask_hostile_servers(fetcher: WebFetcher, number: int) -> Counter[str]:
    """Fetch so many pages of a server that misbehaves in all ways; count what came of them."""
    with serve() as web:
        requests = [PageRequest(key=str(i), url=web.url(HOSTILE[i % len(HOSTILE)])) for i in range(number)]
        return Counter(type(answer).__name__ for _, answer in fetcher.fetch(requests))


def test_nothing_is_left_behind_by_hostile_answers() -> None:
    fetcher = WebFetcher(replace(QUICK, timeout_s=20, connect_timeout_s=20, read_timeout_s=20, per_host=3))
    ask_hostile_servers(fetcher, 100)
    before = left_behind()
    counts = ask_hostile_servers(fetcher, 300)
    assert counts.total() == 300
    assert set(counts) == {"Page", "FetchError"}
    assert all(now <= then for now, then in zip(left_behind(), before, strict=True))


def left_behind() -> tuple[int, int, int]:
    """How many threads, open files and handles of the HTTP library there are."""
    gc.collect()
    files = Path("/proc/self/fd")
    open_files = len(list(files.iterdir())) if files.exists() else 0
    return threading.active_count(), open_files, sum(isinstance(one, pycurl.Curl) for one in gc.get_objects())


def test_a_host_that_nobody_knows_is_not_sought_by_each_in_line() -> None:
    """Two dozen queries to one search engine, five seconds apart, would else wait two minutes for nothing."""
    requests = [
        PageRequest(key=f"{number}", url=f"http://nowhere.invalid/{number}", apart_s=30.0) for number in range(24)
    ]
    answers = [answer for _, answer in WebFetcher(replace(QUICK, per_host=1)).fetch(requests)]
    assert {answer.reason for answer in answers if isinstance(answer, FetchError)} == {"the host name cannot be found"}
    assert len(answers) == 24
