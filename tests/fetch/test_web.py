"""The real fetcher against a server that misbehaves."""

from __future__ import annotations

import socket

import pytest

from pipeline.errors import FetchError, Lasting
from pipeline.model.page import Page, PageRequest
from tests.fetch.conftest import QUICK, FetchOne
from tests.webserver import PAGE, SELF_SIGNED, Web, serve

TEMPORARY, PERMANENT, THROTTLED = Lasting.TEMPORARY, Lasting.PERMANENT, Lasting.THROTTLED
NO_HTTP = "the answer is not valid HTTP, or its headers are too large"
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
        "chunked",
        "longer-than-said",
        "two-types",
        "folded-header",
        "odd-headers",
        "line-ends-alone",
        "interim",
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
        ("moved-to?http://xn--/x", PERMANENT, "the redirect names no valid address"),
        ("http://xn--/x", PERMANENT, "this is no valid web address"),
        ("moved-to?http://10.0.0.1/%0d%0aX-Evil:1", PERMANENT, PRIVATE),
        ("status/999", TEMPORARY, "the server gives no page (HTTP 999)"),
        ("switched", PERMANENT, "the server gives no page (HTTP 101)"),
        ("dripping-error", PERMANENT, "there is nothing at this address (HTTP 404)"),
        ("pause-without-number", TEMPORARY, "the service is not available now (HTTP 503)"),
        ("packed-in-crumbs", PERMANENT, "the packed body has more than 100 parts"),
        ("packed-unknown", PERMANENT, "the body is packed with br"),
        ("packed-broken-off", TEMPORARY, "the packed body broke off before its end"),
        ("bomb", PERMANENT, "the body is larger than 100,000 bytes"),
        ("bomb-in-a-bomb", PERMANENT, "the body is larger than 100,000 bytes"),
        ("length-of-a-fleet", PERMANENT, "the body is larger than 100,000 bytes"),
        ("too-large", PERMANENT, "the body is larger than 100,000 bytes"),
        ("endless", PERMANENT, "the body is larger than 100,000 bytes"),
        ("broken-off", TEMPORARY, "the body broke off before its end"),
        ("chunked-badly", TEMPORARY, "the body broke off before its end"),
        ("chunked-broken-off", TEMPORARY, "the body broke off before its end"),
        ("chunked-without-measure", TEMPORARY, "the body broke off before its end"),
        ("reset-in-body", TEMPORARY, "the body broke off before its end"),
        ("reset-in-head", TEMPORARY, "the connection broke"),
        ("interim-only", TEMPORARY, "the server hung up without an answer"),
        ("hung-up", TEMPORARY, "the server hung up without an answer"),
        ("silent", TEMPORARY, "the server fell silent"),
        ("silent-in-body", TEMPORARY, "the server fell silent"),
        ("dripping", TEMPORARY, "the page did not come in time"),
        ("dripping-headers", TEMPORARY, "the page did not come in time"),
        ("huge-header", TEMPORARY, NO_HTTP),
        ("many-headers", TEMPORARY, NO_HTTP),
        ("header-without-end", TEMPORARY, NO_HTTP),
        ("headers-without-end", TEMPORARY, NO_HTTP),
        ("header-without-colon", TEMPORARY, NO_HTTP),
        ("nothing-in-header", TEMPORARY, NO_HTTP),
        ("head-broken-off", TEMPORARY, NO_HTTP),
        ("interim-flood", TEMPORARY, NO_HTTP),
        ("length-below-nothing", TEMPORARY, NO_HTTP),
        ("two-lengths", TEMPORARY, NO_HTTP),
        ("without-head", TEMPORARY, NO_HTTP),
        ("no-http", TEMPORARY, NO_HTTP),
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


@pytest.mark.parametrize(
    ("scenario", "wait_s"), [("pause-in-seconds", 120.0), ("pause-until", 300.0), ("pause-until-long-ago", 0.0)]
)
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
        patient = {"timeout_s": 20.0, "connect_timeout_s": 20.0, "read_timeout_s": 20.0}
        answer = fetch(f"https://localhost:{secure.port}/page", **patient, allow_private=("localhost",))
        misnamed = fetch(secure.url("page"), **patient)
    assert isinstance(answer, FetchError)
    assert answer.reason == "the certificate cannot be trusted: self-signed certificate"
    assert isinstance(misnamed, FetchError)
    assert misnamed.reason.startswith("the certificate cannot be trusted: ")
    assert secure.asked == []


def test_a_certificate_somebody_vouches_for_is_believed(fetch: FetchOne, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(SELF_SIGNED))
    with serve(tls=True) as secure:
        answer = fetch(f"https://localhost:{secure.port}/page", timeout_s=20.0, allow_private=("localhost",))
    assert isinstance(answer, Page)
    assert answer.body == PAGE


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


