"""Plain data from YAML and back, for files that nobody edits in place."""

from __future__ import annotations

from typing import Any

from pipeline.profile.file.yamltree import plain, read_tree
from pipeline.profile.file.yamlwriting import write_yaml

__all__ = ["read_yaml", "write_yaml"]


def read_yaml(text: str) -> Any:
    """Dicts, lists, words and numbers. Raises ``NotYamlError``, which is a ``ValueError``."""
    return plain(read_tree(text))
