"""What is tried: the commit, and a mark for whatever in the folder differs from it."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path

from faults.part import ROOT

_NOT_TRIED = ":!docs"  # the record itself is written there


def checkout(root: Path = ROOT) -> str:
    """Name the commit; where the files differ from it, a plus and what tells this state from every other.

    A run goes on only with what it began with.
    """
    commit = _git(root, "rev-parse", "--short", "HEAD").decode().strip()
    changed = _git(root, "status", "--porcelain", "--untracked-files=all", "-z", "--", ".", _NOT_TRIED)
    if commit and not changed:
        return commit
    return f"{commit}+{_state(root)}"


def _state(root: Path) -> str:
    files = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ".", _NOT_TRIED)
    names = files.decode().split("\0") if files else [str(path.relative_to(root)) for path in root.glob("*/**/*.py")]
    told = sha256()
    for name in sorted(set(names)):
        if (root / name).is_file():
            told.update(name.encode() + b"\0" + (root / name).read_bytes())
    return told.hexdigest()[:6]


def _git(root: Path, *arguments: str) -> bytes:
    """Ask git; nothing where there is none, as in an archive that was unpacked."""
    try:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return b""
