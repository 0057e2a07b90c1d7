"""Headings in other words, headings that were lost, and headings inside one paragraph."""

# ruff: noqa: E501 — prose is to be read across

from __future__ import annotations

import pytest

from intake.interpret import interpret
from intake.reading import Reading
from intake.text_file import from_text
from model.form.editions import FORM_2021
from model.rules import findings

TITLE = "临水县水利局2023年政府信息公开工作年度报告"
KEYS = [text.key for text in FORM_2021.sections[0].texts[1:]]
SAID = dict(
    zip(KEYS, ["公开三百条。", "收到七件。", "定密一次。", "改版一次。", "开展考核、评议，没有责任追究。"], strict=True)
)
END = [
    "五、存在的主要问题及改进情况",
    "人手不足，已经改进。",
    "六、其他需要报告的事项",
    "没有收取信息处理费。",
]
USUAL = ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"]
ORDINALS = "一二三四五"


def read(*lines: str) -> Reading:
    return interpret(from_text("\n".join([TITLE, *lines])))


def not_written(reading: Reading) -> list[str]:
    return [one.message for one in findings(reading.report) if one.check == "T3"]


def headed(at: int, heading: str) -> list[str]:
    """Return a report in which one part is headed in other words, the rest as on the form."""
    names = [*USUAL[:at], heading, *USUAL[at + 1 :]]
    parts = zip(ORDINALS, names, SAID.values(), strict=True)
    return ["一、总体情况", *(line for number, name, said in parts for line in (f"（{number}）{name}", said)), *END]


OTHER_WORDS = [
    (0, "主动公开政府信息的总体情况"),
    (0, "深化重点领域信息公开"),
    (0, "聚焦中心工作，做好信息发布"),
    (1, "依法申请公开方面"),
    (1, "政府信息公开申请情况"),
    (1, "规范办理群众申请，提高答复质量"),
    (1, "依申请信息公开"),
    (1, "申请办理情况"),
    (2, "政府信息公开工作管理情况"),
    (2, "健全制度规范，加强政府信息管理"),
    (2, "严格审核把关，规范信息管理"),
    (2, "政府信息规范管理"),
    (2, "信息公开管理情况"),
    (3, "加强平台建设，拓展公开渠道"),
    (3, "网站和政务新媒体建设"),
    (3, "公开载体建设情况"),
    (4, "回应关切，自觉接受监督"),
    (4, "强化监督，狠抓保障"),
    (4, "组织保障和教育培训情况"),
    (4, "完善考核机制，压实工作责任"),
]


@pytest.mark.parametrize("at, heading", OTHER_WORDS, ids=str)
def test_a_part_is_known_by_its_words_in_a_longer_heading(at: int, heading: str) -> None:
    reading = read(*headed(at, heading))
    assert {key: reading.report.texts.get(key) for key in KEYS} == SAID
    assert not_written(reading) == []


ALL_OTHER = (
    [
        "一是主动公开政府信息工作",
        "二是政府信息公开申请办理工作",
        "三是政府信息管理工作",
        "四是公开平台建设工作",
        "五是监督保障工作",
    ],
    [
        "（一）强化主动公开，保障群众知情",
        "（二）规范申请办理，提升服务水平",
        "（三）严格信息管理，守牢安全底线",
        "（四）优化平台建设，畅通公开渠道",
        "（五）强化监督考核，压实主体责任",
    ],
    [
        "1、主动公开政府信息情况",
        "2、政府信息公开申请情况",
        "3、政府信息管理制度建设情况",
        "4、平台建设和维护情况",
        "5、监督保障及教育培训情况",
    ],
)


@pytest.mark.parametrize("headings", ALL_OTHER, ids=lambda one: one[0])
@pytest.mark.parametrize("between", ["\n", "。"], ids=["below", "stop"])
def test_all_parts_are_known_by_their_words(headings: list[str], between: str) -> None:
    parts = [f"{heading}{between}{said}" for heading, said in zip(headings, SAID.values(), strict=True)]
    if between == "\n" and headings[0].startswith("一是"):
        parts = [part.replace("\n", "。") for part in parts]
    texts = read("一、总体情况", *parts, *END).report.texts
    assert all(texts.get(key, "").endswith(said) for key, said in SAID.items())
    assert "，" in headings[0] or {key: texts.get(key) for key in KEYS} == SAID


