"""What Qt says before it gives up: heard, so that a sentence is said in its place."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler


@contextmanager
def told(refuse: Callable[[str], int] | None) -> Iterator[None]:
    """Let `refuse` say why Qt cannot begin, and end the process with its code; what Qt only warns of is passed on."""
    if refuse is None:
        yield
        return
    heard: list[str] = []

    def hear(kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
        heard.append(words)
        if kind is QtMsgType.QtFatalMsg:
            from ui.system.platform_failure import why  # a start that goes well needs none of it

            os._exit(refuse(why(heard)))  # Qt aborts as soon as this returns

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        for words in heard:
            sys.stderr.write(f"{words}\n")
