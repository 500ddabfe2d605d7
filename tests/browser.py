"""A real browser, where the machine has one."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FOUND = next(filter(None, map(shutil.which, _NAMES)), None)

needs_browser = pytest.mark.skipif(_FOUND is None, reason=f"needs a browser: none of {', '.join(_NAMES)} is installed")


def open_page(page: Path, *, width: int = 1000) -> str:
    """What the page is once it is loaded and its scripts, if it has any that run, have run."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            *(str(_FOUND), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
            *(f"--user-data-dir={profile}", f"--window-size={width},800", "--dump-dom", page.as_uri()),
        ]
        done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return done.stdout.decode()
