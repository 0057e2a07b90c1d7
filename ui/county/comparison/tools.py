"""What stands over the table: which figures, and of which units."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.collecting.presets import FigurePreset
from ui.county.comparison.figures_dialog import CHOOSE
from ui.frame.buttons import push_button

OWN = "自选"
ALL, PASSED, FAR = range(3)


class ComparisonTools(QWidget):
    """Two lists to choose from, and the button to choose figures one by one."""

    def __init__(self) -> None:
        super().__init__()
        self.presets, self.scope, self.choose = QComboBox(), QComboBox(), push_button(f"{CHOOSE}…", "columns-3")
        self.presets.setAccessibleName("比较哪些数")
        for one in FigurePreset:
            self.presets.addItem(one.label, one)
        self.presets.addItem(OWN)
        self.scope.setAccessibleName("比较哪些单位")
        self.scope.addItems(["收到的单位", "通过的单位", "有提示的单位"])
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        for part in (self.presets, self.choose, self.scope):
            row.addWidget(part)
        row.addStretch(1)
