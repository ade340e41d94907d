from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.extract.urls import absolute_url, address_key, normalise_url, same_site

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
        ("https://news.example/a/%2e%2E/b/.%2e/c", "https://news.example/c"),
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


@pytest.mark.parametrize(
    "parameter",
    [
        "utm_campaign=x",
        "UTM_Source=x",
        "gclid=x",
        "fbclid=x",
        "mc_cid=x",
        "_hsenc=x",
        "pk_campaign=x",
        "ns_mchannel=x",
        "partner=rss",
        "ref=RSS",
    ],
)
def test_what_only_tells_where_a_reader_came_from_is_dropped(parameter: str) -> None:
    assert normalise_url(f"https://news.example/a?id=7&{parameter}") == "https://news.example/a?id=7"


@pytest.mark.parametrize(
    "parameter",
    [
        *(
            "idxno=1234",
            "oid=001&aid=0012",
            "no=5",
            "seq=9",
            "newsid=1",
            "wr_id=7",
            "p=123",
            "art_id=1",
            "pk=7",
            "pk_id=7",
        ),
        *("ns_id=1", "ref=7", "source=2", "from=3", "smid=4", "cid=5", "sid=6", "at=1", "page=2", "utm=1", "id=", "7"),
    ],
)
def test_what_may_tell_an_article_stays(parameter: str) -> None:
    assert normalise_url(f"https://news.example/a?{parameter}") == f"https://news.example/a?{parameter}"


@pytest.mark.parametrize(
    "copy",
    [
        "http://www.news.example/world/story-7",
        "https://m.news.example/world/story-7/",
        "https://amp.news.example/world/story-7",
        "https://www.news.example/amp/world/story-7",
        "https://news.example/world/story-7/amp/",
        "https://news.example/world/story-7.amp",
        "https://news.example/world/story-7?amp=1",
        "https://news.example/world/story-7?outputType=amp-type",
        "https://news.example/world/story-7?amp",
    ],
)
def test_copies_of_an_article_share_a_key(copy: str) -> None:
    assert address_key(normalise_url(copy)) == "news.example/world/story-7"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("https://news.example/view?b=2&a=1", "https://m.news.example/view?a=1&b=2"),
        ("https://news.example/news/articleViewAmp.html?idxno=7", "https://news.example/news/articleView.html?idxno=7"),
        ("https://news.example/story.amp.html", "https://news.example/story.html"),
    ],
)
def test_these_are_one_article(a: str, b: str) -> None:
    assert address_key(a) == address_key(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("https://news.example/view?no=1", "https://news.example/view?no=2"),
        ("https://news.example/Story", "https://news.example/story"),
        ("https://news.example/amp", "https://news.example/"),
        ("https://news.example/lamp", "https://news.example/l"),
        ("https://news.example:8080/a", "https://news.example/a"),
        ("https://sports.news.example/a", "https://news.example/a"),
        ("https://news.example/view?amp=42", "https://news.example/view"),
    ],
)
def test_these_are_two(a: str, b: str) -> None:
    assert address_key(a) != address_key(b)


@pytest.mark.parametrize(
    "url", ["", "http://", "http://[", "https://news.example:99999/a", "seedwatch:daily/0a1b", "text"]
)
def test_what_is_no_web_address_is_its_own_key(url: str) -> None:
    assert address_key(url) == url


@given(WEB_ADDRESS | ANY_TEXT | ANY_TEXT.map("http://{}".format))
@example("https://http:8080/x")
@example("https://http//x")
def test_a_key_is_its_own_key(url: str) -> None:
    """And any other text has one as well."""
    key = address_key(normalise_url(url))
    assert address_key(key) == key
    assert isinstance(address_key(url), str)


@given(st.text("abc/.-7é", max_size=20), st.sampled_from(["", "?id=7", "?b=1&a=2"]))
def test_every_copy_for_mobile_readers_shares_the_key(path: str, query: str) -> None:
    plain = normalise_url(f"https://www.news.example/{path}{query}")
    for copy in (plain.replace("www.", "m."), plain.replace("www.", "amp."), plain + ("&" if query else "?") + "amp=1"):
        assert address_key(normalise_url(copy)) == address_key(plain)


@given(
    st.from_regex(r"https?://[a-zA-Z0-9.:@-]{1,12}(/[a-z%?#&=+;~^|{}/.-]{0,12})?[?#]?", fullmatch=True),
)
def test_the_short_way_for_plain_addresses_gives_what_the_long_one_does(link: str) -> None:
    long_way = link.replace("http", "HTTP", 1)  # the short way wants small letters
    assert absolute_url("https://base.example/a/", link) == absolute_url("https://base.example/a/", long_way)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://a.example/x?y=1", "https://a.example/x?y=1"),
        ("https://a.example/x?", "https://a.example/x"),
        ("https://a.example/x#", "https://a.example/x"),
    ],
)
def test_a_plain_address_is_taken_as_it_is_and_others_are_mended(link: str, expected: str) -> None:
    assert absolute_url("https://base.example/", link) == expected
