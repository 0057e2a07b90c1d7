"""How a session's steps reach the disk: at once, or as soon as the disk takes them; and what has to wait for that."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.unsaved import Unsaved, UnsavedStep
from model.errors import UserError

if TYPE_CHECKING:
    from app.report_store import ReportStore

AGAIN = 3000  # ms between attempts to write what the disk did not take


class Saving(QObject):
    """What of a session is saved, and what is not."""

    saved = Signal(object)  # datetime: all is on disk
    unsaved_changed = Signal()  # what waits to be written, or why, is other
    refused = Signal(str)  # a sentence: the edit was not made

    def __init__(self, library: ReportStore, report_id: int, parent: QObject | None) -> None:
        super().__init__(parent)
        self.unsaved = Unsaved(library, report_id)
        self._waited = False  # something did, when the last step was taken
        self._written: datetime | None = None  # when that step was; None: it waits
        self._again = QTimer(self, interval=AGAIN)
        self._again.timeout.connect(self.save)

    def save(self) -> bool:
        """Try again to write what waits; True if nothing does."""
        if not self.unsaved:
            return True
        self._waited, self._written = True, self.unsaved.retry()
        self._tell_saved()
        return not self.unsaved

    def insist_on_saved(self, what: str) -> None:
        """Let `what` be done only with a report that is on disk as it is shown.

        Raises:
            UserError: something still waits.
        """
        if not self.save():
            count = len(self.unsaved.changes)
            raise UserError(f"有{count}处还没有存下，现在不能{what}：{self.unsaved.reason}")

    def give_up_unsaved(self) -> None:
        """Let go of what waits; it is lost, unless it was put elsewhere."""
        self._again.stop()
        self.unsaved.give_up()

    def _take_step(self, step: UnsavedStep) -> bool:
        """Write a step, or keep it for later; False if it was refused for good."""
        self._waited = bool(self.unsaved)
        try:
            self._written = self.unsaved.take(step)
        except UserError as error:
            if self._waited and not self.unsaved:  # this step is refused, but those before it were written
                self._written = self.unsaved.written
                self._tell_saved()
            self.refused.emit(error.sentence)
            return False
        return True

    def _tell_saved(self) -> None:
        """Tell the listeners what came of the last attempt."""
        if self._written is None:
            self._again.start()
        else:
            self._again.stop()
            self.saved.emit(self._written)
        if self._waited or self._written is None:
            self.unsaved_changed.emit()
