"""The one place where this room reads and writes YAML."""

from __future__ import annotations

import io
from typing import Any

from ruamel.yaml import YAML

_WIDE = 10_000  # columns: a list of terms stays on its line, whatever its length


def read_yaml(text: str) -> Any:
    """Plain data. Raises ``ruamel.yaml.YAMLError``."""
    return YAML(typ="safe", pure=True).load(text)


def read_commented(text: str) -> Any:
    """Data that remember their comments, order and lines."""
    return _round_trip().load(text)


def write_yaml(data: Any) -> str:
    """Block style, unescaped; data of ``read_commented`` keep their comments and order."""
    stream = io.StringIO()
    _round_trip().dump(data, stream)
    return stream.getvalue()


def _round_trip() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.width = _WIDE
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
