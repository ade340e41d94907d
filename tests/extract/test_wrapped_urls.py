"""Addresses within addresses."""

from __future__ import annotations

import base64
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.extract.wrapped_urls import unwrap_url

REAL = "https://news.example/a/b?id=7&x=%C3%B1"
ESCAPED = "https%3A%2F%2Fnews.example%2Fa%2Fb%3Fid%3D7%26x%3D%25C3%25B1"


def google_news(address: str, amp: str = "") -> str:
    """A link as Google News wrote them while they held the address."""
    fields = b"\x08\x13"
    for tag, text in ((b'"', address), (b"\xd2\x01", amp)):
        size = len(text.encode())
        length = bytes([size]) if size < 0x80 else bytes([size % 0x80 + 0x80, size // 0x80])
        fields += tag + length + text.encode() if text else b""
    code = base64.urlsafe_b64encode(fields).decode().rstrip("=")
    return f"https://news.google.com/rss/articles/{code}?oc=5"


@pytest.mark.parametrize(
    ("wrapped", "carried"),
    [
        (f"http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&tid=6f&url={ESCAPED}&c=1&mkt=es-pe", REAL),
        (f"https://www.google.com/url?rct=j&sa=t&url={ESCAPED}&ct=ga", REAL),
        (f"https://www.google.co.kr/url?q={ESCAPED}&sa=D", REAL),
        ("https://www.google.com.pe/url?q=https://news.example/a%20b?c=d+e&sa=D", "https://news.example/a%20b?c=d+e"),
        ("https://www.google.com/amp/s/news.example/a/amp?b=1", "https://news.example/a/amp?b=1"),
        ("https://www.google.com/amp/news.example/a", "http://news.example/a"),
        ("https://news-example.cdn.ampproject.org/c/s/news.example/a", "https://news.example/a"),
        ("https://cdn.ampproject.org/v/s/news.example/a?amp_gsa=1", "https://news.example/a?amp_gsa=1"),
        (google_news("https://news.example/short"), "https://news.example/short"),
        (
            google_news("https://news.example/" + "a" * 200, "https://news.example/amp"),
            "https://news.example/" + "a" * 200,
        ),
        (f"https://l.facebook.com/l.php?u={ESCAPED}&h=AT0", REAL),
        (f"https://t.umblr.com/redirect?z={ESCAPED}&t=x", REAL),
        (f"https://getpocket.com/redirect?url={ESCAPED}&formCheck=x", REAL),
        (f"https://r.search.yahoo.com/_ylt=A0/RV=2/RE=1/RO=10/RU={ESCAPED}/RK=2/RS=x-", REAL),
        (f"https://eur01.safelinks.protection.outlook.com/?url={ESCAPED}&data=05", REAL),
        (f"https://l.facebook.com/l.php?u={quote(f'https://www.google.com/url?q={ESCAPED}', safe='')}", REAL),
    ],
)
def test_the_address_within_comes_out(wrapped: str, carried: str) -> None:
    assert unwrap_url(wrapped) == carried


@pytest.mark.parametrize(
    "url",
    [
        REAL,
        "",
        "http://[",
        "https://news.example/url?q=https://other.example/",
        "https://google.example/url?q=https://other.example/",
        "https://www.google.com/search?q=https://other.example/",
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://www.google.com/url?q=/relative",
        "https://www.google.com/url?q=http://localhost/",
        "https://www.google.com/url",
        "https://www.google.com/amp/",
        "https://www.bing.com/news/apiclick.aspx?url=",
        "https://news.google.com/rss/articles/CBMiwAFBVV95cUxPX3lvdVdpbGxub3RmaW5kaXQ?oc=5",
        "https://news.google.com/rss/articles/CBMi",
        "https://www.google.com/url?q=https://news.example/" + "a" * 5_000,
    ],
)
def test_all_other_addresses_stay(url: str) -> None:
    assert unwrap_url(url) == url


def test_two_wrappers_are_the_most() -> None:
    url = REAL
    for _ in range(3):
        url = f"https://www.google.com/url?q={quote(url, safe='')}"
    assert unwrap_url(url) == f"https://www.google.com/url?q={ESCAPED}"


@given(
    st.sampled_from(
        [
            "https://www.google.com/url?q=",
            "https://www.google.com/amp/s/",
            "https://news.google.com/articles/CBM",
            "https://r.search.yahoo.com/x/RU=",
            "https://l.facebook.com/l.php?u=",
            "",
        ]
    ),
    st.text(max_size=60) | st.binary(max_size=60).map(lambda noise: base64.urlsafe_b64encode(noise).decode()),
)
@example("https://www.google.com/url?q=", "https%3A%2F%2F%5B")
def test_nothing_but_a_web_address_or_what_was_given_comes_out(start: str, rest: str) -> None:
    url = start + rest
    assert unwrap_url(url) == url or unwrap_url(url).lower().startswith(("http://", "https://"))
