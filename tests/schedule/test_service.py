"""The background service: one mail a slot, nothing lost and nothing twice, whatever is killed when."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline.profile import merge_profile
from pipeline.profile.learn import learn_profile
from pipeline.seeds import SeedFolder
from tests.deliver.mail_server import Mailbox, mail_server, text_of

SEEDS = Path(__file__).parents[2] / "seeds" / "peru-korea"
# Unlike each other on purpose: copies of one text would be folded into one story.
SUBJECTS = (
    "tanques K2 para el Ejército del Perú, con ensamblaje en Lima",
    "blindados K808: Hyundai Rotem abre un taller en Arequipa",
    "minerales críticos: cobre y zinc peruano para baterías de Corea del Sur",
    "el tratado de libre comercio Perú-Corea cumple catorce años",
    "la Línea 3 del Metro de Lima interesa a empresas surcoreanas",
    "aeropuerto de Chinchero: consultora surcoreana revisa el avance con el MTC",
    "submarinos: SIMA y HD Hyundai Heavy Industries amplían su acuerdo",
    "piezas del KF-21: Korea Aerospace Industries evalúa a SEMAN",
)


class GrowingFeed(BaseHTTPRequestHandler):
    """A feed that shows as many of the subjects as the test has let out."""

    shown: int

    def do_GET(self) -> None:
        host = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]  # set by HTTPServer
        items = "".join(
            f"<item><guid>{number}</guid><title>{subject}</title><link>{host}/{number}</link>"
            f"<description>Perú y Corea del Sur: {subject}. Lo informó la oficina número {number}.</description></item>"
            for number, subject in enumerate(SUBJECTS[: type(self).shown])
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{items}</channel></rss>'.encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        pass


@contextmanager
def feed_server() -> Iterator[tuple[type[GrowingFeed], int]]:
    handler = type("Feed", (GrowingFeed,), {"shown": 2})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield handler, server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def profile() -> str:
    """What the watch of this checkout learns from its seeds."""
    seeds, _problems = SeedFolder(SEEDS).read()
    return merge_profile(None, None, learn_profile(seeds)).profile_text


def write_installation(home: Path, profile: str, feed_port: int, mail_port: int) -> None:
    watch = home / "config" / "watches" / "peru-korea"
    watch.mkdir(parents=True)
    settings = {
        "polling": {"every": "1s"},
        "fetch": {"allow_private": ["127.0.0.0/8"], "host_delay": 0},
        "digest": {"every": "3s", "when_empty": "skip"},
        "deliver": {
            "email": {"host": "127.0.0.1", "port": mail_port, "security": "none", "sender": "watch@example.org"}
        },
    }
    source = {"id": "feed", "name": "Feed", "url": f"http://127.0.0.1:{feed_port}/feed", "pages": False}
    (home / "config" / "seedwatch.yaml").write_text(json.dumps(settings))
    (home / "config" / "sources.yaml").write_text(json.dumps({"sources": [source]}))
    (watch / "watch.yaml").write_text(json.dumps({"title": "Watch", "to": ["desk@example.org"]}))
    (watch / "profile.yaml").write_text(profile, encoding="utf-8")


def seedwatch(home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    with (home / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline.cli", "--home", str(home), *arguments],
            stdout=subprocess.DEVNULL,
            stderr=log,
            cwd=Path(__file__).parents[2],
        )


def wait_for(condition: Callable[[], bool], what: str, home: Path) -> None:
    deadline = time.monotonic() + 40
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"waited for {what} in vain\n{(home / 'log').read_text()[-3000:]}")
        time.sleep(0.05)


def stories_in(messages: list[EmailMessage], port: int) -> Counter[int]:
    links = re.compile(rf"http://127\.0\.0\.1:{port}/(\d+)")
    return Counter(number for message in messages for number in {int(n) for n in links.findall(text_of(message))})


def test_killed_and_restarted_it_loses_nothing_and_sends_nothing_twice(tmp_path: Path, profile: str) -> None:
    mailbox = Mailbox()
    with feed_server() as (feed, port), mail_server(mailbox) as mail_port:
        write_installation(tmp_path, profile, port, mail_port)
        service = seedwatch(tmp_path, "serve")
        try:
            for shown in (4, 6):
                wait_for(lambda: len(stories_in(mailbox.letters, port)) == feed.shown, "the stories so far", tmp_path)
                feed.shown = shown
                # Let it be anywhere: polling, storing, sending.
                time.sleep(0.4 * (shown - 3))
                service.send_signal(signal.SIGKILL)
                service.wait()
                feed.shown = shown + 1
                service = seedwatch(tmp_path, "serve")
            wait_for(lambda: len(stories_in(mailbox.letters, port)) == feed.shown, "all stories", tmp_path)
            service.send_signal(signal.SIGTERM)
            assert service.wait(timeout=30) == 0
        finally:
            service.kill()
            service.wait()
    assert set(stories_in(mailbox.letters, port).values()) == {1}
    ids = [message["Message-ID"] for message in mailbox.letters]
    assert len(set(ids)) == len(ids)


def test_a_second_service_on_one_installation_leaves_with_one_clear_line(tmp_path: Path, profile: str) -> None:
    mailbox = Mailbox()
    with feed_server() as (feed, port), mail_server(mailbox) as mail_port:
        write_installation(tmp_path, profile, port, mail_port)
        first = seedwatch(tmp_path, "serve")
        try:
            wait_for(lambda: len(stories_in(mailbox.letters, port)) == feed.shown, "the first stories", tmp_path)
            second = seedwatch(tmp_path, "serve")
            assert second.wait(timeout=40) == 2
            feed.shown = 4
            wait_for(lambda: len(stories_in(mailbox.letters, port)) == feed.shown, "the later stories", tmp_path)
        finally:
            first.terminate()
            code = first.wait(timeout=30)
    assert code == 0
    assert "another service works on this database" in (tmp_path / "log").read_text()
    assert set(stories_in(mailbox.letters, port).values()) == {1}
