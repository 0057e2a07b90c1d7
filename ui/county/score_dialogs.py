"""What is asked about scores: how many points a unit loses, and for what an office deducts them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.collecting.scores import ScoredUnit
from model.collection.scoring import PRESET, ScoreItem, Scoring
from model.errors import clip
from ui import dialogs
from ui.actions.in_county import RULE_SCORE, SCORE_ITEMS
from ui.county.score_model import points_words
from ui.frame.buttons import icon_button, push_button

_MOST = 1000
_WIDE, _HIGH = 520, 220  # pixels
_REASON = "改扣分要写原因"


class WantedScore(NamedTuple):
    """What a unit is to lose by item, and why."""

    points: Mapping[str, Decimal]
    reason: str


def points_field(points: Decimal) -> QDoubleSpinBox:
    """Make a field for points."""
    field = QDoubleSpinBox()
    field.setDecimals(1)
    field.setRange(0, _MOST)
    field.setValue(float(points))
    return field


def points_in(field: QDoubleSpinBox) -> Decimal:
    """Return the points of a field."""
    return Decimal(f"{field.value():.1f}").normalize() + 0


class ScoreDialog(dialogs.FormDialog):
    """The items of one unit, each with what the program proposes; a reason for what is other."""

    def __init__(self, parent: QWidget | None, one: ScoredUnit) -> None:
        name = clip(one.row.unit.name, 30)
        super().__init__(parent, f"{name}各项扣多少分？改了的要写原因，会记在审核情况表里。", "记下")
        dialogs.entitle(self, RULE_SCORE.label, name)
        self._one = one
        self.fields = {item.id: points_field(one.points(item)) for item in one.scoring.items}
        self.reason = QLineEdit()
        self._lay_out()
        changes = [field.valueChanged for field in self.fields.values()]
        self.hold_until(self._is_ready, *changes, self.reason.textChanged, why=self._why)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for at, item in enumerate(self._one.scoring.items):
            label, field = QLabel(item.label), self.fields[item.id]
            label.setBuddy(field)
            field.setAccessibleName(f"{item.label}扣分")
            grid.addWidget(label, at, 0)
            grid.addWidget(field, at, 1)
            back = push_button(self._proposal(item))
            back.setProperty("link", True)
            back.setToolTip("改回程序的建议")
            back.clicked.connect(
                lambda _=False, item=item: self.fields[item.id].setValue(float(self._one.proposal(item)))
            )
            grid.addWidget(back, at, 2)
        grid.setColumnStretch(2, 1)
        self.body.addLayout(grid)
        self.reason.setAccessibleName("原因")
        self.reason.setPlaceholderText("原因")
        self.reason.setMinimumWidth(_WIDE)
        self.body.addWidget(self.reason)

    def _proposal(self, item: ScoreItem) -> str:
        why = self._one.proposed.get(item.id, "") if self._one.proposed else ""
        return f"程序建议{points_words(self._one.proposal(item))}（{why}）" if why else "程序建议不扣"

    @property
    def points(self) -> dict[str, Decimal]:
        """What is to be deducted, by item."""
        return {key: points_in(field) for key, field in self.fields.items()}

    def _others(self) -> list[ScoreItem]:
        """Return the items that differ from what holds now."""
        return [one for one in self._one.scoring.items if self.points[one.id] != self._one.points(one)]

    def _is_ready(self) -> bool:
        others = self._others()
        wants_reason = any(self.points[one.id] != self._one.proposal(one) for one in others)
        return bool(others) and (bool(self.reason.text().strip()) or not wants_reason)

    def _why(self) -> str:
        return _REASON if self._others() else "还没有改"


def ask_score(parent: QWidget | None, one: ScoredUnit) -> WantedScore | None:
    """Ask what a unit loses; None if it was called off."""
    dialog = ScoreDialog(parent, one)
    try:
        return WantedScore(dialog.points, dialog.reason.text().strip()) if dialogs.run(dialog) else None
    finally:
        dialog.deleteLater()


class ItemLine(QWidget):
    """An item: whether it counts, what it is called, how many points; an own one can be taken away."""

    def __init__(self, item: ScoreItem, *, used: bool, own: bool) -> None:
        super().__init__()
        self._id, self.own = item.id, own
        self.used, self.name, self.points = QCheckBox(), QLineEdit(item.label), points_field(item.points)
        self.away: QToolButton = icon_button("x", "去掉这一项")
        self.used.setChecked(used)
        self.used.setAccessibleName(f"计入{item.label}")
        self.name.setAccessibleName("项目名称")
        self.points.setAccessibleName("扣几分")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.used, self.name, self.points, self.away):
            row.addWidget(part, 1 if part is self.name else 0)
        size = self.away.sizePolicy()
        size.setRetainSizeWhenHidden(True)
        self.away.setSizePolicy(size)
        self.away.setVisible(own)

    @property
    def item(self) -> ScoreItem:
        """The item as it is written now."""
        return ScoreItem(self._id, self.name.text().strip(), points_in(self.points))


class ItemsDialog(dialogs.FormDialog):
    """For what points are deducted: the program's items, which can be left out, and own ones."""

    def __init__(self, parent: QWidget | None, scoring: Scoring, about: str) -> None:
        super().__init__(parent, "满分和扣分的项目。程序自己的项目会提出建议，自己加的由您逐个单位填。", "保存")
        dialogs.entitle(self, SCORE_ITEMS.plain_text, about)
        self.full, self.add = points_field(scoring.full), push_button("加一项(&N)", "plus")
        self.lines: list[ItemLine] = []
        self._rows = QVBoxLayout()
        self._lay_out()
        used, known = {one.id: one for one in scoring.items}, {one.id for one in PRESET}
        for one in PRESET:
            self._put(used.get(one.id, one), used=one.id in used, own=False)
        for one in scoring.items:
            if one.id not in known:
                self._put(one, used=True, own=True)
        self.add.clicked.connect(self._add)
        self.full.valueChanged.connect(self._hold)
        self._hold()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        label = QLabel("满分(&F)")
        label.setBuddy(self.full)
        self.full.setAccessibleName("满分")
        top.addWidget(label)
        top.addWidget(self.full)
        top.addStretch(1)
        top.addWidget(self.add)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(6)
        column.addLayout(self._rows)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumSize(_WIDE, _HIGH)
        area.setWidget(inside)
        self.body.addLayout(top)
        self.body.addWidget(area)

    def _put(self, item: ScoreItem, *, used: bool, own: bool) -> ItemLine:
        line = ItemLine(item, used=used, own=own)
        line.away.clicked.connect(lambda: self._take(line))
        for change in (line.used.toggled, line.name.textChanged, line.points.valueChanged):
            change.connect(self._hold)
        self.lines.append(line)
        self._rows.addWidget(line)
        return line

    def _add(self) -> None:
        line = self._put(ScoreItem(f"own-{uuid4().hex[:12]}", "", Decimal(1)), used=True, own=True)
        line.show()
        line.name.setPlaceholderText("项目名称，例如：没有按格式写")
        line.name.setFocus()
        self._hold()

    def _take(self, line: ItemLine) -> None:
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self._hold()

    @property
    def scoring(self) -> Scoring:
        """What is written now."""
        return Scoring(points_in(self.full), tuple(one.item for one in self.lines if one.used.isChecked()))

    def _hold(self, *_: object) -> None:
        lacking = self.scoring.lacking
        self.yes.setEnabled(not lacking)
        self.yes.setToolTip(lacking)
        self.missing.setText(lacking)
        self.missing.setVisible(bool(lacking))


def ask_items(parent: QWidget | None, scoring: Scoring, about: str) -> Scoring | None:
    """Ask how is scored; None if it was called off."""
    dialog = ItemsDialog(parent, scoring, about)
    try:
        return dialog.scoring if dialogs.run(dialog) else None
    finally:
        dialog.deleteLater()
