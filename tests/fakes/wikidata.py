"""A small Wikidata on loopback: it answers ``wbsearchentities`` and ``wbgetentities`` as the API does.

Forms are those of the real one: empty mappings are lists (it is written in PHP), a merged item comes under the id that
was asked for with the other's id inside, one bad id among many fails them all, and errors have status 200.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered instead of the truth."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    silent: bool = False  # nothing comes, until the server ends


def error(code: str, info: str = "") -> Reply:
    return Reply(body=json.dumps({"error": {"code": code, "info": info or code}, "servedby": "local"}).encode())


BEHIND = error("maxlag", "Waiting for a database server: 7.1 seconds lagged.")
PAUSE = Reply(status=429, headers=(("Retry-After", "600"),), body=b"Too many requests")
GARBAGE = Reply(body=b"<html><title>Please log in</title></html>")


@dataclass(slots=True)
class SmallWikidata:
    items: dict[str, Plain] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)  # id -> the item it became
    troubles: list[Reply] = field(default_factory=list)  # answered first, in this order
    asked: list[dict[str, str]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    api: str = ""
    before: Callable[[], None] = lambda: None  # done at each request, before it is answered
    end: Event = field(default_factory=Event)
    at_once: int = 0
    most_at_once: int = 0

    def add(
        self,
        identity: str,
        labels: Mapping[str, str],
        aliases: Mapping[str, Sequence[str]] | None = None,
        description: str = "",
        **claims: Sequence[str],
    ) -> None:
        """An item; ``P31=["Q5"]`` is a statement."""
        self.items[identity] = {
            "type": "item",
            "id": identity,
            "labels": {code: {"language": code, "value": value} for code, value in labels.items()} or [],
            "aliases": {
                code: [{"language": code, "value": value} for value in values]
                for code, values in (aliases or {}).items()
            }
            or [],
            "descriptions": {"en": {"language": "en", "value": description}} if description else [],
            "claims": {name: [statement(target) for target in targets] for name, targets in claims.items()} or [],
        }

    def searches(self) -> list[str]:
        return [asked["search"] for asked in self.asked if asked.get("action") == "wbsearchentities"]

    def fetched(self) -> list[list[str]]:
        return [asked["ids"].split("|") for asked in self.asked if asked.get("action") == "wbgetentities"]

    def answer(self, query: dict[str, str]) -> Reply:
        self.asked.append(query)
        self.before()
        if self.troubles:
            return self.troubles.pop(0)
        if query["action"] == "wbsearchentities":
            return self._search(query["search"].casefold(), query["language"], int(query["limit"]))
        return self._entities(query["ids"].split("|"), set(query["props"].split("|")))

    def _search(self, text: str, language: str, limit: int) -> Reply:
        hits = [
            {"id": identity, "title": identity, "label": text, "match": {"type": "label", "text": text}}
            for identity, item in self.items.items()
            if any(name.casefold().startswith(text) for name in names(item, (language, "en", "mul")))
        ]
        return Reply(body=json.dumps({"searchinfo": {"search": text}, "search": hits[:limit], "success": 1}).encode())

    def _entities(self, ids: list[str], props: set[str]) -> Reply:
        if len(ids) > 50:
            return error("toomanyvalues")
        if unknown := next((identity for identity in ids if int(identity[1:]) > 2**31 - 1), ""):
            return error("no-such-entity", f"Could not find an entity with the ID {unknown!r}.")
        entities = {identity: self._entity(identity, props) for identity in ids}
        return Reply(body=json.dumps({"entities": entities, "success": 1}).encode())

    def _entity(self, identity: str, props: set[str]) -> Plain:
        target = self.merged.get(identity, identity)
        if target not in self.items:
            return {"id": identity, "missing": ""}
        plain = {key: value for key, value in self.items[target].items() if key in props | {"id", "type"}}
        return plain | ({"redirects": {"from": identity, "to": target}} if target != identity else {})


def statement(target: str, rank: str = "normal") -> Plain:
    value = {"entity-type": "item", "numeric-id": int(target[1:]), "id": target}
    snak = {"snaktype": "value", "datavalue": {"value": value, "type": "wikibase-entityid"}}
    return {"mainsnak": snak, "type": "statement", "rank": rank}


def names(item: Plain, languages: Sequence[str]) -> Iterator[str]:
    for language in languages:
        for terms in (item["labels"], item["aliases"]):
            found = terms.get(language, []) if isinstance(terms, dict) else []
            yield from (term["value"] for term in (found if isinstance(found, list) else [found]))


@contextmanager
def serve_wikidata() -> Iterator[SmallWikidata]:
    """Serve until the block ends."""
    wikidata = SmallWikidata()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wikidata.at_once += 1
            wikidata.most_at_once = max(wikidata.most_at_once, wikidata.at_once)
            wikidata.agents.append(self.headers["User-Agent"] or "")
            reply = wikidata.answer(dict(parse_qsl(urlsplit(self.path).query)))
            wikidata.at_once -= 1
            if reply.silent:
                wikidata.end.wait(20)
                return
            self.send_response(reply.status)
            for name, value in (("Content-Type", "application/json"), *reply.headers):
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Say nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                """The asker went away: it had lost patience, or the answer was too large for it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        wikidata.api = f"http://127.0.0.1:{server.server_port}/w/api.php"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield wikidata
        finally:
            wikidata.end.set()
            server.shutdown()
            thread.join()
