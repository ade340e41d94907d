"""What stands in an explanation is said in words."""

from __future__ import annotations

import re
from pathlib import Path

import pipeline.profile
from pipeline.cli.explanations import ORIGINS


def test_every_way_by_which_the_program_comes_to_a_form_is_said_in_words() -> None:
    files = Path(pipeline.profile.__file__).parent.rglob("*.py")
    origins = {
        found for path in files for found in re.findall(r'(?:origin=|ORIGIN = )"(\w+)"', path.read_text("utf-8"))
    }
    assert {"cldr", "template", "archive"} <= origins
    assert origins - {"seeds"} <= set(ORIGINS)
