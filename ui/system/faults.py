"""What happens when the program has a bug: a line in the log, one sentence, and the window goes on."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from model.errors import UserError

LARGEST = 1_000_000  # bytes; a log that has grown larger is laid aside, in place of the one before


def catch(folder: Path, tell: Callable[[str], None]) -> None:
    """Catch whatever nobody caught: log it in `folder`, and tell the user."""
    log = folder / "gouji.log"
    telling = False

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal telling
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        sentence = error.sentence if isinstance(error, UserError) else _bug(log, kind, trace)
        if not telling:  # one at a time: a bug in painting comes with every frame
            telling = True
            tell(sentence)
            telling = False

    sys.excepthook = caught
    threading.excepthook = lambda told: write(log, told.exc_type, told.exc_traceback)  # no window may open from there


def _bug(log: Path, kind: type[BaseException], trace: TracebackType | None) -> str:
    write(log, kind, trace)
    return f"程序出了一个错误，已录入的内容都已保存，可以继续；如反复出现，请把“{log}”发给维护人员。"


def write(log: Path, kind: type[BaseException], trace: TracebackType | None) -> None:
    """Add where in the program it happened; never its message, which may quote the report."""
    frames = "".join(traceback.format_tb(trace))
    entry = f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {kind.__name__}\n{frames}\n"
    try:
        if log.exists() and log.stat().st_size > LARGEST:
            log.replace(log.with_name(f"{log.name}.1"))
        with log.open("a", encoding="utf-8") as file:
            file.write(entry)
    except OSError:  # nowhere to write: the sentence must do
        pass
