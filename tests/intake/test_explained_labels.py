"""Labels with an explanation behind them, and a row that the form does not have, as some districts hand them out."""

from intake.interpret import interpret
from intake.text_file import from_text
from model.form.editions import FORM_2019

EXPLAINED = {
    "made": "（指当年做的）",
    "regulations": "（设区的市才填，县区不填）",
    "normative_documents": "（带文号的，含通知）",
}


def test_explanations_behind_labels_and_a_row_too_many_shift_nothing() -> None:
    lines = ["甲街道2020年政府信息公开工作年度报告", "二、主动公开政府信息情况"]
    expected: dict[str, int] = {}
    count = 10
    section = next(one for one in FORM_2019.sections if len(one.tables) > 1)
    for table in section.tables:
        lines.append(f"{table.title} |")
        lines.append(
            " | ".join(["信息内容", *(c.label + EXPLAINED.get(c.key, "") for c in table.column_leaves)]) + " |"
        )
        for row in table.row_leaves:
            numbers = list(range(count, count + len(table.column_leaves)))
            count += len(numbers)
            expected |= {table.cell(row, c): n for c, n in zip(table.column_leaves, numbers, strict=True)}
            lines.append(" | ".join([row.label + EXPLAINED.get(row.key, ""), *map(str, numbers)]) + " |")
        if table is section.tables[0]:
            lines.append("其他主动公开文件（除上面两项以外的） | 901 | 902 | 903 |")
    reading = interpret(from_text("\n".join(lines)))
    assert {cell: int(number) for cell, number in reading.report.numbers.items()} == expected
    assert any("901 902 903" in problem.sentence for problem in reading.problems)
