"""The rows for 汇总: over whom a sum is, what is hinted at, what goes to units, each kept as soon as it is changed."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app.collecting.comparing import FAR_CHOICES, HOW_FAR
from app.collecting.handing_out import LETTERHEAD
from app.collecting.return_files import FIRST, KINDS, ReturnKind
from app.collecting.totals import ALL_RECEIVED
from model.collection.hand_out import LONGEST_HEAD
from ui.settings.context import SettingsContext
from ui.settings.fields import ChoiceField, LineField


def counted(context: SettingsContext) -> QWidget:
    """Make the choice of the units that a sum is over."""
    return ChoiceField(context, ALL_RECEIVED, "合计计入", (("0", "通过的单位"), ("1", "收到的单位，没有审完的也在内")))


def far(context: SettingsContext) -> QWidget:
    """Make the choice how far off a figure stands that is hinted at."""
    usual, near, distant = map(str, FAR_CHOICES)
    words = ((usual, f"一般：离差的{usual}倍"), (near, f"多提示：{near}倍"), (distant, f"少提示：{distant}倍"))
    return ChoiceField(context, HOW_FAR, "比较的提示", words)


def letterhead(context: SettingsContext) -> QWidget:
    """Make the line for what stands above what is handed out."""
    field = LineField(context, LETTERHEAD, "下发抬头", LONGEST_HEAD)
    field.setPlaceholderText("没有填，用任务的本级单位")
    return field


class ReturnKindsField(QWidget):
    """Ticks for the files that are written along when a report goes back."""

    def __init__(self, context: SettingsContext) -> None:
        super().__init__()
        self._context = context
        self.boxes = {one: QCheckBox(one.label) for one in ReturnKind}
        ticks = QGridLayout(self)
        ticks.setContentsMargins(0, 4, 0, 4)
        ticks.setHorizontalSpacing(24)
        for at, box in enumerate(self.boxes.values()):
            ticks.addWidget(box, at // 2, at % 2)
        self.refresh()
        for box in self.boxes.values():
            box.toggled.connect(self._keep)
        context.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show what is kept."""
        kept = self._context.library.recall(KINDS, str, " ".join(one.value for one in FIRST)).split()
        for one, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(one.value in kept)
            box.blockSignals(False)

    def _keep(self, *_: object) -> None:
        ticked = [one.value for one, box in self.boxes.items() if box.isChecked()]
        self._context.keep(KINDS, " ".join(ticked) or "none", "退回时写的文件")
