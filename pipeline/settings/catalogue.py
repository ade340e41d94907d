"""New lines for the catalogue, written below what stands there: the file is its owner's, comments and all."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.model.source import Source, SourceKind
from pipeline.settings.reading import read_lines

_KEY = r"""^\ufeff?["']?sources["']?[ \t]*:"""
_LIST = re.compile(_KEY, re.MULTILINE)
_EMPTY_LIST = re.compile(rf"({_KEY})[ \t]*(?:\[[ \t]*\]|null|~)(?=[ \t\r]*$|[ \t]+#)", re.MULTILINE)
_FIRST_ITEM = re.compile(rf"{_KEY}[^\n]*\n(?:[ \t\r]*(?:#[^\n]*)?\n)*([ \t]*)-(?=\s)", re.MULTILINE)
_LIST_IN_BRACKETS = re.compile(rf"{_KEY}[ \t]*\[", re.MULTILINE)
_LAST_BRACKET = re.compile(r",?(\s*\])(?=\s*(?:#[^\n]*(?:\n\s*|\Z))*\Z)")
_PLAIN = re.compile(r"[A-Za-z가-힣À-ɏ](?:[\w .()/-]*[\w.()/-])?")
_PLAIN_ADDRESS = re.compile(r"https?://[\w./~%?=&+@-]+", re.ASCII)
_NO_WORD = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}  # some to us, some to other readers


def append_sources(path: Path, sources: Sequence[Source]) -> None:
    """Write sources at the end of the catalogue, or into a new one; all else in the file stays as it is.

    What is written of a source is its id, name, kind, address, language, country and topics. The new text is read
    before it takes the old one's place: raises ``SettingsError``, and changes nothing, if the file is faulty, an id or
    address is taken, the list is written in a way that cannot be added to, or the file cannot be written.
    """
    if not sources:
        return
    try:
        old = path.read_bytes().decode("utf-8") if path.exists() else ""
        new = extend(old, sources)
        check(path, old, new, sources)
        replace_text(path.resolve(), new)
    except UnicodeDecodeError as error:
        raise SettingsError(str(path), f"not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise SettingsError(str(path), f"cannot be written: {error.strerror}") from error


def extend(old: str, sources: Sequence[Source]) -> str:
    """The text with the sources in its list, in the list's own manner and with the text's own line ends."""
    end = "\r\n" if "\r\n" in old else "\n"
    text = _EMPTY_LIST.sub(r"\1", old, count=1)
    if _LIST_IN_BRACKETS.search(text):
        items = "".join(f"{end}  , {{{', '.join(_lines(source))}}}" for source in sources)
        return _LAST_BRACKET.sub(lambda closing: items + closing[1], text, count=1)
    if not text.endswith(("\n", "\ufeff")) and text:
        text += end
    if not _LIST.search(text):
        text += f"sources:{end}"
    first = _FIRST_ITEM.search(text)
    indent = first[1] if first else ""
    lines = [f"{end}{indent}- " + f"{end}{indent}  ".join(_lines(source)) + end for source in sources]
    return text + "".join(lines)


def check(path: Path, old: str, new: str, sources: Sequence[Source]) -> None:
    """Raise ``SettingsError`` if the new text would not do; what is wrong with the old one is told first."""
    faults: list[str] = []
    read = {line.id for line in read_lines(path, new.removeprefix("\ufeff"), faults)}
    if faults:
        standing: list[str] = []
        read_lines(path, old.removeprefix("\ufeff"), standing)
        told = standing or [
            "Nothing is added; with the new sources at its end, the catalogue would be faulty:",
            *faults,
        ]
        raise SettingsError("", "\n".join(told))
    if missing := [source.id for source in sources if source.id not in read]:
        raise SettingsError(
            str(path),
            f"{', '.join(missing)} cannot be added",
            remedy="Write the list as `sources:` with one `- id:` for each, or add the lines by hand",
        )


def replace_text(path: Path, text: str) -> None:
    """Write the whole file or nothing; its rights, and if possible its owner, stay."""
    was = path.stat() if path.exists() else None
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if was:
            with suppress(PermissionError):  # only root can give files away
                os.chown(draft, was.st_uid, was.st_gid)
        draft.chmod(stat.S_IMODE(was.st_mode) if was else 0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _lines(source: Source) -> Iterator[str]:
    yield f"id: {_scalar(source.id)}"
    yield f"name: {_scalar(source.name)}"
    if source.kind is not SourceKind.FEED:
        yield f"kind: {source.kind.value}"
    yield f"url: {_scalar(source.url)}"
    if source.language != "und":
        yield f"language: {_scalar(source.language)}"
    if source.country:
        yield f"country: {_scalar(source.country)}"
    if source.topics:
        yield f"topics: [{', '.join(map(_scalar, source.topics))}]"


def _scalar(text: str) -> str:
    """A text as YAML: as it is where it can mean nothing else, in quotes otherwise (a number, ``Null``, ``a: b``)."""
    is_word = _PLAIN.fullmatch(text) and text.lower() not in _NO_WORD
    return text if is_word or _PLAIN_ADDRESS.fullmatch(text) else f'"{"".join(map(_escaped, text))}"'


def _escaped(letter: str) -> str:
    """Within quotes (YAML 1.2, section 5.7): what does not print could be taken for a line's end, or be refused."""
    if letter in '"\\':
        return f"\\{letter}"
    return letter if letter.isprintable() else f"\\U{ord(letter):08X}"
