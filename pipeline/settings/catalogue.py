"""New lines for the catalogue, written below what stands there: the file is its owner's, comments and all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.model.source import Source, SourceKind
from pipeline.settings.reading import read_sources

_EMPTY_LIST = re.compile(r"^sources:[ \t]*(?:\[[ \t]*\])?[ \t]*(#.*)?$", re.MULTILINE)
_ITEM = re.compile(r"^([ \t]*)- ", re.MULTILINE)
_PLAIN = re.compile(r"[A-Za-z가-힣À-ɏ][\w가-힣À-ɏ .()/-]*")
_NO_WORD = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def append_sources(path: Path, sources: Sequence[Source]) -> None:
    """Write sources at the end of the catalogue, or into a new one.

    The result is read before it takes the old one's place: raises ``SettingsError``, and changes nothing, if it could
    not be read back (because the file is faulty already, an id is taken, or its list is written in another way).
    """
    if not sources:
        return
    old = path.read_text(encoding="utf-8-sig") if path.exists() else "sources:\n"
    item = list(_ITEM.finditer(old))
    indent = item[-1][1] if item else ""
    if not item:
        old = _EMPTY_LIST.sub(lambda found: f"sources:{' ' if found[1] else ''}{found[1] or ''}", old, count=1)
    text = old.rstrip() + "\n" + "".join(f"\n{_block(source, indent)}" for source in sources)
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text, encoding="utf-8")
    try:
        _check(path, draft, sources)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _check(path: Path, draft: Path, sources: Sequence[Source]) -> None:
    faults: list[str] = []
    read = {line.id for line in read_sources(draft, faults)}
    if faults:
        raise SettingsError("", "\n".join(fault.replace(str(draft), str(path)) for fault in faults))
    if missing := [source.id for source in sources if source.id not in read]:
        raise SettingsError(
            str(path),
            f"{', '.join(missing)} cannot be added",
            remedy="Write the list as `sources:` with one `- id:` for each, or add the lines by hand",
        )


def _block(source: Source, indent: str) -> str:
    lines = list(_lines(source))
    return f"{indent}- {lines[0]}\n" + "".join(f"{indent}  {line}\n" for line in lines[1:])


def _lines(source: Source) -> Iterator[str]:
    yield f"id: {source.id}"
    yield f"name: {_scalar(source.name)}"
    if source.kind is not SourceKind.FEED:
        yield f"kind: {source.kind.value}"
    yield f"url: {_scalar(source.url)}"
    if source.language != "und":
        yield f"language: {source.language}"
    if source.country:
        yield f'country: "{source.country}"'
    if source.topics:
        yield f"topics: [{', '.join(source.topics)}]"


def _scalar(text: str) -> str:
    """A text as YAML: as it is where nothing in it means anything else, in JSON's quotes otherwise."""
    is_address = re.fullmatch(r"https?://[\w./~%?=&+@-]+", text) is not None
    if is_address or (_PLAIN.fullmatch(text) and text.lower() not in _NO_WORD and text == text.strip()):
        return text
    return json.dumps(text, ensure_ascii=False)
