"""What each reader makes of its kind of file, without knowing the form."""

import pytest

from intake import text_file as plain
from intake.characters import without_radicals
from intake.document import SourceDocument, SourceGrid, SourceParagraph
from intake.docx import reader as word
from intake.html import reader as web_page
from intake.interpret.level import level_of
from intake.interpret.rows import rows_of
from intake.interpret.title import FoundTitle, find_title
from intake.interpret.values import ReadValue, looks_like_value, read_value
from intake.xlsx import reader as excel
from model.form.schema import Kind
from model.report.report import Level
from tests.intake.hostile import docx, xlsx
from tests.none_signs import NO_NONE, NONE


def texts(document: SourceDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, SourceParagraph)]


def grids(document: SourceDocument) -> list[tuple[tuple[str | None, ...], ...]]:
    return [block.block.rows for block in document.blocks if isinstance(block, SourceGrid)]


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(words)}</w:p></w:tc>"


# Text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_encodings_that_are_in_use(encoding: str) -> None:
    assert texts(plain.read("一、总体情况\r\n人事".encode(encoding))) == ["一、总体情况", "人事"]


def test_leftovers_of_markdown_and_html_are_taken_out() -> None:
    text = "## **二、主动公开**\n<p>规章&nbsp;0</p>\n| 甲<br>乙 | 1 |"
    assert texts(plain.from_text(text)) == ["二、主动公开", "规章 0", "| 甲乙 | 1 |"]


def test_digits_that_markup_parts_are_not_put_together() -> None:
    assert texts(plain.from_text("| 3<sup>1</sup> | 12<br>34 | 5</b> |")) == ["| 3 1 | 12 34 | 5 |"]


def test_radicals_are_words() -> None:
    assert without_radicals("⼀⼆⼈⾏⻓⻔⻅⻋⺠⻰") == "一二人行长门见车民龙"


# Rows


@pytest.mark.parametrize("line", ["- 3 -", "— 12 —", "第 3 页", "第3页 共7页", "3 / 7", "|---|---|"])
def test_page_numbers_and_rules_are_no_rows(line: str) -> None:
    assert rows_of(SourceDocument((SourceParagraph(line, ""),))) == ()


@pytest.mark.parametrize("line", ["-3", "3", "-", "—", "/", "3 -", "1 2 3"])
def test_what_may_be_numbers_is_a_row(line: str) -> None:
    assert len(rows_of(SourceDocument((SourceParagraph(line, ""),)))) == 1


def test_a_row_with_bars_goes_on_in_the_next_line() -> None:
    lines = ["| 甲 | 1 | 2 |", "| 乙乙", "乙 | 3 |", "4 |", "| 丙 | 5 | 6 |", "一句话"]
    rows = rows_of(SourceDocument(tuple(SourceParagraph(line, "") for line in lines)))
    assert [[field for field in row.fields if field] for row in rows] == [
        ["甲", "1", "2"],
        ["乙乙 乙", "3", "4"],
        ["丙", "5", "6"],
        ["一句话"],
    ]


# Values


@pytest.mark.parametrize(
    "text,kind,number",
    [
        ("１２", Kind.COUNT, "12"),
        ("1,234 件", Kind.COUNT, "1234"),
        ("22（其中修订16件）", Kind.COUNT, "22"),
        ("5884.0157", Kind.AMOUNT, "5884.0157"),
        ("25.1万元", Kind.AMOUNT, "25.1"),
        ("减4", Kind.CHANGE, "-4"),
        ("增加 3", Kind.CHANGE, "3"),
        ("-4", Kind.CHANGE, "-4"),
        ("251000元", Kind.AMOUNT, "None"),
        ("25.1万元", Kind.COUNT, "None"),
        ("减4", Kind.COUNT, "None"),
        ("10²", Kind.COUNT, "None"),
        ("1O", Kind.COUNT, "None"),
        ("3 4", Kind.COUNT, "None"),
        ("约3", Kind.COUNT, "None"),
        ("/", Kind.COUNT, "None"),
        ("——", Kind.COUNT, "None"),
        ("无", Kind.COUNT, "None"),
        ("", Kind.COUNT, "None"),
    ],
)
def test_a_cell_is_read_only_where_it_is_plainly_its_number(text: str, kind: Kind, number: str) -> None:
    value = read_value(text, kind)
    assert str(value.number) == number
    assert value.number is not None or value.remark


