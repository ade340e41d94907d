"""The container files have the promised shape. No engine runs here: this reads the files, it does not start them."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
COMPOSE: dict[str, Any] = YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def instructions(name: str) -> list[str]:
    """Give the arguments of each such instruction of the Dockerfile, continued lines joined."""
    joined = re.sub(r"\\\n\s*", "", DOCKERFILE)
    return [match[1] for match in re.finditer(rf"^{name}\s+(.+)$", joined, re.MULTILINE)]


def targets(service: dict[str, Any]) -> dict[str, str]:
    """Map each mounted path of the container to its mode, "rw" where none is written."""
    parts = [volume.split(":") for volume in service.get("volumes", [])]
    return {part[1]: part[2] if len(part) > 2 else "rw" for part in parts}


@pytest.mark.parametrize("name", SERVICES)
class TestEachService:
    def test_runs_without_privileges_on_a_read_only_root(self, name: str) -> None:
        service = SERVICES[name]
        user = str(service["user"]).split(":")[0]
        assert user.isdigit()
        assert int(user) > 0
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in service["security_opt"]
        assert any(mount.startswith("/tmp") for mount in service["tmpfs"])

    def test_publishes_nothing_beyond_loopback(self, name: str) -> None:
        assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", []))
        assert SERVICES[name].get("network_mode") != "host"

    def test_limits_its_log(self, name: str) -> None:
        options = SERVICES[name]["logging"]["options"]
        assert {"max-size", "max-file"} <= set(options)


def test_the_service_comes_back_and_gets_time_to_stop() -> None:
    service = SERVICES["seedwatch"]
    assert service["restart"] == "always"
    assert service["stop_grace_period"] == "60s"
    assert service["init"] is True
    assert "profiles" not in service


def test_the_service_keeps_its_data_in_a_named_volume_and_cannot_change_its_configuration() -> None:
    service = SERVICES["seedwatch"]
    assert "data:/data" in service["volumes"]
    assert "data" in COMPOSE["volumes"]
    assert targets(service) == {"/config": "ro", "/seeds": "ro", "/data": "rw"}


def test_learning_may_write_the_watches_alone_and_runs_only_when_asked() -> None:
    learn = SERVICES["learn"]
    assert targets(learn) == {"/config": "ro", "/config/watches": "rw", "/seeds": "ro", "/data": "rw"}
    assert learn["profiles"] == ["learn"]
    assert learn["network_mode"] == "none"


def test_the_mail_password_is_a_file_and_never_a_value() -> None:
    service = SERVICES["seedwatch"]
    assert service["environment"] == {"SEEDWATCH_SMTP_PASSWORD_FILE": "/run/secrets/smtp_password"}
    assert service["secrets"] == ["smtp_password"]
    assert COMPOSE["secrets"]["smtp_password"] == {"file": "./secrets/smtp_password"}
    assert "secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_the_trial_mailbox_starts_only_when_asked() -> None:
    assert SERVICES["mailpit"]["profiles"] == ["try"]


def test_the_image_runs_as_the_same_user_as_the_services() -> None:
    user = instructions("USER")[-1]
    assert user == SERVICES["seedwatch"]["user"] == SERVICES["learn"]["user"]
    assert f"--uid {user.split(':')[0]} " in DOCKERFILE


def test_the_image_serves_stops_on_sigterm_and_reports_its_health() -> None:
    assert json.loads(instructions("CMD")[-1]) == ["seedwatch", "serve"]
    assert instructions("STOPSIGNAL") == ["SIGTERM"]
    options, _, command = instructions("HEALTHCHECK")[0].partition("CMD ")
    assert json.loads(command) == ["seedwatch", "status", "--check"]
    assert "--interval=5m " in options
    assert instructions("VOLUME") == ["/data"]


SHIPPED = {"config/demo", "seeds/peru-korea"}


def test_the_image_takes_pinned_dependencies_and_named_folders_only() -> None:
    assert any("pip install -c requirements.lock '.[postgres]'" in line for line in instructions("RUN"))
    copied = [word for line in instructions("COPY") if "--from" not in line for word in line.split()[:-1]]
    assert (
        set(copied)
        == {"requirements.lock", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "pipeline"} | SHIPPED
    )


def test_watches_and_seeds_of_the_build_host_stay_there() -> None:
    """Neither the wheel, the source archive nor what the engine is sent holds more than the demo needs."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert build["wheel"]["packages"] == ["pipeline"]
    assert set(build["wheel"]["force-include"]) == SHIPPED
    archived = {place for place in build["sdist"]["only-include"] if place.startswith(("config", "seeds"))}
    assert archived == SHIPPED
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {line for line in ignored if "config" in line or "seeds" in line} == {
        *("config/*", "seeds/*"),
        *(f"!{place}" for place in SHIPPED),
    }