@pytest.mark.parametrize(
    "words",
    [
        "（六）加强社会监督员队伍建设",
        "（二）申请办理流程图",
        "（二）信息管理员名单",
    ],
)
def test_a_further_numbered_line_inside_a_part_of_the_form_takes_no_text_of_another(words: str) -> None:
    lines = headed(0, USUAL[0])
    lines.insert(3, words)
    texts = read(*lines).report.texts
    assert {key: texts.get(key) for key in KEYS[1:]} == {key: SAID[key] for key in KEYS[1:]}


# A lost heading of section five

PROBLEMS = "栏目设置不够合理，解读形式单一。"
MENDED = "已经调整了栏目，增加了图解。"
LOST_FIVE = [
    ["（一）主要问题", PROBLEMS, "（二）改进情况", MENDED],
    ["（一）存在的主要问题", PROBLEMS, "（二）改进措施", MENDED],
    ["（一）存在的问题。" + PROBLEMS, "（二）改进措施。" + MENDED],
    ["1.存在问题", PROBLEMS, "2.整改情况", MENDED],
    ["（一）工作中存在的不足", PROBLEMS, "（二）下一步工作打算", MENDED],
    ["主要问题：" + PROBLEMS, "改进情况：" + MENDED],
    ["一是存在的主要问题。" + PROBLEMS, "二是改进情况。" + MENDED],
    ["（一）问题与不足", PROBLEMS, "（二）努力方向", MENDED],
    ["存在的主要问题", PROBLEMS, "改进情况", MENDED],
    ["（一）存在困难和问题", PROBLEMS, "（二）下一步改进措施", MENDED],
    ["1、主要问题：" + PROBLEMS, "2、改进措施：" + MENDED],
    ["（一）存在问题方面", PROBLEMS, "（二）改进举措", MENDED],
    ["工作虽有成效，但也存在一些问题：" + PROBLEMS, "下一步将改进工作，" + MENDED],
]
ZEROS = "\t".join(["0"] * 15)


@pytest.mark.parametrize("lines", LOST_FIVE, ids=lambda lines: lines[0][:12])
@pytest.mark.parametrize(
    "table", [[ZEROS], ["（表略）"], ["| " + ZEROS.replace("\t", " | ") + " |"]], ids=["tabs", "none", "bars"]
)
def test_problems_and_what_was_done_after_section_four_are_section_five(lines: list[str], table: list[str]) -> None:
    four = FORM_2021.sections[3].heading
    reading = read("一、总体情况", "（一）主动公开", "公开三百条。", four, *table, *lines, *END[2:])
    text = reading.report.texts.get("problems/text", "")
    assert PROBLEMS in text
    assert MENDED in text
    assert reading.report.texts["other_matters/text"] == END[-1]
    assert not any("第五部分" in one and "还没有写" in one for one in not_written(reading))


@pytest.mark.parametrize("lines", LOST_FIVE[:4], ids=lambda lines: lines[0][:12])
def test_they_are_without_section_six_too(lines: list[str]) -> None:
    reading = read("一、总体情况", "公开三百条。", FORM_2021.sections[3].heading, ZEROS, *lines)
    assert PROBLEMS in reading.report.texts.get("problems/text", "")


def test_problems_inside_section_one_are_no_section_five() -> None:
    reading = read(
        "一、总体情况",
        "（一）主动公开",
        "公开三百条。",
        "（二）存在的问题",
        "栏目少。",
        "（三）依申请公开",
        "收到七件。",
        FORM_2021.sections[3].heading,
        *END,
    )
    assert reading.report.texts["problems/text"] == END[1]


# Headings inside one paragraph


