"""What stands around the text of a file, or far from it: read, known as furniture of its pages, or told."""

from __future__ import annotations

import pytest

from intake import READERS
from intake.reading import Reading
from model.form.schema import Cell
from tests.intake.hostile import docx, xlsx
from tests.intake.test_accounted import BODY, END, TITLE

TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(*around: tuple[str, str]) -> list[str]:
    """Read a Word file with headers, footers or comments, and return what is told of them."""
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in [TITLE, *BODY[:3], *END])
    parts = {f"word/{kind}{at}.xml": _part(kind, text) for at, (kind, text) in enumerate(around)}
    refers = "".join(f'<Relationship Id="r{at}" Type="{TYPE}/{kind}" Target="{kind}{at}.xml"/>' for at, (kind, _) in enumerate(around))  # noqa: E501  # fmt: skip
    relations = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{refers}</Relationships>'
    )
    reading = READERS[".docx"].load(docx(lines, **{"word/_rels/document.xml.rels": relations}, **parts), "")
    return [str(one) for one in reading.problems if "页眉" in str(one) or "批注" in str(one)]


def _part(kind: str, text: str) -> str:
    runs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    inside = f"<w:comment>{runs}</w:comment>" if kind == "comments" else runs
    return f"<w:{kind} {W}>{inside}</w:{kind}>"


@pytest.mark.parametrize(
    "text",
    ["内部资料，请勿外传", "第三稿\n第 1 页", "联系人：王某 0000-1234567", "数据截至十二月，另附说明"],
)
@pytest.mark.parametrize("kind", ["header", "footer"])
def test_what_a_margin_says_that_the_text_does_not_is_told(kind: str, text: str) -> None:
    told = word((kind, text))
    assert len(told) == 1
    assert text.partition("\n")[0] in told[0]


@pytest.mark.parametrize(
    "text", ["", "- 3 -", "第 3 页 共 5 页", "Page 1 of 9", "3", "临水县水利局", TITLE, "第一页\n共九页"]
)
@pytest.mark.parametrize("kind", ["header", "footer"])
def test_page_numbers_and_the_title_are_not_spoken_of(kind: str, text: str) -> None:
    assert word((kind, text)) == []


def test_several_margins_are_told_once_and_each_once() -> None:
    told = word(("header", "征求意见稿"), ("header", "征求意见稿"), ("footer", "县水利局办公室印制"))
    assert told == ["页眉、页脚里的“征求意见稿；县水利局办公室印制”没有读入，请核对"]


def test_comments_are_told() -> None:
    assert word(("comments", "这个数再核一下")) == ["有1条批注没有读入，第一条是“这个数再核一下”"]


def sheet(*cells: tuple[str, str]) -> Reading:
    lines = [TITLE, *BODY[:3], *END]
    rows = [f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{line}</t></is></c></row>' for at, line in enumerate(lines, 1)]  # noqa: E501  # fmt: skip
    rows += [f'<row r="{row.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{row}"{kind}</c></row>' for row, kind in cells]
    return READERS[".xlsx"].load(xlsx("".join(rows)), "")


@pytest.mark.parametrize(
    "cells, where",
    [
        ([("A2001", "><v>5</v>")], "第2000行以下"),
        ([("A9000", ' t="inlineStr"><is><t>另附说明</t></is>')], "第2000行以下"),
        ([("A2001", ' s="1">'), ("B9001", "><v>7</v>")], "第2000行以下"),
        ([("ZZ30", "><v>5</v>")], "第200列以后"),
        ([("A2001", ">")], ""),
        ([("A1048576", ' s="1">')], ""),
        ([("ZZ30", ' s="1">')], ""),
    ],
)
def test_what_stands_beyond_all_rows_of_a_report_is_told(cells: list[tuple[str, str]], where: str) -> None:
    told = [str(one) for one in sheet(*cells).problems if "还有内容" in str(one)]
    assert len(told) == bool(where)
    assert all(f"{where}还有内容，没有读入，请核对" in one for one in told)


def page(inside: str) -> Reading:
    before, after = "".join(f"<p>{line}</p>" for line in [TITLE, *BODY[:2]]), "".join(f"<p>{line}</p>" for line in END)
    return READERS[".html"].load(f"{before}<p>公开三百条。</p>{inside}{after}".encode(), "")


ISSUED = Cell.at("legislation", "regulations", "issued")
ROW = "<tr><td>规章</td><td>{}</td><td>0</td><td>0</td></tr>"


@pytest.mark.parametrize(
    "field, shown",
    [
        ("<select><option>4<option selected>5<option>6</select>", "5"),
        ("<select><option>4</option><option>5</option></select>", "4"),
        ("<select><optgroup label=甲><option>4<option selected>8</optgroup></select>", "8"),
        ("<select multiple><option>4<option selected>6</select>", "6"),
        ("<select><option selected>4<option selected>9</select>", "9"),
        ("<select><option hidden>请选择<option>3</select>", "3"),
        ("<select><option> 7 </option></select>", "7"),
    ],
)
def test_a_list_in_a_cell_shows_what_is_chosen(field: str, shown: str) -> None:
    reading = page(f"<p>二、主动公开政府信息情况</p><table>{ROW.format(field)}</table>")
    assert str(reading.report.numbers[ISSUED]) == shown


def test_a_list_in_a_sentence_is_read_and_one_that_leads_to_other_pages_is_not() -> None:
    reading = page("<p>报告年度：<select><option>2022<option selected>2023</select>年。</p>"
                   "<div><select><option>友情链接<option>省政府网站</select></div>")  # fmt: skip
    assert "报告年度：2023年。" in reading.report.texts["overview/active_disclosure"]
    assert not any("友情链接" in str(one) for one in [*reading.report.texts.values(), *reading.problems])


def test_a_hidden_list_is_not_read() -> None:
    field = '<select style="display:none"><option>5</select>4'
    reading = page(f"<p>二、主动公开政府信息情况</p><table>{ROW.format(field)}</table>")
    assert str(reading.report.numbers[ISSUED]) == "4"
