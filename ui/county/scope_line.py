"""Who is in the sum and who is not: a line over it that never scrolls away."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from model.collection.scope import SumScope
from ui import dialogs
from ui.actions.in_county import TO_SUM
from ui.appearance.signs import icon
from ui.frame.buttons import push_button
from ui.frame.elided import Elided
from ui.frame.sign import Sign

_LEAST, _SIGN = 160, 18  # pixels


class ScopeLine(QWidget):
    """The sentence, the whole list on demand, and over whom the sum is."""

    def __init__(self, *, all_received: bool) -> None:
        super().__init__()
        self._scope: SumScope | None = None
        self.words, self.whole, self.over = Elided(200, _LEAST, yields=True), push_button("全部名单…"), QComboBox()
        self.whole.clicked.connect(self.show_all)
        self.over.addItem("计入：通过的", False)
        self.over.addItem("计入：收到的", True)
        self.over.setAccessibleName("计入哪些单位")
        self.over.setCurrentIndex(int(all_received))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        row.addWidget(Sign(_SIGN, icon(TO_SUM.icon)))
        row.addWidget(self.words, 1)
        row.addWidget(self.whole)
        row.addStretch(1)
        row.addWidget(self.over)

    @property
    def all_received(self) -> bool:
        """Whether all that came in is counted, and not only what has passed."""
        return bool(self.over.currentData())

    def tell(self, scope: SumScope) -> None:
        """Say who is in it."""
        self._scope = scope
        self.words.setText("；".join([scope.sentence, *scope.covered_sentences]))
        self.whole.setEnabled(bool(scope.left))

    def show_all(self) -> None:
        """List who is not in it, and why."""
        scope = self._scope
        if scope is None:
            return
        lines = []
        for one in scope.left:
            by = f"（{scope.tree.units[one.by].name}的年报已含）" if one.by is not None else ""
            lines.append(f"{scope.tree.units[one.unit].name}：{one.why.label}{by}")
        dialogs.show_list(self, f"{scope.sentence.partition('：')[0]}：", lines)
