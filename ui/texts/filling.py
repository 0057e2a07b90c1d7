"""The only text of a section takes the height that its page has: else a click below it would lead nowhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QScrollArea

from ui.system.viewport import viewport_of
from ui.texts.box import TextBox


class FillsPage(QObject):
    """Makes the editor of a box as high as leaves room for the rest of the box, and no lower than its words."""

    def __init__(self, box: TextBox, area: QScrollArea) -> None:
        super().__init__(box)
        self._box, self._area = box, area
        viewport_of(area).installEventFilter(self)
        box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the editor where the page has another height, or a note comes or goes."""
        kind = QEvent.Type.LayoutRequest if watched is self._box else QEvent.Type.Resize
        if event.type() is kind:
            self._fit()
        return False

    def _fit(self) -> None:
        page, editor = self._area.widget().layout(), self._box.editor
        if page is not None:
            round_it = page.contentsMargins().top() + page.contentsMargins().bottom()
            beside = self._box.sizeHint().height() - editor.height()
            editor.be_high(viewport_of(self._area).height() - round_it - beside)
