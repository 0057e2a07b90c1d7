"""The pages of the sections, each made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from app.preferences import BESIDE, LAST_YEAR
from model.form.schema import Section
from ui.report import going_on
from ui.report.placeholder import Placeholder

if TYPE_CHECKING:
    from ui.report.page import ReportPage
    from ui.tables.page import TablePage
    from ui.texts.page import TextPage

    SectionPage = TablePage | TextPage


class SectionPages:
    """What stands in the tabs of one report."""

    def __init__(self, report: ReportPage) -> None:
        self._report = report
        self._made: dict[str, SectionPage] = {}
        self._holders: list[Placeholder] = []

    def add(self, section: Section) -> None:
        """Add the tab of a section, with nothing in it yet."""
        holder = Placeholder()
        self._holders.append(holder)
        self._report.tabs.add(section, holder)

    @property
    def made(self) -> tuple[SectionPage, ...]:
        """The pages that are there."""
        return tuple(self._made.values())

    def at(self, index: int, *, at_once: bool) -> SectionPage:
        """Return a page; where it is made now, with all of its texts `at_once` or as they fit."""
        report, section = self._report, self._report.sections[index]
        if section.key not in self._made:
            page = _make(section, report, at_once=at_once)
            page.set_zoom(report.zoom)
            page.moved.connect(report.caret_moved)
            if section.tables:
                self._connect_table(cast("TablePage", page))
            self._made[section.key] = page
            self._holders[index].put(page)
        return self._made[section.key]

    def _connect_table(self, table: TablePage) -> None:
        table.told.connect(self._report.said)
        table.ended.connect(lambda step: going_on.go_on(self._report, table.section, step))
        table.help_shown.connect(self._report.tabs.tools.help.setChecked)
        self._show_last_year(table)

    def show_last_year(self) -> None:
        """Show last year's figures where the settings say."""
        for page in self._made.values():
            if hasattr(page, "set_last_year_visible"):
                self._show_last_year(cast("TablePage", page))

    def _show_last_year(self, table: TablePage) -> None:
        table.set_last_year_visible(self._report.library.setting(LAST_YEAR) == BESIDE)

    def make_all(self) -> None:
        """Make the texts that are not there yet."""
        for page in self._made.values():
            if hasattr(page, "make_all"):
                page.make_all()

    def finish(self) -> bool:
        """Take what is being typed into a cell; False if it is no number."""
        return all(page.finish() for page in self._made.values() if hasattr(page, "finish"))

    @property
    def unfinished(self) -> TablePage | None:
        """The table in which something stands that could not be taken."""
        tables = (cast("TablePage", page) for page in self._made.values() if hasattr(page, "finish"))
        return next((table for table in tables if table.view.editing.cell is not None), None)

    def set_zoom(self, percent: int) -> None:
        """Show all of them larger or smaller."""
        for page in self._made.values():
            page.set_zoom(percent)


def _make(section: Section, report: ReportPage, *, at_once: bool) -> SectionPage:
    if section.tables:
        from ui.tables.page import TablePage

        return TablePage(section, report.session)
    from ui.report.writing import text_page

    return text_page(section, report, at_once=at_once)
