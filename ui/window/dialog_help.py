"""F1 in a dialog: the manual opens beside it, at the chapter that tells of what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog

from ui import dialogs
from ui.actions.in_widgets import DELETE, EXPLAIN, HELP_OF_PAGE, INSERT_NUMBER
from ui.actions.in_window import BRING_IN, EXPORT, FINALISE, HISTORY, KEYS, LIBRARY, RECOVER, REOPEN

_NAME = "help key"


@cache
def _chapters() -> Mapping[str, str]:
    """Name the chapter by what a dialog is about to do."""
    from ui.finalising.closing import STILL
    from ui.library.new_report import BEGIN, CARRY_OVER
    from ui.library.removing import BRING_BACK

    finalising = "定稿和修订"
    return {
        BRING_IN.label: "一次导入几十份年报",
        EXPORT.label: "预览、导出、打印",
        EXPLAIN.label: "核对",
        FINALISE.label: finalising,
        REOPEN.label: finalising,
        STILL: finalising,
        HISTORY.label: "改错了怎么办",
        INSERT_NUMBER.label: "写文字",
        KEYS.label: "快捷键",
        RECOVER.label: "备份和恢复",
        **dict.fromkeys((BEGIN, CARRY_OVER, DELETE.label, BRING_BACK), LIBRARY.label),
    }


def chapter_of(dialog: QDialog) -> str:
    """Return the chapter for a dialog, by its title; nothing for one of which none tells."""
    return _chapters().get(dialog.windowTitle().partition(" · ")[0], "")


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
