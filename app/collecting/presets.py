"""Which figures are compared: the choices that are ready, each found in a form by the parts that its lines play."""

from __future__ import annotations

from collections.abc import Iterator

from model.form.form import Form
from model.form.quotable import Quotable, figure_of, sources
from model.form.roles import LineRole, TableRole
from model.form.schema import Line, Table
from model.labelled import LabelledEnum


class FigurePreset(LabelledEnum):
    """A choice of figures."""

    APPLICATIONS = "applications", "申请与结果"
    OUTCOMES = "outcomes", "各种办理结果"
    DISCLOSURE = "disclosure", "主动公开的数量"
    DISPUTES = "disputes", "复议和诉讼"

    def figures(self, form: Form) -> tuple[Quotable, ...]:
        """Return the figures in a form; none where it has no such."""
        found = {
            FigurePreset.APPLICATIONS: _applications,
            FigurePreset.OUTCOMES: _outcomes,
            FigurePreset.DISCLOSURE: _disclosure,
            FigurePreset.DISPUTES: _disputes,
        }[self](form)
        return tuple(dict.fromkeys(one for one in found if one is not None))


def _of_all(form: Form, *lines: Line | None) -> Iterator[Quotable | None]:
    table = form.table(TableRole.APPLICATIONS)
    column = None if table is None else table.line(LineRole.ALL_APPLICANTS)
    if table is not None and column is not None:
        for line in lines:
            if line is not None:
                yield figure_of(form.edition, tuple(table.cell(leaf, column) for leaf in line.leaves))


def _applications(form: Form) -> Iterator[Quotable | None]:
    table = form.table(TableRole.APPLICATIONS)
    if table is not None:
        roles = (LineRole.RECEIVED, LineRole.RESULTS_TOTAL, LineRole.CARRIED_FORWARD)
        received, handled, carried = map(table.line, roles)
        disclosed = next(iter(table.having(LineRole.OUTCOME)), None)
        yield from _of_all(form, received, disclosed, handled, carried)


def _outcomes(form: Form) -> Iterator[Quotable | None]:
    table = form.table(TableRole.APPLICATIONS)
    if table is not None:
        yield from _of_all(form, *table.having(LineRole.OUTCOME))


def _disclosure(form: Form) -> Iterator[Quotable | None]:
    """Return what was issued of documents, how many decisions there were, what was charged."""
    for table in form.tables.values():
        if table.role in {TableRole.APPLICATIONS, TableRole.DISPUTES}:
            continue
        columns = [one for role in (LineRole.ISSUED, LineRole.DECISIONS, LineRole.FEE) for one in table.having(role)]
        yield from _crossing(form, table, columns)


def _crossing(form: Form, table: Table, columns: list[Line]) -> Iterator[Quotable | None]:
    for row in table.row_leaves:
        for column in columns:
            yield figure_of(form.edition, (table.cell(row, column),))


def _disputes(form: Form) -> Iterator[Quotable | None]:
    table = form.table(TableRole.DISPUTES)
    if table is not None:
        of_table = (one for one in sources(form.edition) if one.cells[0].table == table.key)
        yield from (one for one in of_table if one.is_total and len(one.cells) == 1)
