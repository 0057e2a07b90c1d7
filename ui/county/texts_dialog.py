"""催报、通报: a text to units that can be changed and is copied as plain text."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.collecting.roll import RollCall, RollText, due_words, meant_by, nobody_meant, write_text
from model.errors import UserError
from model.storage.county.records import RollRow
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_county import TEXTS
from ui.county.deeds import who_of
from ui.frame.moments import day

_COPY, _COPIED = "复制文字", "已复制，可以接着复制别的，不用了就关闭"
_SIDE, _WIDE, _LOW, _CLOSE = 264, 420, 96, 3  # pixels
_TICKED = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}


class TextsDialog(dialogs.FormDialog):
    """Which text, to whom, the text itself; what was changed by hand is written anew only when something is chosen."""

    def __init__(self, parent: QWidget | None, roll: RollCall, signed: str) -> None:
        super().__init__(parent, "选好写什么、写给谁，文字可以改，复制后粘贴到通知或群里。", _COPY, "关闭")
        dialogs.entitle(self, TEXTS.label, roll.heading.title)
        self._roll = roll
        self._reminded: dict[int, RollRow] = {}  # to whom a text was copied that is to be noted
        self.copied = False
        self.kinds = {one: QRadioButton(one.label) for one in RollText}
        self.units = QListWidget()
        self.signed = QLineEdit(signed)
        self.text = QPlainTextEdit()
        self.notes = QCheckBox("复制后记下“今天催过”(&T)")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(self._left(), 0)
        row.addLayout(self._right(), 1)
        self.body.addLayout(row)
        for one, button in self.kinds.items():
            button.toggled.connect(lambda on, one=one: self._choose(one) if on else None)
        self.units.itemChanged.connect(lambda _: self._write())
        self.signed.textChanged.connect(lambda _: self._write())
        first = next((one for one in (RollText.REMIND, RollText.CORRECT) if meant_by(roll, one)), RollText.ANNOUNCE)
        self.kinds[first].setChecked(True)
        self.hold_until(lambda: bool(self.text.toPlainText().strip()), self.text.textChanged, why=self._why_not)

    def _why_not(self) -> str:
        return nobody_meant(self._roll, self.kind) if not self.units.count() else "没有勾选单位"

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(_CLOSE)
        for button in self.kinds.values():
            column.addWidget(button)
        self.units.setAccessibleName("写给哪些单位，空格勾选")
        self.units.setFixedWidth(_SIDE)
        self.units.setMinimumHeight(_LOW)
        column.addWidget(self.units, 1)
        foot = QHBoxLayout()
        foot.addWidget(QLabel("落款"))
        self.signed.setAccessibleName("落款")
        foot.addWidget(self.signed)
        column.addLayout(foot)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        self.text.setAccessibleName("文字，可以改")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumSize(_WIDE, _LOW)
        column.addWidget(self.text, 1)
        column.addWidget(self.notes)
        return column

    @property
    def kind(self) -> RollText:
        """Which text is wanted."""
        return next((one for one, button in self.kinds.items() if button.isChecked()), RollText.NAMES)

    @property
    def rows(self) -> list[RollRow]:
        """The units that are ticked."""
        meant = meant_by(self._roll, self.kind)
        return [one for at, one in enumerate(meant) if self.units.item(at).checkState() is Qt.CheckState.Checked]

    def _choose(self, kind: RollText) -> None:
        """List whom a text is to; who was reminded today is not ticked."""
        self.units.blockSignals(True)
        self.units.clear()
        for one in meant_by(self._roll, kind):
            was_today = one.reminded is not None and one.reminded.astimezone().date() == self._roll.today
            said = day(one.reminded.astimezone(), self._roll.today) + "催过" if one.reminded else due_words(one)
            item = QListWidgetItem(f"{one.unit.name}　{said}".rstrip("　"))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_TICKED[not (kind is RollText.REMIND and was_today)])
            self.units.addItem(item)
        self.units.blockSignals(False)
        reminds = kind in {RollText.REMIND, RollText.CORRECT}
        self.notes.setVisible(reminds)
        self.notes.setChecked(reminds)
        self._write()

    def _write(self) -> None:
        rows = self.rows
        whole = "" if not rows else write_text(self._roll, self.kind, rows, self.signed.text().strip())
        self.text.setPlainText(whole)

    def accept(self) -> None:
        """Copy the text, and stay: another one may be wanted, too."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copied = True
        if self.notes.isChecked() and self.notes.isVisibleTo(self):
            self._reminded |= {one.unit.key: one for one in self.rows}
        self.missing.setText(_COPIED)
        self.missing.show()

    @property
    def reminded(self) -> list[RollRow]:
        """The units of which it is to be noted that they were reminded today."""
        return list(self._reminded.values())


class WrittenText(NamedTuple):
    """What came of it: a sentence, and how many units were noted as reminded."""

    sentence: str
    reminded: int


def write_texts(parent: QWidget, library: Library, collection: int, roll: RollCall) -> WrittenText | None:
    """Show the texts, and note in the library who was reminded; None if nothing was copied."""
    dialog = TextsDialog(parent, roll, roll.heading.unit)
    try:
        dialogs.run(dialog)
        if not dialog.copied:
            return None
        units = dialog.reminded if library.read_only is None else []
        if units:
            with library.county.batch(collection, who_of(library)) as acts:
                for one in units:
                    acts.remind(one.unit.key)
        noted = f"，记下今天催过{len(units)}个单位" if units else ""
        return WrittenText(f"文字已复制{noted}", len(units))
    except UserError as error:
        dialogs.warn(parent, error.sentence)
        return None
    finally:
        dialog.deleteLater()
