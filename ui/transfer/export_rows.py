"""The rows of 导出: one for each kind of file, and what became of the last export."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.exporting.handing import Handed
from app.exporting.last_export import LastExport, is_the_same, says_the_same
from app.exporting.writing import ExportOutcome
from model.form.schema import Severity
from ui.actions.in_widgets import OPEN
from ui.actions.in_window import EXPORT
from ui.appearance.marking import mark
from ui.appearance.signs import done_icon, icon, severity_icon
from ui.appearance.theme import ui_font
from ui.frame.buttons import SIDE, icon_button, push_button
from ui.frame.chip import Chip
from ui.frame.moments import moment_here
from ui.frame.sign import Sign
from ui.transfer import exporting
from ui.transfer.exporting import OPEN_FILE, OPEN_FOLDER

HEIGHT = 56  # pixels
_NAME, _WHEN, _SAME, _ACTS = 4, 2, 2, 196  # shares of the width; pixels
WHEN = "上次导出"
_BEFORE = 48  # pixels of the tick and the icon


class ExportKind(NamedTuple):
    """One kind of file as the page shows it."""

    suffix: str
    name: str
    use: str
    sign: str


class KindRow(QFrame):
    """A tick, what it is for, when it was written last, how it stands, and what can be done with it."""

    def __init__(self, kind: ExportKind) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        mark(self, "row")
        self.kind = kind
        self.box = QCheckBox()
        self.box.setAccessibleName(f"{kind.name}：{kind.use}")
        self.when, self.state = QLabel("—"), Chip()
        self.export_button = push_button(EXPORT.label)
        self.export_button.setAccessibleName(f"{EXPORT.label} {kind.name}")
        self.open_button = icon_button("external-link", OPEN_FILE)
        self.folder_button = icon_button("folder-open", OPEN_FOLDER)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(12)
        row.addWidget(self.box)
        row.addWidget(Sign(20, icon(kind.sign, "accent")))
        row.addLayout(self._names(), _NAME)
        row.addWidget(self.when, _WHEN)
        row.addWidget(_left(self.state), _SAME)
        row.addWidget(self._acts())

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave out what the row can do without where there is little room."""
        self.when.setHidden(narrow)
        self._use.setHidden(narrow)

    def _names(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        name, use = QLabel(self.kind.name), QLabel(self.kind.use)
        self._use = use
        name.setFont(ui_font(bold=True))
        use.setFont(ui_font(92))
        use.setProperty("muted", True)
        column.addStretch(1)
        column.addWidget(name)
        column.addWidget(use)
        column.addStretch(1)
        return column

    def _acts(self) -> QWidget:
        whole = QWidget()
        whole.setFixedWidth(_ACTS)
        self._row = QHBoxLayout(whole)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        for button in (self.export_button, self.open_button, self.folder_button):
            self._row.addWidget(button)
        self._row.addStretch(1)
        return whole

    def offer(self, sign: str, name: str, act: Callable[[], object]) -> None:
        """Put one more button at the end."""
        button: QToolButton = icon_button(sign, name)
        button.clicked.connect(lambda *_: act())
        self._row.insertWidget(self._row.count() - 1, button)

    def show_last(self, last: LastExport | None, handed: Handed) -> None:
        """Show when the file was written, and whether the report is still the same."""
        self.when.setText(moment_here(last.when) if last else "—")
        self.when.setToolTip(str(last.path) if last else "")
        mark(self.when, "muted", last is None)
        words = says_the_same(last, handed)
        tone = "off" if last is None else "done" if is_the_same(last, handed) else "explain"
        self.state.say(words, tone)
        for button in (self.open_button, self.folder_button):
            button.setEnabled(last is not None)


def heads() -> QWidget:
    """Make the heads over the rows."""
    whole = QFrame()
    mark(whole, "heads")
    whole.setFixedHeight(32)
    row = QHBoxLayout(whole)
    row.setContentsMargins(16, 0, 8, 0)
    row.setSpacing(12)
    for head, share in (("格式", 0), ("", _NAME), (WHEN, _WHEN), ("与年报", _SAME)):
        label = QLabel(head)
        label.setProperty("muted", True)
        label.setObjectName(WHEN if head == WHEN else "")
        row.addWidget(label, share)
        if not share:
            label.setFixedWidth(_BEFORE)
    acts = QWidget()
    acts.setFixedWidth(_ACTS)  # no gap: it grows with the buttons below
    row.addWidget(acts)
    return whole


class ExportResult(QFrame):
    """What became of the last export, in words, with a sign and a colour, and what is likely wanted next."""

    def __init__(self) -> None:
        super().__init__()
        self._sign, self.words = Sign(SIDE), QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAccessibleName("导出的结果")
        self.file_button, self.folder_button = push_button(OPEN_FILE), push_button(OPEN_FOLDER)
        self._show_file: Callable[[], object] = self.hide
        self._show_folder: Callable[[], object] = self.hide
        self.file_button.clicked.connect(lambda *_: self._show_file())
        self.folder_button.clicked.connect(lambda *_: self._show_folder())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addWidget(self.words, 1)
        row.addWidget(self.file_button)
        row.addWidget(self.folder_button)
        self.hide()

    def show_outcome(
        self, done: ExportOutcome, attempt: Callable[[Callable[[], object]], object], names: Mapping[str, str]
    ) -> None:
        """Tell of what was written, and of what was not; of several files the first can be opened, and is named."""
        if done.refused:
            self.refuse("\n".join([done.sentence, *(done.refused if done.lines else ())]))
        else:
            self._tell("bad" if done.draft else "good", done.sentence)
        there = bool(done.written)
        for button in (self.file_button, self.folder_button):
            button.setVisible(there)
        if there:
            first = done.written[0]
            name = names.get(first.suffix, "") if done.written[1:] else ""
            self.file_button.setText(f"{OPEN.label}{name}" if name else OPEN_FILE)
            self._show_file = lambda: attempt(lambda: exporting.open_file(first))
            self._show_folder = lambda: attempt(lambda: exporting.open_folder(first))

    def refuse(self, sentence: str) -> None:
        """Say what could not be done."""
        self._tell("failed", sentence)

    def _tell(self, state: str, sentence: str) -> None:
        mark(self, "state", state)
        severity = Severity.WARN if state == "bad" else Severity.HARD
        sign = done_icon() if state == "good" else severity_icon(severity)
        self._sign.show_icon(sign)
        self.words.setText(sentence)
        self.show()


def _left(chip: Chip) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(chip)
    row.addStretch(1)
    return whole
