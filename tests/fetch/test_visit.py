from __future__ import annotations

import pytest

from pipeline.errors import FetchError
from pipeline.fetch.hop import Answer
from pipeline.fetch.visit import Visit
from pipeline.model.page import PageRequest


def visit(url: str = "http://h/a", **request: str) -> Visit:
    begun = Visit(
        request=PageRequest(key="k", url=url, **request),  # type: ignore[arg-type]  # texts only
        land=lambda _: None,
        timeout_s=30.0,
        max_bytes=1_000,
        max_redirects=2,
    )
    begun.set_out()
    return begun


def redirect(location: str, status: int = 302, cookies: tuple[bytes, ...] = ()) -> Answer:
    return Answer(status, {"location": location}, b"", cookies)


def test_validators_and_a_login_are_sent_as_headers() -> None:
    begun = visit("http://ed:secret@h/", etag='"a"', last_modified="Mon", accept="text/html")
    assert set(begun.question("").headers) == {
        b"Accept: text/html",
        b"Accept-Encoding: gzip, deflate",
        b'If-None-Match: "a"',
        b"If-Modified-Since: Mon",
        b"Authorization: Basic ZWQ6c2VjcmV0",
    }


def test_the_login_is_left_behind_at_the_border_of_its_origin() -> None:
    begun = visit("http://ed:secret@h/a")
    begun.take(redirect("https://h/b"))
    assert not [line for line in begun.question("").headers if line.startswith(b"Authorization")]


def test_cookies_go_with_the_visit_and_the_time_spent_is_counted() -> None:
    begun = visit()
    begun.spent_s = 10.0
    assert begun.take(redirect("/b", cookies=(b"jar",))) is None
    question = begun.question("")
    assert (str(question.address), question.cookies, question.within_s) == ("http://h/b", (b"jar",), 20.0)


def test_a_visit_ends_at_the_redirect_too_many() -> None:
    begun = visit()
    assert begun.take(redirect("/b")) is None
    assert begun.take(redirect("/c")) is None
    with pytest.raises(FetchError, match="more than 2 redirects"):
        begun.take(redirect("/d"))


def test_a_confirmed_page_keeps_the_validators_that_were_sent() -> None:
    page = visit(etag='"a"', last_modified="Mon").take(Answer(304, {"etag": '"b"'}, b""))
    assert page is not None
    assert (page.not_modified, page.etag, page.last_modified) == (True, '"b"', "Mon")


def test_a_chain_of_lasting_redirects_is_a_move_but_not_of_an_address_with_a_login() -> None:
    for url, moved_to in (("http://h/a", "http://h/b"), ("http://ed:x@h/a", "")):
        begun = visit(url)
        begun.take(redirect("/b", 308))
        page = begun.take(Answer(200, {}, b"x"))
        assert page is not None
        assert (page.url, page.moved_to) == ("http://h/b", moved_to)


def test_a_redirect_in_raw_bytes_is_followed_as_utf_8() -> None:
    begun = visit()
    begun.take(redirect("/경제/\udce9"))
    assert str(begun.address) == "http://h/%EA%B2%BD%EC%A0%9C/%EF%BF%BD"
