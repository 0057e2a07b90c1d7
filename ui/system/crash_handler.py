"""What happens when the program has a bug: a line in the log, one sentence, and the window goes on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from model.errors import UserError


def catch(folder: Path, tell: Callable[[str], None]) -> None:
    """Catch whatever nobody caught: log it in `folder`, and tell the user."""
    telling = False

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal telling
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        sentence = sentence_of(folder, error)
        if not telling:  # one at a time: a bug in painting comes with every frame
            telling = True
            try:
                tell(sentence)
            finally:
                telling = False

    sys.excepthook = caught
    threading.excepthook = lambda told: _log(folder, told.exc_value) and None  # no window from there


def sentence_of(folder: Path, error: BaseException) -> str:
    """Return what went wrong; a bug is logged."""
    if isinstance(error, UserError):
        return error.sentence
    written = _log(folder, error)
    send = f"请把“{written}”发给维护人员" if written else "请告诉维护人员"
    return f"程序出了一个错误，已录入的内容都已保存，可以继续；如反复出现，{send}。"


def _log(folder: Path, error: BaseException | None) -> Path | None:
    from ui.system.bug_log import log  # most starts need no log

    return log(folder, error)
