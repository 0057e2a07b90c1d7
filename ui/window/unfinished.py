"""What is typed into a cell and cannot be taken: the window goes there, and says which cell and what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow


def go_to_unfinished(window: MainWindow) -> str:
    """Show the cell whose text cannot be taken; return its name, with what is wrong with the text."""
    page = window.report_page
    table = page.pages.unfinished if page is not None else None
    cell = table.view.editing.cell if table is not None else None
    if page is None or table is None or cell is None:
        return "正在录入的这一格不能录入"
    window.show_report()
    page.page_of(cell)
    return f"{page.session.report.form.name_of(cell)}：{table.view.editing.bubble.reason}"
