"""What is suggested, and which articles show it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.hit import TextField
from pipeline.model.profile import Alias, Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A sentence of an article that shows it: ``quote`` is exactly ``article.<field>[start:end]``."""

    article_id: int
    outlet: str
    field: TextField
    start: int
    end: int
    quote: str
    is_hit: bool  # of the watch as it is; else a near miss


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A form for a watched entity or, without ``alias``, an entity that is not watched yet."""

    entity: Entity
    alias: Alias | None = None
    seen: tuple[Sighting, ...]  # one for each story, hits first

    @property
    def form(self) -> str:
        return self.alias.form if self.alias else self.entity.name

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.entity.id} {self.form}" if self.alias else self.entity.id
