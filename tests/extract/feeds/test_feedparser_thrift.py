"""feedparser gives what it would give if it were left as it comes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.test_feedfarm import FEEDS

ROOT = Path(__file__).parents[3]
PARSE = """
import io, json, sys
import feedparser
from bench.feedfarm import document
if sys.argv[1] == "thrifty":
    from pipeline.extract.feeds import feedparser_thrift
    feedparser_thrift.spare()
ODD = '''<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example/x/" xml:lang="es">
<title type="html">&lt;b>T</title>
<entry xml:base="y/"><id>1</id><link href="z"/><category term="c" scheme="s" label="l"/>
<updated>2026-03-02T08:00:00Z</updated>
<source><title>Other</title><id>o</id></source><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div>
</content><summary type="text">s</summary><author><name>N</name><email>n@a.example</email></author></entry></feed>'''
bodies = [ODD.encode(), *(document(number).body for number in range(int(sys.argv[2])))]
told = [feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False) for body in bodies]
print(json.dumps([[one.version, one.feed, one.entries, one.bozo] for one in told], default=str))
"""


def parse(manner: str) -> list[object]:
    command = [sys.executable, "-c", PARSE, manner, str(len(FEEDS))]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    found: list[object] = json.loads(done.stdout)
    return found


def test_what_is_spared_changes_nothing() -> None:
    thrifty, usual = parse("thrifty"), parse("usual")
    assert len(usual) == len(FEEDS) + 1
    assert thrifty == usual
