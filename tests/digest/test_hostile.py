from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.digest.hostile import one_line, safe_url, url_host


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://news.example/a?id=1&x=2#p", "https://news.example/a?id=1&x=2#p"),
        ("HTTP://news.example", "HTTP://news.example"),
        ("https://[2001:db8::1]:8080/a", "https://[2001:db8::1]:8080/a"),
        ("https://news.example/(a)[b]<c>\"d'", "https://news.example/%28a%29%5Bb%5D%3Cc%3E%22d%27"),
        ("https://한국.example/기사", "https://한국.example/기사"),
        ("javascript:alert(1)", ""),
        (" javascript://news.example/%0aalert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("https://bank.example@evil.example/", ""),
        ("https://news.example\\@evil.example/", ""),
        ("https:///nohost", ""),
        ("https://[::1", ""),
        ("ftp://news.example/", ""),
        ("seedwatch:s/1", ""),
        ("https://news.example/\u202etxt", ""),
        ("https://news.example/" + "a" * 1000, ""),
        ("", ""),
    ],
)
def test_only_plain_web_addresses_pass(url: str, safe: str) -> None:
    assert safe_url(url) == safe


@example("http://a.example:<")
@example("https://a.example?<b")
@example("https://a.example#'")
@given(st.text() | st.text("htps:/@.a[]<>\"' ").map(lambda rest: "https://" + rest))
def test_what_passes_is_left_alone_the_second_time_and_cannot_leave_an_attribute(url: str) -> None:
    safe = safe_url(url)
    assert safe_url(safe) == safe
    assert not set(safe) & set("\"'<>() \n")
    assert not safe or url_host(safe)


def test_a_host_in_look_alike_letters_shows_its_ascii_form() -> None:
    assert url_host("https://аndina.example/") == "xn--ndina-3ve.example"
    assert url_host("https://www.andina.example:443/") == "andina.example"


@given(st.text())
def test_a_line_is_one_line_and_stays_so(text: str) -> None:
    line = one_line(text)
    assert len((line + ".").splitlines()) == 1
    assert one_line(line) == line
