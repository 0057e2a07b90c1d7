"""The list of a collection that is there: units added, and what is known of those that are chosen changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.collecting.list_changes import AddedUnits, UnitChanges, added
from app.collecting.unit_lists import pasted
from model.collection.unit import CollectionUnit, Coverage, UnitTree
from model.collection.unit_list import told_of
from model.errors import UserError, clip
from model.report.report import Level
from model.storage.county.records import CollectionHeading
from ui import dialogs
from ui.actions.in_county import ADD_TO_LIST, EDIT_UNIT
from ui.county.heading_dialog import level_box
from ui.dialogs.day_field import DayField

ADD_UNITS = ADD_TO_LIST.label
_KEEP = "不改"
_TOP = "（最上层）"
_LETTERS = 12  # of a field that is closed
_STEP, _SHOWN = "　　", 40  # of indentation; characters of a name in a field
_AFTER = 300  # ms without a key: then the list is read
_WIDE, _HIGH, _LOW, _FIELD = 460, 100, 40, 190  # pixels
_NAMES_APART = re.compile(r"[;；、\n]")


def superior_box(tree: UnitTree, without: Sequence[int] = (), first: str = "") -> QComboBox:
    """Make a field for a superior: all units in the order of the list, but those that cannot be one."""
    out = {key for one in without for key in (one, *tree.under(one))}
    box = QComboBox()
    if first:
        box.addItem(first, _KEEP)
    box.addItem(_TOP, None)
    for depth, one in tree.in_order():
        if one.key not in out:
            box.addItem(f"{_STEP * depth}{clip(one.name, _SHOWN)}", one.key)
    return box


class AddUnitsDialog(dialogs.FormDialog):
    """A list that is pasted, and under whom it comes."""

    judged = Signal()  # the list was read

    def __init__(self, parent: QWidget | None, tree: UnitTree, heading: CollectionHeading) -> None:
        prompt = "每行一个单位，下级前面空两格；已在名单里的会跳过。"
        super().__init__(parent, prompt, ADD_UNITS)
        dialogs.entitle(self, ADD_UNITS, heading.title)
        self._tree, self._year = tree, heading.year
        self.found: AddedUnits | None = None
        self._why = ""
        self.list, self.told = QPlainTextEdit(), QLabel()
        self.under = superior_box(tree)
        self.list.setAccessibleName("单位名单")
        self.list.setTabChangesFocus(True)
        self.list.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.list.setMinimumSize(_WIDE, _HIGH)
        self.under.setAccessibleName("放在谁下面")
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(_LOW)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = QFormLayout()
        row.addRow("放在谁下面(&U)", self.under)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.told)
        self._later = QTimer(self, singleShot=True, interval=_AFTER)
        self._later.timeout.connect(self.read)
        self.list.textChanged.connect(self._later.start)
        self.under.currentIndexChanged.connect(lambda _: self.read())
        self.hold_until(lambda: not self._why, self.judged, why=lambda: self._why)
        self.read()
        self.list.setFocus()

    def read(self) -> None:
        """Read the list as it stands."""
        self._later.stop()
        self.found, told = None, ""
        self._why = "请给单位名单"
        if self.list.toPlainText().strip():
            try:
                listed = pasted(self.list.toPlainText(), self._year)
                self.found = added(self._tree, listed, self.under.currentData())
                self._why = "名单里有重复的，请去掉" if listed.doubles else "" if self.found.units else "都已在名单里"
                told = "\n".join([self.found.sentence, *list(told_of(listed))[:3]])
            except UserError as error:
                self._why = told = error.sentence
        self.told.setText(told)
        self.judged.emit()

    def accept(self) -> None:
        """Read what was typed last, then take it."""
        self.read()
        if self.yes.isEnabled():
            super().accept()


class _Day(QWidget):
    """A day of a unit's own, or that of the collection."""

    def __init__(self, name: str, own: date | None, usual: date) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.own, self.day = QCheckBox("另定"), DayField(own or usual)
        self.own.setToolTip(f"不另定时跟着任务，是{usual.month}月{usual.day}日")
        self.own.setAccessibleName(f"{name}另定")
        self.day.setAccessibleName(name)
        self.own.setChecked(own is not None)
        self.day.setEnabled(own is not None)
        self.own.toggled.connect(self.day.setEnabled)
        row.addWidget(self.own)
        row.addWidget(self.day, 1)
        self.setFocusProxy(self.own)

    @property
    def value(self) -> date | None:
        """The day; None for that of the collection."""
        return self.day.day if self.own.isChecked() else None


