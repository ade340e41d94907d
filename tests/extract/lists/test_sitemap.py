"""Sitemaps of news, of everything, and of sitemaps."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExtractError
from pipeline.extract.lists.sitemap import parse_sitemap
from pipeline.model.article import Feed, SitemapIndex
from pipeline.model.page import Page

URL = "https://www.daily.example/sitemap.xml"
SINCE = datetime(2026, 11, 18, 12, tzinfo=UTC)
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


def read(document: str | bytes, since: datetime | None = None) -> Feed | SitemapIndex:
    body = document.encode() if isinstance(document, str) else document
    return parse_sitemap(Page(url=URL, status=200, body=body), since)


def feed(document: str | bytes, since: datetime | None = None) -> Feed:
    found = read(document, since)
    assert isinstance(found, Feed)
    return found


def parts(document: str, since: datetime | None = None) -> list[str]:
    found = read(document, since)
    assert isinstance(found, SitemapIndex)
    return [url.removeprefix("https://www.daily.example/") for url, _ in found.parts]


def urlset(urls: str, spaces: str = SPACES, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return f"{head}<urlset {spaces}>{urls}</urlset>"


def news(number: int, title: str, language: str = "es", when: str = "2026-11-19T09:30:00-05:00") -> str:
    return (
        f"<url><loc>https://www.daily.example/n/{number}?a=1&amp;id={number}</loc><lastmod>2026-11-19</lastmod>"
        "<image:image><image:loc>https://img.example/1.jpg</image:loc><image:title>A crane</image:title></image:image>"
        "<news:news><news:publication><news:name>El  Diario</news:name>"
        f"<news:language>{language}</news:language></news:publication>"
        f"<news:publication_date>{when}</news:publication_date><news:title>{title}</news:title>"
        "<news:keywords>ships, cranes</news:keywords></news:news></url>"
    )


def plain(number: int, lastmod: str = "") -> str:
    return f"<url><loc>https://www.daily.example/n/{number}</loc>{lastmod and f'<lastmod>{lastmod}</lastmod>'}</url>"


def index(*listed: str | tuple[str, str]) -> str:
    given = ((one, "") if isinstance(one, str) else one for one in listed)
    return f"<sitemapindex {SPACES}>" + "".join(
        f"<sitemap><loc>{loc if '://' in loc else f'https://www.daily.example/{loc}'}</loc>"
        f"{lastmod and f'<lastmod>{lastmod}</lastmod>'}</sitemap>"
        for loc, lastmod in given
    ) + "</sitemapindex>"  # fmt: skip


def test_a_news_sitemap_gives_title_time_outlet_and_language() -> None:
    found = feed(urlset(news(7, "Puerto &amp; tren: &lt;b&gt;obra&lt;/b&gt; &#225;gil")))
    (entry,) = found.entries
    assert found.dialect == "sitemap"
    assert found.notes == ()
    assert entry.url == entry.entry_id == "https://www.daily.example/n/7?a=1&id=7"
    assert entry.title == "Puerto & tren: obra ágil"
    assert entry.published_at == datetime(2026, 11, 19, 14, 30, tzinfo=UTC)
    assert entry.updated_at == datetime(2026, 11, 19, tzinfo=UTC)
    assert (entry.outlet, entry.language, entry.summary) == ("El Diario", "es", "")


def test_times_without_zone_in_korean_news_are_korean() -> None:
    (entry,) = feed(urlset(news(1, "항만", "ko", "2026-11-19 09:30:00"))).entries
    assert entry.published_at == datetime(2026, 11, 19, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "spaces",
    ['xmlns="http://www.google.com/schemas/sitemap/0.84"', 'xmlns="urn:a" xmlns:news="urn:b"', ""],
    ids=["old", "others", "none"],
)
def test_namespaces_may_be_wrong_or_undeclared(spaces: str) -> None:
    (entry,) = feed(urlset(news(7, "Puerto"), spaces)).entries
    assert (entry.title, entry.outlet) == ("Puerto", "El Diario")


def test_prefixes_may_be_any() -> None:
    document = urlset(news(7, "Puerto")).replace("news:", "n:").replace("<url", "<s:url").replace("</url", "</s:url")
    assert feed(document.replace("xmlns=", "xmlns:s=")).entries[0].title == "Puerto"


def test_an_unescaped_ampersand_spoils_no_address() -> None:
    found = feed(urlset(news(7, "Puerto & tren &nbsp;").replace("&amp;", "&")))
    assert found.entries[0].url == "https://www.daily.example/n/7?a=1&id=7"
    assert found.entries[0].title == "Puerto & tren"


def test_a_sitemap_cut_short_gives_what_came() -> None:
    found = feed(urlset(news(1, "Puerto") + news(2, "Tren"))[:-60])
    assert [entry.title for entry in found.entries] == ["Puerto"]
    assert found.notes == ("not well-formed",)


def test_a_warning_printed_before_the_document_is_passed_over() -> None:
    assert len(feed("Warning: <b>time</b> in line 3\n" + urlset(news(1, "Puerto"))).entries) == 1


def test_a_korean_encoding_is_read() -> None:
    document = urlset(news(1, "한국 방산 수출", "ko"), head='<?xml version="1.0" encoding="EUC-KR"?>').encode("euc-kr")
    assert feed(document).entries[0].title == "한국 방산 수출"


def test_a_plain_sitemap_gives_what_changed_since() -> None:
    days = ("2026-11-20", "2026-11-17T08:00:00Z", "2026-11-16", "2026-01-01")
    found = feed(urlset("".join(plain(number, day) for number, day in enumerate(days))), SINCE)
    assert [entry.url[-1] for entry in found.entries] == ["0", "1"]  # two days of margin
    assert found.seen == 2
    assert found.entries[0].title == "https://www.daily.example/n/0"
    assert found.entries[0].updated_at == datetime(2026, 11, 20, tzinfo=UTC)
    assert found.entries[0].published_at is None


def test_of_a_plain_sitemap_seen_for_the_first_time_the_newest_are_given() -> None:
    urls = "".join(plain(number, f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}") for number in range(400))
    found = feed(urlset(urls))
    assert len(found.entries) == 200
    times = [entry.updated_at for entry in found.entries if entry.updated_at]
    assert times == sorted(times, reverse=True)
    assert found.seen == 0


@pytest.mark.parametrize("numbers", [range(1000, 1400), range(1399, 999, -1)], ids=["oldest first", "newest first"])
def test_without_times_the_greatest_numbers_are_the_newest(numbers: range) -> None:
    found = feed(urlset("".join(map(plain, numbers))), SINCE)
    assert [entry.url[-4:] for entry in found.entries] == [str(number) for number in range(1399, 1199, -1)]


def test_a_plain_sitemap_s_front_page_is_no_article() -> None:
    assert not feed(urlset("<url><loc>https://www.daily.example/</loc><lastmod>2026-11-20</lastmod></url>")).entries


def test_of_more_news_than_are_kept_the_newest_stay() -> None:
    hours = [f"2026-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}T{number % 24:02}:00:00Z" for number in range(2_100)]
    found = feed(urlset("".join(news(number, f"No {number}", when=hour) for number, hour in enumerate(hours))))
    kept = {entry.published_at for entry in found.entries}
    assert len(found.entries) == 2_000
    assert max(map(datetime.fromisoformat, hours)) in kept
    assert min(map(datetime.fromisoformat, hours)) not in kept


def test_lines_of_addresses_are_a_sitemap() -> None:
    found = feed("\ufeffhttps://www.daily.example/a/1\r\n\r\nnot an address\nhttps://www.daily.example/a/2\n")
    assert [entry.url[-1] for entry in found.entries] == ["2", "1"]


@pytest.mark.parametrize(
    "document",
    [
        '<rss version="2.0"><channel><item><title>Port</title><link>https://daily.example/1</link></item></channel></rss>',
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Port</title><id>1</id></entry></feed>',
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "Port"}]}',
    ],
)
def test_a_feed_in_a_sitemap_s_place_is_read_as_one(document: str) -> None:
    assert feed(document).entries[0].title == "Port"


def test_the_most_promising_parts_of_an_index_come_first() -> None:
    listed = (
        ("post-sitemap1.xml", "2026-11-01"), ("post-sitemap2.xml", "2026-11-20"), ("sitemap-2026-10.xml", ""),
        ("sitemap-2026-11.xml", ""), ("archivo/noticias.xml", "2026-01-01"), ("%EB%89%B4%EC%8A%A4.xml", ""),
        ("category-sitemap.xml", "2026-11-20"), ("post_tag-sitemap.xml", ""), ("page-sitemap.xml", "2026-11-20"),
    )  # fmt: skip
    assert parts(index(*listed)) == [
        "archivo/noticias.xml", "%EB%89%B4%EC%8A%A4.xml", "post-sitemap2.xml", "post-sitemap1.xml",
        "sitemap-2026-11.xml", "sitemap-2026-10.xml",
    ]  # fmt: skip


def test_parts_unchanged_since_are_left_out() -> None:
    assert parts(index(("a.xml", "2026-11-19"), ("b.xml", "2026-11-10"), "c.xml"), SINCE) == ["a.xml", "c.xml"]


def test_an_index_has_at_most_ten_parts_none_twice_and_never_itself() -> None:
    listed = ["sitemap.xml", *(f"sitemap-{number}.xml" for number in range(50)), "sitemap-49.xml"]
    assert parts(index(*listed)) == [f"sitemap-{number}.xml" for number in range(49, 39, -1)]


def test_an_index_leads_to_no_other_site() -> None:
    hostile = ("http://169.254.169.254/news.xml", "https://other.example/news.xml", "file:///etc/news.xml")
    assert parts(index(*hostile, "https://daily.example/n.xml")) == ["https://daily.example/n.xml"]
    with pytest.raises(ExtractError, match="leads to another site only: http://169"):
        read(index(*hostile))


def test_parts_that_hold_no_articles_are_taken_when_there_are_no_others() -> None:
    assert parts(index("category-sitemap.xml")) == ["category-sitemap.xml"]


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("", "the answer is empty"),
        ("<!doctype html><p>Not found", "this is a web page, not a sitemap"),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "this is a web page, not a sitemap"),
        ("<error><code>404</code></error>", "this is no sitemap: it begins with <error>"),
        ("Service unavailable", "this is no sitemap"),
        ("http error 500", "this is no sitemap"),
        ("<urlset><url><loc>ftp://daily.example/1</loc></url></urlset>", "this sitemap names no web address"),
        ("<urlset>" + "<url/>" * 2_100_000, "more than 2,000,000 tags"),
    ],
    ids=["empty", "html", "xhtml", "error", "text", "http", "ftp", "tags"],
)
def test_what_is_no_sitemap_says_what_it_is(document: str, reason: str) -> None:
    with pytest.raises(ExtractError, match=reason):
        read(document)


def test_an_entity_bomb_and_a_file_s_entity_stay_names() -> None:
    lines = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 12))
    declared = f'<!DOCTYPE urlset [<!ENTITY a0 "aaaaaaaaaa">{lines}<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    (entry,) = feed(declared + urlset(news(1, "Puerto &a11; &f;"), head="")).entries
    assert entry.title == "Puerto &a11; &f;"


@pytest.mark.parametrize(
    "reference", ["&#xD800;", "&#57343;", "&#0;", "&#x1F;", "&#xFFFFFF;", "&#9999999;", "&#xffff;"]
)
def test_a_reference_to_what_is_no_character_says_nothing(reference: str) -> None:
    (entry,) = feed(urlset(news(1, f"Puerto{reference} de &#xD55c;&#44397;"))).entries
    assert entry.title == "Puerto de 한국"


def test_deep_nesting_ends() -> None:
    assert not feed("<urlset>" + "<url>" * 100_000).entries


@given(st.binary(max_size=300), st.sampled_from([None, SINCE]))
def test_any_bytes_give_a_sitemap_or_an_error(noise: bytes, since: datetime | None) -> None:
    for body in (noise, b"<urlset><url><loc>https://daily.example/1</loc>" + noise, b"<sitemapindex><sitemap>" + noise):
        with contextlib.suppress(ExtractError):
            assert read(body, since)


@given(
    st.lists(st.sampled_from(["<url>", "</url>", "<loc>", "</loc>", "http://a.example/1", "<news:title>", "&", "]]>"]))
)
def test_any_order_of_tags_gives_a_sitemap_or_an_error(pieces: list[str]) -> None:
    with contextlib.suppress(ExtractError):
        assert feed(urlset("".join(pieces) + plain(1))).dialect == "sitemap"
