"""Tables as offices change them, ten ways of each kind, and files whose numbers cannot be read: the cause is named."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from xlsxwriter import Workbook

from intake import read_file
from intake.html.reader import from_html
from intake.interpret import interpret
from intake.pdf.reader import read as read_pdf
from intake.reading import Reading
from intake.text_file import from_text
from intake.text_file import read as read_text
from intake.traditional import simplified
from intake.xlsx.reader import read as read_xlsx
from model.errors import UserError
from model.form.editions import FORM_2021
from tests.intake.drawn import with_font
from tests.intake.layouts import KINDS, printed, random_report
from tests.intake.rearranged import APPLICATIONS, DISPUTES, TITLE, WAYS, band, heading, matrix, read

LEGISLATION = FORM_2021.tables["legislation"]
RESULTS = [column.label for column in DISPUTES.column_leaves]


def lines(*text: str) -> Reading:
    return interpret(from_text("\n".join((TITLE, *text))))


# Section four as a table for each kind

NAMED = [
    ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"),
    ("（一）行政复议", "（二）未经复议直接起诉", "（三）复议后起诉"),
    ("1.行政复议情况", "2.行政诉讼：未经复议直接起诉情况", "3.行政诉讼：复议后起诉情况"),
    ("表1 行政复议", "表2 未经复议直接起诉的行政诉讼", "表3 复议后起诉的行政诉讼"),
    ("行政复议：", "未经复议直接起诉：", "行政复议后起诉："),
]


@pytest.mark.parametrize("captions", NAMED)
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
@pytest.mark.parametrize("way", WAYS)
def test_each_block_of_section_four_is_read_by_its_caption(
    way: str, captions: tuple[str, ...], order: tuple[int, ...]
) -> None:
    rows, truth = band([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9])
    parts = [part for at in order for part in (captions[at], [RESULTS, rows[at + 1][1:]])]
    assert dict(read(way, TITLE, heading(DISPUTES), *parts).report.numbers) == truth


def test_a_block_that_names_two_kinds_or_none_is_not_taken() -> None:
    for captions in (("行政复议、未经复议直接起诉",), ("第一张表",), ("行政复议", "行政复议")):
        said = [part for one in captions for part in (one, " ".join(RESULTS), "1 0 0 0 1")]
        reading = lines(heading(DISPUTES), *said)
        assert not reading.report.numbers
        assert any("没有填入" in one.sentence for one in reading.problems)


def test_fifteen_numbers_that_cannot_be_told_apart_are_not_said_to_be_too_few() -> None:
    said = [part for _ in range(3) for part in ("某表", " ".join(RESULTS), "1 0 0 0 1")]
    told = [one.sentence for one in lines(heading(DISPUTES), *said).problems if "没有填入" in one.sentence]
    assert len(told) == 1
    assert "应有15个数" not in told[0]


# Sections in another order

ORDERS = [(0, 2, 1), (1, 0, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("way", WAYS)
def test_sections_in_any_order_are_read_below_their_headings(way: str, order: tuple[int, ...]) -> None:
    (three, more), (four, other) = matrix([*range(175)]), band([*range(15)])
    labels = ["信息内容", *(column.label for column in LEGISLATION.column_leaves)]
    two = [labels, *([row.label, "4", "5", "6"] for row in LEGISLATION.row_leaves)]
    parts = [(heading(LEGISLATION), two), (heading(APPLICATIONS), three), (heading(DISPUTES), four)]
    reading = read(way, TITLE, *(part for at in order for part in parts[at]))
    numbers = dict(reading.report.numbers)
    assert {cell: number for cell, number in numbers.items() if cell.table != "legislation"} == more | other
    assert [int(numbers[cell]) for cell in LEGISLATION.cells] == [4, 5, 6, 4, 5, 6]


# Items of two editions

OLD = ("信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量", "规章\t1\t2\t3", "规范性文件\t4\t5\t6")
NEW = {
    "licensing/licences/decisions": ("第二十条第（五）项", "信息内容\t本年处理决定数量", "行政许可\t15"),
    "enforcement/penalties/decisions": ("第二十条第（六）项", "信息内容\t本年处理决定数量", "行政处罚\t12"),
    "fees/charges/amount": ("第二十条第（八）项", "信息内容\t本年收费金额（单位：万元）", "行政事业性收费\t28.1"),
}


@pytest.mark.parametrize("left_out", [None, *NEW])
@pytest.mark.parametrize("between", ["\t", " ", "\n"])
def test_each_item_is_read_by_its_own_header(between: str, left_out: str | None) -> None:
    new = {key: said for key, said in NEW.items() if key != left_out}
    said = [*OLD, *(line for one in new.values() for line in one)]
    reading = lines(heading(LEGISLATION), *(line.replace("\t", between) for line in said))
    assert reading.report.edition == "2021"
    assert {str(cell) for cell in reading.report.numbers} == set(new)
    assert any("本年新制作数量" in one.sentence for one in reading.problems)


# An empty cell in a table of one cell a line


@pytest.mark.parametrize("blank", [(0,), (1,), (2,), (0, 1), (1, 2), (0, 2)])
@pytest.mark.parametrize("row", [0, 1])
def test_an_empty_cell_between_bars_is_a_blank(blank: tuple[int, ...], row: int) -> None:
    cells = [["7", "8", "9"], ["4", "5", "6"]]
    cells[row] = ["" if at in blank else text for at, text in enumerate(cells[row])]
    said = ["|", "信息内容 |", *(f"{column.label} |" for column in LEGISLATION.column_leaves)]
    for line, texts in zip(LEGISLATION.row_leaves, cells, strict=True):
        said += ["|", f"{line.label} |", *(f"{text} |".strip() for text in texts)]
    numbers = {cell: str(number) for cell, number in lines(heading(LEGISLATION), *said).report.numbers.items()}
    flat = [text for texts in cells for text in texts]
    assert numbers == {cell: text for cell, text in zip(LEGISLATION.cells, flat, strict=True) if text}


# A table that breaks off


@pytest.mark.parametrize("rows", range(1, 21, 2))
@pytest.mark.parametrize("between", ["\t", "\n"])
def test_a_table_that_breaks_off_is_not_called_the_old_form(between: str, rows: int) -> None:
    table, _ = matrix([*range(175)])
    reading = lines(heading(APPLICATIONS), *(between.join(row) for row in table[: rows + 1]))
    assert reading.report.edition == "2021"
    assert not any("2019年的表样" in one.sentence for one in reading.problems)
    assert len(reading.report.numbers) == rows * 7


# Last year's table beside this year's

CAPTIONS = (
    "附：上年数据",
    "附：上年情况表",
    "上年数据",
    "附件1：上一年度数据（供参考）",
    "去年同期数据：",
    "附：上年度政府信息公开申请情况",
    "附表：上一年数据",
    "（上年度）情况统计表",
    "上年同期数据",
    "附：上年报表",
)


@pytest.mark.parametrize("caption", CAPTIONS)
@pytest.mark.parametrize("way", WAYS)
def test_a_table_headed_as_that_of_last_year_is_left_out_and_told(way: str, caption: str) -> None:
    (ours, truth), (theirs, _) = matrix([*range(175)]), matrix([*range(1, 176)])
    reading = read(way, TITLE, heading(APPLICATIONS), ours, caption, theirs)
    assert dict(reading.report.numbers) == truth
    assert any("另一年" in one.sentence for one in reading.problems)


# Traditional characters

PAIRS = (
    "業业為为會会體体傳传內内動动務务區区單单縣县發发後后號号國国處处報报學学審审將将屬属應应廢废開开當当據据護护數数無无時时條条來来標标檢检權权機机檔档沒没準准現现確确種种稱称經经結结統统維维編编"
    "繳缴續续總总織织聯联與与製制複复規规計计訟讼設设許许訴诉詢询認认說说請请調调證证評评議议讓让財财責责質质資资轉转辦办進进運运過过達达違违還还鎮镇關关長长問问間间隊队隨随難难項项預预領领題题餘余"
    "體体點点"
)
TRADITIONAL = str.maketrans(dict(zip(PAIRS[1::2], PAIRS[::2], strict=True)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_in_traditional_characters_is_read_as_the_same(kind: str) -> None:
    rng = random.Random(11)
    document = printed(rng, random_report(rng), kind, set())
    reads = from_html if kind.startswith("HTML") else from_text
    plain, other = (interpret(reads(text)) for text in (document.text, document.text.translate(TRADITIONAL)))
    assert (other.report.numbers, other.report.unit) == (plain.report.numbers, plain.report.unit)
    texts = {key: text.translate(TRADITIONAL) for key, text in plain.report.texts.items()}
    assert dict(other.report.texts) == texts  # kept as written
    assert any("繁体" in one.sentence for one in other.problems)
    assert not any("繁体" in one.sentence for one in plain.problems)


def test_simplified_characters_stay_as_they_are() -> None:
    labels = [line.label for table in FORM_2021.tables.values() for line in table.lines]
    assert [simplified(label) for label in labels] == labels


# Cells that show a number as something else


def workbook(write: Callable[[Workbook], Callable[..., object]]) -> Reading:
    rows, _ = matrix([*range(175)])
    file = BytesIO()
    with Workbook(file) as book:
        sheet, cell = book.add_worksheet(), write(book)
        for i, row in enumerate([[TITLE], [heading(APPLICATIONS)], *rows]):
            for j, text in enumerate(row):
                if text.isdigit():
                    cell(sheet, i, j, text)
                else:
                    sheet.write_string(i, j, text)
    return interpret(read_xlsx(file.getvalue()))


@pytest.mark.parametrize(
    "code, named",
    [
        ("yyyy-mm-dd", "日期"),
        ("yyyy年m月d日", "日期"),
        ("m/d/yyyy", "日期"),
        ("h:mm", "日期"),
        ("0%", "百分比"),
        ("0.00%", "百分比"),
    ],
)
def test_cells_formatted_as_dates_or_percents_are_named_and_not_read(code: str, named: str) -> None:
    def written(book: Workbook) -> Callable[..., object]:
        look = book.add_format({"num_format": code})
        return lambda sheet, i, j, text: sheet.write_number(i, j, int(text), look)

    reading = workbook(written)
    assert not reading.report.numbers
    assert any("175格" in one.sentence and named in one.sentence for one in reading.problems)


@pytest.mark.parametrize("mark", ["'", "’", "‘", "＇"])
def test_a_number_kept_as_text_by_an_apostrophe_is_read(mark: str) -> None:
    reading = workbook(lambda _: lambda sheet, i, j, text: sheet.write_string(i, j, mark + text))
    assert dict(reading.report.numbers) == matrix([*range(175)])[1]


@pytest.mark.parametrize(
    "field",
    [
        '<input value="{}">',
        '<input type="text" value="{}" size="4">',
        '<input type="number" value="{}"/>',
        "<INPUT VALUE={}>",
        "<textarea>{}</textarea>",
        '<input type="hidden" value="77"><input value="{}">',
        '<label><input type="tel" value="{}"></label>',
        '<input type="checkbox" value="1">{}',
    ],
)
def test_numbers_in_the_fields_of_a_web_form_are_read(field: str) -> None:
    rows, truth = matrix([*range(175)])
    shown = [[field.format(text) if text.isdigit() else text for text in row] for row in rows]
    table = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in shown)
    reading = interpret(from_html(f"<p>{TITLE}</p><p>{heading(APPLICATIONS)}</p><table>{table}</table>"))
    assert dict(reading.report.numbers) == truth


# Files that are something else


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read(encoding: str) -> None:
    rows, truth = matrix([*range(175)])
    text = "\r\n".join((TITLE, heading(APPLICATIONS), *("\t".join(row) for row in rows)))
    assert dict(interpret(read_text(text.encode(encoding))).report.numbers) == truth


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("text", [TITLE, "一、总体情况\n甲、乙。\n", "abcdef", "甲" * 40, "20240131\n" * 9])
def test_other_encodings_are_read_as_before(encoding: str, text: str) -> None:
    said = "\n".join(getattr(one, "text", "") for one in read_text(text.encode(encoding)).blocks)
    assert said == text.strip()


@pytest.mark.parametrize(
    "name, data, said",
    [
        ("~$年报.docx", b"\x05admin" + bytes(156), "临时文件"),
        ("~$年报.xlsx", b"", "临时文件"),
        ("年报~.docx", b"\x05admin" + bytes(156), "临时文件"),
        ("年报.html", b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n', ".mht"),
        ("年报.htm", b"From: <Saved by Word>\nSubject: =?x?\nMIME-Version: 1.0\n\n--b\n<html>", ".mht"),
    ],
)
def test_what_a_file_really_is_is_said(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UserError, match=said):
        read_file(path)


def test_a_pdf_whose_letters_have_no_meaning_is_named() -> None:
    file = BytesIO()
    canvas = with_font(Canvas(file, pageCompression=0))
    canvas.setFont("song", 10)
    for at in range(12):
        canvas.drawString(40, 700 - 20 * at, "政府信息公开工作年度报告总体情况主动公开依申请公开")
    canvas.save()
    assert read_pdf(file.getvalue()).blocks
    with pytest.raises(UserError, match="没有编码"):
        read_pdf(file.getvalue().replace(b"/ToUnicode", b"/ToNothing"))
