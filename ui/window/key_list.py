"""快捷键一览: every key of the program in a dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui import dialogs
from ui.actions.in_window import KEYS
from ui.lists.key_table import KeyTable

_SIZE, _LEAST = (760, 640), (420, 120)  # of the dialog, of its table: at 200 percent a screen has 683×384 pixels


def show(parent: QWidget) -> None:
    """Show the list."""
    dialog = dialogs.form(parent, "按在哪里可用排列。设置的“快捷键”里可以查找。", "知道了", cancel="")
    dialogs.entitle(dialog, KEYS.label, "全部功能")
    table = KeyTable(dialog)
    table.setMinimumSize(*_LEAST)
    dialog.body.addWidget(table)
    room = parent.screen().availableGeometry().size()
    dialog.resize(min(_SIZE[0], room.width() - 40), min(_SIZE[1], room.height() - 60))
    dialogs.run(dialog)