@pytest.mark.parametrize("sign", NONE)
def test_every_sign_for_none_is_imported_as_a_blank_and_told_not_to_be_0(sign: str) -> None:
    assert read_value(sign, Kind.COUNT) == ReadValue(None, f"填的是“{sign.strip()}”，没有当作0")
    assert looks_like_value(sign) is ("一" not in sign)  # which is as well the number of a heading


@pytest.mark.parametrize("sign", NO_NONE)
def test_what_is_no_sign_for_none_is_imported_as_its_number_or_told(sign: str) -> None:
    assert "没有当作0" not in read_value(sign, Kind.COUNT).remark
    assert "没有的请填0" not in read_value(sign, Kind.COUNT).remark


# Title


@pytest.mark.parametrize(
    "lines,unit,year",
    [
        (["甲县财政局2023年政府信息公开工作年度报告"], "甲县财政局", 2023),
        (["甲县财政局 2023 年度政府信息公开工作年度报告"], "甲县财政局", 2023),
        (["甲县财政局", "2023年政府信息公开工作年度报告"], "甲县财政局", 2023),
        (["甲县", "人民政府2023年", "政府信息公开工作年度报告"], "甲县人民政府", 2023),
        (["甲县财政局关于2022年政府信息公开工作情况的报告", "甲县财政局2023年政府信息公开年报"], "甲县财政局", 2022),
        (["2023年乙镇人民政府政府信息公开工作年度报告"], "乙镇人民政府", 2023),
        (["乙镇人民政府政府信息公开工作年度报告（2023年）"], "乙镇人民政府", 2023),
        (["甲县财政局二〇二三年政府信息公开工作年度报告"], "甲县财政局", 2023),
        (["索引号：000 发布日期：2024-01-20", "甲县财政局2023年政府信息公开工作年度报告"], "甲县财政局", 2023),
    ],
)
def test_unit_and_year_stand_in_the_title(lines: list[str], unit: str, year: int) -> None:
    assert find_title(lines, ()) == FoundTitle(unit, year)


def test_a_name_of_the_file_serves_where_there_is_no_title() -> None:
    assert find_title(["表"], ["甲县财政局2023年政府信息公开工作年度报告"]) == FoundTitle("甲县财政局", 2023)


@pytest.mark.parametrize(
    "unit,level",
    [
        ("乙镇人民政府", Level.TOWNSHIP),
        ("丙街道办事处", Level.SUBDISTRICT),
        ("甲县人民政府", Level.COUNTY),
        ("淮安市洪泽区人民政府", Level.COUNTY),
        ("济源市人民政府", Level.COUNTY),
        ("江苏省人民政府", Level.PROVINCE),
        ("北京市人民政府", Level.PROVINCE),
        ("沭阳县发展和改革局", Level.COUNTY_DEPARTMENT),
        ("苏州市财政局", Level.CITY_DEPARTMENT),
        ("江苏省财政厅", Level.PROVINCE_DEPARTMENT),
        ("江苏省发展和改革委员会", Level.PROVINCE_DEPARTMENT),
        ("上海市财政局", Level.PROVINCE_DEPARTMENT),
        ("上海市徐汇区", Level.COUNTY),
        ("上海市徐汇区财政局", Level.COUNTY_DEPARTMENT),
        ("宿迁市", Level.CITY),
        ("江苏省宿迁市", Level.CITY),
        ("江苏省宿迁市财政局", Level.CITY_DEPARTMENT),
        ("凉山彝族自治州", Level.CITY),
        ("喀什地区", Level.CITY),
        ("广西壮族自治区", Level.PROVINCE),
        ("国家统计局", Level.CENTRAL),
        ("国家税务总局沭阳县税务局", Level.COUNTY_DEPARTMENT),
        ("工业和信息化部", Level.CENTRAL),
    ],
)
def test_the_level_is_judged_by_the_name(unit: str, level: Level) -> None:
    assert level_of(unit) is level


