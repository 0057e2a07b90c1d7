"""What a library has to say of itself: lost edits, reports that cannot be read, rows that are not as they were written.

Each is a line above the pages, with a button for what can be done; it stays until that was done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from model.errors import UserError
from model.storage.library import Library
from model.storage.records import LostEdits, Misfit, MisfitKind, Stored
from ui import dialogs
from ui.actions.in_window import LIBRARY

_OF_NO_REPORT = {MisfitKind.REPORTS, MisfitKind.UNITS, MisfitKind.COLLECTIONS, MisfitKind.ORPHAN, MisfitKind.SETTING}


class Notices(QWidget):
    """The lines above the pages; none, as long as all is well."""

    mended = Signal()  # something in the library is another now: what is shown is to be read again

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._lines: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._verified: tuple[Misfit, ...] = ()
        if library.read_only:
            self._tell("read only", library.read_only)
        if library.lost_edits:
            self._tell("lost", lost_words(library.lost_edits), "知道了", lambda: self._drop("lost"))

    def look_at(self, stored: Stored | None) -> None:
        """Show what does not fit in the report that is open, if one is, and which reports cannot be opened."""
        self._show_misfits("report", stored.misfits if stored else ())
        unreadable = self._library.unreadable
        if not unreadable:
            self._drop("unreadable")
            return
        more = f"，另外还有{len(unreadable) - 1}份" if len(unreadable) > 1 else ""
        found = [misfit for one in unreadable for misfit in self._library.misfits(one.report)]
        act = self._opening(found) if found else None
        rest = "其余年报可以查看" if self._library.read_only else "其余年报照常使用"
        self._tell("unreadable", f"{unreadable[0].sentence}{more}。{rest}", "逐处核对…", act)

    def show_past(self, misfits: Sequence[Misfit]) -> None:
        """Show what does not fit in the history that is about to be shown."""
        self._show_misfits("past", misfits)

    def show_verified(self, misfits: object) -> None:
        """Show what was found when all of the library was verified."""
        if isinstance(misfits, tuple):
            self._verified = misfits
            self._show_misfits("verified", misfits)

    def _show_misfits(self, key: str, misfits: Sequence[Misfit]) -> None:
        if not misfits:
            self._drop(key)
            return
        where = {"report": "这份年报", "past": "这份年报的修改记录"}.get(key, LIBRARY.label)
        sentence = f"{where}有{len(misfits)}处与保存时不符，可能是磁盘出错，请逐处核对"
        self._tell(key, sentence, "逐处核对…", self._opening(misfits))

    def _opening(self, misfits: Sequence[Misfit]) -> Callable[[], None]:
        def go() -> None:
            from ui.restoring.misfits import go_through

            try:
                now = self._still(misfits)
                left = go_through(self.window(), self._library, now)
                if len(left) < len(now) or len(now) < len(misfits):
                    self._look_again([one for one in now if one not in left])
            except UserError as error:
                dialogs.warn(self.window(), error.sentence)

        return go

    def _still(self, misfits: Sequence[Misfit]) -> tuple[Misfit, ...]:
        """Return those that do not fit now, either: it was worked on meanwhile."""
        looked = {one.report for one in misfits}
        library = self._library
        now = {one for key in looked for one in (*library.misfits(key), *library.past_misfits(key))}
        return tuple(one for one in misfits if one in now or one.kind in _OF_NO_REPORT)

    def _look_again(self, settled: Sequence[Misfit]) -> None:
        """After something was put right: say what is left, and have all that is shown read anew."""
        self._drop("past")
        self.show_verified(self._still([one for one in self._verified if one not in settled]))
        for report in {*(one.report for one in self._library.unreadable), *(one.report for one in settled)}:
            self._library.can_be_read(report)
        self.mended.emit()

    def show_until_read(self, sentence: str) -> None:
        """Say something that the user must have read; what is said already is not said again."""
        if sentence not in self._lines:
            self._tell(sentence, sentence, "知道了", lambda: self._drop(sentence))

    def _tell(self, key: str, sentence: str, button: str = "", act: Callable[[], None] | None = None) -> None:
        self._drop(key)
        line = self._lines[key] = _line(sentence, button, act)
        self._column.addWidget(line)

    def _drop(self, key: str) -> None:
        line = self._lines.pop(key, None)
        if line is not None:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()

    @property
    def sentences(self) -> list[str]:
        """What is said now."""
        return [label.text() for line in self._lines.values() for label in line.findChildren(QLabel)]


def _line(sentence: str, button: str, act: Callable[[], None] | None) -> QWidget:
    line = QWidget()
    line.setProperty("notice", True)
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 8, 0)
    label = QLabel(sentence)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("banner", True)
    label.setContentsMargins(14, 6, 14, 6)
    row.addWidget(label, 1)
    if act is not None:
        push = QPushButton(button)
        push.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # what is being typed keeps the caret
        push.clicked.connect(act)
        row.addWidget(push)
    return line


def lost_words(lost: LostEdits) -> str:
    """Return what a torn file has lost.

    >>> lost_words(LostEdits(2, 7, None, "甲镇 2023年度"))
    '断电使最后2处修改没有写到磁盘；留下来的最后一处是第7处，甲镇 2023年度，请从那里接着核对'
    """
    when = f"，{lost.when:%Y-%m-%d %H:%M:%S}" if lost.when else ""
    last = f"第{lost.number}处{when}{f'，{lost.name}' if lost.name else ''}{_place(lost.place)}"
    return f"断电使最后{lost.lost}处修改没有写到磁盘；留下来的最后一处是{last}，请从那里接着核对"


def _place(place: str) -> str:
    if not place:
        return ""
    from ui.restoring.misfits import place_words

    return f"，{place_words(place)}"
