"""What every Fetcher keeps, the real one and the fake alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from pipeline.errors import FetchError, Lasting
from pipeline.fetch import FetchSettings, WebFetcher
from pipeline.model.page import Page, PageRequest
from pipeline.run.ports import Fetcher
from tests.fakes.web import ScriptedWeb, page
from tests.webserver import PAGE, serve

VALIDATORS = {"etag": '"v1"', "last_modified": "Mon, 02 Nov 2026 10:00:00 GMT"}


@pytest.fixture(params=["real", "fake"])
def fetcher_and_base(request: pytest.FixtureRequest) -> Iterator[tuple[Fetcher, str]]:
    if request.param == "fake":
        base = "http://news.example"
        pages: dict[str, Page | FetchError] = {
            f"{base}/page": page(f"{base}/page", PAGE, content_type="text/html; charset=utf-8"),
            f"{base}/unchanged": page(f"{base}/unchanged", PAGE, **VALIDATORS),
            f"{base}/pause-in-seconds": FetchError(
                f"{base}/pause-in-seconds",
                "the server asks for a pause (HTTP 429)",
                lasting=Lasting.THROTTLED,
                status=429,
                retry_after_s=120.0,
            ),
        }
        yield ScriptedWeb(pages), base
        return
    with serve() as web:
        settings = FetchSettings(allow_private=("127.0.0.0/8",), host_delay_s=0.0, trust_env=False)
        yield WebFetcher(settings), web.base


@pytest.fixture
def fetch(fetcher_and_base: tuple[Fetcher, str]) -> Callable[..., Page | FetchError]:
    fetcher, base = fetcher_and_base

    def fetch_one(path: str, **request: object) -> Page | FetchError:
        asked = PageRequest(key="k", url=f"{base}/{path}", **request)  # type: ignore[arg-type]  # any field of it
        ((answered, answer),) = fetcher.fetch([asked])
        assert answered is asked
        return answer

    return fetch_one


def test_a_page_comes_with_its_body_and_address(
    fetch: Callable[..., Page | FetchError], fetcher_and_base: tuple[Fetcher, str]
) -> None:
    answer = fetch("page")
    assert isinstance(answer, Page)
    assert (answer.status, answer.body, answer.not_modified) == (200, PAGE, False)
    assert answer.url == f"{fetcher_and_base[1]}/page"
    assert answer.content_type == "text/html; charset=utf-8"


def test_validators_come_with_the_page_and_make_it_not_modified(fetch: Callable[..., Page | FetchError]) -> None:
    first = fetch("unchanged")
    assert isinstance(first, Page)
    assert {"etag": first.etag, "last_modified": first.last_modified} == VALIDATORS
    second = fetch("unchanged", etag=first.etag, last_modified=first.last_modified)
    assert isinstance(second, Page)
    assert (second.status, second.not_modified, second.body) == (304, True, b"")
    assert second.etag == first.etag


def test_an_error_is_an_answer(fetch: Callable[..., Page | FetchError]) -> None:
    answer = fetch("nothing-here")
    assert isinstance(answer, FetchError)
    assert (answer.status, answer.lasting) == (404, Lasting.PERMANENT)
    throttled = fetch("pause-in-seconds")
    assert isinstance(throttled, FetchError)
    assert (throttled.lasting, throttled.retry_after_s) == (Lasting.THROTTLED, 120.0)


def test_a_host_that_asks_for_a_pause_is_asked_no_more(fetcher_and_base: tuple[Fetcher, str]) -> None:
    """Those in line get the same error; those under way already may still bring their page."""
    fetcher, base = fetcher_and_base
    names = ["pause-in-seconds", *["page"] * 20]
    requests = [PageRequest(key=str(number), url=f"{base}/{name}") for number, name in enumerate(names)]
    errors = [answer for _, answer in fetcher.fetch(requests) if isinstance(answer, FetchError)]
    assert len(errors) >= 19
    assert {(error.lasting, error.status) for error in errors} == {(Lasting.THROTTLED, 429)}


def test_each_request_is_answered_once_and_none_asks_nothing(fetcher_and_base: tuple[Fetcher, str]) -> None:
    fetcher, base = fetcher_and_base
    requests = [PageRequest(key=str(number), url=f"{base}/page") for number in range(20)]
    answered = [request.key for request, _ in fetcher.fetch(requests)]
    assert sorted(answered) == sorted(request.key for request in requests)
    assert list(fetcher.fetch([])) == []


def test_the_iterator_may_be_closed_early(fetcher_and_base: tuple[Fetcher, str]) -> None:
    fetcher, base = fetcher_and_base
    answers = fetcher.fetch([PageRequest(key=str(number), url=f"{base}/page") for number in range(50)])
    next(answers)
    answers.close()  # type: ignore[attr-defined]  # both are generators
    assert next(answers, None) is None
