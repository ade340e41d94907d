from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.extract.urls import absolute_url, normalise_url, same_site

WEB_ADDRESS = st.builds(
    "{}://{}{}/{}".format,
    st.sampled_from(["http", "https", "HTTP"]),
    st.sampled_from(["News.example", "노선.example", "[::1]", "news.example.", "xn--", "é\\", "\ud800ñ"]),
    st.sampled_from(["", ":80", ":443", ":8080"]),
    st.text(max_size=40),
)


@pytest.mark.parametrize(
    ("given_url", "normal"),
    [
        ("HTTP://News.Example:80", "http://news.example/"),
        ("https://news.example:443/a", "https://news.example/a"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example/a#comments", "https://news.example/a"),
        ("https://news.example/a?utm_source=x&id=7&fbclid=y&b=", "https://news.example/a?id=7&b="),
        ("https://news.example/view?NO=2&no=1", "https://news.example/view?NO=2&no=1"),
        ("https://news.example/a/./b/../c/", "https://news.example/a/c/"),
        ("https://news.example/%7euser/%c3%b1?q=%2f", "https://news.example/~user/%C3%B1?q=%2F"),
        ("https://news.example/ñandú", "https://news.example/%C3%B1and%C3%BA"),
        ("https://한국.example/", "https://xn--3e0b707e.example/"),
        ("https://ed:secret@news.example/", "https://news.example/"),
        (" https://news.example/a\n", "https://news.example/a"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("mailto:ed@news.example", "mailto:ed@news.example"),
        ("", ""),
    ],
)
def test_an_address_has_one_form(given_url: str, normal: str) -> None:
    assert normalise_url(given_url) == normal


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)  # with half characters


@given(WEB_ADDRESS | ANY_TEXT | ANY_TEXT.map("http://{}".format))
@example("HTTP://¯")
@example("http://a¨b.example/x")
def test_the_form_stays_as_it_is_and_can_be_written(url: str) -> None:
    assert normalise_url(normalise_url(url)) == normalise_url(url)
    normalise_url(url).encode()


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("https://www.news.example/a", "http://m.news.example/b", True),
        ("https://amp.www.news.example/a", "https://news.example", True),
        ("https://news.example/", "https://sports.news.example/", False),
        ("https://news.example/", "https://news.example.evil.example/", False),
        ("https://m.example/", "https://example/", False),
        ("", "", False),
        ("http://[", "http://[", False),
    ],
)
def test_one_site_or_two(a: str, b: str, same: bool) -> None:
    assert same_site(a, b) is same


@pytest.mark.parametrize(
    ("link", "absolute"),
    [
        ("/a", "https://news.example/a"),
        ("b?id=1", "https://news.example/feeds/b?id=1"),
        ("//cdn.example/c", "https://cdn.example/c"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_links_become_web_addresses_or_nothing(link: str, absolute: str) -> None:
    assert absolute_url("https://news.example/feeds/rss", link) == absolute
