"""The buttons over the library's list, and the menu that says the same."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from ui.actions.in_widgets import DELETE, OPEN, SELECT_ALL
from ui.actions.in_window import BRING_IN, NEW, NEXT_YEAR

_EXPORT = "导出"


class LibraryBar(QWidget):
    """What can be done with the reports that are chosen, and with the library."""

    def __init__(self) -> None:
        super().__init__()
        self.new = _button("新建", NEW.tooltip)
        self.bring_in = _button(BRING_IN.label, BRING_IN.tooltip)
        self.open = _button(OPEN.label)
        self.next_year = _button(NEXT_YEAR.label)
        several = f"按住Ctrl或Shift可以选几份，{SELECT_ALL.key}{SELECT_ALL.label}"
        self.export = _button(f"{_EXPORT}…", f"{several}，一次导出")
        self.delete = _button(DELETE.label, f"{DELETE.tooltip}；{several}，一次删除")
        self.restore = _button("最近删除…", "把删除的年报恢复回来")
        self.new.setProperty("primary", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.new, self.bring_in, self.open, self.next_year, self.export):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.delete)
        row.addWidget(self.restore)

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
                menu.addAction(words, button.click).setEnabled(button.isEnabled())
        return menu


def _button(text: str, tip: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(True)
    return button
