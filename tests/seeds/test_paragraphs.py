"""Cleaning a raw text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.seed import ParagraphKind
from pipeline.seeds import read_text

BODY = "The council of Skelby approved the plan for the new quay on Monday evening."


def paragraphs(raw: str) -> list[tuple[str, str]]:
    seed = read_text(raw, file="a.txt", sha256="0")
    return [(part.kind.value, part.text) for part in seed.paragraphs]


@pytest.mark.parametrize(
    "line",
    [
        f" date 2024-11-18 {BODY}",
        f"°   {BODY}",
        f"12. {BODY}",
        f"- • {BODY}",
        f"{BODY[:-1]}.[3][14]",
        BODY.replace(" ", "\u00a0"),
        BODY.replace("council", "coun\u00adcil"),
        f"\u200b{BODY}\ufeff",
    ],
)
def test_marks_that_are_not_of_the_text_are_dropped(line: str) -> None:
    assert paragraphs(line) == [("body", BODY)]


def test_table_remains_become_cells() -> None:
    rows = "Chile |\nPeru |\n|---|---|\n| Embassy of Chile, Lima | Embassy of Peru, Santiago |\n" + BODY
    assert paragraphs(rows) == [
        ("table", "Chile"),
        ("table", "Peru"),
        ("table", "Embassy of Chile, Lima"),
        ("table", "Embassy of Peru, Santiago"),
        ("body", BODY),
    ]


def test_menus_are_chrome_also_in_another_language() -> None:
    found = paragraphs(f"바로가기 메뉴\nSkip to content\nPress Releases\n{BODY}\nAll rights reserved")
    assert [kind for kind, _ in found] == ["chrome", "chrome", "chrome", "body", "chrome"]


@pytest.mark.parametrize(
    "line",
    [
        "Lee también: Otro puerto abre sus puertas",
        "Noticia relacionada",
        "Compartir",
        "Suscríbete a nuestro boletín",
        "Foto: Agencia Velmar",
        "Todos los derechos reservados",
        "Share this article",
        "Related Articles",
        "Photo: Jane Quist",
        "Copyright 2024 Velmar Daily",
        "This site uses cookies. All rights reserved",
        "무단전재 및 재배포 금지",
        "관련기사",
        "댓글 12",
        "사진=벨마르 제공",
    ],
)
def test_what_pages_print_around_a_text_is_chrome(line: str) -> None:
    text = BODY.replace("council", "의회") if "가" <= line[0] <= "힣" else BODY
    assert paragraphs(f"{line}\n{text}")[0][0] == "chrome"


def test_title_case_without_an_end_is_a_heading_and_the_title() -> None:
    seed = read_text(f"Council Approves New Quay Plan\n{BODY}", file="a.txt", sha256="0")
    assert [part.kind for part in seed.paragraphs] == [ParagraphKind.HEADING, ParagraphKind.BODY]
    assert seed.title == "Council Approves New Quay Plan"


def test_a_sentence_with_the_source_of_a_picture_behind_it_is_no_heading() -> None:
    line = "Captain Ana Quist of the Velmar Navy Salutes on Board the Aurora in Port Skelby. [NAVRA PRESS]"
    assert paragraphs(f"{BODY}\n{line}\n{BODY}")[1][0] == "body"
    assert paragraphs(f"{BODY}\n{line[:-15]}\n{BODY}")[1][0] == "heading"


def test_a_preface_that_only_talks_to_its_reader_is_filler() -> None:
    preface = (
        "In this article we will look at the wonderful world of harbours and ask what they mean to us today. We will "
        "travel through many aspects of our subject and we hope that our readers will leave with a deeper view of it, "
        "ready to think and to debate about its importance for all of us."
    )
    assert [kind for kind, _ in paragraphs(f"{preface}\n{BODY}")] == ["filler", "body"]


def test_a_paragraph_of_another_language_is_told() -> None:
    spanish = "El concejo aprobó el lunes por la noche el plan para construir el muelle nuevo."
    seed = read_text(f"{BODY}\n{BODY}\n{spanish}", file="a.txt", sha256="0")
    assert [part.language for part in seed.paragraphs] == ["en", "en", "es"]
    assert seed.language == "en"


def test_lines_broken_at_a_width_are_put_together() -> None:
    wrapped = "\n".join(
        [
            "The council of Skelby met on Monday evening to speak about",
            "the plan for a new quay, which had been put off twice.",
        ]
        * 6
    )
    assert all(text.startswith("The council") and text.endswith("twice.") for _, text in paragraphs(wrapped))


@given(st.text(alphabet=st.sampled_from("aB é한.|-[1] \n\t\u00a0\u00ad•Ã±°\ufeff2)"), max_size=120))
def test_every_character_stands_where_its_offset_says(raw: str) -> None:
    seed = read_text(raw, file="a.txt", sha256="0")
    for part in seed.paragraphs:
        assert len(part.offsets) == len(part.text) + 1
        assert list(part.offsets) == sorted(part.offsets)
        assert part.offsets[-1] <= len(raw)
        assert part.text == part.text.strip() != ""


@given(
    st.lists(st.sampled_from(["Lima signed.", "• Peru", "[2]", "서울은", "señor\u00a0Ruiz", "| a | b |"]), max_size=8)
)
def test_undamaged_characters_are_the_raw_ones(parts: list[str]) -> None:
    seed = read_text("\n".join(parts), file="a.txt", sha256="0")
    for part in seed.paragraphs:
        for char, place in zip(part.text, part.offsets, strict=False):
            assert char == seed.raw[place] or (char == " " and seed.raw[place].isspace())


@pytest.mark.parametrize("raw", ["[" * 100_000, "| " * 50_000, "• " * 30_000, "1. " * 30_000, "a\n" * 20_000])
def test_hostile_texts_do_not_hang(raw: str) -> None:
    assert read_text(raw, file="a.txt", sha256="0").raw == raw


def test_plain_english_needs_no_statistics_of_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """They take longer to load than five seeds to learn."""

    def refuse() -> None:
        raise AssertionError("loaded")

    monkeypatch.setattr("pipeline.text.language._identifier", refuse)
    seed = read_text(f"{BODY}\nVelmar Quorna, Skelby Tarn, Norra Ferries.\n", file="a.txt", sha256="0")
    assert [part.language for part in seed.paragraphs] == ["en", "en"]


def test_a_foreign_paragraph_without_a_word_of_the_text_keeps_its_language() -> None:
    german = "Kesselfest: Nina Quorna, Sängerin, gastiert Anfang September nochmals am Hafenbecken Skelby."
    seed = read_text(f"{BODY}\n{BODY}\n{german}\n", file="a.txt", sha256="0")
    assert [part.language for part in seed.paragraphs] == ["en", "en", "de"]
