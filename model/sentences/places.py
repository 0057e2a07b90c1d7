"""The numbers that sentences quote, by the names that they have in them.

A place is `table/row/column`; a heading over rows or columns stands for all of them, and + adds places.
"""

from __future__ import annotations

from functools import cache

from model.form.editions import FORMS
from model.form.form import Form
from model.form.schema import Cell, Line

_LINES = 2  # of a place: its row and its column

NUMBERS = {
    # Section two
    "制发": "legislation/normative_documents/issued",
    "废止": "legislation/normative_documents/repealed",
    "现行有效": "legislation/normative_documents/in_force",
    "规章制发": "legislation/regulations/issued",
    "规章废止": "legislation/regulations/repealed",
    "规章现行有效": "legislation/regulations/in_force",
    "行政许可": "licensing/licences/decisions",
    "行政处罚": "enforcement/penalties/decisions",
    "行政强制": "enforcement/coercive_measures/decisions",
    "收费": "fees/charges/amount",
    # Section three
    "新收": "applications/received/total",
    "上年结转": "applications/brought_forward/total",
    "应办": "applications/received/total+applications/brought_forward/total",
    "自然人": "applications/received/natural_person",
    "组织": "applications/received/organisations",
    "办结": "applications/results_total/total",
    "予以公开": "applications/disclosed/total",
    "部分公开": "applications/partly_disclosed/total",
    "不予公开": "applications/refused/total",
    "无法提供": "applications/unavailable/total",
    "不予处理": "applications/not_processed/total",
    "其他处理": "applications/other_results/total",
    "结转下年": "applications/carried_forward/total",
    # Section four
    "复议": "disputes/reconsideration/total",
    "复议维持": "disputes/reconsideration/upheld",
    "复议纠正": "disputes/reconsideration/corrected",
    "复议其他": "disputes/reconsideration/other",
    "复议未结": "disputes/reconsideration/pending",
    "诉讼": "disputes/litigation/total",
    "直接起诉": "disputes/direct_litigation/total",
    "复议后起诉": "disputes/litigation_after_reconsideration/total",
}


@cache
def cells_of(edition: str, name: str) -> tuple[Cell, ...]:
    """Return the cells that a name, or a place, stands for; none where the edition has not all of them.

    >>> cells_of("2021", "应办")
    ('applications/received/total', 'applications/brought_forward/total')
    >>> len(cells_of("2021", "applications/refused/total")), cells_of("2019", "制发")
    (8, ())
    """
    parts = [_cells(FORMS[edition], place) for place in NUMBERS.get(name, name).split("+")]
    return tuple(cell for part in parts for cell in part) if all(parts) else ()


def _cells(form: Form, place: str) -> tuple[Cell, ...]:
    key, *keys = place.split("/")
    table = form.tables.get(key)
    if table is None or len(keys) != _LINES:
        return ()
    row, column = (_line(lines, one) for lines, one in zip((table.rows, table.columns), keys, strict=True))
    if row is None or column is None:
        return ()
    return tuple(table.cell(leaf, part) for leaf in row.leaves for part in column.leaves)


def _line(lines: tuple[Line, ...], key: str) -> Line | None:
    return next((one for line in lines for one in line.all if one.key == key), None)
