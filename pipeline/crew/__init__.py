"""Work that costs CPU, shared with processes of its own once there is much of it.

crew    gives work out and takes it back
worker  the process at the other end of the pipes
"""

from __future__ import annotations

from pipeline.crew.crew import Crew

__all__ = ["Crew"]
