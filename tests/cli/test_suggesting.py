"""`suggest` from end to end: articles imported into a real database, a queue in the profile, a review, a decision."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.profile import load_profile
from tests.cli.test_commands import seedwatch

PROFILE = """\
# my watch
schema: 1
pairs:
  - [chile, japan]
entities:
  - {id: chile, name: Chile, type: place, grade: core, country: CL, aliases: [Chile, 칠레]}
  - {id: japan, name: Japan, type: place, grade: core, country: JP, aliases: [Japan, Japón, 일본]}
  - id: enapu  # ours
    name: ENAPU
    type: company
    grade: core
    country: CL
    side: chile
    stands_alone: true
    aliases:
      - {form: ENAPU, case_sensitive: true, require_context: [Chile]}
topics:
  - {id: mining, name: Mining, grade: core, terms: {en: [copper, smelter]}}
"""
COPPER = "Japan buys copper of Chile. Chile sells copper to Japan."
ARTICLES = [
    {"id": 1, "title": "Japan and Chile", "text": f"{COPPER} The Empresa Nacional de Puertos (ENAPU) ships it."},
    {"id": 2, "title": "Nothing at all", "text": "The weather stays fine. " * 9},
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("suggesting")
    home = folder / "home"
    assert seedwatch("init", str(home), "--name", "desk").returncode == 0
    profile_of(home).write_text(PROFILE, encoding="utf-8")
    (folder / "clips.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)))
    done = seedwatch("import", str(folder / "clips.jsonl"), home=home)
    assert done.returncode == 0, done.stderr
    return home


def profile_of(home: Path) -> Path:
    return home / "config" / "watches" / "desk" / "profile.yaml"


def test_a_form_is_queued_reviewed_accepted_and_never_offered_again(home: Path) -> None:
    profile_of(home).write_text(PROFILE, encoding="utf-8")
    dry = seedwatch("suggest", "--since", "2000-01-01", "--dry", home=home)
    assert dry.returncode == 0, dry.stderr
    assert "Empresa Nacional de Puertos  another form of ENAPU" in dry.stdout
    assert "1 article of 1 outlet" in dry.stdout
    assert profile_of(home).read_text(encoding="utf-8") == PROFILE
    told = json.loads(seedwatch("suggest", "--since", "2000-01-01", "--json", home=home).stdout)
    assert (told["queued"], told["best"][0]["form"]) == (1, "Empresa Nacional de Puertos")
    text = profile_of(home).read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line not in PROFILE.splitlines()] == [
        line for line in text.splitlines() if "Empresa Nacional" in line or line.strip() == "evidence:"
    ]
    shown = seedwatch("profile", "show", "enapu", home=home).stdout
    assert "In stored articles" in shown
    assert "The [Empresa Nacional de Puertos] ([ENAPU]) ships it." in shown
    assert [item["item"]["id"] for item in json.loads(seedwatch("profile", "review", "--json", home=home).stdout)][
        :1
    ] == ["enapu"]
    assert seedwatch("profile", "accept", "enapu", home=home).returncode == 0
    after = load_profile(profile_of(home).read_text(encoding="utf-8"), "p")
    assert after.entities[2].aliases[-1].status.value == "confirmed"
    assert "0 suggestions" in seedwatch("suggest", "--since", "2000-01-01", home=home).stdout


def test_bad_input_gets_one_line_and_its_exit_code(home: Path) -> None:
    for arguments, code, word in (
        (("suggest", "--since", "soon"), 2, "no time"),
        (("suggest", "--watch", "other"), 2, "other"),
    ):
        done = seedwatch(*arguments, home=home)
        assert (done.returncode, len(done.stderr.strip().splitlines())) == (code, 1)
        assert word in done.stderr


def test_an_empty_window_says_so(home: Path) -> None:
    assert "No article is stored" in seedwatch("suggest", "--since", "2999-01-01", home=home).stdout
