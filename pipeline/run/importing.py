"""Saved articles taken in by hand: a folder or file that is no source of the catalogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline.model.report import RunReport, RunRequest
from pipeline.model.source import Source, SourceKind
from pipeline.run.order import run
from pipeline.run.plan import Plan
from pipeline.run.ports import Ports

IMPORT_ID = "import"


def import_saved(path: Path, name: str, plan: Plan, ports: Ports, now: datetime) -> RunReport:
    """Store the articles of a folder or file under the outlet ``name``, and judge them; nothing is sent.

    What was imported before is not imported again. The sources of the catalogue are not polled, but they are known to
    the run, for it goes on with pages of theirs that are still to be fetched.
    """
    source = Source(id=IMPORT_ID, name=name, url=str(path.resolve()), kind=SourceKind.FOLDER, pages=False)
    others = tuple(other for other in plan.sources if other.id != IMPORT_ID)
    request = RunRequest(trigger="import", force=True, sources=(IMPORT_ID,), digest=False, deliver=False)
    return run(request, replace(plan, sources=(*others, source)), ports, now)
