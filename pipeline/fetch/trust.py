"""Whose certificates are believed."""

from __future__ import annotations

import os
import ssl
import sys
from pathlib import Path

import certifi
import pycurl

# The HTTP library brings its own OpenSSL, which looks for certificates where its builders kept them, not where this
# system does.


def find_roots() -> tuple[str, str]:
    """The file and the folder of trusted root certificates, "" for none.

    What SSL_CERT_FILE and SSL_CERT_DIR name, else what Python itself uses on this system, else (Windows, macOS and
    images without certificates) the roots that Mozilla trusts, from the package certifi.
    """
    known = ssl.get_default_verify_paths()  # names only what exists
    folder = known.capath or ""
    if known.cafile:  # the library keeps a file in memory, but not if there is a folder too
        return known.cafile, folder if known.openssl_capath_env in os.environ else ""
    if folder and next(Path(folder).glob("*.[0-9]"), None):
        return "", folder
    return certifi.where(), ""


def trust_roots(curl: pycurl.Curl, roots: tuple[str, str]) -> None:
    """Let a handle believe these roots alone; on Windows and macOS also those the system's keeper added."""
    file, folder = roots
    for option in (pycurl.CAINFO, pycurl.PROXY_CAINFO):
        curl.setopt(option, file) if file else curl.unsetopt(option)
    for option in (pycurl.CAPATH, pycurl.PROXY_CAPATH):
        curl.setopt(option, folder) if folder else curl.unsetopt(option)
    if sys.platform in ("win32", "darwin"):
        curl.setopt(pycurl.SSL_OPTIONS, pycurl.SSLOPT_NATIVE_CA)
