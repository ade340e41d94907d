"""Stories of a window -> one digest -> its coats; and the slots at which a digest is due. Pure.

material ──► build_digest ──► Digest ──► render_digest ──► Parcel (HTML, text, Markdown, JSON)
"""

from __future__ import annotations

from pipeline.digest.build import build_digest
from pipeline.digest.material import DigestMaterial
from pipeline.digest.render import message_id, render_digest
from pipeline.digest.schedule import DigestSchedule, Slot, last_slot, next_slot

__all__ = [
    "DigestMaterial",
    "DigestSchedule",
    "Slot",
    "build_digest",
    "last_slot",
    "message_id",
    "next_slot",
    "render_digest",
]
