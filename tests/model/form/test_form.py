"""The definition itself: all of it is walked."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import pytest

from model.form.editions import FORM_2019, FORM_2021, FORMS, form_for
from model.form.form import Form
from model.form.schema import Cell, Identity, Kind, Line, Section, Table
from tests.editions.form_2027 import FORM_2027
from tests.samples import SHARED, needs_shared

FORM_MD = SHARED / "FORM.md"

ROWS_OF_SECTION_THREE = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
    "（七）总计",
    "四、结转下年度继续办理",
]
GROUPS_OF_RESULTS = {
    "（三）不予公开": 8,
    "（四）无法提供": 3,
    "（五）不予处理": 5,
    "（六）其他处理": 3,
}
APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
HEADINGS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]
BLOCKS_OF_SECTION_TWO = [
    ("第二十条第（一）项", ["规章", "行政规范性文件"], ["本年制发件数", "本年废止件数", "现行有效件数"]),
    ("第二十条第（五）项", ["行政许可"], ["本年处理决定数量"]),
    ("第二十条第（六）项", ["行政处罚", "行政强制"], ["本年处理决定数量"]),
    ("第二十条第（八）项", ["行政事业性收费"], ["本年收费金额（单位：万元）"]),
]
BLOCKS_OF_2019 = [
    ("第二十条第（一）项", ["规章", "规范性文件"], ["本年新制作数量", "本年新公开数量", "对外公开总数量"]),
    (
        "第二十条第（五）项",
        ["行政许可", "其他对外管理服务事项"],
        ["上一年项目数量", "本年增/减", "处理决定数量"],
    ),
    ("第二十条第（六）项", ["行政处罚", "行政强制"], ["上一年项目数量", "本年增/减", "处理决定数量"]),
    ("第二十条第（八）项", ["行政事业性收费"], ["上一年项目数量", "本年增/减"]),
    ("第二十条第（九）项", ["政府集中采购"], ["采购项目数量", "采购总金额"]),
]

each_form = pytest.mark.parametrize("form", [*FORMS.values(), FORM_2027], ids=(*FORMS, "2027"))


def lines_of(lines: tuple[Line, ...]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from lines_of(line.parts)


def labels(lines: tuple[Line, ...]) -> list[str]:
    return [line.label for line in lines]


def blocks(section: Section) -> list[tuple[str, list[str], list[str]]]:
    return [(t.title, labels(t.row_leaves), labels(t.column_leaves)) for t in section.tables]


# Labels


@each_form
def test_the_six_headings_are_the_official_ones(form: Form) -> None:
    assert [section.heading for section in form.sections] == HEADINGS
    assert [section.ordinal for section in form.sections] == list("一二三四五六")


def test_section_two_reads_like_the_form() -> None:
    assert blocks(form_for(2021).sections[1]) == BLOCKS_OF_SECTION_TWO
    assert blocks(form_for(2019).sections[1]) == BLOCKS_OF_2019


def test_section_three_reads_like_the_form() -> None:
    table = form_for(2021).tables["applications"]
    assert labels(table.row_leaves) == ROWS_OF_SECTION_THREE
    assert labels(table.column_leaves) == APPLICANTS
    results = table.rows[2]
    assert results.label == "三、本年度办理结果"
    assert {part.label: len(part.parts) for part in results.parts if part.parts} == GROUPS_OF_RESULTS


def test_section_three_of_2019_has_one_row_of_other_results() -> None:
    expected = [label for label in ROWS_OF_SECTION_THREE if label not in ROWS_OF_SECTION_THREE[20:22]]
    expected[expected.index("3.其他")] = "（六）其他处理"
    assert labels(FORM_2019.tables["applications"].row_leaves) == expected


@each_form
def test_section_four_reads_like_the_form(form: Form) -> None:
    table = form.tables["disputes"]
    assert labels(table.rows) == ["行政复议", "行政诉讼"]
    assert labels(table.row_leaves) == ["行政复议", "未经复议直接起诉", "复议后起诉"]
    assert labels(table.column_leaves) == OUTCOMES


def test_section_one_has_an_optional_opening_and_five_parts() -> None:
    texts = FORM_2021.sections[0].texts
    assert [text.heading for text in texts] == [
        "",
        "（一）主动公开",
        "（二）依申请公开",
        "（三）政府信息管理",
        "（四）政府信息公开平台建设",
        "（五）监督保障",
    ]
    assert [text.optional for text in FORM_2021.texts.values()] == [True] + 7 * [False]


# The description of the form, where it is at hand


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (
        ("" if tens < 2 else "一二三四五六七八九"[tens - 1])
        + ("十" if tens else "")
        + "〇一二三四五六七八九"[ones] * bool(ones)
    )


def article(reference: str) -> str:
    """Write `36(四)(五)` as it is said: 第三十六条第（四）项、第（五）项."""
    number, *items = re.split(r"[()]+", reference.strip("）)"))
    written = "、".join(f"第（{item}）项" for item in items if item)
    return f"第{chinese(int(number))}条{written}"


def basis(described: str) -> str:
    if "–" in described:
        first, _, last = described.partition("–")
        return f"{article(first)}至{article(last)}" if first else ""
    return "、".join(article(one) for one in described.split(", "))


@needs_shared
def test_section_three_is_as_described_row_by_row() -> None:
    described = re.findall(r"^\| (\d+) \| (.+?) \| (\w+) \| (.+?) \|$", FORM_MD.read_text("utf-8"), re.MULTILINE)
    leaves = FORM_2021.tables["applications"].row_leaves
    assert [int(number) for number, *_ in described] == list(range(1, 26))
    assert [(label.rpartition(" › ")[2], key) for _, label, key, _ in described] == [
        (leaf.label, leaf.key) for leaf in leaves
    ]
    assert [basis(articles) for *_, articles in described] == [leaf.basis for leaf in leaves]


@needs_shared
def test_every_key_stands_beside_its_label_as_described() -> None:
    tables = FORM_2021.tables.values()
    lines = chain.from_iterable(lines_of(table.rows + table.columns) for table in tables)
    ours = {(line.key, line.label) for line in lines} | {(table.key, table.title) for table in tables}
    described = re.findall(r"([^\s|·,、]+?)\s+\[([a-z_]+)\]", FORM_MD.read_text("utf-8"))
    assert len(described) >= 27
    assert {(key, label) for label, key in described} <= ours


@needs_shared
def test_the_texts_have_the_keys_described() -> None:
    described = re.findall(r"`((?:overview|problems|other_matters)/\w+)`", FORM_MD.read_text("utf-8"))
    assert list(dict.fromkeys(described)) == list(FORM_2021.texts)


# Keys, counts, kinds


@each_form
def test_keys_are_unique(form: Form) -> None:
    places = [*(c for t in form.tables.values() for c in t.cells), *(t.key for s in form.sections for t in s.texts)]
    assert [place for place, times in Counter(places).items() if times > 1] == []
    assert len(form.tables) == sum(len(section.tables) for section in form.sections)


@each_form
def test_keys_within_a_table_are_unique_on_each_axis(form: Form) -> None:
    for table in form.tables.values():
        for axis in (table.rows, table.columns):
            keys = [line.key for line in lines_of(axis)]
            assert len(keys) == len(set(keys)), table.key


@each_form
def test_a_cell_is_the_keys_of_its_table_row_and_column(form: Form) -> None:
    for cell in form.cells:
        assert re.fullmatch(r"[a-z]+/[a-z_]+/[a-z_]+", cell)
        assert Cell.at(cell.table, form.row(cell).key, form.column(cell).key) == cell
        assert cell in form.section_of[cell].cells


def test_the_form_has_200_numbers_of_which_34_are_totals() -> None:
    assert len(FORM_2021.cells) == 200
    assert Counter(cell.table for cell in FORM_2021.totals) == {"applications": 31, "disputes": 3}
    assert len(FORM_2021.typed_cells) == 166
    assert Counter(FORM_2021.section_of[cell].ordinal for cell in FORM_2021.cells) == {"二": 10, "三": 175, "四": 15}


def test_the_form_of_2019_differs_in_section_two_and_by_two_rows() -> None:
    assert Counter(FORM_2019.section_of[cell].ordinal for cell in FORM_2019.cells) == {"二": 22, "三": 161, "四": 15}
    assert FORM_2019.texts == FORM_2021.texts


def test_only_money_has_decimals_and_only_a_change_is_negative() -> None:
    kinds = {
        form.edition: {cell for cell, kind in form.kinds.items() if kind is Kind.AMOUNT} for form in FORMS.values()
    }
    assert kinds == {"2019": {"procurement/purchases/amount"}, "2021": {"fees/charges/amount"}}
    assert Kind.CHANGE not in FORM_2021.kinds.values()
    changes = {cell.column for cell, kind in FORM_2019.kinds.items() if kind is Kind.CHANGE}
    assert changes == {"change"}


def test_the_report_year_chooses_the_form() -> None:
    chosen = [form_for(year).edition for year in (2008, 2018, 2019, 2020, 2021, 2022, 2099)]
    assert chosen == ["2019", "2019", "2019", "2019", "2021", "2021", "2021"]


# Words for people


@each_form
def test_every_number_says_what_belongs_there(form: Form) -> None:
    for cell in form.cells:
        assert form.row(cell).help, cell
        assert form.column(cell).help or form.row(cell).help, cell
    assert all(text.prompt and text.name for text in form.texts.values())


@each_form
def test_every_place_has_a_name_of_its_own(form: Form) -> None:
    names = [form.name_of(place) for place in (*form.cells, *form.texts)]
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert len({form.accessible_name(cell) for cell in form.cells}) == len(form.cells)


def test_names_are_short_and_without_numbering() -> None:
    for table in FORM_2021.tables.values():
        for line in (*table.row_leaves, *table.column_leaves):
            assert not re.match(r"[（\d]|[一二三四]、", line.spoken), line.key
            assert len(line.spoken) <= 12, line.key


@pytest.mark.parametrize("year", [2019, 2021])
def test_what_people_read_of_the_form_is_chinese(year: int) -> None:
    form = form_for(year)
    lines = chain.from_iterable(lines_of(table.rows + table.columns) for table in form.tables.values())
    words = [*(line.spoken for line in lines), *(part.tab for part in form.sections)]
    words += [said for text in form.texts.values() for said in (text.name, text.prompt)]
    assert [said for said in words if not re.search("[一-龥]", said) or re.search("[A-Za-z]", said)] == []


@pytest.mark.parametrize(
    "label, spoken",
    [
        ("一、本年新收", "本年新收"),
        ("十一、本年新收", "本年新收"),
        ("（二）部分公开", "部分公开"),
        ("（十二）部分公开", "部分公开"),
        ("3.其他", "其他"),
        ("12.其他", "其他"),
        ("部分公开（区分处理的，只计这一情形）", "部分公开"),
        ("、其他", "、其他"),
        ("（）其他", "（）其他"),
        (".其他", ".其他"),
        ("2021年", "2021年"),
        ("法人（含其他组织）代表", "法人（含其他组织）代表"),
    ],
)
def test_a_line_is_called_by_its_label_without_number_and_remark(label: str, spoken: str) -> None:
    assert Line("line", label).spoken == spoken


@pytest.mark.parametrize("year", [2019, 2021])
def test_what_belongs_in_a_place_is_said_in_sentences(year: int) -> None:
    form = form_for(year)
    lines = chain.from_iterable(lines_of(table.rows + table.columns) for table in form.tables.values())
    assert all(line.help.endswith("。") for line in lines if line.help)
    assert all(text.prompt.endswith("。") for text in form.texts.values())


CUES = [  # what may stand behind the number of a heading
    ("overview", "概述", "总体概述", "工作概述", "基本情况", "工作总体情况", "情况概述"),
    (
        "problems",
        "问题改进",
        "存在的主要问题及改进情况",
        "工作中存在的问题和下一步改进措施",
        "不足与整改办法",
        "问题、建议",
    ),
    ("problems", f"{'中' * 12}问题{'中' * 10}改进", f"问题和{'中' * 10}改进意见"),
    ("other_matters", "其他需要报告的事项", "其它事项", "其他需说明的情况", "其他要公开的情况如下所示", "其他情况"),
    ("overview/active_disclosure", "主动公开", f"重点领域{'中' * 6}公开", "信息发布"),
    ("overview/on_application", "申请"),
    ("overview/information_management", "信息管理", "信息资源管理", f"信息{'中' * 6}管理"),
    ("overview/platform", "平台", "载体", f"网站{'中' * 6}建设", "新媒体建设"),
    ("overview/supervision", "监督", "考核", "评议", "保障", "培训", "责任追究"),
]
NO_CUES = [
    ("overview", "情况概述总体", "总体", "主要情况"),
    ("problems", f"{'中' * 13}问题改进", f"问题{'中' * 11}改进", "主要问题", "改进情况", "问题改进方案"),
    ("other_matters", "其他", "其他需要报告的事项如下列所示", "事项", "其余事项"),
    ("overview/active_disclosure", "公开", f"重点领域{'中' * 7}公开"),
    ("overview/on_application", "请求", "申报"),
    ("overview/information_management", f"信息{'中' * 7}管理", "管理", "信息管理员"),
    ("overview/platform", "网站", "建设"),
]


@pytest.mark.parametrize(
    "key, is_one, headings", [(k, True, h) for k, *h in CUES] + [(k, False, h) for k, *h in NO_CUES]
)
def test_a_heading_in_other_words_is_that_of_its_part(key: str, headings: list[str], *, is_one: bool) -> None:
    form = form_for(2023)
    cues = {part.key: part.cue for part in form.sections} | {text.key: text.cue for text in form.texts.values()}
    assert [bool(re.fullmatch(cues[key], heading)) for heading in headings] == [is_one] * len(headings)


# Identities


def cells_summed(identity: Identity) -> tuple[set[Cell], set[Cell]]:
    return set(identity.left), set(identity.right)


def test_there_are_42_identities() -> None:
    assert Counter(identity.rule.check for identity in FORM_2021.identities) == {"H1": 25, "H2": 7, "H3": 7, "H4": 3}
    assert Counter(i.rule.check for i in FORM_2019.identities) == {"H1": 23, "H2": 7, "H3": 7, "H4": 3}


@each_form
def test_every_row_of_section_three_adds_up_six_columns(form: Form) -> None:
    table = form.tables["applications"]
    expected = [
        ({Cell(f"applications/{row.key}/total")}, {c for c in table.cells if c.row == row.key and c.column != "total"})
        for row in table.row_leaves
    ]
    assert [cells_summed(i) for i in form.identities if i.rule.check == "H1"] == expected
    assert all(len(right) == 6 for _, right in expected)


@each_form
def test_every_column_of_section_three_adds_up_its_results(form: Form) -> None:
    table = form.tables["applications"]
    others = {"received", "brought_forward", "results_total", "carried_forward"}
    expected = [
        (
            {Cell(f"applications/results_total/{column.key}")},
            {cell for cell in table.cells if cell.column == column.key and cell.row not in others},
        )
        for column in table.column_leaves
    ]
    assert [cells_summed(i) for i in form.identities if i.rule.check == "H2"] == expected
    assert {len(right) for _, right in expected} == {{"2019": 19, "2021": 21, "2027": 22}[form.edition]}


@each_form
def test_every_column_of_section_three_balances(form: Form) -> None:
    def pair(column: str, *rows: str) -> set[Cell]:
        return {Cell.at("applications", row, column) for row in rows}

    columns = [column.key for column in form.tables["applications"].column_leaves]
    assert [cells_summed(i) for i in form.identities if i.rule.check == "H3"] == [
        (pair(c, "received", "brought_forward"), pair(c, "results_total", "carried_forward")) for c in columns
    ]


@each_form
def test_every_dispute_adds_up_four_outcomes(form: Form) -> None:
    for identity in (i for i in form.identities if i.rule.check == "H4"):
        assert [cell.column for cell in identity.cells] == ["total", "upheld", "corrected", "other", "pending"]
        assert {cell.row for cell in identity.cells} == {identity.place}


@each_form
def test_every_cell_of_sections_three_and_four_stands_under_an_identity(form: Form) -> None:
    crossings = {cell: len(identities) for cell, identities in form.identities_of.items()}
    section_three = {count for cell, count in crossings.items() if cell.table == "applications"}
    assert section_three == {2, 3}
    assert all(count == 1 for cell, count in crossings.items() if cell.table == "disputes")
    assert all(count == 0 for cell, count in crossings.items() if form.section_of[cell].ordinal == "二")


@each_form
def test_no_cell_stands_twice_in_one_identity(form: Form) -> None:
    for identity in form.identities:
        assert len(set(identity.cells)) == len(identity.cells)
        assert identity.rule.sentence
        assert identity.rule.source


def test_the_balance_is_the_rule_that_the_form_prints() -> None:
    table: Table = FORM_2021.tables["applications"]
    balance = next(rule for rule in table.in_every_column if rule.check == "H3")
    assert balance.sentence in table.stub
    assert balance.derives is None


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.edition)
def test_a_line_that_no_sum_knows_is_refused(form: Form) -> None:
    for table in form.tables.values():
        more = Line("more", "另一行")
        if table.in_every_column:
            with pytest.raises(ValueError, match="more"):
                replace(table, rows=(*table.rows, more))
        if table.in_every_row:
            with pytest.raises(ValueError, match="more"):
                replace(table, columns=(*table.columns, more))
