"""`profile`: a look, a decision, an edit, a difference, a check; at a pipe and at a terminal."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.profile import load_profile
from pipeline.run.reviewing import all_items
from tests.cli.terminal import program
from tests.cli.test_commands import seedwatch

PROFILE = """\
schema: 1
pairs:
  - [chile, japan]
entities:
  - id: chile
    name: Chile
    type: place
    grade: core
    status: confirmed
    side: chile
    country: CL
    aliases: [Chile, Chilean]
  - id: japan  # the buyer
    name: Japan
    type: place
    grade: core
    status: confirmed
    side: japan
    country: JP
    aliases:
      - {form: Japan}
      - {form: 일본, language: ko, origin: cldr}
  - id: codelco
    name: Codelco
    type: company
    grade: core
    status: proposed
    country: CL
    side: chile
    stands_alone: true
    aliases:
      - {form: Codelco}
      - {form: 코델코, language: ko, origin: wikidata, status: proposed}
    evidence:
      - {seed: a, start: 0, end: 42, quote: 'A smelter of Codelco is built with a loan.', rule: chunk}
  - id: ministry-of-mining
    name: Ministry of Mining
    type: agency
    grade: secondary
    aliases: [Ministry of Mining]
topics:
  - id: mining
    name: Mining
    grade: core
    status: confirmed
    terms: {en: [copper, smelter]}
figures:
  - id: loan
    kind: amount
    text: US$2 billion
    value: 2000000000.0
    unit: USD
    conflicts: [loan-2]
  - {id: loan-2, kind: amount, text: US$3 billion, value: 3000000000.0, unit: USD, conflicts: [loan]}
"""
SEED = """Japan lends money for a smelter

