"""The buttons over the library's list, and the menu that says the same."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from ui.actions.in_widgets import DELETE, EXPORT_CHOSEN, OPEN, RESTORE, SELECT_ALL
from ui.actions.in_window import BRING_IN, NEW, NEXT_YEAR
from ui.actions.registry import Action
from ui.frame.buttons import make_primary, push_button
from ui.frame.menus import add_item

_NEW_SHORT = "新建…"
_LEAST, _ROOMY = 320, 860  # pixels


class LibraryBar(QWidget):
    """What can be done with the reports that are chosen, and with the library."""

    def __init__(self) -> None:
        super().__init__()
        several = f"按住Ctrl或Shift可以选几份，{SELECT_ALL.key}{SELECT_ALL.label}"
        self.new = _button(NEW)
        self.bring_in = _button(BRING_IN)
        self.open = _button(OPEN)
        self.next_year = _button(NEXT_YEAR)
        self.export = _button(EXPORT_CHOSEN, f"{several}，一次导出")
        self.delete = _button(DELETE, f"{DELETE.tooltip}；{several}，一次删除")
        self.restore = _button(RESTORE)
        make_primary(self.new, sign=NEW.icon)
        self._is_roomy = True
        self._several = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.new, self.bring_in, self.open, self.next_year, self.export):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.delete)
        row.addWidget(self.restore)
        self._icons = {button: button.icon() for button in self.findChildren(QPushButton)}

    def minimumSizeHint(self) -> QSize:
        """Ask for little: icons, and the longer words, give way."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show icons where there is room for them beside the words."""
        roomy = self.width() >= _ROOMY
        if roomy is not self._is_roomy:
            self._is_roomy = roomy
            for button in self.findChildren(QPushButton):
                button.setIcon(self._icons[button] if roomy else QIcon())
            self.new.setText(NEW.plain_text if roomy else _NEW_SHORT)

    def offer(self, count: int, *, writable: bool) -> None:
        """Offer what can be done with so many reports."""
        self.export.setEnabled(count > 0)
        self._several = f"{count}份" if count > 1 else ""
        self.export.setText(f"{EXPORT_CHOSEN.label}{self._several}…")
        self.open.setEnabled(count == 1)
        self.next_year.setEnabled(count == 1 and writable)
        self.delete.setEnabled(count > 0 and writable)
        self.delete.setText(f"{DELETE.label}{self._several}")
        for button in (self.new, self.bring_in, self.restore):
            button.setEnabled(writable)

    def menu(self) -> QMenu:
        """Make the menu: what the buttons do, by the same words, as far as they do it now."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        chosen = ((OPEN, self.open), (NEXT_YEAR, self.next_year), (EXPORT_CHOSEN, self.export), (DELETE, self.delete))
        for group in (chosen, ((NEW, self.new), (BRING_IN, self.bring_in), (RESTORE, self.restore))):
            menu.addSeparator()
            for declared, button in group:
                what = self._several if declared in {EXPORT_CHOSEN, DELETE} else ""
                add_item(menu, declared, button.click, what=what, enabled=button.isEnabled())
        return menu


def _button(declared: Action, tip: str = "") -> QPushButton:
    button = push_button(declared.plain_text, declared.icon, tip or declared.tooltip)
    button.setAutoDefault(True)
    return button
