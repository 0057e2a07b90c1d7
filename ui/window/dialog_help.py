"""F1 in a dialog: the manual opens beside it, at the chapter that tells of what is asked."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from ui import dialogs
from ui.actions.in_widgets import EXPLAIN, INSERT_NUMBER
from ui.actions.in_window import BRING_IN, EXPORT, FINALISE, HISTORY, KEYS, RECOVER, REOPEN

_LIBRARY = "报告库"
_CHAPTERS = {  # by what a dialog is about to do
    BRING_IN.label: "一次导入几十份年报",
    EXPORT.label: "预览、导出、打印",
    EXPLAIN.label: "核对",
    FINALISE.label: "定稿和修订",
    REOPEN.label: "定稿和修订",
    "仍要定稿": "定稿和修订",
    HISTORY.label: "改错了怎么办",
    INSERT_NUMBER.label: "写文字",
    KEYS.label: "快捷键",
    RECOVER.label: "备份和恢复",
    "开始填写": _LIBRARY,
    "转入": _LIBRARY,
    "删除": _LIBRARY,
    "恢复": _LIBRARY,
}


def chapter_of(dialog: QDialog) -> str:
    """Return the chapter for a dialog, by its title; nothing for one of which none tells."""
    return _CHAPTERS.get(dialog.windowTitle().partition(" · ")[0], "")


def help_in_dialogs() -> None:
    """Let F1 open the manual in every dialog."""
    dialogs.on_help(_show)


def _show(dialog: QDialog) -> None:
    from ui.manual.window import show

    show(dialog, chapter_of(dialog))  # over the dialog: what is no child of it could not be used beside it
