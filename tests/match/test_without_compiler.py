"""Where nothing could be compiled at the installation all is the same, only slower."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.leads import read_leads
from pipeline.match import affairs, compile_profile
from pipeline.model.hit import Judgement
from pipeline.profile import load_profile
from pipeline.text import wordfold

_PROFILE = Path(__file__).parents[2] / "config" / "watches" / "peru-korea" / "profile.yaml"
_NOTHING_COMPILED = "import sys; sys.modules |= {'pipeline.text._folding': None, 'pipeline.match._finding': None}; "


def judgements() -> list[Judgement]:
    affairs._compiled.cache_clear()
    matcher = compile_profile(load_profile(_PROFILE.read_text(encoding="utf-8"), "profile.yaml"))
    return [matcher.judge(lead.article) for lead in read_leads()[::3]]


def test_every_judgement_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = judgements()
    with monkeypatch.context() as nothing_compiled:
        nothing_compiled.setitem(sys.modules, "pipeline.match.nameindex", None)
        nothing_compiled.setattr(wordfold, "_compiled", None)
        assert judgements() == usual
    affairs._compiled.cache_clear()


def test_the_other_way_is_taken_at_the_import() -> None:
    code = (
        "from pipeline.match.names import compile_names; from pipeline.text.wordfold import fold_words; "
        "names = compile_names({'lima': (1,)}); "
        "print(type(names).__name__, names.find(fold_words('Lima').text))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", _NOTHING_COMPILED + code], check=True, capture_output=True, text=True
    ).stdout
    assert printed == "Automaton [(1, 5, 1)]\n"
