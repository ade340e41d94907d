"""Seed files -> SeedText: reading, decoding, cleaning, with every character's place in the raw text."""

from __future__ import annotations

from pipeline.seeds.folder import LARGEST_SEED, SeedFolder
from pipeline.seeds.paragraphs import read_text

__all__ = ["LARGEST_SEED", "SeedFolder", "read_text"]
