"""Where the window is too low for a bar of menus, they stand behind a button of the title row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QMenu

from ui.actions.registry import Menu
from ui.window.trail import title_row_of

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow

LOW = 480  # logical pixels: from there on the bar has room


class LowWindow(QObject):
    """Puts the bar away, and brings it back."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._whole: QMenu | None = None
        self._keys = [self._key(f"Alt+{menu.value[1]}", number) for number, menu in enumerate(Menu)]
        window.trail.moved.connect(self.fit)
        window.installEventFilter(self)

    def _key(self, keys: str, number: int) -> QShortcut:
        """Make what the bar does by itself while it is shown: a letter opens its menu."""
        shortcut = QShortcut(keys, self._window)
        shortcut.setEnabled(False)
        shortcut.activated.connect(lambda: self._open(number))
        return shortcut

    def _open(self, number: int) -> None:
        page = self._window.trail.current
        row = title_row_of(page) if page else None
        bar = self._window.menuBar()  # its menus by their parent: an action's own would be deleted with the name here
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        menu = bar.findChildren(QMenu, options=direct)[number]
        if row is not None:
            menu.popup(row.menu_button.mapToGlobal(row.menu_button.rect().bottomLeft()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.fit()
        return False

    def fit(self) -> None:
        """Show the bar or the button."""
        low, page = self._window.height() < LOW, self._window.trail.current
        row = title_row_of(page) if page else None
        if row is not None and (low or not row.menu_button.isHidden()):
            row.offer_menu(self._menus() if low else None)
        self._window.menuBar().setVisible(not low or row is None)
        for key in self._keys:
            key.setEnabled(low and row is not None)

    def _menus(self) -> QMenu:
        if self._whole is None:
            self._whole = QMenu(self._window)
            self._whole.addActions(self._window.menuBar().actions())
        return self._whole
