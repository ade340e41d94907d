from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import FetchError, Lasting
from pipeline.fetch.addresses import parse_web_url
from pipeline.fetch.robots import Robots, RobotsKept, read_robots
from pipeline.model.page import Page


def robots(body: bytes, content_type: str = "text/plain") -> Robots:
    return read_robots(Page(url="http://h/robots.txt", status=200, body=body, content_type=content_type))


def allows(rules: Robots, path: str) -> bool:
    try:
        rules.check(parse_web_url(f"http://h{path}"))
    except FetchError as error:
        return error.reason != "robots.txt asks not to fetch this page"
    return True


@pytest.mark.parametrize(
    ("body", "allowed", "refused"),
    [
        (b"", "/a", ""),
        (b"User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", "/a/c"),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: SeedWatch\nDisallow: /b\n", "/a", "/b"),
        (b"User-agent: otherbot\nDisallow: /\n", "/a", ""),
        (b"User-agent: *\r\nDisallow: /*.pdf$\r\n", "/a.pdf?x", "/a.pdf"),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /a", "/b", "/a"),
        ("User-agent: *\nDisallow: /경제".encode(), "/a", "/%EA%B2%BD%EC%A0%9C/1"),
        ("User-agent: *\nDisallow: /경제\nDisallow: /b".encode("euc-kr"), "/a", "/b"),
        (b"User-agent: *\rDisallow: /a\r", "/b", "/a"),
    ],
)
def test_rules_are_heeded(body: bytes, allowed: str, refused: str) -> None:
    rules = robots(body)
    assert allows(rules, allowed)
    assert not refused or not allows(rules, refused)


def test_a_page_that_is_not_to_be_fetched_is_refused_for_good() -> None:
    with pytest.raises(FetchError) as caught:
        robots(b"User-agent: *\nDisallow: /").check(parse_web_url("http://h/a"))
    assert (caught.value.lasting, caught.value.status) == (Lasting.PERMANENT, None)
    assert (caught.value.unwelcome, caught.value.about_host) == (True, False)
    assert str(caught.value) == "http://h/a: robots.txt asks not to fetch this page"


@pytest.mark.parametrize(
    "body", [b"\n <html>\nUser-agent: *\nDisallow: /", b"\xef\xbb\xbf\r\n<!doctype html>\nDisallow: /"]
)
@pytest.mark.parametrize("content_type", ["text/html", "text/plain", ""])
def test_a_web_page_in_its_place_forbids_nothing(body: bytes, content_type: str) -> None:
    assert robots(body, content_type) == Robots()


@pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "application/xhtml+xml"])
def test_rules_that_are_called_a_web_page_are_heeded(content_type: str) -> None:
    assert not allows(robots(b"\xef\xbb\xbf\nUser-agent: *\nDisallow: /", content_type), "/a")


@pytest.mark.parametrize(
    ("wish", "delay_s"), [("2.5", 2.5), ("86400", 30.0), ("-1", 0.0), ("soon", 0.0), ("inf", 0.0), ("nan", 0.0)]
)
def test_a_wished_distance_is_kept_within_reason(wish: str, delay_s: float) -> None:
    assert robots(f"User-agent: *\nCrawl-delay: {wish}\n".encode()).delay_s == delay_s


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (FetchError("s", "r", status=404), True),
        (FetchError("s", "r", status=403), True),
        (FetchError("s", "more than 5 redirects", status=302), True),
        (FetchError("s", "r", status=500), False),
        (FetchError("s", "r", status=429, lasting=Lasting.THROTTLED), False),
        (FetchError("s", "the host name cannot be found"), False),
    ],
)
def test_what_is_not_there_forbids_nothing_and_what_cannot_be_reached_everything(
    answer: FetchError, allowed: bool
) -> None:
    assert (read_robots(answer).trouble is None) is allowed


def test_trouble_is_told_with_its_reason_and_passes() -> None:
    rules = read_robots(FetchError("s", "the server fell silent"))
    with pytest.raises(FetchError) as caught:
        rules.check(parse_web_url("http://h/a"))
    assert caught.value.reason == "robots.txt cannot be had, so nothing is fetched: the server fell silent"
    assert (caught.value.lasting, caught.value.subject) == (Lasting.TEMPORARY, "http://h/a")
    assert caught.value.about_host


def test_a_wished_pause_is_passed_on() -> None:
    asked = FetchError("s", "r", status=429, lasting=Lasting.THROTTLED, retry_after_s=120.0)
    with pytest.raises(FetchError) as caught:
        read_robots(asked).check(parse_web_url("http://h/a"))
    assert (caught.value.lasting, caught.value.retry_after_s) == (Lasting.THROTTLED, 120.0)


@given(st.binary(max_size=300) | st.text("User-agent:*\nDisallow /$%é", max_size=100).map(str.encode))
def test_no_rules_break_the_reading(body: bytes) -> None:
    allows(robots(body), "/a?b=%C3")


def test_rules_made_to_take_long_do_not() -> None:
    """A pattern of many stars would keep a matcher that tries everything busy for years."""
    rules = robots(b"User-agent: *\n" + b"Disallow: /" + b"*a" * 1_000 + b"b\n")
    assert allows(rules, "/" + "a" * 5_000)


def test_rules_are_kept_for_a_day_and_trouble_for_minutes() -> None:
    kept, rules, trouble = RobotsKept(), robots(b""), read_robots(FetchError("s", "r"))
    kept.keep("a", rules, 0.0)
    kept.keep("b", trouble, 0.0)
    assert (kept.find("a", 299.0), kept.find("b", 299.0), kept.find("c", 0.0)) == (rules, trouble, None)
    assert (kept.find("a", 86_399.0), kept.find("b", 300.0)) == (rules, None)
    assert kept.find("a", 86_400.0) is None


def test_the_oldest_rules_are_dropped_when_there_are_too_many_or_too_long_ones() -> None:
    many = RobotsKept()
    for number in range(5_001):
        many.keep(str(number), Robots(), 0.0)
    assert (many.find("0", 1.0), many.find("1", 1.0)) == (None, Robots())
    long = RobotsKept()
    for name in "abc":
        long.keep(name, Robots(size=4_000_000), 0.0)
    long.keep("c", Robots(size=4_000_000), 0.0)
    assert [long.find(name, 1.0) is None for name in "abc"] == [True, False, False]
