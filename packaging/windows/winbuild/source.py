"""What the program is made of, as it stands in the last commit."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

from winbuild.steps import must, say

# What goes into the program, or makes it; nothing else is there when it is frozen.
PARTS = (
    *("main.py", "app", "assets", "commands", "export", "intake", "model", "ui"),
    *("build.spec", "pyproject.toml", "requirements.lock", "LICENSE", "NOTICE"),
    *("packaging/licences", "packaging/no_network.py", "packaging/windows/version_info.in"),
    *("tools/package.py", "tools/licences.py", "tools/linked.py", "tools/make_manual.py"),
    *("docs/手册.md", "docs/部署.md", "docs/pictures"),
)


def _git(root: Path, *words: str) -> bytes:
    done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
    must(done.returncode == 0, f"git {words[0]} 失败 (git failed): {done.stderr.decode().strip()}")
    return done.stdout


def commit(root: Path) -> str:
    """Return the last commit; what is not committed does not go in, which is said."""
    if _git(root, "status", "--porcelain", "--untracked-files=no", "--", *PARTS):
        say("没有提交的改动不会进入安装包。(What is not committed does not go in.)")
    return _git(root, "rev-parse", "HEAD").decode().strip()


def state(root: Path, commit: str) -> str:
    """Return what changes when what goes into the program changes: the hash of each part."""
    return _git(root, "ls-tree", "-z", commit, *PARTS).decode()


def epoch(root: Path, commit: str) -> int:
    """Return when what goes into the program was last changed: the date of everything that is made of it."""
    return int(_git(root, "log", "-1", "--format=%ct", commit, "--", *PARTS))


def read(root: Path, commit: str, name: str) -> bytes:
    """Return a file as it was in a commit."""
    return _git(root, "show", f"{commit}:{name}")


def those_of(root: Path, commit: str, names: Sequence[str]) -> dict[str, bytes]:
    """Return by their last names those files that a commit has."""
    there = _git(root, "ls-tree", "-z", "--name-only", commit, *names).decode().strip("\0").split("\0")
    return {Path(name).name: read(root, commit, name) for name in there}


def version(root: Path, commit: str) -> str:
    """Return the version that a commit says it is."""
    said: str = tomllib.loads(read(root, commit, "pyproject.toml").decode())["project"]["version"]
    return said


def export(root: Path, commit: str, target: Path, version: str) -> None:
    """Write the committed files into a folder, under a version; an older commit may lack a part."""
    there = _git(root, "ls-tree", "-z", "--name-only", commit, *PARTS).decode().strip("\0").split("\0")
    with tarfile.open(fileobj=io.BytesIO(_git(root, "archive", commit, *there))) as archive:
        archive.extractall(target, filter="data")
    project = target / "pyproject.toml"
    words = re.sub(
        r'^version = ".*"$', f'version = "{version}"', project.read_text("utf-8"), count=1, flags=re.MULTILINE
    )
    project.write_text(words, "utf-8", newline="\n")
