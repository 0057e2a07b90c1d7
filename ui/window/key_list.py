"""快捷键一览: every key of the program, read from the registry of actions."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui import dialogs
from ui.actions.in_window import KEYS
from ui.actions.overview import KeyLine, overview
from ui.lists.columns import ColumnsModel, ListColumn, fit
from ui.lists.look import dress

_SIZE, _LEAST = (760, 640), (420, 120)  # of the dialog, of its table: at 200 percent a screen has 683×384 pixels
COLUMNS: tuple[ListColumn[KeyLine], ...] = (
    ListColumn("keys", "按键", lambda line: line.keys, width=270, tip=lambda line: line.keys),
    ListColumn("what", "作用", lambda line: line.what, tip=lambda line: line.what),
    ListColumn("where", "在哪里", lambda line: line.where, width=170, tip=lambda line: line.where),
)


def show(parent: QWidget) -> None:
    """Show the list."""
    dialog = dialogs.form(parent, KEYS.label, "知道了", cancel="")
    dialogs.entitle(dialog, KEYS.label, "全部功能")
    dialog.body.addWidget(_table(dialog))
    room = parent.screen().availableGeometry().size()
    dialog.resize(min(_SIZE[0], room.width() - 40), min(_SIZE[1], room.height() - 60))
    dialogs.run(dialog)


def _table(parent: QWidget) -> QTableView:
    table = QTableView(parent)
    model = ColumnsModel(COLUMNS, table)
    model.show(overview())
    dress(table, KEYS.label, row_height=26)
    table.setModel(model)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setMinimumSize(*_LEAST)
    fit(table, COLUMNS)  # the widths hold for any size: the second takes what is left
    table.setCurrentIndex(model.index(0, 0))
    return table
