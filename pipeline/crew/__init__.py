"""Work that costs CPU, in processes of its own: what hostile bytes do there harms nobody else.

crew    gives work out and takes it back
worker  the process at the other end of the pipes
"""

from __future__ import annotations

from pipeline.crew.crew import Crew

__all__ = ["Crew"]
