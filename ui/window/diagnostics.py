"""What a maintainer needs to know of an installation, without a word or a number of a report."""

from __future__ import annotations

import io
import json
import locale
import platform
import sqlite3
import sys
import tomllib
import zipfile
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import qVersion

from export import replace_file
from model.errors import UserError
from model.storage.files.places import backups_of
from model.storage.files.rights import keep_file_private
from model.storage.library import Library
from model.storage.migrations import newest
from ui import ROOT

LOGS = ("gouji.log", "gouji.log.1")


@cache
def program_version() -> str:
    """Return the version of the program."""
    project: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project["version"]


def versions() -> dict[str, str]:
    """Return the versions of the program and of what it stands on."""
    return {
        "勾稽": program_version(),
        "报告库格式": str(newest()),
        "Qt": qVersion(),
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "ReportLab": _library("reportlab"),
        "系统": platform.platform(),
    }


def _library(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # frozen: the library is inside, its card is not
        return "随程序"


def counts(library: Library) -> dict[str, object]:
    """Count what the library holds, as far as it can be read."""
    try:
        return _counts(library)
    except UserError as error:
        return {"not_readable": type(error).__name__}


def _counts(library: Library) -> dict[str, object]:
    listed = library.summaries()
    size = library.path.stat().st_size if library.path.exists() else 0
    return {
        "reports": len(listed),
        "deleted": len(library.summaries(deleted=True)),
        "by_state": dict(Counter(one.state.value for one in listed)),
        "by_form": dict(Counter(one.edition for one in listed)),
        "numbers": library.count_rows("number"),
        "explanations": library.count_rows("explanation"),
        "library_bytes": size,
        "backups": sum(1 for _ in backups_of(library.path).glob("*.db")),
        "read_only": library.read_only is not None,
    }


def write(library: Library, target: Path) -> None:
    """Write the versions, the counts and the log of errors into one archive.

    Raises:
        UserError: it could not be written there.
    """
    facts = {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": versions(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "locale": locale.getlocale()[0],
        "counts": counts(library),
    }
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("facts.json", json.dumps(facts, ensure_ascii=False, indent=2))
        for log in (library.path.parent / name for name in LOGS):
            with suppress(OSError):  # there is none
                archive.writestr(log.name, log.read_bytes())
    replace_file(target, whole.getvalue())
    keep_file_private(target)
