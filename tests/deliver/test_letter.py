from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from pipeline.deliver.letter import write_letter
from tests.deliver.mail_server import text_of
from tests.deliver.parcels import parcel


def read() -> EmailMessage:
    letter = message_from_bytes(write_letter(parcel(), "Vigía <digest@example.org>"), policy=default)
    assert isinstance(letter, EmailMessage)
    return letter


def test_the_headers_say_what_it_is_and_show_no_recipient() -> None:
    letter = read()
    assert letter["From"] == "Vigía <digest@example.org>"
    assert letter["To"] == "undisclosed-recipients:;"
    assert letter["Subject"] == parcel().subject
    assert letter["Message-ID"] == parcel().message_id
    assert letter["Date"].datetime == parcel().date
    assert letter["List-Id"] == "<digest.chile-korea.news.example.org>"
    assert letter["Auto-Submitted"] == "auto-generated"


def test_it_carries_text_and_html_as_alternatives() -> None:
    letter = read()
    assert letter.get_content_type() == "multipart/alternative"
    text, html = letter.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text_of(letter) == parcel().text
    assert html.get_content().replace("\r\n", "\n").strip() == parcel().html


def test_every_byte_is_seven_bit_and_every_line_fits_the_protocol() -> None:
    lines = write_letter(parcel(), "digest@example.org").split(b"\r\n")
    assert all(line.isascii() and b"\n" not in line and len(line) <= 998 for line in lines)
