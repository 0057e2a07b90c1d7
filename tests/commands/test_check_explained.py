"""`check` lists what is explained, too, and tells people how much of it that is; for programs nothing is other."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import commands
from app.assessment import assess
from app.subject import Subject
from model.report.file_format import dumps
from model.report.report import Explanation, Report
from tests.app.subjects import in_balance

REPORT = in_balance(texts={"overview/on_application": "2019年受理申请5件。联系人13812345678。"})


def said(path: Path, report: Report, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    path.write_text(dumps(report), "utf-8")
    commands.run(["check", str(path), *options])
    return capsys.readouterr().out.splitlines()


def with_reasons(count: int) -> Report:
    """Return the report with so many of its findings explained, and a reason that is about nothing in it."""
    found = [one for one in assess(Subject(REPORT, as_printed=True)).open if one.check in {"Y1", "T7"}]
    reasons = [Explanation(one.check, one.at, "已核对过的", "张三", "2024-01-05T09:00:00") for one in found[:count]]
    stray = Explanation("X1", ("applications/brought_forward/total",), "没有这一处", "张三", "2024-01-05T09:00:00")
    return replace(REPORT, explanations=(*reasons, stray))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_one_line_more_says_how_many_are_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], count: int
) -> None:
    bare = said(tmp_path / "a.json", REPORT, capsys)
    told = said(tmp_path / "a.json", with_reasons(count), capsys)
    more = f"  其中{count}处已说明"
    assert [line for line in told if line != more] == bare
    assert told.count(more) == (count > 0)


def test_for_programs_a_reason_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = said(tmp_path / "a.json", REPORT, capsys, "--json")
    assert said(tmp_path / "a.json", with_reasons(2), capsys, "--json") == bare
    assert {one["check"] for one in json.loads(bare[0])["findings"]} >= {"Y1", "T7"}


def test_a_rule_can_be_left_out_and_another_asked_besides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = said(tmp_path / "a.json", REPORT, capsys)
    without = said(tmp_path / "a.json", REPORT, capsys, "--without", "y1，T7")
    assert [line for line in bare if "（Y1）" in line or "（T7）" in line]
    gone = [line for line in bare[1:] if "（Y1）" not in line and "（T7）" not in line]
    assert without[1:] == gone
    report = replace(REPORT, texts={**REPORT.texts, "overview/platform": "平台运行稳定。"})
    bare = said(tmp_path / "a.json", report, capsys)
    many = said(tmp_path / "a.json", report, capsys, "--with", "T13")
    assert [line for line in many[1:] if "（T13）" not in line] == bare[1:]
    assert any("（T13）" in line for line in many)


@pytest.mark.parametrize(
    "given, says",
    [
        ("H1", "--without后面的H1不能关闭，只有核实和提示类的规则可以"),
        ("X1", "--without后面的X1不能关闭，只有核实和提示类的规则可以"),
        ("T99", "--without后面没有这条规则：T99"),
    ],
)
def test_what_cannot_be_left_out_is_said(
    given: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.json"
    path.write_text(dumps(REPORT), "utf-8")
    assert commands.run(["check", str(path), "--without", given]) == commands.FAILED
    assert capsys.readouterr().err.startswith(says)
