"""Each measure by which words are judged, tried on either side of its edge: headings, titles, signatures, sections."""

from collections.abc import Sequence

import pytest

from intake.interpret import _is_said
from intake.interpret.editions import _leaning
from intake.interpret.footer import before_signature, signed_unit
from intake.interpret.headings import cut, find_parts_by_name
from intake.interpret.inline import parted_at_headings
from intake.interpret.parts import find_parts
from intake.interpret.prose_unit import unit_of_prose
from intake.interpret.regions import _first_with_labels, _labels, find_regions
from intake.interpret.report_split import first_report, of_year
from intake.interpret.rows import SourceRow, words_of
from intake.interpret.section_headings import _is_like, _line, find_sections
from intake.interpret.title import find_title, year_of_prose
from model.form.editions import FORM_2021
from model.form.schema import Line, Section, Table, Text

OVERVIEW, DISCLOSURE, HANDLING, REVIEW, PROBLEMS, _ = FORM_2021.sections
TITLE = "甲县财政局2023年政府信息公开工作年度报告"


def row(text: str) -> SourceRow:
    return SourceRow(text, words_of(text), "")


def rows(*texts: str) -> list[SourceRow]:
    return [row(text) for text in texts]


def cells(*fields: str) -> SourceRow:
    return SourceRow(" ".join(fields), fields, "", parted=True)


# Before the first section, and the signature


@pytest.mark.parametrize(
    "text, said",
    [
        ("字" * 60, False),
        ("字" * 61, True),
        (f"现编制{'字' * 6}：", True),
        (f"现编制{'字' * 7}：", False),
        ("情况如下：", True),
        ("现制定报告：", True),
        ("现制定本报告:", True),
        ("现制定本报告", False),
    ],
)
def test_a_long_line_or_one_that_leads_on_is_said_by_the_report(text: str, said: bool) -> None:  # noqa: FBT001
    assert _is_said(row(text)) == said


@pytest.mark.parametrize(
    "pieces, signed", [(("甲省", "乙市丙县", "丁局"), True), (("甲省", "乙市", "丙县", "丁局"), False)]
)
def test_a_signature_takes_three_lines(pieces: Sequence[str], signed: bool) -> None:  # noqa: FBT001
    lines = rows("正文到此。", *pieces, "2024年1月20日")
    assert (before_signature(lines, len(lines), "甲省乙市丙县丁局") == 1) == signed


@pytest.mark.parametrize("length, signed", [(30, True), (31, False)])
def test_a_name_that_signs_has_thirty_characters(length: int, signed: bool) -> None:  # noqa: FBT001
    name = f"甲县{'某' * (length - 3)}局"
    assert signed_unit(rows(name, "2024年1月20日"), 2) == (name if signed else "")


# Headings of sections


def section(title: str, *, prose: bool = False) -> Section:
    return Section("s", f"一、{title}", "", texts=(Text("s/text", "", "", ""),) * prose)


EIGHT, NINE = "天地玄黄宇宙洪荒", "天地玄黄宇宙洪荒日"
QUARTER = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰"
TEXT = "存在的主要问题及改进情况"


@pytest.mark.parametrize(
    "title, name, like",
    [
        ("收到和处理政府信息公开申请情况", "收到和处理政府信息公开", True),  # 84.6
        ("收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请甲乙丙", False),  # 83.9
        (QUARTER, QUARTER[:21] + "东南西北", True),  # just 84
        (EIGHT, EIGHT + "甲乙丙", False),  # 84.2
        (NINE, EIGHT + "甲乙", True),  # 84.2, but one character longer
        ("天地玄黄宇宙洪", "天地玄黄宇宙甲", True),  # 85.7
        ("总体情况", "总体情", False),  # 85.7, but of three characters
        ("一二三四五", "一二三四", True),
    ],
)
def test_a_heading_is_as_like_as_needed(title: str, name: str, like: bool) -> None:  # noqa: FBT001
    assert _is_like(name, section(title)) == like


@pytest.mark.parametrize(
    "name, like",
    [
        (TEXT[:2] + "甲乙丙丁" + TEXT[6:], True),  # 66.7
        (TEXT[1:] + TEXT[:1] + "甲" * 13, False),  # 59
        (TEXT[:7] + "甲" * 13, True),
        (TEXT[:7] + "甲" * 14, False),
        (TEXT[:6] + "甲" * 14, False),
    ],
)
def test_of_a_heading_over_prose_the_beginning_is_enough(name: str, like: bool) -> None:  # noqa: FBT001
    assert _is_like(name, section(TEXT, prose=True)) == like


def test_a_heading_has_forty_characters_and_its_paragraph_two_thousand() -> None:
    assert _line("字" * 40)
    assert not _line("字" * 41)
    assert _line("字" * 40 + "。") is not None
    head = "二、主动公开政府信息情况："
    assert DISCLOSURE.key in find_sections(rows(head + "字" * (2000 - len(head))), FORM_2021)
    assert DISCLOSURE.key not in find_sections(rows(head + "字" * (2001 - len(head))), FORM_2021)


