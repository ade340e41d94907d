"""Floors below which the reading of article pages must not fall: own pages of many shapes, and real ones if at hand."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bench.extraction_scores import f1, fold_for_comparison, score_benchmark, score_pages, shingle_overlap
from pipeline.extract import extract_article
from pipeline.model.article import ArticleText
from pipeline.model.page import Page

CORPUS = Path(__file__).parent / "corpus"
ANSWERS: dict[str, dict[str, Any]] = json.loads((CORPUS / "answers.json").read_text(encoding="utf-8"))
REALWORLD = os.environ.get("REALWORLD", "")


@dataclass(frozen=True)
class Case:
    answer: dict[str, Any]
    found: ArticleText


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return list(read_corpus())


def read_corpus() -> Iterator[Case]:
    for name, answer in ANSWERS.items():
        body = (CORPUS / f"{name}.html").read_bytes()
        yield Case(answer, extract_article(Page(url=f"https://news.example/a/{name}", status=200, body=body)))


def test_the_corpus_holds_pages_of_every_language_of_the_watch() -> None:
    languages = [name.partition("-")[0] for name in ANSWERS]
    assert len(languages) >= 12
    assert all(languages.count(language) >= 3 for language in ("en", "es", "ko"))


def test_every_title_is_exact(cases: list[Case]) -> None:
    wrong = [(case.answer["title"], case.found.title) for case in cases if case.answer["title"] != case.found.title]
    assert wrong == []


def test_every_day_is_exact(cases: list[Case]) -> None:
    for case in cases:
        expected = datetime.fromisoformat(case.answer["published"])
        assert case.found.published_at is not None, case.answer["title"]
        assert case.found.published_at.astimezone(expected.tzinfo).date() == expected.date(), case.answer["title"]


def test_every_author_is_found_and_nobody_else(cases: list[Case]) -> None:
    wrong = [(case.answer["authors"], case.found.authors) for case in cases]
    assert [pair for pair in wrong if tuple(pair[0]) != pair[1]] == []


def test_texts_stay_above_their_floor(cases: list[Case]) -> None:
    overlaps = [shingle_overlap("\n".join(case.answer["text"]), case.found.body) for case in cases]
    precision, recall = (sum(values) / len(values) for values in zip(*overlaps, strict=True))
    assert f1(precision, recall) >= 0.99


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_no_paragraph_is_lost(name: str) -> None:
    body = (CORPUS / f"{name}.html").read_bytes()
    found = fold_for_comparison(extract_article(Page(url="https://news.example/a", status=200, body=body)).body)
    assert [line for line in ANSWERS[name]["text"] if fold_for_comparison(line) not in found] == []


@pytest.mark.skipif(not REALWORLD, reason="REALWORLD names no folder of real pages")
def test_real_pages_stay_above_their_floors() -> None:
    folder = Path(REALWORLD)
    scores = score_pages(folder / "pages")
    assert scores.refused == ()
    assert (scores.title >= 0.97, scores.day >= 0.97) == (True, True)
    assert (scores.authors_f1 >= 0.88, scores.text_f1 >= 0.952) == (True, True)
    assert score_benchmark(folder / "article-extraction-benchmark")[0] >= 0.968
