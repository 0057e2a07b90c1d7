"""The packages of the lock file for Windows, by hash, from the index that pip is configured with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from winbuild.index import configured
from winbuild.steps import must

PYTHON, PLATFORM = "3.11", "x86_64-pc-windows-msvc"


def install(lock: Path, target: Path) -> None:
    """Unpack them into a folder. pip cannot: it judges `sys_platform` in a lock file by the machine that it runs on.

    Raises:
        BuildError: one of them cannot be had.
    """
    shutil.rmtree(target, ignore_errors=True)
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-config", "--target", str(target)]
    command += ["--python", sys.executable, "--python-platform", PLATFORM, "--python-version", PYTHON]
    command += ["--only-binary", ":all:", "--link-mode", "copy", "--require-hashes", "-r", str(lock)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    must(done.returncode == 0, f"取不到锁定的软件包 (The locked packages cannot be had):\n{done.stderr.strip()}")


def environment() -> dict[str, str]:
    """Return the environment in which uv asks whom pip asks; nothing of it shows on a command line."""
    pip = configured()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))}
    chosen = {"UV_DEFAULT_INDEX": pip.indexes[0], "UV_INDEX": " ".join(pip.indexes[1:])}
    if pip.certificates:
        chosen["SSL_CERT_FILE"] = pip.certificates
    return kept | chosen | {"UV_INDEX_STRATEGY": "unsafe-best-match"}  # safe: each file is wanted by its hash
