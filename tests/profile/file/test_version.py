"""The version of a profile: a hash of what it says."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.profile import Weight
from pipeline.profile import load_profile, version_of

_FILE = """schema: 1
pairs:
  - [peru, korea]
entities:
  - {id: peru, name: Peru, type: place, grade: core, aliases: [Peru, {form: Perú, language: es}]}
  - {id: korea, name: South Korea, type: place, grade: core}
topics:
  - {id: ports, name: Ports, terms: {en: [quay]}}
"""


def test_an_unchanged_file_keeps_its_version_from_program_to_program() -> None:
    """Judgements are kept by it: with another one, a database would seem to hold no hits after an update."""
    assert load_profile(_FILE, "p").version == "129f3c29978e"


def test_weights_are_part_of_it() -> None:
    profile = load_profile(_FILE, "p")
    assert version_of(replace(profile, weights=(Weight(name="named_often", value=3),))) != profile.version
