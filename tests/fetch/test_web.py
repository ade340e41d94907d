"""The real fetcher against a server that misbehaves."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import replace

import pytest

from pipeline.errors import FetchError, Lasting
from pipeline.fetch import WebFetcher
from pipeline.model.page import Page, PageRequest
from tests.fetch.conftest import QUICK, FetchOne
from tests.webserver import PAGE, Web, serve

TEMPORARY, PERMANENT, THROTTLED = Lasting.TEMPORARY, Lasting.PERMANENT, Lasting.THROTTLED
PRIVATE = "the address is in a private network; allow it under fetch.allow_private"


@pytest.mark.parametrize(
    "scenario",
    [
        "page",
        "packed",
        "packed-twice",
        "packed-silently",
        "packed-in-name-only",
        "deflated",
        "deflated-bare",
        "moved/301/page",
        "moved/302/moved/307/packed",
    ],
)
def test_a_forgivable_server_gives_its_page(fetch: FetchOne, scenario: str) -> None:
    answer = fetch(scenario)
    assert isinstance(answer, Page)
    assert (answer.status, answer.body) == (200, PAGE)
    assert answer.elapsed_s > 0


@pytest.mark.parametrize(
    ("scenario", "lasting", "reason"),
    [
        ("status/401", PERMANENT, "the server wants a login (HTTP 401)"),
        ("status/403", PERMANENT, "the server refuses us (HTTP 403)"),
        ("status/404", PERMANENT, "there is nothing at this address (HTTP 404)"),
        ("status/410", PERMANENT, "there is nothing at this address any more (HTTP 410)"),
        ("status/451", PERMANENT, "the page is withheld for legal reasons (HTTP 451)"),
        ("status/418", PERMANENT, "the server gives no page (HTTP 418)"),
        ("status/206", PERMANENT, "the server gives no page (HTTP 206)"),
        ("status/500", TEMPORARY, "the server has an inner fault (HTTP 500)"),
        ("status/503", TEMPORARY, "the service is not available now (HTTP 503)"),
        ("pause-in-seconds", THROTTLED, "the server asks for a pause (HTTP 429)"),
        ("pause-until", THROTTLED, "the service is not available now (HTTP 503)"),
        ("unchanged-unasked", PERMANENT, "the server gives no page (HTTP 304)"),
        ("moved-nowhere", PERMANENT, "the redirect names no address"),
        ("circle", PERMANENT, "the redirects go in a circle"),
        ("endless-redirects", PERMANENT, "more than 4 redirects"),
        ("moved-to?file:///etc/hosts", PERMANENT, "only http and https addresses are fetched, not file:"),
        ("moved-to?javascript:alert(1)", PERMANENT, "only http and https addresses are fetched, not javascript:"),
        ("moved-to?http://169.254.169.254/latest", PERMANENT, PRIVATE),
        ("moved-to?http://h:99999/", PERMANENT, "the redirect names no valid address"),
        ("moved-to?http://;[::1]/", PERMANENT, "the redirect names no valid address"),
        ("moved-to?http://xn--/x", PERMANENT, "this is no valid web address"),
        ("http://xn--/x", PERMANENT, "this is no valid web address"),
        ("packed-in-crumbs", PERMANENT, "the packed body has more than 100 parts"),
        ("packed-unknown", PERMANENT, "the body is packed with br"),
        ("packed-broken-off", TEMPORARY, "the packed body broke off before its end"),
        ("bomb", PERMANENT, "the body is larger than 100,000 bytes"),
        ("too-large", PERMANENT, "the body is larger than 100,000 bytes"),
        ("endless", PERMANENT, "the body is larger than 100,000 bytes"),
        ("broken-off", TEMPORARY, "the body broke off before its end"),
        ("hung-up", TEMPORARY, "the server hung up without an answer"),
        ("silent", TEMPORARY, "the server fell silent"),
        ("silent-in-body", TEMPORARY, "the server fell silent"),
        ("dripping", TEMPORARY, "the page did not come in time"),
        ("dripping-headers", TEMPORARY, "the page did not come in time"),
        ("huge-header", TEMPORARY, "the answer is not valid HTTP, or its headers are too large"),
        ("many-headers", TEMPORARY, "the answer is not valid HTTP, or its headers are too large"),
        ("no-http", TEMPORARY, "the answer is not valid HTTP, or its headers are too large"),
        ("http://127.0.0.1:1/", TEMPORARY, "the server refuses connections"),
        ("http://[::1]:{port}/", PERMANENT, PRIVATE),
        ("file:///etc/hosts", PERMANENT, "only http and https addresses are fetched, not file:"),
        ("data:text/html,hello", PERMANENT, "only http and https addresses are fetched, not data:"),
        ("http://" + "a" * 80 + ".example/", PERMANENT, "this is no valid web address"),
    ],
)
def test_a_failure_is_one_clear_sentence(
    fetch: FetchOne, web: Web, scenario: str, lasting: Lasting, reason: str
) -> None:
    answer = fetch(scenario.format(port=web.port) if "{port}" in scenario else scenario)
    assert isinstance(answer, FetchError)
    assert (answer.reason, answer.lasting) == (reason, lasting)


@pytest.mark.parametrize(("scenario", "wait_s"), [("pause-in-seconds", 120.0), ("pause-until", 300.0)])
def test_a_wished_pause_is_told_in_seconds_by_the_servers_clock(fetch: FetchOne, scenario: str, wait_s: float) -> None:
    answer = fetch(scenario)
    assert isinstance(answer, FetchError)
    assert answer.retry_after_s == wait_s


def test_a_server_without_tls_is_told_from_a_silent_one(fetch: FetchOne, web: Web) -> None:
    answer = fetch(f"https://127.0.0.1:{web.port}/", timeout_s=20.0, connect_timeout_s=20.0, read_timeout_s=20.0)
    assert isinstance(answer, FetchError)
    assert (answer.reason, answer.lasting) == ("no secure connection can be made", TEMPORARY)


def test_a_certificate_nobody_vouches_for_is_refused(fetch: FetchOne) -> None:
    with serve(tls=True) as secure:
        answer = fetch(secure.url("page"), timeout_s=20.0, connect_timeout_s=20.0, read_timeout_s=20.0)
    assert isinstance(answer, FetchError)
    assert answer.reason == "the certificate cannot be trusted: self-signed certificate"
    assert secure.asked == []


@pytest.mark.parametrize(
    ("scenario", "moved"),
    [
        ("page", False),
        ("moved/301/page", True),
        ("moved/308/moved/301/page", True),
        ("moved/302/page", False),
        ("moved/301/moved/302/page", False),
    ],
)
def test_only_an_unbroken_chain_of_lasting_redirects_is_a_move(
    fetch: FetchOne, web: Web, scenario: str, moved: bool
) -> None:
    answer = fetch(scenario)
    assert isinstance(answer, Page)
    assert answer.url == web.url("page")
    assert answer.moved_to == (web.url("page") if moved else "")


def test_cookies_last_as_long_as_the_visit(fetch: FetchOne) -> None:
    with serve() as web:
        url = f"http://localhost:{web.port}/cookie-wall"
        answers = [fetch(url, allow_private=("localhost",)) for _ in range(2)]
    assert [isinstance(answer, Page) for answer in answers] == [True, True]
    assert ["cookie" in asked.headers for asked in web.asked] == [False, True] * 2


def test_a_login_stays_with_its_host_and_out_of_records(fetch: FetchOne, web: Web) -> None:
    with serve() as other:
        there = f"http://ed:secret@127.0.0.1:{web.port}/moved-to?{other.url('page')}"
        answer = fetch(there)
        stayed = fetch(f"http://ed:secret@127.0.0.1:{web.port}/moved/301/page")
    assert isinstance(answer, Page)
    assert "authorization" not in other.asked[0].headers
    assert isinstance(stayed, Page)
    assert (stayed.url, stayed.moved_to) == (web.url("page"), "")
    assert "authorization" in web.asked[-1].headers
    lost = fetch("http://ed:secret@127.0.0.1:1/")
    assert isinstance(lost, FetchError)
    assert "secret" not in str(lost)


def test_what_was_asked_for_is_sent(fetch: FetchOne, web: Web) -> None:
    fetch("page", PageRequest(key="k", url="", etag='"a"', last_modified="Mon", accept="application/rss+xml"))
    headers = web.asked[-1].headers
    assert headers["user-agent"] == QUICK.user_agent
    assert headers["accept-encoding"] == "gzip, deflate"
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('"a"', "Mon")
    assert headers["accept"] == "application/rss+xml"


def test_freshness_is_told(fetch: FetchOne) -> None:
    answer = fetch("fresh-for-an-hour")
    assert isinstance(answer, Page)
    assert answer.max_age_s == 3600.0


def test_private_addresses_are_refused_unless_allowed(fetch: FetchOne) -> None:
    with serve() as inside:
        for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0"):
            answer = fetch(f"http://{host}:{inside.port}/page", allow_private=())
            assert isinstance(answer, FetchError)
            assert answer.reason == PRIVATE
        assert inside.asked == []
        assert isinstance(fetch(f"http://localhost:{inside.port}/page", allow_private=("localhost",)), Page)


def test_a_proxy_of_the_environment_is_used_even_on_loopback(
    fetch: FetchOne, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", web.base)
    monkeypatch.setenv("no_proxy", "inside.example")
    fetch("http://news.example/page", trust_env=True, allow_private=())
    assert web.asked[-1].path == "http://news.example/page"
    refused = fetch("http://10.0.0.1/", trust_env=True, allow_private=())
    assert isinstance(refused, FetchError)
    assert refused.reason == PRIVATE


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


def test_a_slow_host_does_not_hold_up_the_others() -> None:
    """More requests to a silent host than there are places: the other host is served before the first gives up."""
    with serve() as slow, serve() as quick:
        slow_ones = [PageRequest(key="slow", url=slow.url("silent")) for _ in range(8)]
        quick_ones = [
            PageRequest(key="quick", url=quick.url("page").replace("127.0.0.1", "localhost")) for _ in range(4)
        ]
        settings = replace(QUICK, concurrency=3, per_host=2, read_timeout_s=0.4, allow_private=("127.0.0.0/8", "::1"))
        answers = WebFetcher(settings).fetch([*slow_ones, *quick_ones])
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


def test_nothing_is_left_behind_when_closed_early(web: Web) -> None:
    requests = [PageRequest(key="k", url=web.url(name)) for name in ("page", *["silent"] * 20)]
    answers = WebFetcher(replace(QUICK, per_host=10)).fetch(requests)
    assert isinstance(next(answers)[1], Page)
    answers.close()  # type: ignore[attr-defined]  # it is a generator
    assert [thread.name for thread in threading.enumerate() if thread.name == "seedwatch-fetch"] == []


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