@pytest.mark.parametrize("mark", ["", "。", " ", "："])
def test_the_first_part_may_begin_right_after_the_name_of_its_section(mark: str) -> None:
    line = f"一、总体情况{mark}（一）主动公开：公开三百条。（二）依申请公开：收到七件。"
    reading = read(line, *END)
    assert [reading.report.texts.get(key) for key in KEYS[:2]] == ["公开三百条。", "收到七件。"]
    assert not any("没有放入" in one.sentence for one in reading.problems)


ONE_LINE = [
    "（一）主动公开。公开三百条。（二）依申请公开。收到七件。（三）政府信息管理。定密一次。（四）平台建设。改版一次。（五）监督保障。开展考核、评议，没有责任追究。",
    "（一）主动公开方面：公开三百条。（二）依申请公开方面：收到七件。（三）政府信息管理方面：定密一次。（四）平台建设方面：改版一次。（五）监督保障方面：开展考核、评议，没有责任追究。",
    "(一)主动公开情况。公开三百条。(二)依申请公开情况。收到七件。(三)政府信息管理情况。定密一次。(四)平台建设情况。改版一次。(五)监督保障情况。开展考核、评议，没有责任追究。",
    "（一）主动公开 公开三百条。 （二）依申请公开 收到七件。 （三）政府信息管理 定密一次。 （四）平台建设 改版一次。 （五）监督保障 开展考核、评议，没有责任追究。",
    "1.主动公开。公开三百条。2.依申请公开。收到七件。3.政府信息管理。定密一次。4.平台建设。改版一次。5.监督保障。开展考核、评议，没有责任追究。",
    "（一）主动公开。公开三百条。（二）政府信息公开申请情况。收到七件。（三）规范信息管理。定密一次。（四）平台建设。改版一次。（五）接受监督。开展考核、评议，没有责任追究。",
    "一是主动公开情况。公开三百条。二是依申请公开情况。收到七件。三是政府信息管理情况。定密一次。四是平台建设情况。改版一次。五是监督保障情况。开展考核、评议，没有责任追究。",
    "（一）主动公开工作。公开三百条。；（二）依申请公开工作。收到七件。（三）政府信息管理工作。定密一次。（四）平台建设工作。改版一次。（五）监督保障工作。开展考核、评议，没有责任追究。",
    "1、主动公开：公开三百条。2、依申请公开：收到七件。3、政府信息管理：定密一次。4、平台建设：改版一次。5、监督保障：开展考核、评议，没有责任追究。",
    "（1）主动公开。公开三百条。（2）依申请公开。收到七件。（3）政府信息管理。定密一次。（4）平台建设。改版一次。（5）监督保障。开展考核、评议，没有责任追究。",
]


@pytest.mark.parametrize("line", ONE_LINE)
@pytest.mark.parametrize("heading", ["一、总体情况\n", "一、总体情况 "], ids=["below", "beside"])
def test_parts_in_one_paragraph_are_parted(line: str, heading: str) -> None:
    texts = read(*(heading + line).split("\n"), *END).report.texts
    assert {key: texts.get(key, "").rstrip("；").replace("。；", "。") for key in KEYS} == SAID


@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize("words", ["坚持以公开为常态", "工作亮点", "创新举措，走在前列"])
def test_the_only_part_in_words_of_its_own_is_known_by_its_number(at: int, words: str) -> None:
    reading = read(*headed(at, words))
    texts = {key: reading.report.texts.get(key) for key in KEYS}
    assert texts == SAID | {KEYS[at]: f"{words}\n{SAID[KEYS[at]]}"}
    assert any("按序号读作" in one.sentence for one in reading.problems)


@pytest.mark.parametrize("at", range(5))
def test_it_is_not_where_it_bears_another_number(at: int) -> None:
    lines = [line.replace(f"（{ORDINALS[at]}）", "（八）") for line in headed(at, "工作亮点")]
    assert KEYS[at] not in read(*lines).report.texts


HALVES = (
    "（一）突出重点，做好主动公开。公开三百条。",
    "（二）规范流程，办好依申请公开。收到七件。",
    "（三）健全机制，强化信息管理。定密一次。",
    "（四）优化载体，提升服务效能。改版一次。",
    "（五）压实责任，加强监督保障。开展考核、评议，没有责任追究。",
)


