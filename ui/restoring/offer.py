"""Offers the backups where damage is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from model.errors import UserError
from model.storage import restoring, second_place
from ui import dialogs


def offer(parent: QWidget | None, library: Path, sentence: str) -> bool:
    """Say what is wrong with a library that is not open, and let a backup be put in its place; True when one was."""
    from ui.restoring import dialog

    while True:
        today = date.today()  # noqa: DTZ011 — the clerk's day
        answer = dialog.ask(parent, library, second_place.remembered(library), today, damaged=sentence)
        if answer is None:
            return False
        try:
            done = restoring.restore(library, answer.backup.path)
        except UserError as error:
            dialogs.warn(parent, error.sentence)
            continue
        kept = f"原来的文件留在“{done.before}”" if done.before else "原来没有文件"
        dialogs.tell(parent, f"已换成备份：{done.reports}份年报。{kept}。")
        return True