class EditUnitsDialog(dialogs.FormDialog):
    """What is known of one unit, or what several of them get together."""

    def __init__(
        self, parent: QWidget | None, tree: UnitTree, units: Sequence[CollectionUnit], heading: CollectionHeading
    ) -> None:
        self._one = units[0] if len(units) == 1 else None
        about = clip(units[0].name, 30) if self._one else f"{len(units)}个单位"
        prompt = (
            "改了名称，原来的名称会留在“其他名称”里，收文件时照样认得。" if self._one else f"给选中的{about}一起改："
        )
        super().__init__(parent, prompt, EDIT_UNIT.label)
        dialogs.entitle(self, EDIT_UNIT.label, about)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(10)
        self._grid.setHorizontalSpacing(10)
        for column in (1, 3):
            self._grid.setColumnMinimumWidth(column, _FIELD)
            self._grid.setColumnStretch(column, 1)
        self.name, self.others, self.contact = QLineEdit(), QLineEdit(), QLineEdit()
        keep = "" if self._one else _KEEP
        self.level = level_box(units[0].level, keep)
        self.parent_box = superior_box(tree, [one.key for one in units], keep)
        self.coverage, self.counted = QComboBox(), QComboBox()
        self.send_by: _Day | None = None
        self.publish_by: _Day | None = None
        for one_of in (self.level, self.parent_box):
            one_of.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            one_of.setMinimumContentsLength(_LETTERS)
        for box, choices in (
            (self.coverage, [(one.label, one.value) for one in Coverage]),
            (self.counted, [("计入", "1"), ("不计入", "")]),
        ):
            if keep:
                box.addItem(keep, None)
            for words, value in choices:
                box.addItem(words, value)
        if self._one:
            self._show_one(self._one, heading)
        else:
            self._add_all()
        self.body.addLayout(self._grid)
        self.hold_until(lambda: not self._lacking(), self.name.textChanged, why=self._lacking)

    def _put(self, row: int, *fields: tuple[str, QWidget]) -> None:
        """Put fields into a row: one takes all of it."""
        for at, (name, field) in enumerate(fields):
            label = QLabel(name)
            label.setBuddy(field)
            if not isinstance(field, _Day):
                field.setAccessibleName(name.partition("(")[0])
            self._grid.addWidget(label, row, 2 * at)
            self._grid.addWidget(field, row, 2 * at + 1, 1, 1 if len(fields) > 1 else 3)

    def _add_all(self, row: int = 0) -> None:
        self._put(row, ("层级(&L)", self.level), ("上级(&U)", self.parent_box))
        self._put(row + 1, ("口径(&C)", self.coverage), ("合计(&T)", self.counted))

    def _show_one(self, one: CollectionUnit, heading: CollectionHeading) -> None:
        self.name.setText(one.name)
        self.others.setText("；".join(one.other_names))
        self.others.setPlaceholderText("用分号隔开")
        self.contact.setText(one.contact)
        self.contact.setPlaceholderText("只留在本机")
        self.parent_box.setCurrentIndex(max(0, self.parent_box.findData(one.parent)))
        self.coverage.setCurrentIndex(self.coverage.findData(one.coverage.value))
        self.counted.setCurrentIndex(self.counted.findData("1" if one.counted else ""))
        self.send_by = _Day("送审期限", one.send_by, heading.send_by)
        self.publish_by = _Day("公开期限", one.publish_by, heading.publish_by)
        self._put(0, ("名称(&N)", self.name))
        self._put(1, ("其他名称(&O)", self.others), ("联系人(&R)", self.contact))
        self._add_all(2)
        self._put(4, ("送审期限(&S)", self.send_by), ("公开期限(&P)", self.publish_by))

    def _lacking(self) -> str:
        return "请填名称" if self._one and not self.name.text().strip() else ""

    @property
    def changes(self) -> UnitChanges:
        """What is to be changed."""
        parent, level = self.parent_box.currentData(), self.level.currentData()
        coverage, counted = self.coverage.currentData(), self.counted.currentData()
        return UnitChanges(
            None if level is None else Level(level),
            None if coverage is None else Coverage(coverage),
            None if counted is None else bool(counted),
            moves=parent != _KEEP,
            parent=None if parent == _KEEP else parent,
            more=self._more if self._one else {},
        )

    @property
    def _more(self) -> dict[str, object]:
        others = tuple(one.strip() for one in _NAMES_APART.split(self.others.text()) if one.strip())
        return {
            "name": self.name.text().strip(),
            "other_names": others,
            "send_by": self.send_by.value if self.send_by else None,
            "publish_by": self.publish_by.value if self.publish_by else None,
            "contact": self.contact.text().strip(),
        }
