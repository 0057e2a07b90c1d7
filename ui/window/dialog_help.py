"""F1 in a dialog: the manual opens beside it, at the chapter that tells of what is asked."""

from __future__ import annotations

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog

from ui import dialogs
from ui.actions.in_widgets import DELETE, EXPLAIN, HELP_OF_PAGE, INSERT_NUMBER
from ui.actions.in_window import BRING_IN, EXPORT, FINALISE, HISTORY, KEYS, LIBRARY, RECOVER, REOPEN

_NAME = "help key"
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
    "开始填写": LIBRARY.label,
    "转入": LIBRARY.label,
    DELETE.label: LIBRARY.label,
    "恢复": LIBRARY.label,
}


def chapter_of(dialog: QDialog) -> str:
    """Return the chapter for a dialog, by its title; nothing for one of which none tells."""
    return _CHAPTERS.get(dialog.windowTitle().partition(" · ")[0], "")


def help_in_dialogs() -> None:
    """Let F1 open the manual in every dialog."""
    dialogs.before_each(offer_help)


def offer_help(dialog: QDialog) -> None:
    """Let F1 say what a dialog is about; one that is shown again has its key."""
    if dialog.findChild(QShortcut, _NAME) is None:
        key = QShortcut(HELP_OF_PAGE.sequences[0], dialog)
        key.setObjectName(_NAME)
        key.activated.connect(lambda: _show(dialog))


def _show(dialog: QDialog) -> None:
    from ui.manual.window import show

    show(dialog, chapter_of(dialog))  # over the dialog: what is no child of it could not be used beside it
