"""设置: categories on the left, the rows of the chosen one on the right; what is changed is kept at once."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from model.storage.library import Library
from ui import dialogs
from ui.actions.in_window import BACK, SETTINGS
from ui.appearance.theme import colours, ui_font
from ui.settings.backups import RECOVER, Place
from ui.settings.context import SettingsContext
from ui.settings.definition import CATEGORIES, Category, SettingRow

_SIZE = (1000, 600)  # fits a screen of 1366×768 with its task bar
_CATEGORIES, _LABEL, _CONTROL, _ROW = 180, 120, 660, 36  # pixels

__all__ = ["RECOVER", "SettingsDialog", "show"]


def show(parent: QWidget | None, library: Library, today: date) -> str:
    """Show the settings until they are left; give what they are left for, "" for nothing."""
    dialog = SettingsDialog(parent, library, today)
    try:
        dialogs.run(dialog)
        return dialog.left_for
    finally:
        dialog.wait()
        dialog.deleteLater()


class SettingsDialog(dialogs.FormDialog):
    """All pages of the definition."""

    def __init__(self, parent: QWidget | None, library: Library, today: date) -> None:
        super().__init__(parent, "改了就存，没有“确定”。", BACK.label, cancel="")
        self.setWindowTitle(SETTINGS.label)
        self.left_for = ""
        self.context = SettingsContext(library, today, self)
        self.context.refused.connect(self._refuse)
        self.context.left_for.connect(self._leave)
        self.categories, self.pages = QListWidget(), QStackedWidget()
        self.categories.setAccessibleName("设置的类别")
        self.categories.setFixedWidth(_CATEGORIES if _is_wide(self.context) else _CATEGORIES * 2 // 3)
        for category in CATEGORIES:
            self.categories.addItem(category.title)
            self.categories.item(self.categories.count() - 1).setSizeHint(QSize(0, _ROW))
            self.pages.addWidget(_page(category, self.context))
        self.categories.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.categories.setCurrentRow(0)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.categories)
        row.addWidget(self.pages, 1)
        self.body.addLayout(row)
        self.refusal = QLabel(wordWrap=True)
        self.refusal.setAccessibleName("没有做成的")
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.hide()
        self.body.addWidget(self.refusal)
        self._dress()
        room = self.screen().availableGeometry().size()
        self.resize(min(_SIZE[0], room.width() - 40), min(_SIZE[1], room.height() - 60))

    def _dress(self) -> None:
        tone = colours()
        self.setStyleSheet(
            f'QFrame[state="good"] {{ background: {_mixed(tone.done.name())}; border: 1px solid {tone.line.name()}; }}'
            f'QFrame[state="bad"] {{ background: {tone.warn_soft.name()}; border: 1px solid {tone.line.name()}; }}'
            "QFrame[state] QLabel { border: 0; background: transparent; }"
            f"QListWidget {{ border: 0; background: transparent; outline: 0; }}"
            f"QListWidget::item {{ padding-left: 10px; border-radius: 4px; }}"
            f"QListWidget::item:selected {{ background: {tone.accent_soft.name()}; color: {tone.text.name()}; }}"
            f"QLabel#refusal {{ color: {tone.hard.name()}; }}"
        )
        self.refusal.setObjectName("refusal")

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()

    def _leave(self, what: str) -> None:
        self.left_for = what
        self.accept()

    def wait(self) -> None:
        """Let what was begun here be finished."""
        for place in self.findChildren(Place):
            place.wait()


def _mixed(name: str) -> str:
    return f"#22{name[1:]}"


def _page(category: Category, context: SettingsContext) -> QWidget:
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(4, 0, 12, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    title = QLabel(category.title)
    title.setFont(ui_font(130, bold=True))
    grid.addWidget(title, 0, 0, 1, 2)
    for at, row in enumerate(category.rows):
        _add(grid, 1 + 2 * at, row, context)
    grid.setColumnMinimumWidth(0, _LABEL if _is_wide(context) else 0)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    inside.setMaximumWidth(_LABEL + _CONTROL)
    scroll = QScrollArea(widgetResizable=True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inside)
    return scroll


def _is_wide(context: SettingsContext) -> bool:
    dialog = context.parent()
    return isinstance(dialog, QWidget) and dialog.screen().availableGeometry().width() > _SIZE[0]


def _add(grid: QGridLayout, at: int, row: SettingRow, context: SettingsContext) -> None:
    control = row.make(context)
    if not row.label:
        grid.addWidget(control, at, 0, 1, 2)
        return
    label = QLabel(row.label)
    label.setBuddy(control)
    grid.addWidget(label, at, 0)
    grid.addWidget(control, at, 1)
    if row.hint:
        hint = QLabel(row.hint, wordWrap=True)
        hint.setProperty("muted", True)
        grid.addWidget(hint, at + 1, 1)
