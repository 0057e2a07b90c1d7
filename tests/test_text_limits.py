"""A text is as long everywhere as it may be: what is read fits, and what is written can be read back."""

from dataclasses import replace
from pathlib import Path

import pytest

from export import write
from intake import read, read_clipboard, read_file
from model.errors import UserError
from model.report.file_format import LARGEST, LONGEST_REASON, LONGEST_TEXT
from model.report.report import Explanation
from tests.samples import example

TEXT = "problems/text"
HEADING = "五、存在的主要问题及改进情况"


def document(length: int) -> str:
    return f"青石镇人民政府2023年政府信息公开工作年度报告\n\n{HEADING}\n\n{'改进工作。' * (length // 5)}\n"


@pytest.mark.parametrize("suffix", [".txt", "clipboard"])
def test_a_text_that_is_too_long_is_left_out_and_told(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(document(LONGEST_TEXT + 5), "utf-8")
    reading = read_file(file) if suffix == ".txt" else read_clipboard("", file.read_text("utf-8"))
    assert TEXT not in reading.report.texts
    (told,) = [one for one in reading.problems if "没有读入" in one.sentence]
    assert f"有{LONGEST_TEXT + 5}字" in told.sentence
    assert reading.report.unit == "青石镇人民政府"


def test_a_text_of_the_greatest_length_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(document(LONGEST_TEXT), "utf-8")
    assert len(read(file).texts[TEXT]) == LONGEST_TEXT


def test_the_largest_file_that_is_written_is_read_again(tmp_path: Path) -> None:
    texts = dict.fromkeys(example().form.texts, "\U00020bb7" * LONGEST_TEXT)
    reasons = tuple(Explanation("X1", (), "明" * LONGEST_REASON, "甲", "2024-01-05T09:00:00") for _ in range(400))
    report = replace(example(), texts=texts, explanations=reasons)
    write(report, tmp_path / "a.json")
    assert read(tmp_path / "a.json") == report
    with pytest.raises(UserError, match=str(LARGEST)):
        write(replace(report, explanations=reasons * 2), tmp_path / "b.json")


def test_a_text_that_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="读不回来"):
        write(example().with_text(TEXT, "长" * (LONGEST_TEXT + 1)), tmp_path / "a.json")
    assert not list(tmp_path.iterdir())
