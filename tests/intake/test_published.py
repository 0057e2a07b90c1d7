"""The published reports, read as they are: every number and every text at its place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from intake import read_file
from intake.characters import fold
from model.form.editions import FORM_2021
from tests.samples import SHARED, needs_shared, published

REPORTS = SHARED / "reports"

TABLE_ONLY = {"applications"}


@needs_shared
@pytest.mark.parametrize(
    "file,expected",
    [("jiyuan-2023.txt", "jiyuan-2023"), ("hongze-2023.pdf", "hongze-2023")],
    ids=["txt", "pdf"],
)
def test_a_whole_report_is_read_number_by_number(file: str, expected: str) -> None:
    reading = read_file(REPORTS / file)
    assert dict(reading.report.numbers) == dict(published(expected).numbers)
    assert len(reading.report.numbers) == 200
    assert reading.report.year == 2023
    assert reading.report.edition == "2021"
    assert reading.report.unit in {"济源市人民政府", "洪泽区人民政府"}


@needs_shared
def test_a_table_of_a_web_editor_is_read_and_its_blanks_are_told_not_read_as_zero() -> None:
    reading = read_file(REPORTS / "shuyang-development-2023-table3.html")
    there = published("shuyang-development-2023-table3").numbers
    expected = {cell: value for cell, value in there.items() if cell.table in TABLE_ONLY}
    assert dict(reading.report.numbers) == expected
    assert len(expected) == 50
    assert any("空白" in problem.sentence for problem in reading.problems)


def _parts(text: str) -> dict[str, str]:
    """Cut the sample by its own headings, which are known, without the code under test."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    heads = {
        "一、总体情况": "overview/opening",
        "（一）主动公开方面": "overview/active_disclosure",
        "（二）依申请公开方面": "overview/on_application",
        "（三）政府信息管理方面": "overview/information_management",
        "（四）平台建设方面": "overview/platform",
        "（五）监督保障方面": "overview/supervision",
        "五、存在的主要问题及改进情况": "problems/text",
        "六、其他需要报告的事项": "other_matters/text",
        "二、主动公开政府信息情况": "",
    }
    found: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        if line in heads:
            key = heads[line]
        elif key:
            found.setdefault(key, []).append(line)
    return {key: "\n".join(words) for key, words in found.items()}


@needs_shared
def test_the_texts_go_into_their_parts_word_for_word() -> None:
    path = REPORTS / "jiyuan-2023.txt"
    expected = _parts(path.read_text("utf-8"))
    assert set(expected) == set(FORM_2021.texts)
    assert dict(read_file(path).report.texts) == expected


@needs_shared
def test_the_texts_of_a_pdf_are_put_together_again() -> None:
    texts = read_file(REPORTS / "hongze-2023.pdf").report.texts
    assert set(texts) == set(FORM_2021.texts)
    ends: Callable[[str], str] = lambda key: fold(texts[key])[-6:]  # noqa: E731
    assert all(ends(key).endswith("。") for key in texts)
    assert all("\n" not in texts[key] for key in texts if key != "overview/opening")
    assert len(texts["overview/opening"].split("\n")) == 2


@needs_shared
def test_what_two_editions_divide_differently_is_told() -> None:
    problems = read_file(REPORTS / "hongze-2023.pdf").problems
    assert any("2019年的表样" in problem.sentence for problem in problems)
    assert any("其他处理" in problem.sentence and "请核对" in problem.sentence for problem in problems)


@needs_shared
def test_the_same_file_gives_the_same_reading() -> None:
    for path in sorted(Path(REPORTS).glob("*.[tph]*")):
        if path.suffix in {".txt", ".pdf", ".html"}:
            assert read_file(path) == read_file(path)
