"""What decides where signs speak against each other: each way it can go, in the smallest table that shows it."""

from decimal import Decimal

import pytest

from intake.document import SourceDocument
from intake.interpret import interpret
from intake.interpret.align import NumberGroup, align
from intake.interpret.assigned import SectionReading
from intake.interpret.columns import Column
from intake.interpret.groups import groups_of
from intake.interpret.level import level_of
from intake.interpret.prose_unit import unit_of_prose
from intake.interpret.regions import find_regions
from intake.interpret.row_templates import slots_of
from intake.interpret.rows import SourceRow, words_of
from intake.interpret.section_headings import find_sections
from intake.interpret.tables import read_section
from intake.interpret.title import find_title
from intake.interpret.values import read_value
from intake.text_file import from_text
from model.form.editions import FORM_2021
from model.form.schema import Kind, Line, Table
from model.report.report import Level
from tests.intake.rearranged import APPLICATIONS, DISPUTES, Rows, matrix

OVERVIEW, DISCLOSURE, HANDLING, REVIEW, PROBLEMS, _ = FORM_2021.sections


def row(text: str, place: str = "") -> SourceRow:
    return SourceRow(text, words_of(text), place)


def lines(rows: Rows) -> list[SourceRow]:
    """Return rows as plain lines, each at a place of its own."""
    return [row(" ".join(one), f"第{at}行") for at, one in enumerate(rows)]


def grid(rows: Rows) -> list[SourceRow]:
    return [SourceRow(" ".join(one), tuple(one), f"第{at}行", 0, parted=True) for at, one in enumerate(rows)]


def cells(*fields: str) -> SourceRow:
    return SourceRow(" ".join(filter(None, fields)), fields, "", parted=True)


def handling(rows: list[SourceRow]) -> SectionReading:
    return read_section(rows, HANDLING, FORM_2021)


def of_row(found: SectionReading, at: int) -> list[Decimal]:
    line = APPLICATIONS.row_leaves[at]
    return [number for cell, number in found.numbers.items() if cell.row == line.key]


# A row whose total is wrong


def with_a_wrong_total() -> Rows:
    rows, _ = matrix(range(1, 176))
    rows[4][7] = "9999"
    return rows


def test_a_wrong_total_is_read_as_it_stands_where_every_row_is_whole() -> None:
    assert of_row(handling(lines(with_a_wrong_total())), 3)[-1] == 9999


def test_it_is_not_where_numbers_are_missing_elsewhere_and_only_their_order_tells() -> None:
    rows = with_a_wrong_total()
    del rows[9][3]
    found = handling(lines(rows))
    assert of_row(found, 3) == []
    assert of_row(found, 2) != []
    assert any("可能不全或错位" in one.sentence and one.place == "第4行" for one in found.problems)


def test_it_is_where_the_columns_of_a_grid_tell() -> None:
    rows = with_a_wrong_total()
    rows[9] = rows[9][:5]
    assert of_row(handling(grid(rows)), 3)[-1] == 9999


# Numbers that cannot be parted


def test_numbers_that_do_not_come_out_even_are_told_where_they_begin() -> None:
    rows, _ = matrix(range(1, 176))
    rows[9][3:] = rows[9][3:4]
    told = [one for one in handling(lines(rows)).problems if "应有7个数" in one.sentence]
    assert [one.place for one in told] == ["第9行"]


def test_two_tables_are_told_once_and_none_is_counted_as_read() -> None:
    rows, _ = matrix(range(1, 176))
    found = handling(lines([*rows, *rows[1:]]))
    assert (found.rows_read, found.rows, found.score) == (0, 25, 0)
    assert [one.place for one in found.problems] == ["第1行"]


def test_a_band_beside_other_numbers_is_not_taken() -> None:
    numbers = " ".join(map(str, range(15)))
    read = read_section([row(numbers)], REVIEW, FORM_2021)
    assert len(read.numbers) == 15
    assert read_section([row(numbers), row("某行"), row("1 2 3 4 5 6 7")], REVIEW, FORM_2021).numbers == {}


def test_the_numbers_of_all_blocks_in_one_run_are_cut_by_their_widths() -> None:
    read = read_section([row(" ".join(map(str, range(1, 11))))], DISCLOSURE, FORM_2021)
    assert list(map(int, read.numbers.values())) == list(range(1, 11))


