"""The program's own file: what is written reads back, and what is not right is refused with its place."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from model.errors import UserError
from model.form.schema import Cell
from model.report.file_format import LARGEST, LONGEST_TEXT, VERSION, dumps, loads
from model.report.report import Level, Report
from tests.samples import any_reports

CELL = "applications/received/natural_person"
AMOUNT = "fees/charges/amount"


def document(**changes: object) -> dict[str, Any]:
    """Return what stands in a good file, with something else in it."""
    good = {
        "gouji": 1,
        "form": "2021",
        "unit": "甲县人民政府",
        "level": "county",
        "year": 2023,
        "numbers": {CELL: "261", AMOUNT: "5884.0157"},
        "texts": {"overview/opening": "开头"},
        "explanations": [],
    }
    return good | changes


def encoded(**changes: object) -> bytes:
    return json.dumps(document(**changes)).encode()


def refusal(data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        loads(data)
    return caught.value.sentence


@given(any_reports())
def test_what_is_written_reads_back_the_same(report: Report) -> None:
    again = loads(dumps(report).encode())
    assert again == report
    assert dumps(again) == dumps(report)
    assert {c: str(n) for c, n in again.numbers.items()} == {c: f"{n:f}" for c, n in report.numbers.items()}


def test_the_order_of_entry_leaves_no_trace_in_the_file() -> None:
    report = loads(encoded())
    backwards = Report(
        report.unit, report.level, report.year, numbers=dict(reversed(list(report.numbers.items()))), texts=report.texts
    )
    assert dumps(backwards) == dumps(report)


def test_a_blank_is_not_in_the_file_and_zero_is() -> None:
    report = loads(encoded(numbers={CELL: "0"}))
    assert report.numbers == {CELL: 0}
    assert json.loads(dumps(report))["numbers"] == {CELL: "0"}
    blank = report.with_number(Cell(CELL), None)
    assert json.loads(dumps(blank))["numbers"] == {}


def test_the_file_is_as_documented() -> None:
    explanation = {"check": "X1", "at": [CELL], "reason": "上年漏报", "by": "张三", "when": "2024-01-05T10:00:00"}
    data = encoded(explanations=[explanation])
    assert json.loads(dumps(loads(data))) == json.loads(data)
    assert loads(data).level is Level.COUNTY
    assert loads(data).numbers[Cell(AMOUNT)] == Decimal("5884.0157")


def test_a_byte_order_mark_is_no_obstacle() -> None:
    assert loads(b"\xef\xbb\xbf" + encoded()) == loads(encoded())


def test_numbers_texts_and_explanations_may_be_left_out() -> None:
    raw = {key: value for key, value in document().items() if key not in {"numbers", "texts", "explanations"}}
    report = loads(json.dumps(raw).encode())
    assert (report.numbers, report.texts, report.explanations) == ({}, {}, ())


@pytest.mark.parametrize(
    "changes, place",
    [
        ({"gouji": VERSION + 1}, f"第{VERSION + 1}版"),
        ({"gouji": 0}, "版本“0”"),
        ({"gouji": "1"}, "版本“1”"),
        ({"gouji": True}, "版本“True”"),
        ({"gouji": 1.0}, "版本"),
        ({"form": "2022"}, "“2022”表样，本程序只认识2019、2021年的表样"),
        ({"form": ["2021"]}, "“form”"),
        ({"form": None}, "“form”"),
        ({"unit": None}, "“unit”"),
        ({"unit": "长" * 201}, "“unit”"),
        ({"unit": "\ud800"}, "“unit”"),
        ({"level": "village"}, "“level”"),
        ({"level": {}}, "“level”"),
        ({"year": True}, "“year”"),
        ({"year": "2023"}, "“year”"),
        ({"year": 2023.0}, "“year”"),
        ({"year": 1999}, "“year”"),
        ({"year": 10**40}, "“year”"),
        ({"colour": "red"}, "“colour”"),
        ({"numbers": []}, "numbers"),
        ({"numbers": {"applications/received/nobody": "1"}}, "“applications/received/nobody”"),
        ({"numbers": {"overview/opening": "1"}}, "“overview/opening”"),
        ({"numbers": {CELL: 261}}, CELL),
        ({"numbers": {CELL: True}}, CELL),
        ({"numbers": {CELL: None}}, CELL),
        ({"numbers": {CELL: ""}}, CELL),
        ({"numbers": {CELL: "1e9"}}, CELL),
        ({"numbers": {CELL: "NaN"}}, CELL),
        ({"numbers": {CELL: "Infinity"}}, CELL),
        ({"numbers": {CELL: " 1"}}, CELL),
        ({"numbers": {CELL: "1,000"}}, CELL),
        ({"numbers": {CELL: "１"}}, CELL),
        ({"numbers": {CELL: "+1"}}, CELL),
        ({"numbers": {CELL: "1."}}, CELL),
        ({"numbers": {CELL: "1\n"}}, CELL),
        ({"numbers": {CELL: "\x1b[31m"}}, CELL),
        ({"a\nb\x1b[31m": 1}, "“a b"),
        ({"level": "a\nb"}, "“level”"),
        ({"numbers": {CELL: "9" * 13}}, CELL),
        ({"numbers": {CELL: "9" * 100_000}}, CELL),
        ({"numbers": {AMOUNT: "0.1234567"}}, AMOUNT),
        ({"texts": "开头"}, "texts"),
        ({"texts": {"overview/ending": "完"}}, "“overview/ending”"),
        ({"texts": {"overview/opening": 1}}, "texts/overview/opening"),
        ({"texts": {"overview/opening": "\udfff"}}, "texts/overview/opening"),
        ({"texts": {"overview/opening": "长" * (LONGEST_TEXT + 1)}}, "texts/overview/opening"),
        ({"explanations": {}}, "explanations"),
        ({"explanations": ["X1"]}, "第1条说明"),
        ({"explanations": [{"check": "X1", "at": ["nowhere"]}]}, "第1条说明的“at”"),
        ({"explanations": [{"check": "X1", "at": [[]]}]}, "第1条说明的“at”"),
        ({"explanations": [{"check": 1, "at": []}]}, "第1条说明的check"),
        ({"explanations": [{"check": "X1", "at": [], "who": "me"}]}, "第1条说明"),
    ],
)
def test_what_is_not_right_is_refused_and_its_place_named(changes: dict[str, Any], place: str) -> None:
    sentence = refusal(encoded(**changes))
    assert place in sentence
    assert len(sentence) < 200
    assert sentence.isprintable()


@pytest.mark.parametrize(
    "data, place",
    [
        (b"", "第1行第1列"),
        (b"null", "文件应是"),
        (b"[]", "文件应是"),
        (b"{}", "gouji"),
        (b'{"gouji": 1', "第1行"),
        (b'{\n"gouji": 1,,}', "第2行"),
        (b"\xff\xfe{\x00", "第1字节"),
        ('{"gouji": 1, "unit": "甲'.encode("gbk"), "第23字节"),
        (b"[" * 200_000, "过深"),
        (b'{"a":' * 100_000, "过深"),
        (b'{"gouji": ' + b"1" * 10_000 + b"}", "过长"),
        (b'{"gouji": NaN}', "NaN"),
        (b'{"gouji": 1, "year": -Infinity}', "-Infinity"),
        (encoded().replace(b'"year": 2023', b'"year": 2023, "year": 2024'), "“year”出现了两次"),
        (
            encoded(texts={"overview/opening": "甲"}).replace(
                b'"overview/opening"', b'"overview/opening":"1", "overview/opening"'
            ),
            "“overview/opening”出现了两次",
        ),
        (encoded().replace(b'"261"', b'"261", "applications\\/received/natural_person": "3"'), f"“{CELL}”出现了两次"),
        (b" " * (LARGEST + 1), "上限"),
        (b"%PDF-1.7\n", "第1行第1列"),
        (b"\x00" * 20, "第1行第1列"),
    ],
    ids=range(19),
)
def test_what_is_no_such_file_is_refused_and_its_place_named(data: bytes, place: str) -> None:
    assert place in refusal(data)


def test_an_unknown_version_is_told_before_anything_else_in_the_file() -> None:
    raw = {"gouji": VERSION + 1, "sections": [], "form": "2031"}
    assert "请升级程序" in refusal(json.dumps(raw).encode())
