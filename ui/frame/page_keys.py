"""The keys of a page that it obeys itself, whatever in it has the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QWidget

from ui.actions.registry import Action

Acts = Iterable[tuple[Action, Callable[[], object]]]


class PageKeys(QObject):
    """Makes shortcuts of a page; no text or list in it takes their keys for itself, see `ui.window.cursor_keys`."""

    def __init__(self, page: QWidget, acts: Acts) -> None:
        super().__init__(page)
        self._acts = {declared: act for declared, act in acts}  # noqa: C416 — pairs of any kind
        for declared, act in self._acts.items():
            for keys in declared.sequences:
                shortcut = QShortcut(keys, page)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(act)

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the page obeys a key."""
        return any(declared.is_pressed_by(event) for declared in self._acts)


def page_takes(widget: QWidget, event: QKeyEvent) -> bool:
    """Whether a page that a widget stands in obeys a key."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    over: QWidget | None = widget
    while over is not None:
        keys = over.findChild(PageKeys, options=direct)
        if keys is not None:
            return keys.takes(event)
        over = over.parentWidget()
    return False