@pytest.mark.parametrize("first", [True, False])
def test_empty_fields_beside_a_line_of_numbers_alone_mean_nothing(first: bool) -> None:  # noqa: FBT001
    whole = cells("某某某某", "1", "2", "3")
    half, rest = cells("甲乙丙丁", "", "4", ""), cells("5", "6")
    found = groups_of([whole, half, rest] if first else [whole, rest, half], 3, ())
    assert [one.values for one in found[1:]] == ([("4", "5", "6")] if first else [(), ()])


# Names


def table(*labels: str) -> Table:
    return Table("t", "表", tuple(Line(label, label) for label in labels), (Line("n", "件"),))


def test_a_short_label_is_found_among_the_fields_above_a_later_row() -> None:
    slots = slots_of(table("甲乙", "丙丁"))
    groups = [NumberGroup(("1",), "甲乙", "", "", above=("甲乙",))]
    groups.append(NumberGroup(("2",), "丙丁其中", "", "", above=("丙丁", "其中")))
    assert [one.named for one in align(groups, slots).matches] == [True, True]
    above = NumberGroup(("1",), "甲乙其中", "", "", above=("甲乙", "其中"))  # the header over the first row
    assert [one.named for one in align([above, groups[1]], slots).matches] == [False, True]


def test_a_subtotal_is_known_by_its_name_wherever_it_stands() -> None:
    names = [line.label for line in APPLICATIONS.row_leaves[::-1]]
    groups = [NumberGroup(("1",), name, "", "", left=name) for name in [*names, "不予公开小计"]]
    found = align(groups, slots_of(APPLICATIONS))
    assert [one.slot.extra for one in found.matches] == [False] * 25 + [True]
    assert found.strays == ()
    assert all(one.certain and one.named for one in found.matches)


def test_a_group_of_another_matter_is_left_out_and_the_rest_kept() -> None:
    names = [line.label for line in DISPUTES.row_leaves]
    groups = [NumberGroup(("1",), name, "", "", left=name) for name in [*names, "某某"]]
    found = align(groups, slots_of(DISPUTES))
    assert (len(found.matches), [one.left for one in found.strays]) == (3, ["某某"])


# Headings and regions


def test_a_heading_may_hold_a_comma_but_a_sentence_is_none() -> None:
    assert PROBLEMS.key in find_sections([row("存在的主要问题，及改进情况")], FORM_2021)
    assert PROBLEMS.key not in find_sections([row("存在的主要问题，及改进情况。")], FORM_2021)


def test_a_section_without_its_heading_begins_after_the_one_before_and_others_stay() -> None:
    said = [
        "一、总体情况",
        "商业企业",
        "二、主动公开政府信息情况",
        "（表略）",
        "自然人和",
        "商业企业",
        "四、" + REVIEW.heading[2:],
    ]
    starts = find_regions([row(text) for text in said], FORM_2021).starts
    assert {key: one.row for key, one in starts.items()} == {"overview": 0, "disclosure": 2, "handling": 4, "review": 6}


def test_a_section_keeps_its_heading_where_its_labels_come_later() -> None:
    said = [HANDLING.heading, "说明", "商业企业 1"]
    assert find_regions([row(text) for text in said], FORM_2021).starts[HANDLING.key].row == 0


# Titles, units, values


@pytest.mark.parametrize("unit", ["甲县财政局(乙办)", "甲县财政局"])
def test_a_unit_may_end_with_a_bracket(unit: str) -> None:
    assert find_title([f"{unit}2023年政府信息公开工作年度报告"], ()).unit == unit


def test_the_level_is_that_of_the_name_before_a_bracket() -> None:
    assert level_of("丙镇人民政府（甲县）").value == "township"
    assert level_of("丙镇人民政府").value == "township"


def test_the_office_of_a_government_that_acts_is_the_unit() -> None:
    asked = "如有疑问，请与甲县人民政府办公室联系（地址：某街）。"
    assert unit_of_prose([asked]) == "甲县人民政府"
    assert unit_of_prose([asked, "甲县人民政府办公室认真落实。"]) == "甲县人民政府办公室"


def test_a_lone_one_in_characters_is_a_dash() -> None:
    assert read_value("一", Kind.COUNT).number is None


# More of rows and names


def test_labels_behind_the_numbers_confirm_the_order() -> None:
    slots = slots_of(table("天地玄黄宇宙", "洪荒日月盈昃"))
    groups = [NumberGroup(("1",), "", "", ""), NumberGroup(("2",), "天地玄黄宇宙", "洪荒日月盈昃", "")]
    assert [(one.slot.line.key, one.named) for one in align(groups, slots).matches] == [
        ("天地玄黄宇宙", True),
        ("洪荒日月盈昃", True),
    ]


