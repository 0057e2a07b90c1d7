"""Reports for the tests of exporters, with words of their own."""

import json
from decimal import Decimal
from pathlib import Path

from model.form.editions import FORMS
from model.form.schema import Cell, Kind
from model.report.report import Level, Report

VERBATIM = 'A&B 公司 <100 件 </para> <img src="x.png"/> 𠮷'
RARE = "王䶮、李𫖯、张𬭚"
SENTENCE = (
    "全年主动公开信息60335条，比上年增长35.5%，其中“政策解读”类1,234条、“行政执法”类8,901条；收费5884.0157万元……"
    "全部按时公开——没有遗漏。按照国办公开办函〔2021〕30号要求逐项核对，详见https://www.example.gov.cn/zwgk/2023/。"
)
SHARED = Path(__file__).parents[3] / "shared" / "reports" / "jiyuan-2023.expected.json"


def empty_report() -> Report:
    return Report("", Level.TOWNSHIP, 2023)


def full_report(edition: str = "2021", unit: str = "某某市某某区某某镇人民政府") -> Report:
    """Fill every cell with a number that no other cell has, and every text."""
    form = FORMS[edition]
    numbers = {
        cell: Decimal(f"{i}.0{i}") if form.kinds[cell] is Kind.AMOUNT else Decimal(i)
        for i, cell in enumerate(form.cells, 101)
    }
    texts = dict.fromkeys(form.texts, SENTENCE)
    texts["problems/text"] = f"{VERBATIM}\n{RARE}。{SENTENCE}"
    return Report(unit, Level.TOWNSHIP, 2023 if edition == "2021" else 2020, edition, numbers, texts)


def extreme_report() -> Report:
    """Fill it with the longest that people could write: 40 characters, 7 digits, 6000 characters."""
    report = full_report(unit="某某省某某市某某区某某街道办事处某某社区党群服务中心政务公开工作领导小组办公室甲乙")
    numbers = {cell: 1_234_000 + value for cell, value in report.numbers.items()}
    long = "\n".join([SENTENCE * 10] * 4)[:6000]
    return Report(report.unit, report.level, 2023, "2021", numbers, dict.fromkeys(report.form.texts, long))


def published_report() -> Report:
    """Return the figures of a published report; raise FileNotFoundError where they are not at hand."""
    data = json.loads(SHARED.read_text("utf-8"))
    numbers = {Cell(key): Decimal(value) for key, value in data["numbers"].items()}
    return Report(data["unit"], Level.CITY, data["year"], "2021", numbers)
