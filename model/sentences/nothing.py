"""One sentence for each text of the form, for who has nothing to say there: no honest report is shut out of 定稿.

It claims nothing that the tables do not say: where they have numbers it refers to them.
"""

from __future__ import annotations

from model.form.roles import LineRole, TableRole, TextRole
from model.report.report import Report
from model.report.totals import with_totals

_ANYWHERE = "本年度没有需要说明的事项。"
_SENTENCES = {
    TextRole.ACTIVE_DISCLOSURE: "本年度主动公开政府信息的数量见第二部分，没有其他需要说明的事项。",
    TextRole.ON_APPLICATION: "本年度收到和处理政府信息公开申请的情况见第三部分，没有其他需要说明的事项。",
    TextRole.INFORMATION_MANAGEMENT: "本年度政府信息管理没有需要说明的事项。",
    TextRole.PLATFORM: "本年度政府信息公开平台建设没有需要说明的事项。",
    TextRole.SUPERVISION: "本年度监督保障没有需要说明的事项。",
    TextRole.PROBLEMS: "本年度没有发现突出问题，也没有需要说明的改进情况。",
    TextRole.OTHER_MATTERS: "本年度没有收取信息处理费，没有其他需要报告的事项。",
}
_NO_APPLICATION = "本年度没有收到政府信息公开申请，没有上年结转的申请。"
_OF_A_GOVERNMENT = "本年度没有需要说明的工作考核、社会评议和责任追究结果情况。"


def nothing_to_say(report: Report, key: str) -> str:
    """Return the sentence that there was nothing, for one text of a report."""
    role = report.form.texts[key].role
    if role is TextRole.ON_APPLICATION and _no_application(report):
        return _NO_APPLICATION
    if role is TextRole.SUPERVISION and report.level.is_government:
        return _OF_A_GOVERNMENT
    return _SENTENCES.get(role, _ANYWHERE) if role else _ANYWHERE


def _no_application(report: Report) -> bool:
    """Whether the table says that there was none, and none was carried over; a blank says nothing."""
    table = report.form.table(TableRole.APPLICATIONS)
    if table is None:
        return False
    rows = {*table.having(LineRole.RECEIVED), *table.having(LineRole.BROUGHT_FORWARD)} & {*table.row_leaves}
    numbers = with_totals(report).numbers
    counts = [numbers.get(table.cell(row, column)) for row in rows for column in table.column_leaves]
    return bool(counts) and all(count == 0 for count in counts)
