"""核对: which of the rules that do not block are asked in this library, and how long section one may be."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QSpinBox, QWidget

from model.form.editions import newest
from model.rules.switches import SETTING, Switches
from ui.settings.context import SettingsContext
from ui.settings.lines import show_lines

_LONGEST_LIMIT, _STEP, _ROWS = 9999, 100, 13


class RulesField(QListWidget):
    """Every rule that may be switched off, with a check mark where it is asked; kept at once."""

    def __init__(self, context: SettingsContext) -> None:
        from model.rules.registry import can_be_switched, rules

        super().__init__()
        self._context = context
        self.setAccessibleName("核对的规则")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the lines are broken
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        form = newest()
        self.rules = [one for one in rules() if can_be_switched(one)]
        for one in self.rules:
            words = f"{one.id}　{one.sentence_for(form)}"
            item = QListWidgetItem(words, self)
            item.setToolTip(f"{one.severity.label}；来源：{one.source_for(form)}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        self.setMinimumHeight(_ROWS * (self.fontMetrics().height() + 6))
        self.setCurrentRow(0)
        context.changed.connect(self.refresh)
        self.refresh()
        self.itemChanged.connect(self._keep)

    def refresh(self) -> None:
        """Show what is kept."""
        from model.rules.registry import is_on

        switches, blocked = _kept(self._context), self.blockSignals(True)
        for row, one in enumerate(self.rules):
            state = Qt.CheckState.Checked if is_on(one, switches) else Qt.CheckState.Unchecked
            self.item(row).setCheckState(state)
        self.blockSignals(blocked)
        self.viewport().update()

    def look_for(self, words: str) -> bool:
        """Show the rules only whose line holds some words; return whether there are any."""
        return show_lines(self, words)

    def _keep(self, item: QListWidgetItem) -> None:
        one, on = self.rules[self.row(item)], item.checkState() is Qt.CheckState.Checked
        self._context.keep(SETTING, _kept(self._context).switched(one.id, on=on, preset=one.preset).words, "核对的规则")


class LimitField(QWidget):
    """How long section one may be, in characters, where T12 is asked."""

    def __init__(self, context: SettingsContext) -> None:
        super().__init__()
        self._context = context
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.count = QSpinBox()
        self.count.setRange(1, _LONGEST_LIMIT)
        self.count.setSingleStep(_STEP)
        self.count.setSuffix("字")
        self.count.setAccessibleName("第一部分的字数上限")
        self.count.setKeyboardTracking(False)
        self.setFocusProxy(self.count)
        row.addWidget(self.count)
        self.hint = QLabel()
        self.hint.setProperty("muted", True)
        row.addWidget(self.hint)
        row.addStretch(1)
        context.changed.connect(self.refresh)
        self.refresh()
        self.count.valueChanged.connect(self._keep)

    def refresh(self) -> None:
        """Show what is kept."""
        switches, blocked = _kept(self._context), self.count.blockSignals(True)
        self.count.setValue(switches.limit)
        self.count.blockSignals(blocked)
        self.hint.setText("" if "T12" in switches.on else "T12 没有打开，现在不核对字数")

    def _keep(self, limit: int) -> None:
        self._context.keep(SETTING, replace(_kept(self._context), limit=limit).words, "字数上限")


def _kept(context: SettingsContext) -> Switches:
    return context.library.switches
