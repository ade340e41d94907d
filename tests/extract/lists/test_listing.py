"""Pages that list articles, of the kinds that ministries, agencies and newspapers have."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ExtractError
from pipeline.extract.lists.listing import parse_listing
from pipeline.model.article import Feed
from pipeline.model.page import Page
from pipeline.model.source import Selectors

URL = "https://www.ministry.example/news/list?page=1"
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
GUESS = Selectors()


def read(body: str | bytes, selectors: Selectors = GUESS, url: str = URL) -> Feed:
    markup = body.encode() if isinstance(body, str) else body
    return parse_listing(Page(url=url, status=200, body=markup, content_type="text/html"), selectors, NOW)


def titles(feed: Feed) -> list[str]:
    return [entry.title for entry in feed.entries]


def urls(feed: Feed) -> list[str]:
    return [entry.url for entry in feed.entries]


def day(year: int, month: int, day_: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day_, hour, minute, tzinfo=UTC)


BOARD_ROWS = (
    ("412", "한국과 페루, 방산 협력 양해각서 서명", "2026.11.19"),
    ("411", "제3차 공급망 협의회 개최 결과", "2026.11.18"),
    ("410", "항만 인프라 투자 설명회 안내", "2026.11.17"),
    ("409", "인사", "2026.11.16"),
)
MENU = """
<div id="gnb"><ul>
<li><a href="/about/greeting">장관 인사말</a></li>
<li><a href="/policy/trade">통상 정책 추진 방향과 주요 과제 안내</a></li>
<li><a href="/news/list">보도자료</a></li></ul></div>
<nav><a href="/en/organization-and-people-of-the-ministry">Organization and people of the ministry</a></nav>
"""
FOOTER = """
<div class="footer"><a href="/policy/privacy-policy-and-terms-of-use">Privacy policy and terms of use of this site</a>
<a href="https://social.example/ministry">Follow the ministry on the social network</a></div>
"""


def board(link: str) -> str:
    rows = "".join(
        f'<tr><td>{number}</td><td class="subject"><a href="{link.format(number)}">{title}</a>'
        f'<a href="/download.do?file=f{number}.hwp"><img src="clip.gif" alt="첨부파일"></a></td>'
        f"<td>대변인실</td><td>{date}</td></tr>"
        for number, title, date in BOARD_ROWS
    )
    pager = "".join(f'<a href="?page={number}">{number}</a> ' for number in range(1, 11))
    return (
        f"<html><body>{MENU}<table><thead><tr><th>번호</th><th>제목</th></tr></thead><tbody>{rows}</tbody></table>"
        f'<div class="paging">{pager}<a href="?page=11">다음 페이지로 이동</a></div>{FOOTER}</body></html>'
    )


def test_a_korean_board_gives_its_rows_with_days_in_korean_time() -> None:
    feed = read(board("?page=1&amp;no={}"))
    assert feed.dialect == "list"
    assert titles(feed) == [title for _, title, _ in BOARD_ROWS]
    assert urls(feed)[0] == "https://www.ministry.example/news/list?page=1&no=412"
    assert feed.entries[0].published_at == day(2026, 11, 18, 15)
    assert feed.entries[0].entry_id == feed.entries[0].url


def test_links_that_run_a_program_are_told_and_counted() -> None:
    with pytest.raises(ExtractError) as caught:
        read(board("javascript:fn_view('{}')"))
    assert "3 links that run a program (javascript:fn_view('412'))" in caught.value.reason
    assert "another page" in caught.value.remedy


def test_links_that_run_a_program_beside_others_are_a_note() -> None:
    scripted = "".join(
        f'<p><a href="#" onclick="go({number})">A title long enough for an article {number}</a></p>'
        for number in range(4)
    )
    feed = read(board("?no={}").replace("</body>", scripted + "</body>"))
    assert len(feed.entries) == 4
    assert feed.notes == ("4 links that run a program (go(0)) were passed over",)


def test_session_numbers_are_no_part_of_an_address() -> None:
    feed = read(board("/view.do;jsessionid=A1B2.node3?no={}&amp;PHPSESSID=77&amp;q=%B9%E6"))
    assert urls(feed)[0] == "https://www.ministry.example/view.do?no=412&q=%B9%E6"


WORDPRESS = """
<html lang="es"><body class="archive category-economia"><header>
<h2><a href="/">El Diario de la Región Andina</a></h2><nav><ul class="menu">
<li><a href="/category/economia/">Economía</a></li>
<li><a href="/quienes-somos/">Quiénes somos</a></li></ul></nav></header>
<main>
<article class="post-31 category-economia tag-puerto">
 <a href="/2026/11/19/puerto-de-chancay-gruas/"><img src="a.jpg" alt="grúas"></a>
 <h2 class="entry-title"><a href="/2026/11/19/puerto-de-chancay-gruas/">Puerto de Chancay recibe grúas</a></h2>
 <span class="author"><a href="/author/juan-perez-garcia/">Juan Pérez García</a></span>
 <time datetime="2026-11-19T08:30:00-05:00">19 de noviembre</time>
 <p>Las autoridades portuarias informaron que las grúas llegaron en dos barcos desde el astillero.</p>
 <a class="more" href="/2026/11/19/puerto-de-chancay-gruas/?utm_source=home">Leer más</a>
 <a href="/2026/11/19/puerto-de-chancay-gruas/#comments">3 comentarios</a>
