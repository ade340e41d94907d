"""All configuration files of an installation into one ``Settings``."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import SecretStr, ValidationError

from pipeline.errors import SettingsError
from pipeline.model.codec import to_plain
from pipeline.settings.kinds import is_slug
from pipeline.settings.schema import (
    DigestPlan,
    InstallationFile,
    Settings,
    SourceLine,
    SourcesFile,
    WatchFile,
    WatchSettings,
)
from pipeline.settings.secrets import read_secret
from pipeline.settings.yamlfile import describe, read_text, read_yaml, read_yaml_file


def read_settings(home: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Read ``home``/config. ``environment`` defaults to the process's.

    SEEDWATCH_DATA moves the data folder; SEEDWATCH_DATABASE_URL (or ..._FILE) names another database;
    SEEDWATCH_SMTP_PASSWORD (or ..._FILE) is the mail server's password.

    Raises ``SettingsError`` with every fault of every file, one a line.
    """
    env = os.environ if environment is None else environment
    home = expanded(home).resolve()
    config = home / "config"
    if not (config / "seedwatch.yaml").is_file():
        raise SettingsError(
            str(home),
            "no config/seedwatch.yaml here",
            remedy="Go to an installation, name it by --home, or make one with `seedwatch init DIR`",
        )
    faults: list[str] = []
    installation = read_yaml_file(config / "seedwatch.yaml", InstallationFile, faults)
    sources = read_sources(config / "sources.yaml", faults)
    defaults = installation.digest if installation else DigestPlan()
    watches = read_watches(home, defaults, faults)
    password = read_secret("SEEDWATCH_SMTP_PASSWORD", env, faults)
    database = read_secret("SEEDWATCH_DATABASE_URL", env, faults)
    check_mail(installation, watches, faults)
    data = home / expanded(Path(env.get("SEEDWATCH_DATA") or (installation.data if installation else "data")))
    if re.search(r"[?#\x00-\x1f]", str(data)):
        faults.append(f"{data}: a data folder cannot have ? or # or control characters in its name")
    if faults or installation is None:
        raise SettingsError("", "\n".join(faults))
    return Settings(
        home=home,
        data=data,
        database=database or installation.database or f"sqlite:///{data / 'seedwatch.db'}",
        polling=installation.polling,
        fetch=installation.fetch,
        learn=installation.learn,
        files=installation.deliver.files,
        email=installation.deliver.email,
        email_password=SecretStr(password),
        sources=tuple(line.record(home) for line in sources if line.enabled),
        disabled=tuple(line.record(home) for line in sources if not line.enabled),
        watches=watches,
    )


def expanded(path: Path) -> Path:
    """Replace a leading ~; raise ``SettingsError`` for ~somebody who is not there."""
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise SettingsError(str(path), "nobody of this name has a home folder here") from error


def read_sources(path: Path, faults: list[str]) -> tuple[SourceLine, ...]:
    text = read_text(path, faults)
    return () if text is None else read_lines(path, text, faults)


def read_lines(path: Path, text: str, faults: list[str]) -> tuple[SourceLine, ...]:
    """Read what is, or is to be, the text of the catalogue ``path``."""
    file = read_yaml(path, text, SourcesFile, faults)
    lines = file.sources if file else ()
    urls = [line.url for line in lines if line.url]
    for what, values in (("id", [line.id for line in lines]), ("url", urls)):
        faults += [
            f"{path}: {what} {value} is used by {count} sources; each needs its own"
            for value, count in Counter(values).items()
            if count > 1
        ]
    return lines


def read_watches(home: Path, defaults: DigestPlan, faults: list[str]) -> tuple[WatchSettings, ...]:
    folder = home / "config" / "watches"
    paths = sorted(folder.glob("*/watch.yaml"))
    if not paths:
        faults.append(f"{folder}: no watch here; make a folder with a watch.yaml that has at least a title")
    watches = [read_watch(home, path, defaults, faults) for path in paths]
    return tuple(watch for watch in watches if watch)


