"""Make a release: ./dev release VERSION runs what must hold, makes every package, and lays all out in dist/VERSION.

python tools/release.py VERSION [--without-windows]

Beside the packages lie SHA256SUMS, what changed, the licences' notice, and a bill of materials (CycloneDX). The heading
of the version in CHANGELOG.md gets its day; committing and tagging are left to whoever releases.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DIST, WORK = ROOT / "dist", ROOT / "build" / "release"
CHANGES = ROOT / "CHANGELOG.md"
UNRELEASED = "未发布"
FONTS = ROOT / "assets" / "fonts"
FONT_LICENCES = {"fang": "GPL-3.0-or-later WITH Font-exception-2.0"}  # all others: OFL-1.1 (assets/fonts/NOTICE.txt)


class CannotReleaseError(Exception):
    """Something is not as it must be for a release; the sentence says what."""


def check_version(version: str, declared: str, changes: str) -> None:
    """Hold a version against what the project says of itself.

    Raises:
        CannotReleaseError: it is none, it is not the project's, or there is nothing to be released under it.
    """
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise CannotReleaseError(f"{version} is no version: three numbers are wanted, such as 1.2.3")
    if version != declared:
        raise CannotReleaseError(f"pyproject.toml says {declared}, not {version}")
    if f"## {version}（{UNRELEASED}）" not in changes.splitlines():
        raise CannotReleaseError(f"CHANGELOG.md has no heading “## {version}（{UNRELEASED}）”")


def cut(changes: str, version: str, day: date) -> tuple[str, str]:
    r"""Give the heading of a version its day; return all changes, and those of this version.

    >>> whole, mine = cut("# 记录\n\n## 2.0.0（未发布）\n\n- 新\n\n## 1.0.0（2025-01-02）\n", "2.0.0", date(2026, 3, 4))
    >>> mine
    '## 2.0.0（2026-03-04）\n\n- 新\n'
    """
    heading = f"## {version}（{day:%Y-%m-%d}）"
    whole = changes.replace(f"## {version}（{UNRELEASED}）", heading, 1)
    after = whole.partition(heading)[2]
    return whole, heading + re.split(r"^## ", after, maxsplit=1, flags=re.MULTILINE)[0].rstrip() + "\n"


def sums(folder: Path) -> str:
    """Return what sha256sum prints of all files in a folder."""
    files = (path for path in sorted(folder.iterdir()) if path.is_file() and path.name != "SHA256SUMS")
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


# The bill of materials


def bill_of_materials(target: Path) -> None:
    """List what is inside a package: the locked libraries with their licences, Python, the fonts."""
    program, lister = WORK / "program", WORK / "lister"
    _install(program, ROOT / "requirements.lock")
    _install(lister, ROOT / "packaging" / "release.lock")
    command = [str(lister / "bin" / "cyclonedx-py"), "environment", str(program / "bin" / "python")]
    command += ["--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible", "--spec-version", "1.6", "-o"]
    _run(*command, str(target))
    bill = with_the_rest(json.loads(target.read_text("utf-8")))
    target.write_text(json.dumps(bill, ensure_ascii=False, indent=1) + "\n", "utf-8")


def with_the_rest(bill: dict[str, Any]) -> dict[str, Any]:
    """Return a bill with what is no Python package: Python itself and the fonts; without pip, which is not inside."""
    libraries = [one for one in bill["components"] if one["name"] not in {"pip", "setuptools"}]
    python = {
        "type": "platform",
        "bom-ref": "python",
        "name": "CPython",
        "version": ".".join(map(str, sys.version_info[:3])),
        "licenses": [{"license": {"id": "PSF-2.0"}}],
    }
    return {**bill, "components": [*libraries, python, *_fonts()]}


def _fonts() -> list[dict[str, Any]]:
    return [
        {
            "type": "file",
            "bom-ref": f"font-{font.stem}",
            "name": font.name,
            "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(font.read_bytes()).hexdigest()}],
            "licenses": [{"expression": FONT_LICENCES.get(font.stem, "OFL-1.1")}],
        }
        for font in sorted(FONTS.glob("*.ttf"))
    ]


def _install(folder: Path, lock: Path) -> None:
    venv.create(folder, clear=True, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run(*pip, "--require-hashes", "--only-binary=:all:", "-r", str(lock))


# What is done


def packages(*, windows: bool) -> list[Path]:
    """Make the packages; return their files."""
    before = {path: path.stat().st_mtime_ns for path in DIST.glob("*")} if DIST.exists() else {}
    _run(str(ROOT / "dev"), "package", "--store")
    if windows:
        _run(str(ROOT / "dev"), "package-windows")
    return [path for path in sorted(DIST.glob("*")) if path.is_file() and before.get(path) != path.stat().st_mtime_ns]


def _run(*command: str) -> None:
    print("release:", *command, file=sys.stderr, flush=True)
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise CannotReleaseError(f"{' '.join(command[:3])} did not work")


def release(version: str, *, windows: bool, today: date) -> Path:
    """Make a release; return its folder.

    Raises:
        CannotReleaseError: something does not hold; nothing is left in the folder of the release.
    """
    changes = CHANGES.read_text("utf-8")
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    check_version(version, declared, changes)
    status = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=True)
    if status.stdout:
        raise CannotReleaseError("there are changes that are not committed")
    _run(str(ROOT / "dev"), "check")
    _run(str(ROOT / "dev"), "test")
    made = packages(windows=windows)
    folder = DIST / version
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for package in made:
        shutil.copy2(package, folder)
    whole, mine = cut(changes, version, today)
    (folder / "CHANGES.md").write_text(mine, "utf-8")
    shutil.copyfile(ROOT / "NOTICE", folder / "NOTICE.txt")
    bill_of_materials(folder / f"gouji-{version}.cdx.json")
    (folder / "SHA256SUMS").write_text(sums(folder), "utf-8")
    CHANGES.write_text(whole, "utf-8")
    return folder


def main(arguments: Sequence[str]) -> int:
    """Make a release, or say why there is none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("version")
    parser.add_argument("--without-windows", action="store_true", help="where wine cannot be installed")
    given = parser.parse_args(arguments)
    stamp = os.environ.get("SOURCE_DATE_EPOCH")
    today = datetime.fromtimestamp(int(stamp), UTC).date() if stamp else datetime.now(UTC).astimezone().date()
    try:
        folder = release(given.version, windows=not given.without_windows, today=today)
    except CannotReleaseError as error:
        print(f"release: {error}", file=sys.stderr)
        return 1
    print(f"release: all is in {folder}; commit CHANGELOG.md and tag v{given.version}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
