"""`sources`: finding, checking and adding what a site can be followed by, against a real server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.site import Site, serve_site
from tests.cli.test_commands import seedwatch

FEED = """<rss version="2.0"><channel><title>Andes Post</title>
<item><guid>1</guid><title>Port opens at dawn</title><link>/1</link>
<pubDate>Mon, 02 Mar 2026 08:00:00 +0000</pubDate></item>
<item><guid>2</guid><title>Tren llega a la sierra</title><link>/2</link></item></channel></rss>"""
HOME = """<html><head><title>Andes Post</title>
<link rel="alternate" type="application/rss+xml" title="Andes Post" href="/rss.xml"></head>
<body><a href="/about">About</a></body></html>"""
OPML = """<opml version="2.0"><head><title>Mine</title></head><body><outline text="Mining">
<outline type="rss" text="Copper Daily" xmlUrl="https://copper.example/feed"/>
<outline type="rss" text="Copper again" xmlUrl="http://www.copper.example/feed/"/></outline></body></opml>"""
CATALOGUE = """# ours
sources:
  - id: first   # the first of all
    name: First
    url: {base}/rss.xml
"""


@pytest.fixture
def site() -> Iterator[Site]:
    with serve_site({"/": ("text/html", HOME), "/rss.xml": ("application/rss+xml", FEED)}) as site:
        yield site


@pytest.fixture
def home(tmp_path: Path, site: Site) -> Path:
    home = tmp_path / "home"
    assert seedwatch("init", str(home), "--name", "desk").returncode == 0
    (home / "config" / "seedwatch.yaml").write_text("fetch: {allow_private: [127.0.0.0/8], host_delay: 0}\n")
    (home / "config" / "sources.yaml").write_text(CATALOGUE.format(base="https://first.example"))
    return home


def catalogue(home: Path) -> str:
    return (home / "config" / "sources.yaml").read_text(encoding="utf-8")


def test_a_site_is_found_shown_and_added_below_what_stands_there(home: Path, site: Site) -> None:
    shown = seedwatch("sources", "add", site.base, "--json", home=home)
    assert shown.returncode == 0, shown.stderr
    offer = json.loads(shown.stdout)[0]
    assert (offer["source"]["url"], offer["found_by"]) == (f"{site.base}/rss.xml", "link tag")
    assert [entry["title"] for entry in offer["entries"]] == ["Port opens at dawn", "Tren llega a la sierra"]
    before = catalogue(home)
    added = seedwatch("sources", "add", site.base, "--yes", "--id", "andes-post", home=home)
    assert added.returncode == 0, added.stderr
    assert "Port opens at dawn" in added.stdout
    assert catalogue(home).startswith(before)
    listed = seedwatch("sources", "--json", home=home)
    assert [row["source"]["id"] for row in json.loads(listed.stdout)] == ["first", "andes-post"]


def test_an_address_that_offers_nothing_is_one_clear_line(home: Path, site: Site) -> None:
    site.pages["/"] = ("text/html", "<html><body>Nothing here</body></html>")
    site.pages.pop("/rss.xml")
    done = seedwatch("sources", "add", site.base, "--yes", home=home)
    assert done.returncode == 4
    assert "nothing was found that can be followed" in done.stderr
    assert catalogue(home) == CATALOGUE.format(base="https://first.example")


def test_an_id_that_is_taken_is_refused(home: Path, site: Site) -> None:
    done = seedwatch("sources", "add", site.base, "--yes", "--id", "first", home=home)
    assert done.returncode == 2
    assert "taken" in done.stderr


def test_check_asks_all_or_some_and_stores_nothing(home: Path, site: Site) -> None:
    (home / "config" / "sources.yaml").write_text(
        CATALOGUE.format(base=site.base) + f"  - {{id: gone, name: Gone, url: {site.base}/gone}}\n"
    )
    done = seedwatch("sources", "check", home=home)
    assert done.returncode == 4
    assert "first" in done.stdout
    assert "2 entries, newest 2026-03-02" in done.stdout
    assert "HTTP 404" in done.stdout
    assert "2 sources, 1 failing" in done.stdout
    assert seedwatch("sources", "check", "first", home=home).returncode == 0
    assert seedwatch("sources", "check", "nobody", home=home).returncode == 2
    states = json.loads(seedwatch("sources", "--json", home=home).stdout)
    assert {row["state"]["health"] for row in states} == {"new"}


def test_opml_comes_in_once_and_goes_out_again(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.opml"
    path.write_text(OPML)
    first = seedwatch("sources", "import", str(path), home=home)
    assert first.returncode == 0, first.stderr
    assert "1 feeds added, 1 were" in first.stdout
    assert "0 feeds added, 2 were" in seedwatch("sources", "import", str(path), home=home).stdout
    assert "# the first of all" in catalogue(home)
    out = seedwatch("sources", "export", home=home)
    assert 'xmlUrl="https://copper.example/feed"' in out.stdout
    assert 'xmlUrl="https://first.example/rss.xml"' in out.stdout


@pytest.mark.parametrize("body", [b"", b"\x00\xff\x00", b"<html><body>no outline</body></html>"])
def test_a_file_that_is_no_opml_is_one_clear_line(home: Path, tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "odd.opml"
    path.write_bytes(body)
    done = seedwatch("sources", "import", str(path), home=home)
    assert done.returncode == 4
    assert "odd.opml" in done.stderr


def test_a_mistyped_path_is_wrong_use(home: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "missing.opml", tmp_path):
        done = seedwatch("sources", "import", str(path), home=home)
        assert done.returncode == 2
        assert f"{path}: cannot be read: " in done.stderr
        assert "Traceback" not in done.stderr


def test_a_disabled_source_is_known_and_its_id_taken(home: Path, site: Site, tmp_path: Path) -> None:
    offered = json.loads(seedwatch("sources", "add", site.base, "--json", home=home).stdout)[0]["source"]["id"]
    with (home / "config" / "sources.yaml").open("a") as file:
        for name, url in ((offered, "https://off.example/rss"), ("copper-daily", "https://copper.example/feed/")):
            file.write(f"  - {{id: {name}, name: Off, url: '{url}', enabled: false}}\n")
    path = tmp_path / "mine.opml"
    path.write_text(OPML.replace("again", "Daily").replace("www.copper.example/feed/", "other.example/feed"))
    done = seedwatch("sources", "import", str(path), "--json", home=home)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert ([source["id"] for source in found["added"]], found["known"]) == (["copper-daily-2"], 1)
    refused = seedwatch("sources", "add", site.base, "--yes", "--id", offered, home=home)
    assert (refused.returncode, "taken" in refused.stderr) == (2, True)
    added = seedwatch("sources", "add", site.base, "--yes", home=home)
    assert added.returncode == 0, added.stderr
    assert f"Added {offered}-2," in added.stdout


def test_an_odd_line_of_opml_is_told_and_the_others_are_added(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.opml"
    path.write_text(OPML.replace("http://www.copper.example/feed/", "https://copper.example:99999/"))
    done = seedwatch("sources", "import", str(path), home=home)
    assert done.returncode == 0, done.stderr
    assert "1 feeds added, 0 were in the catalogue already, 1 left out: no address" in done.stdout


def test_saved_articles_are_imported_once_and_judged(home: Path, tmp_path: Path) -> None:
    profile = home / "config" / "watches" / "desk" / "profile.yaml"
    profile.write_text("entities: []\n")
    lines = [{"id": number, "title": f"Story {number}", "text": "The port opened. " * 20} for number in (1, 2)]
    path = tmp_path / "clips.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    for new in (2, 0):
        done = seedwatch("import", str(path), "--json", home=home)
        assert done.returncode == 0, done.stderr
        assert [source["new"] for source in json.loads(done.stdout)["sources"]] == [new]
    assert seedwatch("import", str(tmp_path / "nothing"), home=home).returncode == 4
