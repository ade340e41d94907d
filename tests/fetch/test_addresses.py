from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import FetchError, Lasting
from pipeline.fetch.addresses import join_web_url, parse_web_url


@pytest.mark.parametrize(
    "url",
    [
        *("", "news.example/feed", "ftp://news.example/", "http://", "http://h:0/", "http://[::1", "http://h:99999/"),
        *("http://xn--/x", "http://;[::ffff:7f00:1]\0@#", "http://\ud800/", "ftp://xn--/", "//xn--/"),
        *(
            "http://;[::1]/",
            "http://[::1]x/",
            "http://[fe80::1%25eth0]/",
            "http://h:٣/",
            "http://h:1e3/",
            "http://a b/",
        ),
        *("http://999.1.1.1/", "http://0x100000000/", "http://a..b/", f"http://{'a' * 64}.example/", "http://h%6f/"),
        *(f"http://{'a.' * 150}example/", f"http://{'새' * 300}.kr/", "http://\ud800@h/", "http://a/\ud800", "http:/a"),
    ],
)
def test_what_is_no_web_address_is_refused_for_good(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse_web_url(url)
    assert caught.value.lasting is Lasting.PERMANENT


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        (" http://News.example/a?b=1#c ", "http://news.example/a?b=1"),
        ("HTTPS://news.example:443", "https://news.example/"),
        ("http://news.example:443/", "http://news.example:443/"),
        ("http://news.example?x", "http://news.example/?x"),
        ("http://news.example/a b|c/[d]?e f=[1]", "http://news.example/a%20b%7Cc/%5Bd%5D?e%20f=%5B1%5D"),
        ("http://news.example/100%/%41%zz", "http://news.example/100%25/%41%25zz"),
        (
            "http://news.example/경제?검색=구리",
            "http://news.example/%EA%B2%BD%EC%A0%9C?%EA%B2%80%EC%83%89=%EA%B5%AC%EB%A6%AC",
        ),
        ("http://새소식。kr/", "http://xn--og4b2nt6a.kr/"),
        ("http://faß.example/", "http://xn--fa-hia.example/"),
        ("http://XN--OG4B2NT6A.kr/", "http://xn--og4b2nt6a.kr/"),
        ("http://a/b/../c/./d/..", "http://a/c/"),
        ("http://a/../../b", "http://a/b"),
        ("http://a/%2e%2e/%c3", "http://a/%2E%2E/%C3"),
        ("http://a//b/.../c.d", "http://a//b/.../c.d"),
        ("http://[::FFFF:1]:8080/", "http://[::ffff:1]:8080/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://0177.0.0.1./", "http://127.0.0.1/"),
        ("http://ed:secret@news.example/a", "http://news.example/a"),
        ("http://good.example\\@other.example/", "http://other.example/"),
        ("http://a/x\r\nHost: b", "http://a/xHost:%20b"),
        ("http://my_site.example/", "http://my_site.example/"),
    ],
)
def test_an_odd_address_is_written_as_it_is_sent(url: str, sent: str) -> None:
    assert str(parse_web_url(url)) == sent


@pytest.mark.parametrize(
    ("url", "login"),
    [
        ("http://ed:secret@h/", "ed:secret"),
        ("http://ed@h/", "ed:"),
        ("http://e%40d:p%3A@h/", "e@d:p:"),
        ("http://@h/", ""),
        ("http://:@h/", ""),
    ],
)
def test_a_login_is_read(url: str, login: str) -> None:
    assert parse_web_url(url).login == login


def test_a_broken_address_does_not_tell_its_login() -> None:
    with pytest.raises(FetchError) as caught:
        parse_web_url("http://ed:secret@h:99999/")
    assert "secret" not in str(caught.value)


ODD_PARTS = [
    "http://",
    "//",
    "[",
    "]",
    "::1",
    "%",
    "@",
    ":",
    "xn--",
    "xn--a",
    ";",
    "\ud800",
    "ß",
    "。",
    "..",
    "\0",
    "#",
    "?",
]
ODD_URLS = st.text() | st.lists(st.sampled_from(ODD_PARTS), max_size=7).map(lambda parts: "http://" + "".join(parts))
SENT = re.compile(r"https?://[a-z0-9._:\[\]-]+/[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*")


@given(ODD_URLS)
@example("http://h/\r\nX: 1")
def test_any_text_is_an_address_fit_to_be_sent_or_refused_in_words_that_can_be_written(url: str) -> None:
    try:
        written = str(parse_web_url(url))
    except FetchError as error:
        assert_can_be_written(error)
        return
    assert SENT.fullmatch(written)
    assert str(parse_web_url(written)) == written


def assert_can_be_written(error: FetchError) -> None:
    assert str(error).encode()


@given(st.text("ab.-_/~:@?=&%", max_size=30))
def test_plain_addresses_are_read_as_the_standard_library_reads_them(rest: str) -> None:
    """The quick way for plain addresses must not differ from the thorough one."""
    url = f"http://news.example/{rest}".replace("/.", "/a.")
    parts = urlsplit(str(parse_web_url(url)))
    assert parts.hostname == "news.example"
    assert parts.path.replace("%25", "%").lower() == urlsplit(url).path.replace("%25", "%")  # escapes are in capitals


@pytest.mark.parametrize("rest", ["a" * 10_000, "새" * 3_000])
def test_an_endless_address_is_refused(rest: str) -> None:
    with pytest.raises(FetchError, match="too long"):
        parse_web_url("http://news.example/" + rest)


def test_no_plain_address_takes_long_to_read() -> None:
    """A pattern that reads one text in many ways would never come back from this."""
    assert len(str(parse_web_url("http://h/" + "a." * 3_000 + "%"))) > 6_000


@pytest.mark.parametrize(
    ("reference", "target"),
    [
        ("/b", "http://h:81/b"),
        ("b?c", "http://h:81/a/b?c"),
        ("?c", "http://h:81/a/x?c"),
        ("//other/b", "http://other/b"),
        ("https://other/b c", "https://other/b%20c"),
        ("../../b", "http://h:81/b"),
    ],
)
def test_a_reference_is_joined(reference: str, target: str) -> None:
    assert str(join_web_url(parse_web_url("http://h:81/a/x?y"), reference)) == target


@pytest.mark.parametrize(
    ("reference", "login"),
    [
        ("/b", "ed:secret"),
        ("//h/b", "ed:secret"),
        ("//h:81/b", ""),
        ("https://h/b", ""),
        ("http://you:x@h/b", "ed:secret"),
    ],
)
def test_a_login_is_kept_for_its_origin_alone(reference: str, login: str) -> None:
    assert join_web_url(parse_web_url("http://ed:secret@h/a"), reference).login == login


@given(ODD_URLS)
def test_any_reference_is_joined_or_refused(reference: str) -> None:
    try:
        assert SENT.fullmatch(str(join_web_url(parse_web_url("http://h/a"), reference)))
    except (ValueError, FetchError):
        return
