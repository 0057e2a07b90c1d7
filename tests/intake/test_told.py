"""Where unit, year and kind of body were taken from is said, so that it can be checked."""

from collections.abc import Sequence

import pytest

from intake.document import SourceDocument
from intake.interpret import interpret
from intake.reading import Reading
from intake.text_file import from_text
from model.report.report import Level

UNIT = "甲县财政局"
TITLE = f"{UNIT}2023年政府信息公开工作年度报告"
BODY = ("一、总体情况", "总的来说良好。")


def read(*lines: str, names: Sequence[str] = (), facts: Sequence[str] = ()) -> Reading:
    document = from_text("\n".join(lines))
    return interpret(SourceDocument(document.blocks, names=tuple(names), facts=tuple(facts)))


def told(reading: Reading) -> list[str]:
    return [problem.sentence for problem in reading.problems]


@pytest.mark.parametrize(
    "lines, unit, source",
    [
        ((*BODY, UNIT, "2024年1月20日"), UNIT, "暂按落款的"),
        ((*BODY, f"如有疑问，请与{UNIT}联系（地址：某街）。"), UNIT, "暂按正文里的"),
        (BODY, "", ""),
        ((TITLE, *BODY, "乙县财政局", "2024年1月20日"), UNIT, None),
    ],
)  # fmt: skip
def test_a_unit_that_no_title_names_is_taken_from_the_signature_or_the_text(
    lines: Sequence[str], unit: str, source: str | None
) -> None:
    reading = read(*lines)
    assert reading.report.unit == unit
    said = f"没有从标题读到单位名称，{source}“{unit}”填写，请核对" if unit else "没有读到单位名称，请填写"
    assert [one for one in told(reading) if "单位名称" in one] == ([] if source is None else [said])


PERIOD = "本报告所列数据的统计期限自2021年1月1日至2021年12月31日。"
SENTENCE = "2020年，收到申请1件。"


@pytest.mark.parametrize(
    "lines, names, year, source",
    [
        ((*BODY, PERIOD, SENTENCE), ["报告2022年"], 2021, "统计期限"),
        ((*BODY, SENTENCE), ["报告2022年"], 2022, "文件名"),
        ((*BODY, SENTENCE), ["无题"], 2020, "正文"),
        ((*BODY, SENTENCE), ["2022、2023", "报告2019年"], 2019, "文件名"),
    ],
)
def test_a_year_that_no_title_names_is_taken_from_the_period_the_name_or_the_text(
    lines: Sequence[str], names: Sequence[str], year: int, source: str
) -> None:
    reading = read(*lines, names=names)
    assert (reading.report.year, reading.year_is_known) == (year, True)
    assert f"没有从标题读到年度，暂按{source}记为{year}年，请核对" in told(reading)


def test_of_a_title_nothing_is_said() -> None:
    assert [one for one in told(read(TITLE, *BODY, PERIOD, SENTENCE)) if "标题" in one] == []


@pytest.mark.parametrize(
    "facts, level, guessed",
    [
        ((), Level.COUNTY_DEPARTMENT, True),
        ((UNIT, Level.TOWNSHIP.label), Level.TOWNSHIP, False),
        ((Level.TOWNSHIP.label,), Level.COUNTY_DEPARTMENT, True),  # that may be of another unit
        (("乙县财政局", Level.TOWNSHIP.label), Level.COUNTY_DEPARTMENT, True),
    ],
)
def test_the_kind_of_body_is_judged_by_the_name_unless_the_file_says_it_of_this_unit(
    facts: Sequence[str],
    level: Level,
    guessed: bool,  # noqa: FBT001
) -> None:
    reading = read(TITLE, *BODY, facts=facts)
    assert reading.report.level is level
    assert (f"层级按名称判断为“{level.label}”，请核对" in told(reading)) == guessed


@pytest.mark.parametrize(
    "row, unit", [("单位\t某某局甲县", False), ("单位\t某县甲乙丙", True), ("单位\t某县甲乙丙\t1", False)]
)
def test_a_name_and_its_value_alone_in_a_row_name_the_unit_of_the_title(row: str, unit: bool) -> None:  # noqa: FBT001
    reading = read("某县甲乙丙2023年政府信息公开工作年度报告", row, *BODY)
    assert (reading.report.unit == "某县甲乙丙") == unit


@pytest.mark.parametrize("between, is_title", [(10, True), (11, False)])
def test_a_title_below_the_first_section_is_looked_for_in_twelve_rows(between: int, is_title: bool) -> None:  # noqa: FBT001
    lines = ["三、收到和处理政府信息公开申请情况", *["某某"] * between, TITLE, *BODY]
    assert (f"没有从标题读到单位名称，暂按正文里的“{UNIT}”填写，请核对" in told(read(*lines))) is not is_title


def test_what_stands_before_the_first_section_opens_the_report() -> None:
    reading = read(TITLE, "按照要求，编制本报告如下：", "某某", "现公布。", *BODY)
    assert list(reading.report.texts.values()) == ["按照要求，编制本报告如下：\n现公布。\n总的来说良好。"]
