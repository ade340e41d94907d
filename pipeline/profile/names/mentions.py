"""A name where it stands: what a sentence says of somebody or something."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.profile import EntityType
from pipeline.profile.places import Place
from pipeline.profile.tokens import Sentence, key_of


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence. ``start`` and ``end`` are places in the paragraph."""

    form: str
    start: int
    end: int
    sentence: Sentence
    type: EntityType | None
    rule: str
    title: str = ""  # the office in front: "President"
    owner: str = ""  # ISO code of the country that it is said to belong to: "Peru's", "Peruvian", "of Peru"
    place: Place | None = None
    sure: bool = True  # False: a sentence's first word, to be kept only when it is seen elsewhere
    language: str = "und"

    @property
    def key(self) -> str:
        return key_of(self.form)

    @property
    def seed(self) -> str:
        return self.sentence.seed.id
