"""Parcels to hand over."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.model.digest import Parcel


def parcel(name: str = "2026-11-21", text: str = "Sin novedades.\n.una línea con punto\n새 소식\n") -> Parcel:
    """A small digest; ``name`` tells its slot."""
    return Parcel(
        watch="chile-korea",
        slot=f"daily:{name}",
        name=name,
        message_id=f"<digest.chile-korea.{name}@news.example.org>",
        subject="Vigía Chile–Corea · 21 nov · 새 소식 9건 · ASMAR y Hanbada Heavy construirán cuatro patrulleros",
        date=datetime(2026, 11, 21, 12, 0, tzinfo=UTC),
        language="es",
        html=f"<p>{text}</p>",
        text=text,
        markdown=f"# {text}",
        json="{}",
    )
