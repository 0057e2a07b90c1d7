"""Lines that only their width broke are joined in files of every kind, and nothing else is."""

# ruff: noqa: E501 — prose is to be read across

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest

from intake import READERS, read_clipboard
from intake.document import SourceParagraph
from intake.interpret.paragraphs import unwrapped
from intake.reading import Reading
from intake.text_file import from_text
from model.form.editions import form_for
from model.form.schema import Section
from model.rules import findings
from model.rules.finding import Verdict
from tests.intake.hostile import docx
from tests.intake.wrapped import as_page, as_sheet, as_text, as_word, cut, cut_by_library, cut_well, unbroken, wrapped

TITLE = "临水县财政局2023年政府信息公开工作年度报告"
PARAGRAPHS = [
    TITLE,
    "本报告按照条例编制，所列数据的统计期限为2023年1月1日至12月31日，电子版可在县政府网站（http://www.linshui.gov.cn/zwgk/）下载。",
    "一、总体情况",
    "（一）主动公开。全年主动公开政府信息120条，其中网站公开70条，政务新媒体公开60条；重点公开预算决算、行政处罚、采购项目等信息。",
    "（二）依申请公开。全年新收政府信息公开申请48件，均按时答复。予以公开20件、部分公开8件、不予公开12件、无法提供6件，共办结45件。",
    "（三）政府信息管理。严格执行公文公开属性认定制度，做到先审后发。清理规范性文件17件，废止3件，修订4件。",
    "（四）政府信息公开平台建设。改版“预决算公开”专栏，上线WPS和Word格式的下载功能，全年维护栏目23个，及时更正错链19处。",
    "（五）监督保障。把政务公开纳入年度考核，举办培训2期，开展社会评议1次，没有发生责任追究的情形。",
    "五、存在的主要问题及改进情况",
    "一是解读形式比较单一，图文解读只占三成；二是栏目更新不够及时。下一步将加强培训，逐月检查，推动各科室按时更新。",
    "六、其他需要报告的事项",
    "本年度没有收取信息处理费，没有其他需要报告的事项。",
]  # fmt: skip


def broken(reading: Reading) -> list[str]:
    return [one.message for one in findings(reading.report) if one.verdict is Verdict.BROKEN]


def in_paragraphs(lines: list[str]) -> Reading:
    return READERS[".html"].load("".join(f"<p>{escape(line)}</p>" for line in lines).encode(), "")


def in_cell(lines: list[str]) -> Reading:
    words = "<br>".join(map(escape, lines[1:]))
    return READERS[".html"].load(f"<p>{TITLE}</p><table><tr><td>{words}</td></tr></table>".encode(), "")


def preformatted(lines: list[str]) -> Reading:
    return READERS[".html"].load(f"<pre>{escape(chr(10).join(lines))}</pre>".encode(), "")


def in_word_paragraphs(lines: list[str]) -> Reading:
    runs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines if line)
    return READERS[".docx"].load(docx(runs), "")


def marked_down(lines: list[str]) -> Reading:
    heads = ("一、", "五、", "六、", TITLE[:6])
    text = "\n".join(f"## {line}" if line.startswith(heads) and len(line) < 24 else line for line in lines)
    return READERS[".md"].load(text.encode(), "")


def copied(lines: list[str]) -> Reading:
    return read_clipboard("", "\r\n".join(lines))


