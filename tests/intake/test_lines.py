"""Lines and fields one by one: page numbers, rules, bars, values with units, what a page says below, numberings."""

from decimal import Decimal

import pytest

from intake.document import SourceDocument, SourceParagraph
from intake.interpret.explained import parted
from intake.interpret.footer import (
    before_page_end,
    before_signature,
    signed_unit,
    told_beside_tables,
    words_beside_tables,
)
from intake.interpret.headings import FoundHeading, numbering_of, unnumbered
from intake.interpret.parts import find_parts
from intake.interpret.regions import find_regions
from intake.interpret.report_split import first_report, of_year
from intake.interpret.rows import SourceRow, ends_with_bar, rows_of, words_of
from intake.interpret.section_headings import find_sections
from intake.interpret.texts import read_texts
from intake.interpret.values import looks_like_value, read_value
from model.form.editions import FORM_2021
from model.form.schema import Kind
from model.rules.explanation_table import COLUMNS

OVERVIEW, DISCLOSURE, HANDLING, REVIEW, PROBLEMS, OTHER_MATTERS = FORM_2021.sections


def lines(*texts: str) -> list[SourceRow]:
    paragraphs = [SourceParagraph(text, f"第{at}行") for at, text in enumerate(texts, start=1)]
    return list(rows_of(SourceDocument(tuple(paragraphs))))


def cells(*fields: str, grid: int = -1) -> SourceRow:
    return SourceRow(" ".join(filter(None, fields)), fields, "", grid, parted=True)


# Lines


