"""One YAML file into one validated model, with the line of every fault."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

MOST_VALUES = 500_000  # of one file; 10,000 sources have 100,000


class FileTooLargeError(Exception):
    """A file unfolds into more than anybody wrote."""


Model = TypeVar("Model", bound=BaseModel)


def read_yaml_file(path: Path, model: type[Model], faults: list[str]) -> Model | None:
    """Read ``path`` as ``model``; on any fault give None, and append a line for each to ``faults``."""
    text = read_text(path, faults)
    return None if text is None else read_yaml(path, text, model, faults)


def read_text(path: Path, faults: list[str]) -> str | None:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        faults.append(f"{path}: not found")
    except UnicodeDecodeError as error:
        faults.append(f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8")
    except OSError as error:
        faults.append(f"{path}: cannot be read ({error.strerror})")
    return None


def read_yaml(path: Path, text: str, model: type[Model], faults: list[str]) -> Model | None:
    """Read what is, or is to be, the text of ``path``; faults as of ``read_yaml_file``."""
    return read_quickly(text, model) or read_with_lines(path, text, model, faults)


def read_quickly(text: str, model: type[Model]) -> Model | None:
    """Give None for any fault, and for what only the slow reader takes: it has the last word.

    The C parser is six times as fast (10,000 sources: 1.5 s, not 9) and its values are YAML 1.2's as well, but it
    keeps no lines and stops at some sound texts, such as {url: https://a.example}.
    """
    if "*" in text:  # aliases of aliases, merged by <<, would here be unfolded before they can be counted
        return None
    with suppress(YAMLError, ValueError, TypeError, RecursionError, FileTooLargeError):
        return unfold(YAML(typ="safe").load(text), model)
    return None


def read_with_lines(path: Path, text: str, model: type[Model], faults: list[str]) -> Model | None:
    try:
        data = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        faults.append(f"{path}, line {line}: not valid YAML ({error.problem})")
    except YAMLError as error:
        faults.append(f"{path}: not valid YAML ({str(error).splitlines()[0]})")
    except (ValueError, TypeError, RecursionError) as error:  # the 30th of February, 5,000 digits, a map as key, [[[...
        faults.append(f"{path}: not valid YAML ({str(error).splitlines()[0]})")
    else:
        return validate_yaml(path, data, model, faults)
    return None


def validate_yaml(path: Path, data: Any, model: type[Model], faults: list[str]) -> Model | None:
    try:
        return unfold(data, model)
    except FileTooLargeError:
        faults.append(f"{path}: more than {MOST_VALUES} values; are there aliases (*name) that repeat each other?")
        return None
    except ValidationError as error:
        faults += [
            f"{path}{line_of(data, fault['loc'])}: {describe(fault['loc'], fault['type'], fault['msg'])}"
            for fault in error.errors(include_url=False)
        ]
        return None


def unfold(data: Any, model: type[Model]) -> Model:
    return model.model_validate({} if data is None else plain(data, itertools.count()))


def describe(place: tuple[int | str, ...], kind: str, message: str) -> str:
    """Say a validation fault in one plain sentence."""
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in place) or "the file"
    if kind == "extra_forbidden":
        return f"{key}: unknown key; remove it or mend its spelling"
    if kind == "missing":
        return f"{key}: missing"
    return f"{key}: {message.removeprefix('Value error, ')}"


def line_of(data: Any, place: tuple[int | str, ...]) -> str:
    """Find the line of a key, or of the nearest thing around it that has one."""
    line: int | None = None
    for part in place:
        try:
            line = data.lc.key(part)[0] if isinstance(part, str) else data.lc.item(part)[0]
            data = data[part]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return "" if line is None else f", line {line + 1}"


def plain(data: Any, counter: Iterator[int]) -> Any:
    """Strip the YAML reader's own types off, so that validation sees dicts, lists and scalars.

    Raises ``FileTooLargeError`` for a file that unfolds into too much: a few aliases of aliases make billions.
    """
    if next(counter) > MOST_VALUES:
        raise FileTooLargeError
    if isinstance(data, dict):
        return {str(key): plain(value, counter) for key, value in data.items()}
    if isinstance(data, list):
        return [plain(value, counter) for value in data]
    return data
