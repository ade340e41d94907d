"""Parcels -> the world; a module a channel. Implements the port ``Channel``."""

from __future__ import annotations

from pipeline.deliver.files import FileChannel, Format
from pipeline.deliver.settings import EmailSettings, Security
from pipeline.deliver.smtp import EmailChannel

__all__ = ["EmailChannel", "EmailSettings", "FileChannel", "Format", "Security"]
