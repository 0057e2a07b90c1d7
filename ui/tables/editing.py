"""Editing one cell of a table: when it begins, when its number is taken, and when it is not."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QTableView

from model.form.schema import Cell
from ui.system.viewport import viewport_of
from ui.tables.cell_editor import Bubble, CellEditor
from ui.tables.model import TableModel

_KEPT_AFTER = 150  # ms: who enters a number at once writes it once
_REFUSED = "没有录入，原因见窗口里的提示；文字还在这里，可以再按回车"


class Editing(QObject):
    """The editor of a table and the rules of leaving it.

    A number is taken when the cell is left, by whatever way: a key, a click, another tab, closing. A text that is no
    number stays in the open editor with the reason beside it, and so does a number that is refused for good; the
    report keeps what it had. Only Esc gives a text up. What the disk does not take is in the report, and in its cell.
    What is begun is kept apart, so that it is there again should the program end meanwhile.
    """

    def __init__(self, view: QTableView, model: TableModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._session = model.session
        self.editor = CellEditor(viewport_of(view), centred=model.is_centred)
        self.bubble = Bubble(view)
        self.editor.cancelled.connect(self.cancel)
        self.editor.left.connect(self.finish)
        self.editor.textChanged.connect(self._object_no_more)
        self._soon = QTimer(self, singleShot=True, interval=_KEPT_AFTER)
        self._soon.timeout.connect(self._keep_begun)
        self.editor.textEdited.connect(lambda _: self._soon.start())

    @property
    def cell(self) -> Cell | None:
        """The cell that is being edited."""
        return self.editor.cell

    def begin(self, cell: Cell, text: str | None = None) -> None:
        """Open the editor: on `text` that was just typed, or on what stands there (F2)."""
        if self._session.read_only:
            self._session.refused.emit(self._session.read_only)
            return
        form = self._session.report.form
        kept = self._model.text_of(self._model.grid.box_of[cell])
        self._view.scrollTo(self._model.index_of(cell))
        self.editor.setGeometry(self._rect_of(cell))
        self.editor.setAccessibleName(form.accessible_name(cell))
        self.editor.open(cell, form.kinds[cell], kept if text is None else text, caret=text is None)
        self.editor.setModified(text is not None)
        if text is not None:
            self._soon.start()

    def finish(self) -> bool:
        """Take what is being typed; False, with the reason shown and the text kept, if it cannot be taken."""
        taken = self.take()
        if taken:
            self.close()
        return taken

    def take(self) -> bool:
        """Take what is being typed, but leave the editor on the screen until `close`."""
        cell = self.cell
        if cell is None:
            return True
        objection = self.editor.objection()
        if not objection and self._says_something and not self._session.set_number(cell, self.editor.number()):
            objection = self._session.read_only or _REFUSED
        if objection:
            self._object(objection)
            return False
        self.editor.cell = None
        return True

    @property
    def _says_something(self) -> bool:
        """Whether the text is one to be taken: who empties it means that, who types nothing but spaces does not."""
        text = self.editor.text()
        return self.editor.isModified() and (not text or bool(text.strip()))

    def cancel(self) -> None:
        """Leave the editor, with nothing changed."""
        if self.cell:
            self.close()

    def follow(self) -> None:
        """Keep editor and bubble at their cell when the table scrolls or changes its size."""
        if self.cell:
            self.editor.setGeometry(self._rect_of(self.cell))
            if self.bubble.isVisible():
                self._show_bubble(self.bubble.reason)

    def resume(self) -> None:
        """Go on where the page was left with a text that is no number."""
        if self.cell:
            self._object(self.editor.objection() or self.bubble.reason)

    def close(self) -> None:
        """Put the editor away."""
        self.editor.cell = None
        self._soon.stop()
        self._session.begun_number.let_go()
        if self.editor.hasFocus():  # before it hides: Qt would hand the focus on as Tab does
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.hide()
        self.bubble.hide()

    def _keep_begun(self) -> None:
        if self.cell:
            self._session.begun_number.keep(self.cell, self.editor.text())

    def _object(self, reason: str) -> None:
        self._show_bubble(reason)
        self.editor.setAccessibleDescription(reason)
        QAccessible.updateAccessibility(QAccessibleEvent(self.bubble, QAccessible.Event.Alert))
        if self._view.isVisible():
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_bubble(self, reason: str) -> None:
        rect = self.editor.geometry()
        self.bubble.say(reason, QRect(self._view.viewport().mapTo(self._view, rect.topLeft()), rect.size()))

    def _object_no_more(self) -> None:
        """While the text is being mended, say what is still wrong with it."""
        if self.bubble.isVisible():
            reason = self.editor.objection()
            self._show_bubble(reason)
            self.bubble.setVisible(bool(reason))

    def _rect_of(self, cell: Cell) -> QRect:
        return self._view.visualRect(self._model.index_of(cell)).adjusted(0, 0, -1, -1)
