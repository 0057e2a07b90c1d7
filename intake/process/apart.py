"""Reading in a process of its own: how it is started, what it is asked, and what its answers mean."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from intake.reading import Reading

COMMAND = "read-worker"
GIVEN_UP = "读了很久没有读完，或者读取中程序意外中止，文件可能已经损坏，或者内容远多于一份年度报告"
_MAIN = Path(__file__).resolve().parents[2] / "main.py"


def worker_command(name: str) -> tuple[str, ...]:
    """Return the command line of the process that does a command of main.py, frozen or not."""
    if getattr(sys, "frozen", False):
        return sys.executable, name
    return sys.executable, str(_MAIN), name


def of_file(path: Path) -> dict[str, object]:
    """Ask for a file."""
    return {"path": str(path)}


def of_clipboard(markup: str, text: str) -> dict[str, object]:
    """Ask for a report that was copied."""
    return {"markup": markup, "text": text}


def outcome(words: Mapping[str, Any], data: bytes) -> tuple[Reading | None, str]:
    """Return the reading, or None and the sentence that says why there is none."""
    reading: Reading | None = pickle.loads(data) if data else None  # noqa: S301 — our own process
    return reading, words.get("sentence", "")
