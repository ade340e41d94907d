"""A parcel as a letter: text and HTML, sent by a program, to nobody in sight."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from pipeline.model.digest import Parcel

# 7 bits pass through every server; a letter declared 8bit is bounced or mangled by some old ones.
_POLICY = SMTP.clone(cte_type="7bit")


def write_letter(parcel: Parcel, sender: str) -> bytes:
    """Return the letter as it goes over the line, lines ending in CR LF. Recipients are in the envelope alone."""
    letter = EmailMessage(policy=_POLICY)
    letter["From"] = sender
    letter["To"] = "undisclosed-recipients:;"
    letter["Subject"] = parcel.subject
    letter["Date"] = format_datetime(parcel.date)
    letter["Message-ID"] = parcel.message_id
    letter["List-Id"] = _list_id(parcel.message_id)
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: out-of-office programs keep silent
    letter["Content-Language"] = parcel.language
    letter.set_content(parcel.text)
    letter.add_alternative(parcel.html, subtype="html")
    return letter.as_bytes()


def _list_id(message_id: str) -> str:
    """<digest.peru-korea.1f2e@host> -> <digest.peru-korea.host> (RFC 2919), so that readers can file by watch."""
    local, _, domain = message_id.strip("<>").partition("@")
    return f"<{local.rpartition('.')[0]}.{domain}>"
