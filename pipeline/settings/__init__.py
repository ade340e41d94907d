"""Config files to one validated ``Settings``: the installation, its catalogue of sources, its watches.

``read_settings(home)`` gathers the faults of all files and raises them together, each with file, line and key.
"""

from pipeline.settings.catalogue import append_sources
from pipeline.settings.installation import create_installation
from pipeline.settings.reading import masked, read_settings, settings_hash
from pipeline.settings.schema import (
    DigestPlan,
    EmailServer,
    FetchLimits,
    FilesPlan,
    Settings,
    WatchSettings,
)
from pipeline.settings.watchfiles import WatchFiles

__all__ = [
    "DigestPlan",
    "EmailServer",
    "FetchLimits",
    "FilesPlan",
    "Settings",
    "WatchFiles",
    "WatchSettings",
    "append_sources",
    "create_installation",
    "masked",
    "read_settings",
    "settings_hash",
]
