"""The parts of the first section, as published pages head and order them."""

import pytest

from intake.interpret import interpret
from intake.reading import Reading
from intake.text_file import from_text
from model.form.editions import FORM_2021

ACTIVE, REQUEST, MANAGEMENT, PLATFORM, SUPERVISION = (text.key for text in FORM_2021.sections[0].texts[1:])
SAID = {
    ACTIVE: "栏目更新三百条。",
    REQUEST: "收到申请七件。",
    MANAGEMENT: "公文同步定密。",
    PLATFORM: "专栏改版一次。",
    SUPERVISION: "培训两场。",
}


def read(lines: list[str]) -> Reading:
    text = "\n".join(["甲县财政局2023年政府信息公开工作年度报告", "一、总体情况", "总的说来良好。", *lines])
    return interpret(from_text(f"{text}\n二、主动公开政府信息情况\n（表略）"))


def parts(reading: Reading) -> dict[str, str]:
    return {key: text for key, text in reading.report.texts.items() if key in SAID}


@pytest.mark.parametrize(
    "headings",
    [
        {
            ACTIVE: "（一）主动公开政府信息的情况",
            REQUEST: "（二）收到和处理政府信息公开申请情况",
            MANAGEMENT: "（三）政府信息资源管理情况",
            PLATFORM: "（四）信息规范公开平台建设情况",
            SUPERVISION: "（五）政府信息监督保障情况",
        },
        {
            ACTIVE: "1. 依法主动公开情况",
            REQUEST: "2. 依公开申请",
            MANAGEMENT: "3. 政府信息管理",
            PLATFORM: "4. 平台管理",
            SUPERVISION: "5. 考核评议和责任追究",
        },
        {
            MANAGEMENT: "（一）加强政府信息管理工作",
            ACTIVE: "（二）积极推动政府信息主动公开",
            REQUEST: "（三）认真规范处理依申请公开",
            PLATFORM: "（四）不断强化政府信息公开平台内容保障",
            SUPERVISION: "（五）全力做好宣传培训评估考核等基础工作",
        },
    ],
    ids=["worded", "digits", "another order"],
)
@pytest.mark.parametrize("mark", ["。", "：", "\n"], ids=["stop", "colon", "below"])
def test_parts_are_known_however_they_are_headed_and_ordered(headings: dict[str, str], mark: str) -> None:
    reading = read([f"{heading}{mark}{SAID[key]}" for key, heading in headings.items()])
    assert parts(reading) == SAID
    told = any("次序与表样不同" in problem.sentence for problem in reading.problems)
    assert told == (list(headings) != list(SAID))


def test_a_heading_that_is_none_of_the_form_stays_in_the_text_and_is_told() -> None:
    reading = read(
        ["（一）主动公开", SAID[ACTIVE], "（二）畅通民意渠道", "办件五件。", "（三）依申请公开", SAID[REQUEST]]
    )
    assert parts(reading) == {ACTIVE: f"{SAID[ACTIVE]}\n（二）畅通民意渠道\n办件五件。", REQUEST: SAID[REQUEST]}
    assert any("“畅通民意渠道”" in problem.sentence for problem in reading.problems)


def test_a_part_without_its_neighbours_does_not_take_their_texts() -> None:
    reading = read(
        ["（一）主动公开", SAID[ACTIVE], "（二）平台建设", SAID[PLATFORM], "（三）监督保障", SAID[SUPERVISION]]
    )
    assert parts(reading) == {key: SAID[key] for key in (ACTIVE, PLATFORM, SUPERVISION)}


@pytest.mark.parametrize(
    "line,text",
    [
        ("（一）依法主动公开，全年三百条，群众满意。", "依法主动公开，全年三百条，群众满意。"),
        ("（一）主动公开信息27条", "主动公开信息27条"),
        ("（一）坚持主动公开，栏目更新。", "坚持主动公开，栏目更新。"),
    ],
)
def test_no_word_of_a_sentence_is_taken_for_the_heading(line: str, text: str) -> None:
    assert text.endswith(parts(read([line, f"（二）依申请公开。{SAID[REQUEST]}"]))[ACTIVE][-8:])
    assert "条" not in text or "条" in parts(read([line, f"（二）依申请公开。{SAID[REQUEST]}"]))[ACTIVE]


def test_numbered_points_inside_a_part_are_no_parts() -> None:
    points = "1.主动公开数量。三百条。\n2.平台建设数量。两个。"
    reading = read(["（一）主动公开", points, "（二）依申请公开", SAID[REQUEST], "（四）平台建设", SAID[PLATFORM]])
    assert parts(reading) == {ACTIVE: points, REQUEST: SAID[REQUEST], PLATFORM: SAID[PLATFORM]}


def test_a_list_of_the_parts_is_not_the_parts() -> None:
    names = ["（一）主动公开", "（二）依申请公开", "（三）政府信息管理", "（四）平台建设", "（五）监督保障"]
    reading = read([*names, *(f"{name}\n{said}" for name, said in zip(names, SAID.values(), strict=True))])
    assert parts(reading) == SAID


def test_the_parts_are_found_though_the_heading_over_them_is_lost() -> None:
    lines = [
        "甲县财政局2023年政府信息公开工作年度报告",
        "2023年平稳有序。",
        "（一）主动公开",
        SAID[ACTIVE],
        "（二）依申请公开",
    ]
    reading = interpret(from_text("\n".join([*lines, SAID[REQUEST], "二、主动公开政府信息情况", "（表略）"])))
    assert parts(reading) == {ACTIVE: SAID[ACTIVE], REQUEST: SAID[REQUEST]}
    assert reading.report.texts["overview/opening"] == "2023年平稳有序。"


@pytest.mark.parametrize("end", ["。", "；"])
def test_a_heading_without_a_mark_before_its_text_is_parted_from_it(end: str) -> None:
    line = f"（一）主动公开2023年我镇公开三百条{end}（二）依申请公开。收到七件{end}（三）政府信息管理。定密一次。"
    assert parts(read([line])) == {
        ACTIVE: f"2023年我镇公开三百条{end}",
        REQUEST: f"收到七件{end}",
        MANAGEMENT: "定密一次。",
    }


def test_points_of_a_list_are_parts_where_there_are_no_others() -> None:
    points = [
        f"一是主动公开情况。{SAID[ACTIVE]}",
        f"二是依申请公开情况。{SAID[REQUEST]}",
        f"三是加强监督保障。{SAID[SUPERVISION]}",
    ]
    assert parts(read(points)) == {key: SAID[key] for key in (ACTIVE, REQUEST, SUPERVISION)}
    inside = "\n".join(points)
    assert parts(read(["（一）主动公开", inside, "（二）依申请公开", SAID[REQUEST]])) == {
        ACTIVE: inside,
        REQUEST: SAID[REQUEST],
    }


def test_points_that_only_praise_are_no_parts() -> None:
    points = "一是加强领导，主动公开到位。\n二是加强平台建设，栏目更新。\n三是加强监督，培训两场。"
    assert parts(read([points])) == {}
