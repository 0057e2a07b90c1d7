"""The buttons over the library's list, and the menu that says the same."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from ui.actions.in_widgets import DELETE, OPEN, SELECT_ALL
from ui.actions.in_window import BRING_IN, EXPORT, NEW, NEXT_YEAR
from ui.frame.buttons import make_primary, push_button

_EXPORT = "导出"
_NEW, _NEW_SHORT = NEW.label, "新建"
_LEAST, _ROOMY = 320, 860  # pixels


class LibraryBar(QWidget):
    """What can be done with the reports that are chosen, and with the library."""

    def __init__(self) -> None:
        super().__init__()
        self.new = _button(_NEW, NEW.tooltip, NEW.icon)
        self.bring_in = _button(BRING_IN.label, BRING_IN.tooltip, BRING_IN.icon)
        self.open = _button(OPEN.label, "", "folder-open")
        self.next_year = _button(NEXT_YEAR.label, "", NEXT_YEAR.icon)
        several = f"按住Ctrl或Shift可以选几份，{SELECT_ALL.key}{SELECT_ALL.label}"
        self.export = _button(f"{_EXPORT}…", f"{several}，一次导出", EXPORT.icon)
        self.delete = _button(DELETE.label, f"{DELETE.tooltip}；{several}，一次删除", "trash-2")
        self.restore = _button("最近删除…", "把删除的年报恢复回来", "archive-restore")
        make_primary(self.new, sign=NEW.icon)
        self._is_roomy = True
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
            self.new.setText(_NEW if roomy else _NEW_SHORT)

    def offer(self, count: int, *, writable: bool) -> None:
        """Offer what can be done with so many reports."""
        self.export.setEnabled(count > 0)
        self.export.setText(f"{_EXPORT}{count}份…" if count > 1 else f"{_EXPORT}…")
        self.open.setEnabled(count == 1)
        self.next_year.setEnabled(count == 1 and writable)
        self.delete.setEnabled(count > 0 and writable)
        self.delete.setText(f"{DELETE.label}{count}份" if count > 1 else DELETE.label)
        for button in (self.new, self.bring_in, self.restore):
            button.setEnabled(writable)

    def menu(self) -> QMenu:
        """Make the menu: what the buttons do, by the same words, as far as they do it now."""
        menu, keys = QMenu(self), {self.open: OPEN.key, self.delete: DELETE.key}
        for group in ((self.open, self.next_year, self.export, self.delete), (self.new, self.bring_in, self.restore)):
            menu.addSeparator()
            for button in group:
                words = f"{button.text()}\t{keys[button]}" if button in keys else button.text()
                menu.addAction(self._icons[button], words, button.click).setEnabled(button.isEnabled())
        return menu


def _button(text: str, tip: str = "", sign: str = "") -> QPushButton:
    button = push_button(text, sign, tip)
    button.setAutoDefault(True)
    return button