VARIANTS: dict[str, Callable[[], Reading]] = {
    "text at 20": lambda: as_text(wrapped(PARAGRAPHS, 20)),
    "text at 28 with indents": lambda: as_text(wrapped(PARAGRAPHS, 28, how=cut_well, indent="　　")),
    "text at 36 with blanks and blank lines": lambda: as_text(wrapped(PARAGRAPHS, 36, indent="    ", blank=True)),
    "text at 12": lambda: as_text(wrapped(PARAGRAPHS, 12)),
    "Markdown at 40 by a library": lambda: marked_down(wrapped(PARAGRAPHS, 40, how=cut_by_library, blank=True)),
    "line breaks of a page": lambda: as_page(wrapped(PARAGRAPHS, 30, how=cut_well)),
    "line ends in the source of a page": lambda: READERS[".html"].load(
        "".join(f"<p>{chr(10).join(cut(escape(text), 32))}</p>" for text in PARAGRAPHS).encode(), ""
    ),
    "a paragraph to each line of a page": lambda: in_paragraphs(wrapped(PARAGRAPHS, 24, how=cut_well)),
    "a cell of a page": lambda: in_cell(wrapped(PARAGRAPHS, 26)),
    "preformatted": lambda: preformatted(wrapped(PARAGRAPHS, 38, how=cut_well, indent="　　")),
    "line breaks of Word": lambda: as_word(wrapped(PARAGRAPHS, 33)),
    "a paragraph to each line of Word": lambda: in_word_paragraphs(wrapped(PARAGRAPHS, 25)),
    "a cell of a sheet": lambda: as_sheet(wrapped(PARAGRAPHS, 22, how=cut_well)),
    "copied text": lambda: copied(wrapped(PARAGRAPHS, 45)),
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
def test_wrapped_prose_reads_as_if_it_were_not(name: str) -> None:
    whole, reading = as_text(PARAGRAPHS), VARIANTS[name]()
    assert {key: unbroken(text) for key, text in reading.report.texts.items()} == {
        key: unbroken(text) for key, text in whole.report.texts.items()
    }
    assert broken(reading) == broken(whole) != []


def test_lines_of_uneven_length_are_joined_where_a_sentence_is_not_over() -> None:
    lines = [TITLE, "一、总体情况", "（一）主动公开。全年主动公开政府信息120条，其中网站公", "开70条，政务新媒体公", "开6", "0条。", "重点公开预算。"]  # fmt: skip
    said = as_text(lines).report.texts["overview/active_disclosure"]
    assert said == "全年主动公开政府信息120条，其中网站公开70条，政务新媒体公开60条。\n重点公开预算。"


KEPT = {
    "a list without marks": ["重点公开以下内容：", "1.预算决算", "2.行政处罚", "3.采购项目"],
    "a list in circles": ["分为三类", "①预算决算", "②行政处罚"],
    "points": ["主要做法是：", "一是加强领导；", "二是健全制度；", "三是强化考核。"],
    "addresses": ["联系地址：临水县人民路1号", "联系电话：0000-1234567", "电子邮箱：a@b.gov.cn", "邮政编码：000000"],
    "an address below a sentence": ["请登录下列网站查阅：", "http://www.linshui.gov.cn/zwgk/index.html", "以上网站每日更新。"],
    "short lines": ["工作亮点", "栏目更新及时。", "工作不足", "解读不够。"],
    "sentences": ["全年公开120条。", "收到申请48件。", "举办培训2期。"],
    "a long paragraph without its stop": [
        "全年主动公开政府信息120条，涉及预算决算、行政处罚、采购项目、惠民补贴、国有资产、政府债务、绩效评价等多个领域，公开内容完整准确",
        "收到申请48件，全部按时答复，答复内容经过合法性审查，没有发生行政复议和行政诉讼案件，举办培训2期，参加人员共有100人次，群众满意度进一步提高，得到了上级部门的肯定。",
    ],
    "marks at the ends": ["做到“应公开尽公开”。", "答复了申请人（共3人）。", "公开了《办法》；", "另有3件。"],
    "a list of two lines each": ["（1）预算决算公开", "全部按时。", "（2）采购项目公开", "全部按时。"],
    "dates and amounts": ["公开时间如下：", "2023年1月20日", "2023年8月15日", "均已按时公开。"],
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_lines_that_no_width_broke_stay_apart(name: str) -> None:
    lines = [TITLE, "一、总体情况", "（一）主动公开", *KEPT[name], "二、主动公开政府信息情况"]
    for read in (as_text, as_page, as_word, in_paragraphs):
        assert read(lines).report.texts["overview/active_disclosure"].split("\n") == KEPT[name], read


def test_the_signature_and_the_date_are_joined_to_nothing() -> None:
    for width in (12, 16, 20, 30):
        lines = [*wrapped(PARAGRAPHS, width), "临水县财政局", "2024年1月20日"]
        assert as_text(lines).report.texts["other_matters/text"].replace("\n", "") == PARAGRAPHS[-1]


def test_places_are_those_of_the_first_lines() -> None:
    assert [block.place for block in from_text("甲\n\n乙").blocks] == ["第1行", "第3行"]


@pytest.mark.parametrize("upper", ["行政复议 行政复议 行政诉讼 行政诉讼", "科室 栏目 频次", "甲 1 2 3"])
def test_rows_of_a_table_without_lines_are_joined_to_nothing(upper: str) -> None:
    lines = [TITLE, "四、政府信息公开行政复议、行政诉讼情况", *[upper] * 3, "结果维持 总计 结果维持 总计", "1 2 3 4"]
    assert [
        block.text for block in unwrapped(from_text("\n".join(lines))).blocks if isinstance(block, SourceParagraph)
    ] == lines


def test_further_lines_of_a_list_hang_below_the_first() -> None:
    points = [
        "- 公开预算决算一百二十条，涉及全县",
        "  各个部门，均按时公开。",
        "- 公开行政处罚三十条，涉及市场监",
        "  管和应急管理。",
    ]
    lines = [TITLE, "一、总体情况", "（一）主动公开", *points, "二、主动公开政府信息情况"]
    said = as_text(lines).report.texts["overview/active_disclosure"]
    assert (
        said
        == "- 公开预算决算一百二十条，涉及全县各个部门，均按时公开。\n- 公开行政处罚三十条，涉及市场监管和应急管理。"
    )


# Lines of tables are never joined, in whatever way a copy put their cells into lines


TABLED = form_for(2023).sections[1:4]


def labels_of(section: Section) -> list[str]:
    return [line.label for table in section.tables for line in table.row_leaves]


def in_cells(label: str, number: int) -> list[str]:
    return [label, str(number), str(number + 1)]


def tabbed(label: str, number: int) -> list[str]:
    return [f"{label}\t{number}\t"]


def before_tabs(label: str, _: int) -> list[str]:
    return [f"{label}\t\t"]


def number_first(label: str, number: int) -> list[str]:
    return [f"{number} {label}"]


def glued(label: str, number: int) -> list[str]:
    return [f"{label}{number}"]


def label_first(label: str, number: int) -> list[str]:
    return [f"{label}：{number}"]


BY_PLACE, BY_WORDS = (in_cells, tabbed, before_tabs), (number_first, glued, label_first)


@pytest.mark.parametrize(
    "as_lines, more",
    [*((one, more) for one in BY_PLACE for more in ("", "网上")), *((one, "") for one in BY_WORDS)],
)
@pytest.mark.parametrize("section", TABLED, ids=lambda section: section.key)
@pytest.mark.parametrize("width", [11, 13, 17, 26])
def test_lines_of_tables_are_never_joined(
    section: Section, as_lines: Callable[[str, int], list[str]], more: str, width: int
) -> None:
    rows = [row for at, label in enumerate(labels_of(section)) for row in as_lines(more + label, 100 + 7 * at)]
    lines = [TITLE, *wrapped(PARAGRAPHS[1:7], width), section.heading, *rows, *wrapped(PARAGRAPHS[8:], width)]
    texts = [
        block.text.strip()
        for block in unwrapped(from_text("\n".join(lines))).blocks
        if isinstance(block, SourceParagraph)
    ]
    at = texts.index(section.heading)
    assert texts[at + 1 : at + 1 + len(rows)] == [row.strip() for row in rows]