# HTML


def test_words_split_over_spans_are_one_and_merged_cells_stay() -> None:
    markup = (
        "<p>申请<span>人</span>情<b>况</b><o:p></o:p></p><table><tr><td rowspan=2>甲<br>乙</td><td>1&nbsp;</td></tr>"
        "<tr><td><p><span>2</span><span>3</span></p></td></tr></table>"
    )
    document = web_page.from_html(markup)
    assert texts(document) == ["申请人情况"]
    assert grids(document) == [(("甲 乙", "1"), (None, "23"))]


def test_a_table_around_tables_is_layout() -> None:
    markup = "<table><tr><td><p>题</p><table><tr><td>1<td>2</table><p>尾</p></td></tr></table>"
    document = web_page.from_html(markup)
    assert texts(document) == ["题", "尾"]
    assert grids(document) == [(("1", "2"),)]


def test_scripts_and_styles_are_not_text() -> None:
    assert texts(web_page.from_html("<style>a{}</style><script>var 七=1</script><p>字</p>")) == ["字"]


# Word


def test_merged_cells_of_word_are_merged() -> None:
    body = (
        "<w:tbl><w:tr>" + cell("甲", '<w:vMerge w:val="restart"/>') + cell("乙", '<w:gridSpan w:val="2"/>') + "</w:tr>"
        "<w:tr>" + cell("", "<w:vMerge/>") + cell("1") + cell("2") + "</w:tr></w:tbl>"
    )
    assert grids(word.read(docx(body))) == [(("甲", "乙", None), (None, "1", "2"))]


def test_what_was_deleted_is_no_text_and_what_was_inserted_is() -> None:
    body = f"<w:p>{run('规章')}<w:del><w:r><w:delText>3</w:delText></w:r></w:del><w:ins>{run('4')}</w:ins></w:p>"
    assert texts(word.read(docx(body))) == ["规章4"]


def test_content_controls_and_links_are_opened() -> None:
    body = f"<w:sdt><w:sdtContent><w:p>{run('甲')}<w:hyperlink>{run('乙')}</w:hyperlink></w:p></w:sdtContent></w:sdt>"
    assert texts(word.read(docx(body))) == ["甲乙"]


# Excel


def test_a_number_of_excel_is_what_is_shown() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>收费</t></is></c><c r="B1"><v>5884.0156999999999</v></c></row>'
        '<row r="2"><c r="A2" t="str"><f>1+1</f><v>二</v></c><c r="B2"><f>SUM(B1)</f></c><c r="C2"><v>1E3</v></c></row>'
    )
    assert grids(excel.read(xlsx(rows))) == [(("收费", "5884.0157", ""), ("二", "", "1000"))]


def test_shared_strings_and_merged_cells() -> None:
    strings = "<sst><si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh><t>yi</t></rPh></si></sst>"
    rows = (
        '<row><c r="A1" t="s"><v>1</v></c></row><row><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>9</v></c>'
        '<c r="C2"><v>7</v></c></row></sheetData><mergeCells><mergeCell ref="A1:C1"/></mergeCells><sheetData>'
    )
    document = excel.read(xlsx(rows, **{"xl/sharedStrings.xml": strings}))
    assert grids(document) == [(("乙丙", None), ("甲", "7"))]
    assert [block.place_of(1) for block in document.blocks if isinstance(block, SourceGrid)] == ["工作表“一”第2行"]


def test_a_stray_cell_far_away_costs_nothing() -> None:
    document = excel.read(xlsx('<row><c r="A1"><v>1</v></c><c r="GR2000"><v>2</v></c></row>'))
    assert grids(document) == [(("1", ""), ("", "2"))]
