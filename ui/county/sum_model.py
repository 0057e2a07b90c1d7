"""The sum as a table: what is incomplete is grey with a ring, what was adjusted has ± before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject

from app.assessment import Assessment
from app.collecting.totals import Totals
from model.errors import clip
from model.form.grid import Box
from model.form.schema import Cell, Section
from model.report.numbers import number_text
from model.report.report import Report
from model.report.totals import without_derivable_totals
from model.rules.switches import Switches
from ui.county.paper import PaperModel, PaperStore
from ui.state.session import Session
from ui.tables.cell_state import Look
from ui.tables.page import TablePage

INCOMPLETE, ADJUSTED = "○", "±"
_NAMED = 3  # units


class SumSession(Session):
    """The sum of a collection as a report that is only looked at."""

    def __init__(self, totals: Totals, last: Report | None, switches: Switches) -> None:
        self.totals = totals
        super().__init__(PaperStore(without_derivable_totals(totals.report), last, switches), 0)

    def _show(self, said: Assessment) -> Assessment:
        """Leave out what is said of texts: a sum has none, and its own report tells of those that it gets."""
        cells = said.report.form.cells
        return super()._show(replace(said, findings=tuple(one for one in said.findings if one.at[0] in cells)))

    def who_is_blank(self, cell: Cell) -> str:
        """Name the units that are blank in a cell; nothing where none is."""
        units = self.totals.scope.tree.units
        names = [clip(units[key].name, 30) for key in self.totals.sum.blank.get(cell, ())]
        more = f"等{len(names)}个单位" if len(names) > _NAMED else ""
        return f"{'、'.join(names[:_NAMED])}{more}空白" if names else ""


class SumModel(PaperModel):
    """The table of a section of the sum."""

    session: SumSession

    def __init__(self, section: Section, session: Session, parent: QObject | None = None) -> None:
        super().__init__(section, session, parent)
        self._looks = {box: self._marked(box, look) for box, look in self._looks.items()}

    def _marked(self, box: Box, look: Look) -> Look:
        found = self.session.totals.sum
        if box.cell is None:
            return look
        if box.cell in found.blank:
            return look._replace(text=f"{INCOMPLETE} {number_text(found.partial[box.cell])}", derived=True)
        if found.adjusted.get(box.cell):
            return look._replace(text=f"{ADJUSTED} {look.text}")
        return look

    def refresh(self) -> None:
        """Stay as it is: another sum is another page."""

    def tip_of(self, box: Box) -> str | None:
        """Say who is blank, and what was adjusted, before what a table says."""
        own = list(self._told(box.cell)) if box.cell else []
        return "\n".join([*own, *filter(None, [super().tip_of(box)])]) or None

    def _told(self, cell: Cell) -> Iterable[str]:
        if blank := self.session.who_is_blank(cell):
            yield f"不全：{blank}，其余单位的和是{number_text(self.session.totals.sum.partial[cell])}"
        if adjusted := self.session.totals.sum.adjusted.get(cell):
            yield f"含调整{number_text(adjusted)}"


def tab_words(section: Section, totals: Totals) -> str:
    """Name a tab, and count what is incomplete in it."""
    incomplete = sum(cell in totals.sum.blank for cell in section.cells)
    return f"{section.ordinal} {section.tab}" + (f"　{INCOMPLETE}{incomplete}" if incomplete else "")


class SumTable(TablePage):
    """A tab of the sum."""

    model_kind = SumModel
