"""What happens when the program has a bug: a line in the log, one sentence, and the window goes on."""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

from model.errors import UserError
from model.storage.files.places import own_folder
from model.storage.files.rights import keep_file_private

LARGEST = 1_000_000  # bytes; a log that has grown larger is laid aside, in place of the one before
NAME = "gouji.log"


def catch(folder: Path, tell: Callable[[str], None]) -> None:
    """Catch whatever nobody caught: log it in `folder`, and tell the user."""
    telling = False

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal telling
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        sentence = sentence_of(folder, error, trace)
        if not telling:  # one at a time: a bug in painting comes with every frame
            telling = True
            try:
                tell(sentence)
            finally:
                telling = False

    sys.excepthook = caught
    threading.excepthook = lambda told: log(folder, told.exc_type, told.exc_traceback) and None  # no window from there


def sentence_of(folder: Path, error: BaseException, trace: TracebackType | None) -> str:
    """Return what went wrong; a bug is logged."""
    if isinstance(error, UserError):
        return error.sentence
    written = log(folder, type(error), trace)
    send = f"请把“{written}”发给维护人员" if written else "请告诉维护人员"
    return f"程序出了一个错误，已录入的内容都已保存，可以继续；如反复出现，{send}。"


def log(folder: Path, kind: type[BaseException], trace: TracebackType | None) -> Path | None:
    """Log a bug in the folder of the library, or else in the user's own; say where, None where neither takes it."""
    for place in (folder, own_folder()):
        if write(place / NAME, kind, trace):
            return place / NAME
    return None


def write(log: Path, kind: type[BaseException], trace: TracebackType | None) -> bool:
    """Add where in the program it happened; never its message, which may quote the report. It is added whole or not."""
    frames = "".join(traceback.format_tb(trace))
    entry = f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {kind.__name__}\n{frames}\n"
    try:
        if log.exists() and log.stat().st_size > LARGEST:
            log.replace(log.with_name(f"{log.name}.1"))
        _append(log, entry.encode("utf-8", "backslashreplace"))
    except (OSError, ValueError):  # nowhere to write: the sentence must do
        return False
    keep_file_private(log)
    return True


def _append(log: Path, entry: bytes) -> None:
    with log.open("ab", buffering=0) as file:
        before = os.fstat(file.fileno()).st_size
        try:
            written = file.write(entry)
        except OSError:
            written = 0
        if written != len(entry):
            with suppress(OSError):
                file.truncate(before)
            raise OSError(log)
