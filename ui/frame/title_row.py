"""The first row of every page: the way back, what the page is about, and its main acts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from ui.actions.in_window import BACK
from ui.appearance.theme import ui_font
from ui.frame.buttons import divider, icon_button
from ui.frame.chip import Chip
from ui.frame.elided import Elided

HEIGHT = 44  # pixels
_NARROWEST = 320  # pixels that it can be pressed into
_FIRST = 1000  # share of what is left over: before the gap
_LEAST, _WORTH = 64, 80  # pixels of a name, where all of it has no room; of what is worth being begun
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class TitleRow(QWidget):
    """One line: ← where to, the title, what else is to be known of it, and what is put at the right."""

    back = Signal()

    def __init__(self, title: str = "", about: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tells_about = True  # where there is room
        self.setFixedHeight(HEIGHT)
        self.setProperty("titleRow", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(8, 0, 16, 0)
        self.row.setSpacing(8)
        self.menu_button = icon_button("menu", "菜单")
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.hide()
        self.back_button = _back_button()
        self.back_button.clicked.connect(self.back)
        self._line = divider()
        self.title = Elided(22, _LEAST)
        self.title.setFont(ui_font(123))
        self.chip = Chip()
        self.about = Elided(60, _LEAST, yields=True)
        self.about.setProperty("muted", True)
        for part in (self.menu_button, self.back_button, self._line, self.title, self.chip):
            self.row.addWidget(part)
        self.row.addWidget(self.about, _FIRST)
        self.row.addStretch(1)
        self.title.setText(title)
        self.about.setText(about)
        self.lead_back("")

    def lead_back(self, where: str) -> None:
        """Name the page that the first button leads to; "" where there is none."""
        self.back_button.setText(where)
        self.back_button.setAccessibleName(where if where.startswith(BACK.label) else f"回到{where}")
        for part in (self.back_button, self._line):
            part.setVisible(bool(where))
        self._indent()

    def offer_menu(self, menu: QMenu | None) -> None:
        """Hold all menus in a button, where the window is too low for a bar of them."""
        self.menu_button.setMenu(menu)  # type: ignore[arg-type]  # none takes it out
        self.menu_button.setVisible(menu is not None)
        self._indent()

    def _indent(self) -> None:
        """Let flat buttons hang over the margin by the room that they have inside."""
        begins_flat = not (self.back_button.isHidden() and self.menu_button.isHidden())
        self.row.setContentsMargins(8 if begins_flat else 16, 0, 16, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what else is to be known where the title itself has too little room."""
        super().resizeEvent(event)
        self._give_way()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._give_way()
        return super().event(event)

    def _give_way(self) -> None:
        shown = [one for one in self.findChildren(QWidget, options=_DIRECT) if one.isVisibleTo(self)]
        taken = sum(one.sizeHint().width() + self.row.spacing() for one in shown if one is not self.about)
        margins = self.row.contentsMargins()
        room = self.width() - taken - margins.left() - margins.right()
        self.about.setVisible(self.tells_about and room >= _WORTH)

    def minimumSizeHint(self) -> QSize:
        """Ask for little: words give way, then those beside icons."""
        return QSize(_NARROWEST, HEIGHT)

    def add(self, *tools: QWidget) -> None:
        """Put something at the right end."""
        for tool in tools:
            self.row.addWidget(tool)


def _back_button() -> QToolButton:
    button = icon_button(BACK.icon, BACK.tooltip)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
