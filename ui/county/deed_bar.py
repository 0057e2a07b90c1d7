"""What can be done with the units that are chosen: buttons, and the menu that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from model.storage.county.records import RollRow
from ui.actions.in_county import (
    ADD_TO_LIST,
    BELOW,
    DUE,
    EDIT_UNIT,
    EXCUSE,
    EXPECT,
    PASS,
    PUBLISH,
    REMOVE_UNIT,
    RETURN,
    RETURN_FILES,
    REVIEW,
    REVOKE,
)
from ui.actions.registry import Action
from ui.county.deeds import able
from ui.frame.buttons import icon_button, push_button
from ui.frame.menus import add_item

_SHOWN = (REVIEW, PASS, RETURN, PUBLISH, DUE)
_MORE = (RETURN_FILES, REVOKE, EXCUSE, EXPECT, EDIT_UNIT, ADD_TO_LIST, REMOVE_UNIT, BELOW)
ACTS = (*_SHOWN, *_MORE)
_LEAST, _ROOMY = 280, 720  # pixels


class DeedBar(QWidget):
    """Says what is wanted; the page does it."""

    wanted = Signal(object)  # an Action

    def __init__(self) -> None:
        super().__init__()
        self._writable = True
        self._rows: Sequence[RollRow] = ()
        self.count = QLabel()
        self.count.setAccessibleName("选中的单位")
        self.buttons: dict[Action, QPushButton] = {
            one: push_button(one.plain_text, one.icon, one.tooltip) for one in _SHOWN
        }
        self._icons = {button: button.icon() for button in self.buttons.values()}
        self._is_roomy = True
        self.more: QToolButton = icon_button("ellipsis", "更多")
        self.more.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.count)
        for one, button in self.buttons.items():
            button.setAutoDefault(True)
            button.clicked.connect(lambda _=False, one=one: self.wanted.emit(one))
            row.addWidget(button)
        row.addWidget(self.more)
        row.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """Ask for little: icons give way."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= _ROOMY
        if roomy is not self._is_roomy:
            self._is_roomy = roomy
            for button, shown in self._icons.items():
                button.setIcon(shown if roomy else QIcon())

    def offer(self, rows: Sequence[RollRow], *, writable: bool) -> None:
        """Offer what can be done with some units."""
        self._rows, self._writable = rows, writable
        self.count.setText(f"已选{len(rows)}个" if rows else "没有选单位")
        for one, button in self.buttons.items():
            button.setEnabled(self._can(one))
        self.more.setEnabled(writable)

    def _can(self, act: Action) -> bool:
        if act in {REVIEW, BELOW}:  # looking is never refused
            return len(self._rows) == 1 and self._rows[0].standing.is_in
        return self._writable and (act is ADD_TO_LIST or bool(able(act, self._rows)))

    def menu(self, acts: Sequence[Action] = ACTS) -> QMenu:
        """Make a menu of acts, as far as they can be done now."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        several = f"{len(self._rows)}个单位" if len(self._rows) > 1 else ""
        for one in acts:
            what = "" if one in {REVIEW, BELOW, ADD_TO_LIST} else several
            add_item(menu, one, partial(self.wanted.emit, one), what=what, enabled=self._can(one))
        return menu

    def _open(self) -> None:
        self.menu(_MORE).popup(self.more.mapToGlobal(self.more.rect().topLeft()))
