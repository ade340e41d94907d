"""Reading a folder of seeds."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfWriter

from pipeline.errors import SeedError
from pipeline.seeds import LARGEST_SEED, SeedFolder

ARTICLE = "The Harbour Board of Skelby has signed a contract for two electric ferries this week."


def read(folder: Path) -> tuple[list[str], list[str]]:
    texts, errors = SeedFolder(folder).read()
    return [text.id for text in texts], [str(error) for error in errors]


def test_seeds_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    assert read(tmp_path) == (["a", "b", "c"], [])


def test_a_missing_folder_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(SeedError) as caught:
        SeedFolder(tmp_path / "nowhere").read()
    assert "nowhere" in str(caught.value)
    assert caught.value.remedy


def test_dotfiles_and_folders_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".hidden.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "deeper").mkdir()
    assert read(tmp_path) == ([], [])


def locked_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def blank_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def bomb_docx() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 101_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "no text"),
        ("blank.txt", b" \n\n\t", "no text"),
        ("picture.txt", b"\x89PNG\x00\x01\x02" + bytes(range(256)) * 20, "binary"),
        ("sheet.xlsx", b"PK", "not read"),
        ("noname", b"text", "no suffix"),
        ("broken.pdf", b"%PDF-1.4 nothing", "not a readable PDF"),
        ("locked.pdf", locked_pdf(), "password"),
        ("scan.pdf", blank_pdf(), "no text"),
        ("broken.docx", b"PK\x03\x04 nothing", "not a readable Word document"),
        ("bomb.docx", bomb_docx(), "unpacks"),
        ("huge.txt", b"a" * (LARGEST_SEED + 1), "larger than 20 MB"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_error_and_the_others_go_on(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zz-good.txt").write_text(ARTICLE, encoding="utf-8")
    texts, errors = SeedFolder(tmp_path).read()
    assert [text.id for text in texts] == ["zz-good"]
    assert [error.subject for error in errors] == [name]
    assert reason in errors[0].reason
    assert errors[0].remedy


def test_two_files_of_one_stem_are_told_apart_by_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    ids, errors = read(tmp_path)
    assert ids == ["a"]
    assert "same name" in errors[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_spanish_is_decoded_from_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    text = "La señora Núñez firmó ayer el convenio con la compañía naviera de la región."
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (seed,), errors = SeedFolder(tmp_path).read()
    assert not errors
    assert seed.paragraphs[0].text == text
    assert seed.language == "es"


@pytest.mark.parametrize("encoding", ["utf-8", "euc-kr", "cp949", "utf-16"])
def test_korean_is_decoded_from_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    text = "항만공사는 어제 새 여객선 두 척을 도입하는 계약을 체결했다고 밝혔다."
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (seed,), errors = SeedFolder(tmp_path).read()
    assert not errors
    assert (seed.paragraphs[0].text, seed.language) == (text, "ko")


def test_html_gives_its_main_text_without_the_menu(tmp_path: Path) -> None:
    body = "".join(f"<p>{ARTICLE} Part {number} of the story goes on here.</p>" for number in range(6))
    page = f"<html><body><nav><a>Subscribe to us</a></nav><article><h1>Ferries</h1>{body}</article></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (seed,), errors = SeedFolder(tmp_path).read()
    assert not errors
    assert any("Harbour Board of Skelby" in part.text for part in seed.paragraphs)
    assert not any("Subscribe" in part.text for part in seed.paragraphs)


def test_word_documents_give_their_paragraphs(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(ARTICLE)
    document.save(str(tmp_path / "a.docx"))
    (seed,), errors = SeedFolder(tmp_path).read()
    assert not errors
    assert seed.paragraphs[0].text == ARTICLE


def test_markdown_loses_its_marks(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# Ferries\n\n**{ARTICLE}** [more](http://x.invalid)\n", encoding="utf-8")
    (seed,), _ = SeedFolder(tmp_path).read()
    assert seed.paragraphs[-1].text == f"{ARTICLE} more"


@pytest.mark.parametrize(
    "markup",
    [
        f'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{ARTICLE}</p></body></html>',
        f'<?xml version="1.0"?>\n<rss><channel><item><title>{ARTICLE}</title></item></channel></rss>',
        "https://harbour.example/news",
        f"<meta charset=undefined><p>{ARTICLE} Señal\udcf1</p>",
        f"<meta charset=idna><p>{ARTICLE} Señal\udcf1</p>",
    ],
)
def test_odd_markup_is_read_without_a_word_of_the_parser(
    tmp_path: Path, markup: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.html").write_bytes(markup.encode("utf-8", "surrogateescape"))
    assert read(tmp_path) == (["page"], [])
    assert capfd.readouterr() == ("", "")
