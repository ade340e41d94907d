from __future__ import annotations

from pathlib import Path

import certifi
import pytest

from pipeline.fetch.trust import find_roots


def test_the_environment_names_the_file_of_roots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "roots.pem"
    file.write_text("")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    assert find_roots() == (str(file), "")
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    assert find_roots() == (str(file), str(tmp_path))


def test_a_folder_counts_when_it_holds_certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssl.get_default_verify_paths", lambda: Paths(None, str(tmp_path)))
    assert find_roots() == (certifi.where(), "")
    (tmp_path / "002c0b4f.0").write_text("")
    assert find_roots() == ("", str(tmp_path))


def test_without_any_the_package_of_roots_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssl.get_default_verify_paths", lambda: Paths(None, None))
    assert find_roots() == (certifi.where(), "")


class Paths:
    """Where a system keeps its certificates."""

    def __init__(self, cafile: str | None, capath: str | None) -> None:
        self.cafile, self.capath = cafile, capath
        self.openssl_capath_env = "SSL_CERT_DIR"
