"""Offers the backups where damage is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from model.errors import UserError
from model.storage.backups import restoring, second_place
from model.storage.library import Library
from ui import dialogs


def offer(parent: QWidget | None, library: Path, sentence: str) -> bool:
    """Return what is wrong with a library that is not open, and let a backup be put in its place; True when one was."""
    from ui.restoring import dialog

    while True:
        today = date.today()  # noqa: DTZ011 — the clerk's day
        answer = dialog.ask(parent, library, second_place.remembered(library), today, damaged=sentence)
        if answer is None:
            return False
        try:
            dialogs.tell(parent, _begin_anew(library) if answer.backup is None else _put(library, answer.backup.path))
        except UserError as error:
            dialogs.warn(parent, error.sentence)
            continue
        return True


def _put(library: Path, backup: Path) -> str:
    done = restoring.restore(library, backup)
    kept = f"原来的文件留在“{done.before}”" if done.before else "原来没有文件"
    return f"已换成备份：{done.reports}份年报。{kept}。"


def _begin_anew(library: Path) -> str:
    restoring.set_aside(library)
    Library(library, anew=True).close()
    return "已从空的报告库开始，备份都留着，可以从“文件”菜单恢复。"
