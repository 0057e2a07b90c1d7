"""The buttons in the title row of 汇总; where the row is short, icons give way to words."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QWidget

from ui.actions.in_county import TEXTS, TO_COMPARE, TO_SCORES, TO_SUM
from ui.actions.in_window import BRING_IN
from ui.actions.registry import Action
from ui.county.tasks import tasks_button
from ui.frame.buttons import make_primary, push_button

_TAKES = BRING_IN.told("收下各单位的年报，也可以把文件、文件夹拖到这一页")
_ROOMY = 900  # pixels


class CountyTools(QObject):
    """The menu of the collections, the pages that are shown over the roll call, and the way to bring files in."""

    wanted = Signal(object)  # an action

    def __init__(self) -> None:
        super().__init__()
        self.tasks = tasks_button()
        self.take = push_button(f"{BRING_IN.label}年报…", BRING_IN.icon, _TAKES)
        make_primary(self.take, sign=BRING_IN.icon)
        acts = [self._button(act) for act in (TO_SUM, TO_COMPARE, TO_SCORES, TEXTS)]
        self._icons = {one: one.icon() for one in (*acts, self.take)}
        self._words = {self.tasks: ("汇总任务", "任务"), self.take: (f"{BRING_IN.label}年报…", f"{BRING_IN.label}…")}
        self._words[acts[-1]] = (acts[-1].text(), "通报…")
        for one in self._words:
            one.setAccessibleName(self._words[one][0])
        self.buttons: list[QWidget] = [self.tasks, *acts, self.take]

    def _button(self, act: Action) -> QPushButton:
        button = push_button(act.plain_text, act.icon, act.tooltip)
        button.clicked.connect(lambda: self.wanted.emit(act))
        return button

    def fit(self, width: int) -> None:
        """Leave the icons out where a page of this width has no room for them, and shorten the words."""
        roomy = width >= _ROOMY
        for button, shown in self._icons.items():
            button.setIcon(shown if roomy else QIcon())
        for one, (whole, short) in self._words.items():
            one.setText(whole if roomy else short)