def read_watch(home: Path, path: Path, defaults: DigestPlan, faults: list[str]) -> WatchSettings | None:
    name = path.parent.name
    if not is_slug(name):
        faults.append(f"{path.parent}: a watch's folder is named in small letters, digits and hyphens")
    file = read_yaml_file(path, WatchFile, faults)
    if file is None:
        return None
    plan = overlay(path, defaults, file.digest, faults)
    return WatchSettings(
        name=name,
        title=file.title,
        folder=path.parent,
        seeds=home / (file.seeds or f"seeds/{name}"),
        digest=plan,
        to=file.to,
    )


def overlay(path: Path, defaults: DigestPlan, changes: dict[str, Any], faults: list[str]) -> DigestPlan:
    """Lay a watch's digest keys over the installation's; `at` there ends an `every` here, and the other way round."""
    base = defaults.model_dump(exclude_unset=True)
    if {"at", "every"} & changes.keys():
        base.pop("at", None)
        base.pop("every", None)
    try:
        return DigestPlan.model_validate(base | changes)
    except ValidationError as error:
        faults += [
            f"{path}: {describe(('digest', *fault['loc']), fault['type'], fault['msg'])}"
            for fault in error.errors(include_url=False)
        ]
        return defaults


def check_mail(installation: InstallationFile | None, watches: tuple[WatchSettings, ...], faults: list[str]) -> None:
    """Recipients without a server would silently get nothing, and so would everybody without files and mail."""
    if installation and installation.deliver.files is None and not all(watch.to for watch in watches):
        faults.append("config/seedwatch.yaml: deliver.files is off and a watch has no `to`: its digest goes nowhere")
    if installation and installation.deliver.email is None:
        faults += [
            f"{watch.folder / 'watch.yaml'}: `to` names recipients, but config/seedwatch.yaml has no "
            "deliver.email; add the server or remove `to`"
            for watch in watches
            if watch.to
        ]


def masked(settings: Settings) -> dict[str, Any]:
    """Give the settings as plain data for people, secrets replaced by stars, recipients counted."""
    return {
        "home": str(settings.home),
        "data": str(settings.data),
        "database": mask_url(settings.database),
        "polling": settings.polling.model_dump(mode="json"),
        "fetch": settings.fetch.model_dump(mode="json"),
        "learn": settings.learn.model_dump(mode="json"),
        "files": settings.files.model_dump(mode="json") if settings.files else None,
        "email": settings.email.model_dump(mode="json") | {"password": mask(settings)} if settings.email else None,
        "sources": len(settings.sources),
        "watches": [
            shape_of_watch(watch) | {"seeds": str(watch.seeds), "recipients": len(watch.to)}
            for watch in settings.watches
        ],
    }


def shape_of_watch(watch: WatchSettings) -> dict[str, Any]:
    return {"name": watch.name, "title": watch.title, "digest": watch.digest.model_dump(mode="json")}


def mask(settings: Settings) -> str:
    return "********" if settings.email_password.get_secret_value() else "(none)"


def mask_url(url: str) -> str:
    """Hide the password of a database address, whether it stands before the host or, as libpq allows, in the query.

    The query comes first: a password there may hold an @, which would look like the end of one before the host.
    """
    url = re.sub(r"([?&]\w*(?:pass|pwd)\w*=)[^&]*", r"\1********", url, flags=re.IGNORECASE)
    return re.sub(r"(://[^:/@]*):.*@", r"\1:********@", url)


def settings_hash(settings: Settings) -> str:
    """Hash what shapes a run's result (sources, watches, limits), not secrets, places and recipients; 12 hex digits."""
    shape = {
        "polling": settings.polling.model_dump(mode="json"),
        "fetch": settings.fetch.model_dump(mode="json"),
        "sources": to_plain(settings.sources),
        "watches": [shape_of_watch(watch) for watch in settings.watches],
    }
    text = json.dumps(shape, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