def test_the_second_half_of_a_heading_may_name_the_part() -> None:
    texts = read("一、总体情况", *HALVES, *END).report.texts
    assert all(texts.get(key, "").endswith(said) for key, said in SAID.items())


POINTS = (
    ["一、信息处理费收取情况：没有收取信息处理费。", "二、其他事项：无。"],
    ["一、收费情况：未收取信息处理费。", "二、其他需要报告的事项：无。"],
    ["一、没有收取信息处理费。", "二、其他需要说明的情况：无。"],
)


@pytest.mark.parametrize("points", POINTS, ids=lambda points: points[1])
def test_a_point_of_section_six_that_is_called_like_it_is_no_heading(points: list[str]) -> None:
    texts = read(*headed(0, USUAL[0])[:-1], *points).report.texts
    assert texts["problems/text"] == END[1]
    assert texts["other_matters/text"] == "\n".join(points)


BY_NUMBER = (
    [
        "（一）扎实推进主动公开",
        "（二）认真办理公开申请",
        "（三）从严抓好审核",
        "（四）用心守好阵地",
        "（五）持续建好队伍",
    ],
    ["（一）主动公开", "（二）依申请公开", "（三）严把信息关口", "（四）拓展公开渠道", "（五）抓好责任落实"],
    ["（一）多发布", "（二）快答复", "（三）政府信息管理", "（四）平台建设", "（五）严督促"],
    ["1.主动公开", "2.依申请公开", "3.内容把关", "4.公开阵地", "5.队伍培养"],
)


@pytest.mark.parametrize("headings", BY_NUMBER, ids=lambda one: one[-1])
def test_several_parts_in_words_of_their_own_are_known_by_their_numbers(headings: list[str]) -> None:
    lines = [line for pair in zip(headings, SAID.values(), strict=True) for line in pair]
    reading = read("一、总体情况", *lines, *END)
    assert all(reading.report.texts.get(key, "").endswith(said) for key, said in SAID.items())
    assert any("按序号读作" in one.sentence for one in reading.problems)


NOT_BY_NUMBER = (
    ["（一）主动公开", "（二）多宣传", "（三）快答复", "（四）强队伍"],  # four
    ["（一）信息发布", "（二）多宣传", "（三）快回应", "（四）强队伍", "（五）抓落实"],  # one is named
    ["（一）多宣传", "（二）快答复", "（三）主动公开", "（四）依申请公开", "（五）强队伍"],  # in other places
)


@pytest.mark.parametrize("headings", NOT_BY_NUMBER, ids=lambda one: one[-1])
def test_they_are_not_where_the_count_is_not_that_of_the_form(headings: list[str]) -> None:
    lines = [line for head in headings for line in (head, "已经完成。")]
    reading = read("一、总体情况", *lines, *END)
    assert not any("按序号读作" in one.sentence for one in reading.problems)


GOES_ON = "主要依靠县人民政府门户网站的水利专栏以及本单位名为“临水水利”的公众号，另有办事大厅的查询点一处"


@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize("between", ["——", "—", "", " ——"])
def test_a_sentence_may_follow_the_name_of_its_part_without_a_stop(at: int, between: str) -> None:
    parts = list(zip(ORDINALS, USUAL, SAID.values(), strict=True))
    lines = [f"（{number}）{name}。{said}" for number, name, said in parts]
    number, name, said = parts[at]
    lines[at] = f"（{number}）{name}{between}{GOES_ON}。{said}"
    texts = read("一、总体情况", *lines, *END).report.texts
    kept = "" if between.strip() else name  # glued to it, the name is the subject of the sentence
    assert texts == {**texts, **SAID, KEYS[at]: f"{kept}{GOES_ON}。{said}"}


def test_the_name_of_another_part_in_a_sentence_is_no_heading_where_the_number_is_not_its_own() -> None:
    lines = [
        "（一）公开三百条",
        "（二）监督保障" + GOES_ON,
        "（三）收到七件",
        "（四）定密一次",
        "（五）监督保障。考核一次。",
    ]
    texts = read("一、总体情况", *lines, *END).report.texts
    assert texts[KEYS[4]] == "考核一次。"
