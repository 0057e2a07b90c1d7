"""The row of chips over the library's list: state, year and level, with how many reports each leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from model.report.report import Level
from model.storage.records import State
from ui.actions.in_widgets import CLEAR_SEARCH
from ui.library.filter_chip import ChoiceChip, FilterChip
from ui.library.filtering import Facets, Wanted
from ui.library.state_cell import SIGNS

_EVERY = "全部"
_HEIGHT = 30  # pixels: the same with and without the last button


class FilterBar(QWidget):
    """Says what is wanted; the page knows what there is."""

    changed = Signal(object)  # Wanted, without the part of a name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = Wanted()
        self._seen: set[State | None] = set()  # states that reports had
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.states: dict[State | None, FilterChip] = {None: FilterChip(_EVERY)}
        self.states |= {state: FilterChip(state.label, sign) for state, sign in SIGNS.items()}
        group = QButtonGroup(self)
        for state, chip in self.states.items():
            group.addButton(chip)
            chip.clicked.connect(lambda _=False, state=state: self._want(self._wanted._replace(state=state)))
            row.addWidget(chip)
        row.addSpacing(8)
        self.years = ChoiceChip("全部年度", lambda year: f"{year}年度")
        self.years.chosen.connect(lambda year: self._want(self._wanted._replace(year=year)))
        self.levels = ChoiceChip("全部层级", lambda level: level.label)
        self.levels.chosen.connect(lambda level: self._want(self._wanted._replace(level=level)))
        self.clear = QToolButton()
        self.clear.setText(CLEAR_SEARCH.told(CLEAR_SEARCH.label))
        self.clear.setToolTip(CLEAR_SEARCH.tooltip)
        self.clear.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(_HEIGHT)
        for choice in (self.years, self.levels, self.clear):
            row.addWidget(choice)
        row.addStretch(1)
        self.show_counts(Facets(), Wanted())

    def _want(self, wanted: Wanted) -> None:
        self.changed.emit(wanted._replace(part=""))

    def show_counts(self, facets: Facets, wanted: Wanted) -> None:
        """Show what is wanted, and how many reports each other choice would leave."""
        self._wanted = wanted
        states, years, levels = (facets.of(kind, wanted) for kind in ("state", "year", "level"))
        for state, chip in self.states.items():
            chip.count(sum(states.values()) if state is None else states.get(state, 0))
            chip.setChecked(wanted.state is state)
            self._seen.update({state} if states.get(state) or wanted.state is state else ())
            chip.setVisible(state is not State.REVISED or state in self._seen)
        self.years.show_counts(years, sorted({*years, *_one(wanted.year)}, reverse=True), wanted.year)
        self.levels.show_counts(levels, [one for one in Level if one in levels or one is wanted.level], wanted.level)
        self.clear.setVisible(not wanted.is_all)


def _one(value: int | None) -> tuple[int, ...]:
    return () if value is None else (value,)