@pytest.mark.parametrize("dots, found", [(27, True), (28, False)])
def test_a_heading_with_a_mark_in_it_has_forty_characters(dots: int, found: bool) -> None:  # noqa: FBT001
    assert (PROBLEMS.key in find_sections(rows("存在的主要问题，及改进情况" + "·" * dots), FORM_2021)) == found


def test_what_follows_a_space_is_a_text_where_it_is_long() -> None:
    assert cut("主动公开 " + "字" * 41) == ("主动公开", " ", "字" * 41)
    assert cut("主动公开 " + "字" * 40)[1] == ""


# Headings of parts

ACTIVE = OVERVIEW.texts[1].key


def named(text: str) -> list[str]:
    return [one.key for one in find_parts_by_name({0: row(text)}, OVERVIEW.texts)]


@pytest.mark.parametrize(
    "text, found",
    [
        ("（一）主动公开" + "字" * 12, True),
        ("（一）主动公开" + "字" * 13, False),
        ("（一）做好主动公开情况", True),
        ("（一）做好主动公开方面", True),
        ("（一）做好主动公开", True),
        ("（一）做好主动公开某", False),
        ("主动公开情况", True),
        ("主动公开情况。", False),
        ("主动公开情况；", False),
        ("（一）政府" + "字" * 8 + "主动公开", True),
        ("（一）政府" + "字" * 9 + "主动公开", False),
        ("（一）主动公开。" + "字" * 19_992, True),
        ("（一）主动公开。" + "字" * 19_993, False),
    ],
)
def test_a_part_is_named_near_the_beginning_of_a_short_heading(text: str, found: bool) -> None:  # noqa: FBT001
    assert (named(text) == [ACTIVE]) == found


@pytest.mark.parametrize("length, found", [(26, True), (27, False)])
def test_a_numbered_heading_with_a_cue_has_twenty_six_characters(length: int, found: bool) -> None:  # noqa: FBT001
    texts = rows("（一）依申请公开", "收到1件。", f"（二）{'字' * (length - 2)}平台", "改版。")
    assert len(find_parts(dict(enumerate(texts)), OVERVIEW.texts).headings) == 1 + found


@pytest.mark.parametrize("count", [2, 3])
def test_points_of_a_list_are_parts_where_three_of_them_name_one(count: int) -> None:
    points = ("一是主动公开情况。更新。", "二是平台建设情况。改版。", "三是监督保障情况。培训。")[:count]
    found = find_parts(dict(enumerate(rows(*points))), OVERVIEW.texts).headings
    assert len(found) == (3 if count == 3 else 0)


def test_of_two_headings_of_a_part_the_one_that_bears_its_name_is_taken() -> None:
    lines = rows("（一）门户网站平台", "改版。", "（二）平台建设", "新建。")
    assert [one.row for one in find_parts(dict(enumerate(lines)), OVERVIEW.texts).headings] == [2]


# Headings inside a line

HEADING = "二、主动公开政府信息情况"


@pytest.mark.parametrize("length, pieces", [(30, 1), (31, 2), (50_000, 2), (50_001, 1)])
def test_a_line_is_parted_where_it_is_neither_short_nor_endless(length: int, pieces: int) -> None:
    text = "字" * (length - len(HEADING) - 1) + "。" + HEADING
    assert len(parted_at_headings([row(text)], FORM_2021)) == pieces


@pytest.mark.parametrize("count, pieces", [(4, 5), (5, 1)])
def test_five_headings_in_a_row_are_a_list_of_contents(count: int, pieces: int) -> None:
    headings = " ".join(one.heading for one in FORM_2021.sections[1 : 1 + count])
    assert len(parted_at_headings([row(f"{'字' * 30}。 {headings}")], FORM_2021)) == pieces


# Sections without their headings


def test_two_parts_make_the_first_section_where_its_heading_is_lost() -> None:
    parts = rows("开头的话。", "（一）主动公开", "更新。", "（二）依申请公开", "收到1件。")
    assert OVERVIEW.key in find_regions(parts, FORM_2021).starts
    assert OVERVIEW.key not in find_regions(parts[:3], FORM_2021).starts


@pytest.mark.parametrize(
    "text, at", [("自然人", None), ("商业企业", 0), ("商业企业" + "字" * 86, 0), ("商业企业" + "字" * 87, None)]
)
def test_a_label_of_four_characters_in_a_short_row_tells_a_section(text: str, at: int | None) -> None:
    assert _first_with_labels(rows(text), 0, 1, _labels(HANDLING)) == at


# Several reports or years in one file


@pytest.mark.parametrize("length, numbers, parted", [(60, 6, True), (61, 6, False), (60, 5, False)])
def test_a_short_caption_over_six_numbers_tells_another_year(length: int, numbers: int, parted: bool) -> None:  # noqa: FBT001
    ours, theirs = row("2023年情况"), row(f"2022年{'情' * (length - 5)}")
    values = cells("甲", *"123456"[:numbers])
    kept, told = of_year([ours, values, theirs, values], 2023, "三")
    assert (len(kept), len(told)) == ((2, 1) if parted else (4, 0))


