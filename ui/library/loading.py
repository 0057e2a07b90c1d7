"""How a large library comes into the list: what was changed last at once, the others in parts while nobody waits."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from model.storage.library import Library
from model.storage.summaries import Summary
from ui.library.model import LibraryModel

_AFTER = 30  # milliseconds until the list is shown for the first time


class ListLoading(QObject):
    """Reads the library into the list."""

    calm = Signal()  # the list was shown: what it could do without is done now
    ordered = Signal()  # more than was shown is there, and in its order
    ended = Signal()  # nothing more comes

    def __init__(self, library: Library, model: LibraryModel, parent: QObject) -> None:
        super().__init__(parent)
        self._library, self._model = library, model
        self._more: Iterator[tuple[Summary, ...]] = iter(())
        self._coming = QTimer(self, singleShot=True, interval=0)
        self._finishing = QTimer(self, singleShot=True, interval=_AFTER)
        self._coming.timeout.connect(self._take_more)
        self._finishing.timeout.connect(self._finish)

    def begin(self) -> None:
        """Show the library as it is now: what was changed last."""
        self._more = self._library.summaries_in_parts()
        self._model.show(next(self._more, ()))

    def go_on(self) -> None:
        """Take in the rest once the list is shown."""
        self._finishing.start()

    def leave_off(self) -> None:
        """Let the rest wait until the list is seen again."""
        self._finishing.stop()
        self._coming.stop()

    def _finish(self) -> None:
        self._coming.start()
        self.calm.emit()

    def _take_more(self) -> None:
        """Take in another part of a large library; when all of it is there, it is put in order."""
        if not self._library.is_open:  # another file is put in its place
            return
        part = next(self._more, None)
        if part is None:
            self.take_all()
            return
        self._model.add(part)
        self._coming.start()

    def take_all(self) -> None:
        """Take in now what is still to come."""
        self._coming.stop()
        for part in self._more:
            self._model.add(part)
        if self._model.is_behind:
            self._model.arrange()
            self.ordered.emit()
        self.ended.emit()
