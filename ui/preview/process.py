"""The process that draws the pages of the preview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.system.worker_process import WorkerProcess, worker_command

COMMAND = "preview-worker"


class PreviewProcess(WorkerProcess):
    """Asks for pages; while an answer is on its way it is `busy`, and takes no other request."""

    sizes = Signal(object)  # list of (width, height) of all pages, in points
    places = Signal(object)  # where each section begins: heading -> (page, points from its top)
    page = Signal(int, QImage, float)  # number, picture, pixels a point
    sentence = Signal(str)
    done = Signal()

    def __init__(self, command: Sequence[str] | None = None, parent: QObject | None = None) -> None:
        super().__init__(command or worker_command(COMMAND), parent)

    def take(self, words: dict[str, Any], data: bytes) -> None:
        """Tell of a page, of the sizes of all, or of what went wrong."""
        match words["kind"]:
            case "sizes":
                self.places.emit(words["places"])
                self.sizes.emit([tuple(size) for size in words["sizes"]])
            case "page":
                grey = QImage.Format.Format_Grayscale8
                picture = QImage(data, words["width"], words["height"], words["stride"], grey).copy()
                self.page.emit(words["page"], picture, words["scale"])
            case "sentence":
                self.sentence.emit(words["sentence"])
            case _:
                self.settle()
                self.done.emit()