@pytest.mark.parametrize("short", [False, True])
def test_a_band_in_rows_is_read_where_every_row_is_whole(short: bool) -> None:  # noqa: FBT001
    rows = [[line.label, *"12339"] for line in DISPUTES.row_leaves]
    rows[1] = rows[1][: 5 if short else 6]
    read = read_section(lines(rows), REVIEW, FORM_2021)
    assert len(read.numbers) == (0 if short else 15)
    assert short == any("应有15个数" in one.sentence for one in read.problems)


def test_a_band_in_rows_is_not_read_where_a_name_is_another() -> None:
    rows = [[line.label, *"12339"] for line in DISPUTES.row_leaves]
    rows[1][0] = "另有一行"
    assert read_section(lines(rows), REVIEW, FORM_2021).numbers == {}


def test_an_empty_place_of_a_grid_stays_empty_whatever_stands_below() -> None:
    columns = [Column(label) for label in ("天天", "地地", "人人")]
    rows = [("", "天天", "地地", "人人"), ("甲乙丙丁", "1", "", "3"), ("", "", "5", "")]
    found = groups_of([SourceRow(" ".join(one), one, "", 0, parted=True) for one in rows], 3, columns)
    assert [one.values for one in found] == [("1", "", "3"), ("", "5", "")]


def test_the_nearest_words_in_the_line_of_the_numbers_are_their_label() -> None:
    found = groups_of([row("某标题"), row("天地 玄黄 1 2 3 宇宙 洪荒"), row("日月"), row("盈昃"), row("4 5 6")], 3, ())
    assert [(one.left, one.right) for one in found] == [("玄黄", "宇宙"), ("", "")]
    assert [one.above for one in found] == [("某标题", "天地", "玄黄"), ("宇宙", "洪荒", "日月", "盈昃")]


NAMED = "第三部分“本年新收”行"


@pytest.mark.parametrize("count, told", [(1, "“自然人”列"), (2, "“自然人”列等2格"), (7, "整行")])
def test_a_remark_names_its_cells(count: int, told: str) -> None:
    rows, _ = matrix(range(1, 176))
    rows[1][1 : 1 + count] = ["/"] * count
    found = handling(grid(rows))
    assert [one.sentence for one in found.problems] == [f"{NAMED}{told}：填的是“/”，没有当作0"]
    assert found.problems[0].place == "第1行"


def test_a_total_that_is_not_the_last_column_refuses_the_table() -> None:
    rows, _ = matrix(range(1, 176))
    turned = [[row[0], row[7], *row[1:7]] for row in rows[1:]]
    found = handling(lines(turned))
    assert found.numbers == {}
    assert any("总计像是不在最后一列" in one.sentence and one.place == "第0行" for one in found.problems)


def test_columns_that_do_not_add_up_refuse_rows_that_few_names_confirm() -> None:
    rows, truth = matrix(range(1, 176))
    named = [[row[0] if at < 13 else "", *row[1:]] for at, row in enumerate(rows[1:])]
    assert len(handling(lines(named)).numbers) == len(truth)  # thirteen of twenty-five names
    few = [[row[0] if at < 12 else "", *row[1:]] for at, row in enumerate(rows[1:])]
    found = handling(lines(few))
    assert found.numbers == {}
    assert [one.place for one in found.problems if "各列也加不起来" in one.sentence] == ["第0行"]


TITLE = "丙镇人民政府2023年政府信息公开工作年度报告"


def test_what_a_page_says_right_below_the_last_heading_is_left_out() -> None:
    reading = interpret(from_text(f"{TITLE}\n一、总体情况\n总的来说良好。\n六、其他需要报告的事项\n附件：统计表\n某某"))
    assert list(reading.report.texts.values()) == ["总的来说良好。"]
    assert any("文末“附件：统计表”起的2行" in one.sentence for one in reading.problems)


def test_the_kind_of_body_is_what_the_file_says_else_what_its_name_says() -> None:
    said = f"{TITLE}\n一、总体情况\n总的来说良好。"
    assert interpret(from_text(said)).report.level is Level.TOWNSHIP
    stated = SourceDocument(from_text(said).blocks, facts=("丙镇人民政府", Level.COUNTY.label))
    assert interpret(stated).report.level is Level.COUNTY
