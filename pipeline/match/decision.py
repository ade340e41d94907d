"""What is decided of an article."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.hit import Tier


@dataclass(frozen=True, slots=True)
class Decision:
    tier: Tier
    rule: str = ""
    lacking: str = ""
