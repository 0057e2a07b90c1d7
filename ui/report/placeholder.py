"""Places in the window that are filled when they are first looked at."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Placeholder(QWidget):
    """A place in a tab: the window is never smaller than what it holds."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def put(self, content: QWidget) -> None:
        """Fill the place."""
        self._layout.addWidget(content)


class Side(QWidget):
    """A place beside the tabs.

    It lays its content out by itself: through a `QLayout`, each sentence that comes or goes would have the whole
    window laid out anew, and its least size told to the desktop, at every number that is typed.
    """

    def __init__(self, name: str, least: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumWidth(least)
        self._content: QWidget | None = None
        self.close_key: QShortcut

    def put(self, content: QWidget) -> None:
        """Fill the place."""
        self._content = content
        content.setParent(self)
        content.setGeometry(self.rect())
        content.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._content is not None:
            self._content.setGeometry(self.rect())