Japan will lend money for a copper smelter that Codelco plans in Chile. Chile and Japan agreed on copper in Santiago.
The Ministry of Mining of Chile welcomed the loan of two billion dollars for the copper smelter of Codelco.
"""
ARTICLES = [
    {"id": 1, "title": "Codelco and Japan", "text": "Codelco sells copper to Japan. " * 9},
    {"id": 2, "title": "칠레 구리", "text": "일본은 코델코와 구리 계약을 맺었다. " * 9},
    {"id": 3, "title": "Nothing at all", "text": "The weather stays fine. " * 9},
]


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A watch with a seed, a profile and three stored articles."""
    folder = tmp_path_factory.mktemp("profiles")
    home = folder / "home"
    assert seedwatch("init", str(home), "--name", "desk").returncode == 0
    (home / "seeds" / "desk" / "a.txt").write_text(SEED, encoding="utf-8")
    profile_of(home).write_text(PROFILE, encoding="utf-8")
    (folder / "clips.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)))
    done = seedwatch("import", str(folder / "clips.jsonl"), home=home)
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def home(installation: Path) -> Iterator[Path]:
    """The installation with its profile as it was."""
    profile_of(installation).write_text(PROFILE, encoding="utf-8")
    yield installation
    profile_of(installation).write_text(PROFILE, encoding="utf-8")


def profile_of(home: Path) -> Path:
    return home / "config" / "watches" / "desk" / "profile.yaml"


def statuses(home: Path) -> dict[str, str]:
    """The status of every item by its id, and of every alias by its form."""
    profile = load_profile(profile_of(home).read_text(encoding="utf-8"), "profile.yaml")
    told = {item.id: item.status.value for item in all_items(profile)}
    return told | {alias.form: alias.status.value for entity in profile.entities for alias in entity.aliases}


def test_a_decision_comes_with_the_command_that_judges_the_archive_by_it(home: Path) -> None:
    told = "What is stored is judged anew by `seedwatch rerun --since 30d`.\n"
    assert seedwatch("profile", "accept", "codelco", home=home).stdout.endswith(told)
    assert seedwatch("profile", "reject", "codelco", home=home).stdout.endswith(told)
    assert told not in seedwatch("profile", "reject", "codelco", home=home).stdout  # for it changes nothing
    assert json.loads(seedwatch("profile", "accept", "codelco", "--json", home=home).stdout)["changes"]


def test_the_overview_says_the_rules_in_words_and_counts_what_waits(home: Path) -> None:
    shown = seedwatch("profile", "show", home=home)
    assert shown.returncode == 0, shown.stderr
    assert "An article is direct when Chile and Japan are both present" in shown.stdout
    assert "company, core (1)" in shown.stdout
    assert "4 items to review, 1 of them proposed" in shown.stdout
    assert "contradicted by loan-2: “US$3 billion”" in shown.stdout
    assert not [line for line in shown.stdout.splitlines() if line != line.rstrip()]
    plain = json.loads(seedwatch("profile", "show", "desk", "--json", home=home).stdout)
    assert plain["to_review"] == ["codelco", "ministry-of-mining", "loan", "loan-2"]


OWN = """\
rules:
  - {id: loans, must: [{entity: chile}, {phrase: soft loan}], not: [{topic: mining}], window: 300, note: as asked}
  - {id: 구리, makes: mention, any: [{phrase: 구리 가격}, {entity: unnamed}], fields: [title]}
weights: {named_often: 3}
"""
UNNAMED = "entities:\n  - {id: unnamed, name: Unnamed, type: company, grade: core, status: confirmed}\n"


def test_the_overview_lists_the_rules_and_weights_of_the_analyst(home: Path) -> None:
    profile_of(home).write_text(PROFILE.replace("entities:\n", OWN + UNNAMED), encoding="utf-8")
    shown = seedwatch("profile", "show", home=home).stdout
    assert "Rule loans: Chile and “soft loan” within 300 characters, without Mining: direct.  (as asked)" in shown
    assert "Rule 구리: “구리 가격” or Unnamed, in the title: kept out." in shown
    assert "no form of Unnamed is in use, so it is not found" in shown
    assert "named_often  3  usually 2" in shown
    assert "named in the rule loans" in seedwatch("profile", "show", "mining", home=home).stdout
    plain = json.loads(seedwatch("profile", "show", "--json", home=home).stdout)
    assert [rule for rule in plain["rules"] if rule.startswith("Rule ")] == [
        "Rule loans: Chile and “soft loan” within 300 characters, without Mining: direct.",
        "Rule 구리: “구리 가격” or Unnamed, in the title: kept out.",
    ]
    assert plain["profile"]["weights"] == [{"name": "named_often", "value": 3.0}]


def test_decisions_leave_rules_and_weights_alone_and_cannot_break_them(home: Path) -> None:
    text = PROFILE.replace("entities:\n", OWN + UNNAMED)
    profile_of(home).write_text(text, encoding="utf-8")
    assert seedwatch("profile", "accept", "ministry-of-mining", home=home).returncode == 0
    assert OWN in profile_of(home).read_text(encoding="utf-8")
    refused = seedwatch("profile", "reject", "mining", home=home)
    assert refused.returncode == 2
    assert "the rule 'loans' names 'mining', which is rejected and so never found" in refused.stderr
    (old := home / "old.yaml").write_text(PROFILE, encoding="utf-8")
    told = seedwatch("profile", "diff", str(old), home=home).stdout
    assert "+ rule  loans  (Chile and “soft loan” within 300 characters, without Mining: direct (as asked))" in told
    assert "~ weight  named_often: 2 as usual → 3" in told


def test_an_item_is_shown_with_its_evidence_aliases_and_what_it_finds(home: Path) -> None:
    for words in (("codelco",), ("desk", "codelco"), ("codelco", "--watch", "desk")):
        shown = seedwatch("profile", "show", *words, home=home)
        assert "“A smelter of [Codelco] is built with a loan.”" in shown.stdout
        assert "found in 2 of the 3 articles stored last, 2 hits" in shown.stdout
        assert "칠레 구리" in shown.stdout
    plain = json.loads(seedwatch("profile", "show", "codelco", "--json", home=home).stdout)
    assert plain["archive"]["found"]["articles"] == 2
    for item in ("mining", "loan"):
        assert seedwatch("profile", "show", item, home=home).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", "codelko"), "Near it: codelco"),
        (("show", "desk", "코델코"), "Near it: codelco"),
        (("show", "desk", "chile", "peru"), "one word too many"),
        (("accept", "chile", "jappan"), "Near it: japan"),
        (("accept", "codelco", "--alias", "Codelko"), "Codelco"),
        (("reject", "loan", "--alias", "US$2 billion"), "has no aliases"),
        (("accept", "chile", "--watch", "other"), "no such watch"),
        (("accept",), "Missing argument"),
        (("review",), "needs a terminal"),
        (("edit",), "no editor is set"),
        (("diff", "0123456789ab"), "no version that is stored"),
        (("check", "other"), "no such watch"),
    ],
)
def test_wrong_use_is_one_clear_line_and_changes_nothing(
    home: Path, arguments: tuple[str, ...], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    done = seedwatch("profile", *arguments, home=home)
    assert done.returncode == 2, done.stdout
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert profile_of(home).read_text(encoding="utf-8") == PROFILE


def test_several_items_are_accepted_at_once_and_the_rest_of_the_file_stays(home: Path) -> None:
    done = seedwatch("profile", "accept", "codelco", "ministry-of-mining", home=home)
    assert done.returncode == 0, done.stderr
    assert "Codelco" in done.stdout
    assert "confirmed" in done.stdout
    assert statuses(home)["codelco"] == statuses(home)["ministry-of-mining"] == "confirmed"
    assert "  - id: japan  # the buyer\n" in profile_of(home).read_text(encoding="utf-8")
    again = seedwatch("profile", "accept", "codelco", home=home)
    assert (again.returncode, again.stdout) == (0, "nothing changed\n")


def test_an_alias_is_rejected_with_its_reason(home: Path) -> None:
    done = seedwatch("profile", "reject", "codelco", "--alias", "코델코", "--why", "a band", "--json", home=home)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["diff"]["changed"][0]["id"] == "codelco"
    assert (statuses(home)["코델코"], statuses(home)["codelco"]) == ("rejected", "proposed")
    assert "# a band" in profile_of(home).read_text(encoding="utf-8")


def test_the_difference_to_the_version_that_articles_were_judged_by(home: Path, tmp_path: Path) -> None:
    assert "0 differences" in seedwatch("profile", "diff", str(profile_of(home)), home=home).stdout
    seedwatch("profile", "reject", "mining", home=home)
    for words in ((), ("desk",)):
        done = seedwatch("profile", "diff", *words, home=home)
        assert done.returncode == 0, done.stderr
        assert "Mining" in done.stdout
        assert "1 difference from version" in done.stdout
    old = tmp_path / "old.yaml"
    old.write_text("entities: 7\n")
    assert seedwatch("profile", "diff", str(old), home=home).returncode == 2


def test_the_check_tells_what_finds_each_seed(home: Path) -> None:
    done = seedwatch("profile", "check", home=home)
    assert done.returncode == 0, done.stdout
    assert "a.txt" in done.stdout
    assert "direct" in done.stdout
    assert "direct by the present profile: 1 of 1 seed" in done.stdout
    plain = json.loads(seedwatch("profile", "check", "--json", home=home).stdout)
    assert plain["seeds"][0]["present"]["carried_by"][:2] == ["Chile", "Japan"]


def test_a_profile_that_misses_a_seed_fails_the_check_and_says_why(home: Path) -> None:
    for form in ("Japan", "일본"):
        assert seedwatch("profile", "reject", "japan", "--alias", form, home=home).returncode == 0
    done = seedwatch("profile", "check", home=home)
    assert done.returncode == 2, done.stdout
    assert "missed: a.txt: mention, Japan is missing" in done.stdout


def test_a_faulty_file_fails_the_check_with_the_line(home: Path) -> None:
    profile_of(home).write_text(PROFILE.replace("grade: secondary", "grade: huge"), encoding="utf-8")
    done = seedwatch("profile", "check", home=home)
    assert done.returncode == 2
    assert "line 39" in done.stderr
    assert "huge" in done.stderr


def editor(tmp_path: Path, *texts: str) -> str:
    """The command of an editor that writes the next of these texts each time; the last of them ever after."""
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    script = tmp_path / "an editor.py"
    script.write_text(
        "import pathlib, sys\n"
        f"texts = sorted(pathlib.Path({str(tmp_path)!r}).glob('*.txt'))\n"
        "pathlib.Path(sys.argv[1]).write_bytes(texts[0].read_bytes())\n"
        "len(texts) > 1 and texts[0].unlink()\n"
    )
    return f"'{sys.executable}' '{script}'"


def test_an_edit_is_taken_over_and_its_effect_told(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used = PROFILE.replace("    status: proposed\n", "").replace(", status: proposed", "")
    monkeypatch.setenv("EDITOR", editor(tmp_path, used))
    done = seedwatch("profile", "edit", home=home)
    assert done.returncode == 0, done.stderr
    assert "~ Codelco: status: proposed → auto" in done.stdout
    assert "Of the 3 articles stored last, 2 more are hits now, and 0 no longer." in done.stdout
    assert "+ 칠레 구리" in done.stdout
    assert profile_of(home).read_text(encoding="utf-8") == used
    monkeypatch.setenv("VISUAL", "true")
    assert "nothing changed" in seedwatch("profile", "edit", home=home).stdout


def test_a_faulty_edit_is_refused_and_kept_elsewhere(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = PROFILE.replace("grade: secondary", "grade: huge")
    monkeypatch.setenv("EDITOR", editor(tmp_path, faulty))
    done = seedwatch("profile", "edit", home=home)
    assert done.returncode == 2
    assert "line 39" in done.stderr
    assert profile_of(home).read_text(encoding="utf-8") == PROFILE
    kept = Path(done.stderr.rpartition("kept in ")[2].strip())
    assert kept.read_text(encoding="utf-8") == faulty
    shutil.rmtree(kept.parent)


@pytest.mark.parametrize(
    ("command", "says"), [("false", "ended with 1"), ("no-such-editor", "cannot be started"), ("'", "is no command")]
)
def test_an_editor_that_fails_changes_nothing(
    home: Path, command: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("VISUAL", command)
    done = seedwatch("profile", "edit", home=home)
    assert done.returncode == 2
    assert says in done.stderr
    assert profile_of(home).read_text(encoding="utf-8") == PROFILE


def test_at_a_terminal_a_faulty_edit_may_be_gone_on_with(home: Path, tmp_path: Path) -> None:
    command = editor(tmp_path, PROFILE.replace("grade: secondary", "grade: huge"), PROFILE.replace("huge", "core"))
    environment = {"EDITOR": command}
    with program("--home", str(home), "profile", "edit", environment=environment) as terminal:
        terminal.wait("Go on editing?")
        terminal.press("y\n", "nothing changed")
        assert terminal.end() == 0


def test_the_review_lists_what_waits_for_programs(home: Path) -> None:
    rows = json.loads(seedwatch("profile", "review", "--json", home=home).stdout)
    assert [row["item"]["id"] for row in rows] == ["codelco", "ministry-of-mining", "loan", "loan-2"]
    assert rows[0]["archive"]["found"]["articles"] == 2


def test_a_review_decides_by_single_keys_and_writes_each_at_once(home: Path) -> None:
    with program("--home", str(home), "profile", "review") as terminal:
        screen = terminal.wait("q quit")
        assert "1 of 4" in screen
        assert "[Codelco] is built" in screen
        assert "found in 2 of the 3 articles stored last, 2 hits" in screen
        terminal.press("a", "2 of 4")
        assert (statuses(home)["codelco"], statuses(home)["코델코"]) == ("confirmed", "confirmed")
        terminal.press("r", "3 of 4")
        assert statuses(home)["ministry-of-mining"] == "rejected"
        terminal.press("u", "taken back")
        assert statuses(home)["ministry-of-mining"] == "auto"
        terminal.press("\x1b[A?", "2 of 4")
        terminal.press("sss", "That was the last one.")
        assert "contradicted by loan" in terminal.press("b", "4 of 4")
        terminal.press("x", "it has no aliases")
        terminal.press("e", "a figure is edited in the file")
        terminal.press("q", "1 accepted; written to")
        assert terminal.end() == 0
    assert "  - id: japan  # the buyer\n" in profile_of(home).read_text(encoding="utf-8")


def test_a_decision_that_cannot_stand_is_told_and_nothing_is_written(home: Path) -> None:
    waiting = PROFILE.replace("status: confirmed\n    side: chile", "status: proposed\n    side: chile")
    profile_of(home).write_text(waiting.replace("  - [chile, japan]", "  - [codelco, japan]"), encoding="utf-8")
    before = profile_of(home).read_bytes()
    with program("--home", str(home), "profile", "review") as terminal:
        assert "Chile" in terminal.wait("q quit")
        terminal.press("s", "2 of 5")
        assert "2 of 5" in terminal.press("r", "which is rejected")
        assert profile_of(home).read_bytes() == before
        terminal.press("q", "nothing decided")
        assert terminal.end() == 0


def test_aliases_are_stepped_through_the_proposed_ones_first(home: Path) -> None:
    with program("--home", str(home), "profile", "review") as terminal:
        terminal.wait("q quit")
        assert "Alias 1 of 2: ? 코델코" in terminal.press("x", "q to the item")
        assert "Alias 2 of 2: Codelco" in terminal.press("r", "q to the item")
        assert statuses(home)["코델코"] == "rejected"
        assert "- 코델코" in " ".join(terminal.press("q", "e edit").split()).replace("- ko", "-")
        terminal.press("q", "1 rejected; written to")
        assert terminal.end() == 0


def test_fields_are_edited_in_place_and_a_wrong_value_is_asked_for_again(home: Path) -> None:
    with program("--home", str(home), "profile", "review") as terminal:
        terminal.wait("q quit")
        terminal.press("e", "name [Codelco]: ")
        terminal.press("Corporación 코델코\n", "type [company]: ")
        terminal.press("galaxy\n", "one of person")
        terminal.press("org\n", "grade [core]: ")
        terminal.press("\n", "country [CL]: ")
        terminal.press("chile\n", "two letters")
        terminal.press("jp\n", "side [chile]: ")
        terminal.press("japan\n", "written; a accepts")
        terminal.press("e", "name [")
        terminal.press("\x04", "1 of 4")
        terminal.press("q", "1 edited; written to")
        assert terminal.end() == 0
    text = profile_of(home).read_text(encoding="utf-8")
    entity = next(entity for entity in load_profile(text, "profile.yaml").entities if entity.id == "codelco")
    assert (entity.name, entity.type.value, entity.grade.value) == ("Corporación 코델코", "organisation", "core")
    assert (entity.country, entity.side) == ("JP", "japan")


def test_a_small_window_without_colours_shows_everything_page_by_page(home: Path) -> None:
    environment = {"NO_COLOR": "1"}
    with program("--home", str(home), "profile", "review", columns=40, rows=16, environment=environment) as terminal:
        terminal.wait("q quit")
        assert terminal.widest <= 40
        assert "코델코" in terminal.press(" ", "코델코")
        assert terminal.widest <= 40
        terminal.resize(90, 40)
        terminal.wait("a accept  r reject  e edit  x aliases  s skip  b back  u undo  q quit", len(terminal.written))
        assert "코델코" in terminal.screen
        assert "\x1b[3" not in terminal.written
        terminal.press("q", "nothing decided")
        assert terminal.end() == 0


def test_a_review_that_is_broken_off_leaves_the_terminal_as_it_was(home: Path) -> None:
    with program("--home", str(home), "profile", "review") as terminal:
        terminal.wait("q quit")
        terminal.press("a", "2 of 4")
        terminal.press("\x03", "1 accepted; written to")
        assert terminal.end() == 0
    with program("--home", str(home), "profile", "review") as terminal:
        terminal.wait("q quit")
        terminal.terminate()
        assert terminal.end() == 7
        assert terminal.written.rstrip().endswith("\x1b[?1049l")


def test_a_window_that_is_closed_loses_no_decision(home: Path) -> None:
    with program("--home", str(home), "profile", "review") as terminal:
        terminal.wait("q quit")
        terminal.press("a", "2 of 4")
        assert terminal.close() < 0
    assert statuses(home)["codelco"] == "confirmed"