</article>
<article class="post-30 category-mineria">
 <h2 class="entry-title"><a href="/2026/11/18/mineras-presentan-planes/">Mineras presentan planes de cierre</a></h2>
 <time datetime="2026-11-18T10:00:00-05:00">18 de noviembre</time><p>Breve.</p>
 <a href="/tag/cobre-y-zinc-del-sur/">Cobre y zinc del sur</a>
</article>
<article class="post-29"><h2 class="entry-title"><a href="/2026/11/17/tren-sur/">Tren del sur</a></h2>
 <time datetime="2026-11-17T10:00:00-05:00">17 de noviembre</time></article>
</main>
<aside><h3>Lo más leído</h3><ol><li><a href="/2026/11/18/mineras-presentan-planes/">Mineras presentan planes</a></li>
</ol></aside>
<div class="tagcloud"><a href="/tag/inversiones-extranjeras-directas/">inversiones extranjeras directas</a></div>
<footer><a href="/politica-de-privacidad-y-cookies-del-sitio/">Política de privacidad y cookies del sitio</a></footer>
</body></html>
"""


def test_a_blog_archive_gives_each_post_once_with_its_heading() -> None:
    feed = read(WORDPRESS)
    assert titles(feed) == ["Puerto de Chancay recibe grúas", "Mineras presentan planes de cierre", "Tren del sur"]
    first = feed.entries[0]
    assert first.url == "https://www.ministry.example/2026/11/19/puerto-de-chancay-gruas/"
    assert first.published_at == day(2026, 11, 19, 13, 30)
    assert first.summary.startswith("Las autoridades portuarias")


def card(number: int, title: str, date: str) -> str:
    return (
        f'<a class="card c{number}" href="/articulo/{number}-nota"><div><img alt="foto"></div>'
        f'<span class="kicker">Región</span><strong class="card-title">{title}</strong>'
        f'<span class="card-text">Un resumen de la nota que sigue al '
        f'título y es mucho más largo que él.</span><em class="date">{date}</em></a>'
    )


def test_cards_that_are_one_link_are_named_by_what_is_marked_as_title() -> None:
    cards = card(81234, "Congreso aprueba acuerdo de defensa", "hace 2 horas")
    cards += card(81233, "Nueva línea férrea unirá dos puertos", "ayer") + card(
        81232, "Feria naval abre en Callao", "18 nov"
    )
    feed = read(f"<html><body><div class='grid'>{cards}</div></body></html>")
    assert titles(feed)[0] == "Congreso aprueba acuerdo de defensa"
    assert [entry.published_at for entry in feed.entries] == [
        day(2026, 11, 20, 1),
        day(2026, 11, 19),
        day(2026, 11, 18),
    ]


def test_a_list_whose_dates_stand_beside_the_links_keeps_them() -> None:
    items = "".join(
        f'<dt><a href="/nota-{number}">Presidencia del Consejo informa {number}</a></dt>'
        f"<dd>{number} de noviembre de 2026</dd>"
        for number in (12, 11, 10)
    )
    feed = read(f"<body><dl>{items}</dl></body>")
    assert [entry.published_at for entry in feed.entries] == [day(2026, 11, 12), day(2026, 11, 11), day(2026, 11, 10)]


def test_both_lists_of_a_page_are_read_and_doubles_dropped() -> None:
    def links(numbers: range, tag: str) -> str:
        return "".join(
            f'<{tag}><a href="/story/{number}-a-long-winding-name">A headline of some length, {number}</a></{tag}>'
            for number in numbers
        )

    feed = read(
        f"<body><div>{links(range(50001, 50005), 'h3')}</div><ul>{links(range(50003, 50008), 'li')}</ul></body>"
    )
    assert [url[-30:-20] for url in urls(feed)] == [f"tory/{number}" for number in range(50001, 50008)]


def test_a_single_leading_story_is_taken_when_the_list_below_has_its_form() -> None:
    lead = '<div class="hero"><a href="/n/70009-lead-story-of-today">The lead story of the day in one line</a></div>'
    rest = "".join(
        f'<li><h3><a href="/n/{number}-some-story-told">Another headline of some length {number}</a></h3></li>'
        for number in range(70001, 70006)
    )
    assert urls(read(f"<body>{lead}<ul>{rest}</ul></body>"))[0].endswith("/n/70009-lead-story-of-today")


LINKS_WITH_TITLES = {
    "cut": ('<a href="{}" title="Pact signed after years of talks">Pact signed after…</a>', ""),
    "label": ('<a href="{}" aria-label="Pact signed after years of talks"><img src="a.png" alt="photo"></a>', ""),
    "picture": ('<a href="{}"><img src="a.png" alt="Pact signed after years of talks"></a>', ""),
    "heading": ('<a href="{}"><h3>Pact signed after years of talks</h3><p>And much text beside it.</p></a>', ""),
    "marked": ('<a href="{}"><i class="subject">Pact signed after years of talks</i> new</a>', ""),
    "kicker": ('<a href="{}"><h4>Defence</h4><span>Pact signed after years of talks</span></a>', "Defence "),
}


@pytest.mark.parametrize(("anchor", "before"), LINKS_WITH_TITLES.values(), ids=LINKS_WITH_TITLES)
def test_titles_come_from_where_editors_put_them(anchor: str, before: str) -> None:
    items = "".join(f"<li>{anchor.format(f'/2026/11/1{number}/pact-is-signed-now')}</li>" for number in range(4))
    assert set(titles(read(f"<body><ul>{items}</ul></body>"))) == {before + "Pact signed after years of talks"}


def test_some_words_of_a_running_text_are_no_title() -> None:
    text = "".join(
        f"<p>In the report that follows we said that <a href='/2026/11/0{number}/what-was-said-then'>the agreement "
        "was signed at last</a>, which nobody had expected at that time of the year.</p>"
        for number in range(1, 6)
    )
    with pytest.raises(ExtractError, match="no article links found on this page"):
        read(f"<body>{text}</body>")


def test_relative_links_stand_on_the_page_s_own_base() -> None:
    feed = read(board("view?no={}").replace("<html>", '<html><head><base href="/kor/brd/"></head>'))
    assert urls(feed)[0] == "https://www.ministry.example/kor/brd/view?no=412"


def test_sister_hosts_count_as_the_site_and_others_do_not() -> None:
    feed = read(board("https://press.ministry.example/view?no={}"))
    assert len(feed.entries) == 4
    with pytest.raises(ExtractError, match="no article links"):
        read(board("https://elsewhere.example/view?no={}"), url="https://www.ministry.go.kr/list")


def test_hosts_in_numbers_are_no_sisters() -> None:
    with pytest.raises(ExtractError, match="no article links"):
        read(board("http://10.0.0.1/view?no={}"), url="http://192.168.0.1/list")


def test_a_card_without_any_title_is_named_by_its_first_words() -> None:
    cards = "".join(
        f'<a href="/n/{number}-of-many"><i>new</i> The first words of card {number}<br>{"and very much more " * 30}</a>'
        for number in range(50001, 50004)
    )
    assert titles(read(f"<body>{cards}</body>"))[0] == "The first words of card 50001"


def test_a_day_in_the_address_serves_where_none_is_written() -> None:
    items = "".join(
        f'<li><a href="/2026/11/0{number}/a-title-in-words">A title in many words, number {number}</a></li>'
        for number in (3, 2, 1)
    )
    assert read(f"<body><ul>{items}</ul></body>").entries[0].published_at == day(2026, 11, 3)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (MENU + FOOTER, "no article links found on this page"),
        ("", "the page is empty"),
        ("%PDF-1.7", "this is no web page but"),
        ("<!-- nothing -->", "this is no web page"),
        ("<html><body><p>Nothing</p></body></html>", "no article links"),
    ],
)
def test_a_page_without_articles_says_so(body: str, reason: str) -> None:
    with pytest.raises(ExtractError, match=reason):
        read(body)


def test_what_was_not_guessed_can_be_named() -> None:
    with pytest.raises(ExtractError) as caught:
        read(MENU)
    assert caught.value.remedy == "Name them by `select` in the catalogue"


def test_a_paragraph_that_repeats_the_title_is_no_summary() -> None:
    rows = "".join(
        f'<p><a href="/n/1234{n}">A title in many words, number {n}</a> 2026-11-0{n}</p>' for n in range(1, 5)
    )
    assert {entry.summary for entry in read(f"<body>{rows}</body>").entries} == {""}


def test_an_endless_list_ends() -> None:
    row = '<li><a href="/n/{0}-some-story-told">A headline of some length, {0}</a> <span>2026-11-0{1}</span></li>'
    rows = "".join(row.format(10_000 + number, number % 9 + 1) for number in range(20_000))
    assert len(read(f"<ul>{rows}").entries) == 200


def test_nested_links_and_one_giant_paragraph_end_soon() -> None:
    giant = "<p>" + "".join(f'<a href="/n/{number}-x-y">w {number}</a> ' for number in range(5_000))
    with pytest.raises(ExtractError, match="no article links"):
        read(giant)
    nested = '<div><a href="/m/{0}-a-b-c">A headline of some length, {0}'
    with pytest.raises(ExtractError, match="no article links"):
        read("".join(nested.format(number) for number in range(200)))
    with pytest.raises(ExtractError, match="nested more than 500 deep"):
        read("".join(nested.format(number) for number in range(3_000)))


CATALOGUE = Selectors(item="table tbody tr", link="td.subject a", date="td:nth-of-type(4)")


def test_selectors_say_where_the_articles_are() -> None:
    feed = read(board("view?no={}"), CATALOGUE)
    assert titles(feed) == [title for _, title, _ in BOARD_ROWS]
    assert feed.entries[1].published_at == day(2026, 11, 17, 15)


def test_selectors_may_lead_to_other_hosts() -> None:
    assert urls(read(board("https://elsewhere.example/{}"), CATALOGUE))[0] == "https://elsewhere.example/412"


def test_an_item_that_is_a_link_needs_no_link_selector() -> None:
    body = f"<body>{card(1, 'Feria naval abre', '18 nov')}{card(2, 'Tren', '17 nov')}</body>"
    feed = read(body, Selectors(item="a.card", title="strong", summary=".card-text", date=".date"))
    assert titles(feed) == ["Feria naval abre", "Tren"]
    assert feed.entries[0].summary.startswith("Un resumen")
    assert feed.entries[0].published_at == day(2026, 11, 18)


@pytest.mark.parametrize(
    ("selectors", "reason"),
    [
        (Selectors(item="table["), r"selector item: 'table\[' is no valid CSS"),
        (Selectors(item="tr", date=":nope"), "selector date: ':nope' is no valid CSS"),
        (Selectors(item="ul.news > li"), "selector item: 'ul.news > li' matches nothing on this page"),
        (Selectors(item="tbody tr", link="h2 a"), "selector link: 'h2 a' matches in none of 4 items"),
        (Selectors(item="tbody tr", title="h2"), "selector title: 'h2' matches in none of 4 items"),
    ],
)
def test_a_selector_that_fails_is_named(selectors: Selectors, reason: str) -> None:
    with pytest.raises(ExtractError, match=reason):
        read(board("view?no={}"), selectors)


def test_a_date_selector_that_matches_nothing_is_a_note() -> None:
    feed = read(board("view?no={}"), Selectors(item="tbody tr", link="td.subject a", date=".when"))
    assert feed.notes == ("the selector date: '.when' matches in none of 4 items",)
    assert feed.entries[0].published_at is None


def test_a_selector_that_matches_what_stands_around_the_list_takes_the_inmost() -> None:
    items = "".join(f'<div><a href="/n/{number}">Headline {number}</a></div>' for number in range(3))
    assert len(read(f"<body><div><div>{items}</div></div></body>", Selectors(item="div")).entries) == 3


def test_selected_links_that_run_a_program_are_told() -> None:
    with pytest.raises(ExtractError, match=r"4 links that run a program \(javascript:fn_view\(412\)\) and cannot be"):
        read(board("javascript:fn_view({})"), Selectors(item="tbody tr", link=".subject a"))


@given(st.binary(max_size=400), st.sampled_from([GUESS, CATALOGUE]))
def test_any_bytes_give_a_list_or_an_error(noise: bytes, selectors: Selectors) -> None:
    for body in (noise, b"<table><tbody><tr><td class=subject><a href=/1>" + noise):
        with contextlib.suppress(ExtractError):
            assert read(body, selectors).entries


@given(st.text(max_size=40))
def test_any_selector_selects_or_is_refused(selector: str) -> None:
    with contextlib.suppress(ExtractError):
        assert read(board("view?no={}"), Selectors(item="tr", link=selector, date=selector)).entries
