"""The plain text read back as a program reads what is pasted: lines, and tabs between the columns."""

import pytest

from export.layout.document import TableBlock, document_of
from export.plain_text import write_plain_text
from model.form.editions import FORMS
from model.report.report import Report

from .examples import empty_report, extreme_report, full_report


@pytest.mark.parametrize("report", [*map(full_report, FORMS), extreme_report(), empty_report()])
def test_every_number_and_label_stands_once_at_its_place(report: Report) -> None:
    lines = write_plain_text(report).split("\n")
    for block in document_of(report).blocks:
        if isinstance(block, TableBlock):
            start = lines.index(block.section.heading) + 1
            rows = [line.split("\t") for line in lines[start : start + block.grid.height]]
            assert {len(row) for row in rows} == {block.grid.width}
            for (row, column), box in block.grid.at.items():
                assert rows[row][column] == (block.text(box) if (box.row, box.column) == (row, column) else "")


def test_headings_and_words_stand_on_lines_of_their_own() -> None:
    report = full_report()
    lines = write_plain_text(report).split("\n")
    assert lines[0] == report.title
    for text in report.form.texts.values():
        assert text.heading in {"", *lines}
        assert set(report.texts[text.key].split("\n")) <= set(lines)