@pytest.mark.parametrize("numbers, sections, other", [(6, 2, True), (5, 2, False), (6, 1, False)])
def test_two_tables_of_six_numbers_make_a_report(numbers: int, sections: int, other: bool) -> None:  # noqa: FBT001
    one: list[SourceRow] = []
    for part in (HANDLING, REVIEW)[:sections]:
        one += [row(part.heading), cells("甲", *"123456"[:numbers])]
    both = [*one, *one]
    kept, _ = first_report(both, FORM_2021)
    assert (len(kept) < len(both)) == other


# Titles and years


@pytest.mark.parametrize("length, year", [(600, 2023), (601, None)])
def test_a_title_stands_within_six_hundred_characters(length: int, year: int | None) -> None:
    assert find_title(["，" * (length - len(TITLE)) + TITLE], ()).year == year


@pytest.mark.parametrize("before, year", [(59, 2023), (60, None)])
def test_a_title_stands_within_sixty_lines(before: int, year: int | None) -> None:
    assert find_title([*["字"] * before, TITLE], ()).year == year


@pytest.mark.parametrize("year, found", [(2008, 2008), (2007, None)])
def test_a_report_is_of_2008_or_later(year: int, found: int | None) -> None:
    assert find_title([f"甲县财政局{year}年政府信息公开工作年度报告"], ()).year == found
    assert year_of_prose([f"{year}年，收到申请1件。"]) == found


@pytest.mark.parametrize("pieces, unit", [(4, "甲县财政局"), (5, "")])
def test_a_title_is_broken_over_four_lines(pieces: int, unit: str) -> None:
    broken = ["甲县财政局", *(["2023年政府"] if pieces == 4 else ["2023年", "政府"]), "信息", "公开年度报告"]
    assert find_title(broken, ()).unit == unit


@pytest.mark.parametrize("length, unit", [(40, True), (41, False)])
def test_a_line_of_more_than_forty_characters_is_no_part_of_a_title(length: int, unit: bool) -> None:  # noqa: FBT001
    first = "甲县" + "某" * (length - 3) + "局"
    assert (find_title([first, "2023年政府信息公开工作年度报告"], ()).unit == first) == unit


@pytest.mark.parametrize("before, at, unit", [(299, 0, True), (300, 0, False), (0, 2986, True), (0, 2987, False)])
def test_a_unit_is_looked_for_in_the_first_lines_and_at_their_beginning(before: int, at: int, unit: bool) -> None:  # noqa: FBT001
    asked = "，如有疑问请与甲县财政局联系（地址：某街）。"
    texts = [*["字"] * before, "字" * at + asked]
    assert (unit_of_prose(texts) == "甲县财政局") == unit


@pytest.mark.parametrize("unit, found", [("镇", False), ("甲镇", True), ("甲县" + "某" * 37 + "局", True)])
def test_a_unit_has_two_to_forty_characters(unit: str, found: bool) -> None:  # noqa: FBT001
    asked = f"如有疑问，请与{unit}联系（地址：某街）。"
    assert (unit_of_prose([asked]) == unit) == found
    longer = asked.replace("局联系", "某局联系")
    assert longer == asked or unit_of_prose([longer]) == ""


@pytest.mark.parametrize(
    "text, year",
    [
        ("2024年1月5日", None),
        ("发布日期：2024年12月31日", None),
        ("字" * 30 + "2024年1月5日", None),
        ("字" * 31 + "2024年1月5日", 2024),
        ("2024年月5日", 2024),
        ("2024年1月日", 2024),
        ("2024年123月5日", 2024),
        ("2024年1月123日", 2024),
        ("2024年1月5日完成", 2024),
    ],
)
def test_a_line_that_only_gives_a_date_says_nothing_of_the_year_of_the_report(text: str, year: int | None) -> None:
    assert year_of_prose([text]) == year


# Editions


def test_labels_of_two_editions_are_weighed_only_where_what_both_have_is_there() -> None:
    labels = [f"项目第{char}行" for char in "甲乙丙丁戊己庚辛壬癸"]
    both = tuple(Line(label, label) for label in labels)
    column = Line("n", "件")

    def made(*own: Line) -> Section:
        return Section("s", "一、某", "", tables=(Table("t", "表", (*both, *own), (column,)),))

    plain, longer = made(), made(Line("x", "另一行"))
    short = made(Line("x", "乙种"))
    nine, eight = "".join(labels[1:]), "".join(labels[2:])
    assert _leaning(nine, plain, longer) == 1
    assert _leaning("".join(labels[:9]), plain, longer) == 0  # it breaks off before its last row
    assert _leaning(eight, plain, longer) == 0
    assert _leaning(nine + "另一行", plain, longer) == -1
    assert _leaning(nine + "乙种", plain, short) == 0  # a label of two characters may stand anywhere