@pytest.mark.parametrize("path", ["page?a=b/../c", "page/%2E%2E/x", "page//x", "page/%ED%95%9C"])
def test_what_is_sent_is_what_is_told(fetch: FetchOne, web: Web, path: str) -> None:
    answer = fetch(path)
    assert isinstance(answer, Page)
    assert answer.url == web.base + web.asked[-1].path == web.url(path)


@pytest.mark.usefixtures("hanging_names")
@pytest.mark.parametrize("host", ["news.example", "news.example.", "새소식.example", "my_news.example"])
def test_a_name_is_reached_in_any_spelling(fetch: FetchOne, web: Web, host: str) -> None:
    assert isinstance(fetch(f"http://{host}:{web.port}/page"), Page)


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
    monkeypatch.setenv("http_proxy", web.base.replace("//", "//ed:secret@"))
    monkeypatch.setenv("no_proxy", "inside.example")
    fetch("http://news.example/page", trust_env=True, allow_private=())
    assert web.asked[-1].path == "http://news.example/page"
    assert web.asked[-1].headers["proxy-authorization"] == "Basic ZWQ6c2VjcmV0"
    for inside in ("http://10.0.0.1/", "http://0x0a.1/", "http://localhost/"):
        refused = fetch(inside, trust_env=True, allow_private=())
        assert isinstance(refused, FetchError)
        assert refused.reason == PRIVATE


def test_the_environment_may_name_hosts_to_be_asked_without_proxy(
    fetch: FetchOne, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert isinstance(fetch("page", trust_env=True), Page)


def test_an_untrusted_environment_is_not_read(fetch: FetchOne, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("all_proxy", "http://127.0.0.1:1")
    assert isinstance(fetch("page"), Page)


@pytest.mark.parametrize(
    ("proxy", "reason"),
    [("{web}", "the proxy refuses to connect"), ("http://127.0.0.1:1", "the proxy cannot be reached")],
)
def test_a_proxys_refusal_is_not_the_servers(
    fetch: FetchOne, web: Web, monkeypatch: pytest.MonkeyPatch, proxy: str, reason: str
) -> None:
    monkeypatch.setenv("https_proxy", proxy.format(web=web.base))
    monkeypatch.setenv("no_proxy", "")
    answer = fetch("https://news.example/page", trust_env=True)
    assert isinstance(answer, FetchError)
    assert (answer.reason, answer.lasting) == (reason, TEMPORARY)


def test_a_login_is_not_shown_to_a_proxy_that_only_connects(
    fetch: FetchOne, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", web.base)
    monkeypatch.setenv("no_proxy", "")
    fetch("https://ed:secret@news.example/page", PageRequest(key="k", url="", etag="private"), trust_env=True)
    assert web.asked[-1].path == "news.example:443"
    assert not {"authorization", "if-none-match"} & web.asked[-1].headers.keys()


def test_nothing_stored_can_begin_a_header_of_its_own(fetch: FetchOne, web: Web) -> None:
    broken = PageRequest(key="k", url="", etag='"a"\r\nX-Evil: 1', last_modified="a\0b", accept="text/html\nX-Evil: 1")
    assert isinstance(fetch("page", broken, user_agent="seedwatch\r\nX-Evil: 1"), Page)
    headers = web.asked[-1].headers
    assert not {"x-evil", "if-none-match", "if-modified-since"} & headers.keys()
    assert headers["user-agent"] == "seedwatchX-Evil: 1"


def test_a_cookie_goes_to_its_host_alone(fetch: FetchOne) -> None:
    """Neither to another host, nor to a whole top-level domain, nor to another visit."""
    with serve() as web:
        there = f"http://localhost:{web.port}/page"
        fetch(f"{web.url('cookie-for-everybody')}?{there}", allow_private=("127.0.0.1", "localhost"))
        fetch(f"{web.url('cookie-for-everybody')}?{web.url('page')}")
    assert [asked.headers.get("cookie") for asked in web.asked] == [None, None, None, "mine=1"]


def test_a_name_is_looked_at_when_it_is_connected_to(fetch: FetchOne, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a name resolves to, a private address among others is not connected to."""
    with serve() as inside:
        monkeypatch.setattr(
            socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0))]
        )
        answer = fetch(f"http://news.example:{inside.port}/page", allow_private=())
        moved = fetch(f"{inside.url('moved-to')}?http://news.example:{inside.port}/page", allow_private=("127.0.0.1",))
    assert isinstance(answer, FetchError)
    assert answer.reason == PRIVATE
    assert isinstance(moved, Page)  # an allowed address holds for every name


def test_the_first_address_that_answers_is_taken(fetch: FetchOne, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 0)) for one in ("127.9.9.9", "10.0.0.1", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: places)
    assert isinstance(fetch(f"http://news.example:{web.port}/page"), Page)
