"""设置: categories on the left, the rows of the chosen one on the right; what is changed is kept at once."""

from __future__ import annotations

from datetime import date
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from model.storage.library import Library
from ui.actions.in_widgets import ESCAPE, FIND
from ui.actions.in_window import SETTINGS
from ui.appearance.marking import mark
from ui.appearance.signs import icon
from ui.appearance.theme import ui_font
from ui.frame.search_field import search_field
from ui.settings.backups import RECOVER, Place
from ui.settings.context import SettingsContext
from ui.settings.definition import CATEGORIES, Category, SettingRow
from ui.settings.fields import LineField

_CATEGORIES, _NARROW, _LABEL, _CONTROL, _ROW = 200, 120, 160, 600, 36  # pixels
_NO_MATCH = "没有匹配的设置"

__all__ = ["RECOVER", "SettingsPage"]


@runtime_checkable
class HasLines(Protocol):
    """A control that is a list, whose lines can be looked through."""

    def look_for(self, words: str) -> bool:
        """Show the lines only that hold some words; return whether there are any."""


class SettingsPage(QWidget):
    """All categories of the definition, and a search over them."""

    chapter = "设置"  # of the manual
    done = Signal()  # it is to be left
    kept = Signal(str)  # a setting was kept, by its key
    left_for = Signal(str)  # it is left for something else, by its name

    def __init__(self, library: Library, today: date) -> None:
        super().__init__()
        self.setWindowTitle(SETTINGS.label)
        self.own_title = (SETTINGS.label, "改了就存，没有“确定”")
        self.context = SettingsContext(library, today, self)
        self.context.refused.connect(self._refuse)
        self.context.kept.connect(self._kept)
        self.context.left_for.connect(self.left_for)
        self.categories, self.pages = QListWidget(), QStackedWidget()
        mark(self.categories, "side")
        self.categories.setAccessibleName("设置的类别")
        self.categories.setIconSize(QSize(18, 18))
        self._shown: list[_CategoryPage] = []
        for category in CATEGORIES:
            self._add(category)
        self.categories.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.categories.setCurrentRow(0)
        self.refusal = QLabel(wordWrap=True)
        mark(self.refusal, "refused")
        self.refusal.setAccessibleName("没有做成的")
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.hide()
        self.nothing = QLabel(_NO_MATCH)
        self.nothing.setProperty("muted", True)
        self.nothing.hide()
        self._lay_out()
        self.search = self._search_field()
        self.tools = (self.search,)
        self.setFocusProxy(self.categories)

    def _add(self, category: Category) -> None:
        item = QListWidgetItem(icon(category.sign), category.title)
        item.setSizeHint(QSize(0, _ROW))
        self.categories.addItem(item)
        self._shown.append(_CategoryPage(category, self.context))
        self.pages.addWidget(self._shown[-1])

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(24, 16, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.nothing)
        column.addWidget(self.pages, 1)
        column.addWidget(self.refusal)  # below: nothing moves under the hands while it comes and goes
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.categories)
        row.addLayout(column, 1)

    def _search_field(self) -> QLineEdit:
        search = search_field("查找设置")
        search.setFixedWidth(220)
        search.textChanged.connect(self.look_for)
        QShortcut(FIND.sequences[0], self).activated.connect(search.setFocus)
        leave = QShortcut(ESCAPE.sequences[0], self)
        leave.activated.connect(self._escape)
        return search

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.categories.setFixedWidth(_CATEGORIES if self.width() > _LABEL + _CONTROL else _NARROW)

    def choose(self, title: str) -> None:
        """Show the category of a title."""
        self.categories.setCurrentRow(next(row for row, one in enumerate(CATEGORIES) if one.title == title))

    def look_for(self, words: str) -> None:
        """Show the rows only that hold some words; the first category that has one is chosen."""
        counts = [page.look_for(words.strip()) for page in self._shown]
        for row, count in enumerate(counts):
            self.categories.item(row).setHidden(not count)
        found = next((row for row, count in enumerate(counts) if count), None)
        self.nothing.setVisible(found is None)
        self.pages.setVisible(found is not None)
        if found is not None and not counts[self.categories.currentRow()]:
            self.categories.setCurrentRow(found)

    def _escape(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self.done.emit()

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    def _kept(self, key: str) -> None:
        lines = self.findChildren(LineField)
        self._refuse(next((one.objection for one in lines if one.objection), ""))  # another line is still refused
        self.kept.emit(key)

    def take_back(self) -> str:
        """Take back what was changed last while the program runs; say what."""
        return self.context.take_back()

    def make_again(self) -> str:
        """Change it again; say what."""
        return self.context.make_again()

    def leave(self) -> None:
        """Keep what is being typed, and let what was begun here be finished."""
        field = self.focusWidget()
        if isinstance(field, QLineEdit):
            field.editingFinished.emit()
        for place in self.findChildren(Place):
            place.wait()


class _CategoryPage(QScrollArea):
    """The rows of a category below each other."""

    def __init__(self, category: Category, context: SettingsContext) -> None:
        super().__init__()
        self._rows: list[tuple[str, list[QWidget]]] = []  # words, and what shows them
        self._title = category.title
        inside = QWidget()
        grid = self._grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 16, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        title = QLabel(category.title)
        title.setFont(ui_font(138))
        grid.addWidget(title, 0, 0, 1, 2)
        grid.setRowMinimumHeight(0, 40)
        for at, row in enumerate(category.rows):
            self._add(1 + 3 * at, row, context)
        grid.setColumnMinimumWidth(0, 72)
        grid.setColumnStretch(1, 1)
        if not any(grid.rowStretch(row) for row in range(grid.rowCount())):
            grid.setRowStretch(grid.rowCount(), 1)
        inside.setMaximumWidth(_LABEL + _CONTROL)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def _add(self, at: int, row: SettingRow, context: SettingsContext) -> None:
        control = row.make(context)
        shown = [control]
        if row.label:
            label = QLabel(row.label)
            label.setBuddy(control)
            shown.append(label)
        is_high = control.sizePolicy().verticalPolicy() is QSizePolicy.Policy.Expanding  # a list takes what there is
        if is_high:
            self._grid.setRowStretch(at, 1)
        if row.label:
            label.setContentsMargins(0, 6 if is_high else 0, 0, 0)
            self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop if is_high else Qt.AlignmentFlag(0))
        self._grid.addWidget(control, at, 0 if not row.label else 1, 1, 1 if row.label else 2)
        if row.hint:
            hint = QLabel(row.hint, wordWrap=True)
            hint.setProperty("muted", True)
            hint.setFont(ui_font(92))
            self._grid.addWidget(hint, at + 1, 1 if row.label else 0, 1, 1 if row.label else 2)
            shown.append(hint)
        self._grid.setRowMinimumHeight(at + 2, 8)
        self._rows.append((f"{row.label} {row.hint}", shown))

    def look_for(self, words: str) -> int:
        """Show the rows that hold some words; return how many do."""
        whole = words in self._title
        count = 0
        for said, shown in self._rows:
            visible = whole or words in said
            visible |= any(one.look_for("" if visible else words) for one in shown if isinstance(one, HasLines))
            count += visible
            for one in shown:
                one.setVisible(visible)
        return count