@pytest.mark.parametrize(
    "text",
    [
        "- 3 -",
        "—12—",
        "－ 123 －",
        "第3页",
        "第 12 页 共 123 页",
        "第3页/共9页",
        "3/12",
        "12 / 123",
        "Page 3",
        "page 3 of 12",
        "---",
        "====",
        "|--|",
    ],
)
def test_page_numbers_and_rules_are_no_rows(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize(
    "text",
    ["- 1234 -", "第1234页", "第3页共1234页", "3/1234", "第页", "3/", "1234/5", "Page", "--", "3", "-", "第3页 完"],
)
def test_what_only_looks_like_a_page_number_stays(text: str) -> None:
    assert len(lines(text)) == 1


def test_a_row_in_bars_goes_on_in_the_next_line() -> None:
    told = ["| 甲 | 1 | 2 |", "| 乙 | 3", "其他 | 4 |", "| 丙 | 5 | 6 |", "| 丁 | 7 | 8 |"]
    assert [row.fields for row in lines(*told)][1:3] == [("", "乙", "3 其他", "4", ""), ("", "丙", "5", "6", "")]
    assert [row.place for row in lines(*told)] == ["第1行", "第2行", "第4行", "第5行"]
    assert all(row.parted for row in lines(*told))
    assert [row.fields for row in lines(*told[:2], "| 4 |", *told[3:])][1:3] == [("", "乙", "3"), ("", "4", "")]
    assert len(lines("甲 | 1 | 2", "乙 | 3", "其他 | 4", "丙 | 5 | 6")) == 4


def test_a_bar_ends_a_row_or_does_not() -> None:
    assert [ends_with_bar(row) for row in lines("| 甲 | 1 |", "| 甲 | 1", "甲 │ 1 │ ")] == [True, False, True]


def test_bars_and_tabs_part_a_line_and_spaces_do_not() -> None:
    assert [row.parted for row in lines("甲|1", "甲\t1", "甲 1")] == [True, True, False]


@pytest.mark.parametrize("fields, values", [(("1", "甲", "2"), (2,)), (("1.", "甲", "2"), (2,)), (("1", "2"), (0, 1)), (("甲", "1件", "乙"), (1,)), (("甲", "3", "1", "乙"), (1, 2))])  # noqa: E501 — to be read across  # fmt: skip
def test_the_number_of_a_label_is_no_value(fields: tuple[str, ...], values: tuple[int, ...]) -> None:
    assert cells(*fields).values == values


def test_a_hole_is_an_empty_place_between_numbers() -> None:
    assert cells("甲", "1", "", "2").has_hole
    assert not cells("甲", "1", "2", "").has_hole
    assert not SourceRow("甲 1 2", ("甲", "1", "", "2"), "", 0, parted=True, covered=frozenset({2})).has_hole


def test_the_explanations_are_those_below_their_headers_in_one_grid() -> None:
    report, said, more = cells("甲", "1", grid=0), cells("H1", "某处", grid=1), cells("H2", "别处", grid=1)
    head = SourceRow(" ".join(COLUMNS), COLUMNS, "", 1, parted=True)
    assert parted([report, said, head, more, said]) == ([report], [more, said])
    assert parted([report, said]) == ([report, said], ())


# Values


@pytest.mark.parametrize(
    "text, kind, number",
    [
        ("1,234", Kind.COUNT, 1234),
        ("1234件", Kind.COUNT, 1234),
        ("3宗", Kind.COUNT, 3),
        ("12.5万元", Kind.AMOUNT, Decimal("12.5")),
        ("1,234.5万元", Kind.AMOUNT, Decimal("1234.5")),
        ("12.5万元", Kind.COUNT, None),
        ("12.5元", Kind.AMOUNT, None),
        ("5万", Kind.AMOUNT, None),
        ("-3", Kind.CHANGE, -3),
        ("−3", Kind.CHANGE, -3),
        ("+3", Kind.CHANGE, 3),
        ("增加3项", Kind.CHANGE, 3),
        ("减少3", Kind.CHANGE, -3),
        ("减3件", Kind.CHANGE, -3),
        ("减少3", Kind.COUNT, None),
        ("1 2", Kind.COUNT, None),
        ("22（其中修订16件）", Kind.COUNT, 22),
        ("22（其中）（修订）", Kind.COUNT, None),
        ("*7*", Kind.COUNT, 7),
        ("若干", Kind.COUNT, None),
        ("", Kind.COUNT, None),
    ],
)
def test_a_value_is_read_or_left_blank_with_the_reason(text: str, kind: Kind, number: Decimal | int | None) -> None:
    value = read_value(text, kind)
    assert value.number == number
    assert value.number is not None or value.remark


@pytest.mark.parametrize("text, is_value", [("1 2", True), ("1 2项", False), ("1万元", True), ("12.55元", True), ("1.5亿", True), ("无", True), ("甲(1)", False), ("1(甲)", True), ("减4个", True), ("1,23", False)])  # noqa: E501 — to be read across  # fmt: skip
def test_what_can_stand_for_a_number(text: str, is_value: bool) -> None:  # noqa: FBT001
    assert looks_like_value(text) == is_value


# Below the text


@pytest.mark.parametrize("text", ["附件：统计表", "• 附件下载", "【打印】", "> 关闭", "责任编辑：某某", "编辑:某某", "微信扫一扫", "用微信扫一扫", "来源：某局", "浏览次数：3", "京ICP备1号", "首页", "首页 > 公开", "copyright 2024", "返回", "返回顶部"])  # noqa: E501 — to be read across  # fmt: skip
def test_what_a_page_says_below_ends_the_text(text: str) -> None:
    said = lines("正文到此为止。", text, "某某")
    end, told = before_page_end(said, 0, len(said))
    assert (end, [one.place for one in told]) == (1, ["第2行"])


@pytest.mark.parametrize("text", ["附件所列各项", "首页改版", "返回原处", "编辑部"])
def test_other_words_do_not(text: str) -> None:
    said = lines("正文到此为止。", text)
    assert before_page_end(said, 0, 2) == (2, [])


def test_a_sentence_below_shows_that_the_text_goes_on() -> None:
    said = lines("正文到此为止。", "打印", "还有一句。")
    assert before_page_end(said, 0, 3) == (3, [])
    assert before_page_end(said, 0, 2)[0] == 1
    assert before_page_end(lines("正文。", "打印", "来源：某局。"), 0, 3)[0] == 1


def test_sentences_beside_tables_are_told_once() -> None:
    said = words_beside_tables([cells("甲。", "1"), *lines("表外有话。", "还有一句。", "详见下表。")])
    told = told_beside_tables(said, "三", "某处")
    assert [one.place for one in told] == ["第1行"]
    assert "2段" in told[0].sentence
    assert told_beside_tables([], "三", "某处") == []


@pytest.mark.parametrize("date", ["2024年1月20日", "二〇二四年一月二十日", "2024-01-20", "2024.1.2", "2024/1/20"])
@pytest.mark.parametrize(
    "name, at", [("甲县财政局", 1), ("财政局", 1), ("某省甲县财政局", 1), ("乙县教育局", 2), ("特此报告。", 2)]
)
def test_the_signature_is_left_out_and_nothing_else(date: str, name: str, at: int) -> None:
    said = lines("正文到此为止。", name, date)
    assert before_signature(said, 3, "甲县财政局") == (at if name != "财政局" else 2)
    assert before_signature(said, 2, "甲县财政局") == 2


def test_a_date_alone_is_left_out_by_itself() -> None:
    assert before_signature(lines("2024年1月20日"), 1, "甲县财政局") == 0
    assert before_signature([], 0, "甲县财政局") == 0
    assert signed_unit(lines("2024年1月20日"), 1) == ""
    assert signed_unit(lines("甲县财政局", "2024年1月20日"), 2) == "甲县财政局"


# Numberings and headings


@pytest.mark.parametrize(
    "text, style, rest",
    [
        ("一、甲", "chinese", "甲"),
        ("十二、甲", "chinese", "甲"),
        ("第一部分 甲", "", "甲"),
        ("二十一、甲", "", "二十一、甲"),
        ("第二十一部分 甲", "", "第二十一部分 甲"),
        ("第一、甲", "chinese", "甲"),
        ("（十二）甲", "bracket", "甲"),
        ("（一甲", "bracket", "甲"),
        ("一）甲", "bracket", "甲"),
        ("12、甲", "digit", "甲"),
        ("1.2", "", "2"),
        ("（ 1 ） 甲", "bracketed digit", "甲"),
        ("(1)甲", "bracketed digit", "甲"),
        ("一是甲", "point", "一是甲"),
        ("●● 甲", "mark", "甲"),
        ("- 甲", "mark", "甲"),
        ("- 1", "", "- 1"),
        ("甲", "", "甲"),
    ],
)
def test_numberings_are_known_and_taken_off(text: str, style: str, rest: str) -> None:
    assert numbering_of(text) == style
    assert unnumbered(text) == rest


def test_a_numbering_of_parts_is_none_of_sections() -> None:
    assert list(find_sections(lines("（二）主动公开政府信息情况"), FORM_2021)) == ["disclosure"]
    assert list(find_sections(lines("2.主动公开政府信息情况"), FORM_2021)) == ["disclosure"]
    assert list(find_sections(lines("（三）主动公开政府信息情况"), FORM_2021)) == []
    others = (HANDLING.heading, REVIEW.heading)
    assert "disclosure" not in find_sections(lines("（二）主动公开政府信息情况", *others), FORM_2021)


def test_the_heading_above_a_line_that_begins_like_it_is_the_surer() -> None:
    said = ("五、存在的主要问题及改进情况", "存在的主要问题及改进情况如下")
    assert find_sections(lines(*said), FORM_2021)["problems"] == FoundHeading(0, "problems", "")
    assert find_sections(lines(said[1], said[0]), FORM_2021)["problems"].row == 1


def test_parts_follow_each_other_and_keep_their_texts() -> None:
    said = lines("一、总体情况", "开头。", "（一）主动公开", "更新。", "再更新。", "（二）依申请公开。收到1件。")
    texts, told = read_texts(said, FoundHeading(0, "overview", ""), 6, OVERVIEW)
    assert list(texts.values()) == ["开头。", "更新。\n再更新。", "收到1件。"]
    assert told == []


def test_a_list_of_contents_before_the_parts_is_none_of_them() -> None:
    said = lines("（一）主动公开", "（二）依申请公开", "（一）主动公开情况", "更新。", "（二）依申请公开情况", "收到。")
    assert [one.row for one in find_parts(dict(enumerate(said)), OVERVIEW.texts).headings] == [2, 4]


@pytest.mark.parametrize("mark", ["。", "：", ":"])
def test_points_are_parts_with_each_mark(mark: str) -> None:
    said = lines(f"一是主动公开情况{mark}更新", f"二是平台建设情况{mark}改版", f"三是监督保障情况{mark}培训")
    assert len(find_parts(dict(enumerate(said)), OVERVIEW.texts).headings) == 3


def test_points_are_none_beside_a_numbered_part() -> None:
    said = lines("（一）主动公开", "一是主动公开情况。更新", "二是平台建设情况。改版", "三是监督保障情况。培训")
    assert [one.row for one in find_parts(dict(enumerate(said)), OVERVIEW.texts).headings] == [0]


# Tables at the end, several reports, other years


def test_tables_appended_to_the_end_are_found_one_after_the_other() -> None:
    headings = [section.heading for section in FORM_2021.sections]
    said = lines(*headings, "没有。", "商业企业 1", "行政复议 4", "结果维持 5")
    starts = find_regions(said, FORM_2021).starts
    assert (starts["handling"].row, starts["review"].row) == (6, 7)


def test_of_two_reports_only_the_second_title_begins_another() -> None:
    table = [cells("甲", *"123456")]
    one = [*lines("甲县财政局2023年政府信息公开工作年度报告", HANDLING.heading), *table, *lines(REVIEW.heading), *table]
    kept, told = first_report([*one, *one], FORM_2021)
    assert (len(kept), [problem.place for problem in told]) == (5, ["第1行"])
    assert first_report(one, FORM_2021) == (one, [])


def test_of_two_sheets_the_second_begins_with_its_first_row() -> None:
    def sheet(number: int) -> list[SourceRow]:
        said = (("某表",), (HANDLING.heading,), ("甲", *"123456"), (REVIEW.heading,), ("甲", *"123456"))
        return [cells(*fields, grid=number) for fields in said]

    assert len(first_report([*sheet(0), *sheet(1)], FORM_2021)[0]) == 5


def test_the_table_of_another_year_is_told_where_it_begins() -> None:
    said = [*lines("2023年情况"), cells("甲", *"123456"), *lines("2022年情况", "说明"), cells("甲", *"123456")]
    kept, told = of_year(said, 2023, "三")
    assert (len(kept), [one.place for one in told]) == (2, ["第1行"])


# Words


def test_words_of_a_line() -> None:
    assert words_of("总计21 0 增3 2023 年 1 月") == ("总计", "21", "0", "增3", "2023年1月")
