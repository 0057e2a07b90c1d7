"""T5: texts copied from last year or from a neighbour are found; the same law cited by both is not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from model.form.editions import form_for
from model.report.prose import LONG
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.rules import findings
from model.rules.finding import Finding
from model.rules.likeness import SHORTEST
from model.sentences.filling import chosen
from model.sentences.ours import sentences

KEYS_OF_OURS = [one.key for one in sentences()]

KEY = "overview/platform"
OWN = (
    "一年来，我镇把政务公开栏、便民服务大厅电子屏和微信公众号作为主要平台，安排专人每周检查栏目更新，"
    "及时撤下失效的办事指南，新开设了惠农补贴查询专栏，并请各村网格员把群众最关心的事项按月张贴到村务公开栏，全年共更新236次。"
)
OTHER = (
    "县里统一建设的信息平台上线以后，我们先后完成了账号清理、栏目归并和历史数据迁移三项工作，"
    "对长期没有内容的栏目逐一核实后关停，同时在图书馆和档案馆设立查阅点，配备电脑和打印机，方便老年人现场查询与复制相关的文件资料。"
)


def report(unit: str, text: str, year: int = 2023) -> Report:
    return Report(unit, Level.TOWNSHIP, year, texts={KEY: text})


def likeness(mine: Report, last: Report | None = None, others: tuple[Report, ...] = ()) -> list[Finding]:
    return [finding for finding in findings(mine, last, others) if finding.check == "T5"]


def test_last_years_text_with_another_number_is_found() -> None:
    (found,) = likeness(report("甲镇", OWN.replace("236", "251")), report("甲镇", OWN, 2022))
    assert found.at == (KEY,)
    assert "上年" in found.message


def test_the_neighbour_it_was_copied_from_is_named() -> None:
    others = (report("乙镇", OTHER), report("丙镇", OWN.replace("我镇", "本镇")))
    (found,) = likeness(report("甲镇", OWN), None, others)
    assert "丙镇" in found.message


@pytest.mark.parametrize("text", [OTHER, OWN[:40], ""])
def test_what_is_different_or_short_is_no_copy(text: str) -> None:
    assert likeness(report("甲镇", text), report("甲镇", OWN if text == OTHER else text, 2022)) == []


def test_the_opening_may_be_the_same() -> None:
    mine = replace(report("甲镇", OWN), texts={"overview/opening": OWN})
    assert likeness(mine, replace(mine, year=2022)) == []


# From how much on, in characters: what both texts have, and what each has of its own

ENOUGH = [
    # same, mine, theirs
    (72, 8, 8),
    (900, 100, 100),
    (4905, 1090, 0),  # last year's is the beginning of this year's
    (5400, 600, 600),  # a long text is compared in another way
    (16_200, 1800, 1800),  # and a longer one part by part
]


@pytest.mark.parametrize("same, mine, theirs", ENOUGH)
def test_nine_tenths_alike_are_a_copy_and_less_are_not(same: int, mine: int, theirs: int) -> None:
    def found(same: int) -> list[str]:
        now, before = "甲" * same + "乙" * mine, "甲" * same + "丙" * theirs
        return [one.message for one in likeness(report("甲镇", now), report("甲镇", before, 2022))]

    assert [message.count("有90%相同") for message in found(same)] == [1]
    assert found(same - 1) == []


@pytest.mark.parametrize("size, compared", [(80, True), (79, False)])
def test_what_is_short_is_not_compared(size: int, *, compared: bool) -> None:
    text = OWN[:size]
    assert bool(likeness(report("甲镇", text), report("甲镇", text, 2022))) is compared


def test_of_two_long_copies_the_likest_is_named() -> None:
    text = "甲" * 6000
    others = tuple(report(f"{unit}镇", text + "丁" * more) for unit, more in (("乙", 300), ("丙", 100), ("丁", 200)))
    (found,) = likeness(report("甲镇", text), None, others)
    assert "丙镇" in found.message


# The program's own sentences


def of_ours(unit: str, year: int = 2023, own: str = "") -> Report:
    """Return a report of a unit in which nothing was, written from our sentences in their first wordings."""
    empty = with_totals(Report(unit, Level.TOWNSHIP, year, numbers=dict.fromkeys(form_for(year).cells, Decimal())))
    said = {key: chosen(empty, key, dict.fromkeys(KEYS_OF_OURS, 0)) for key in empty.form.texts}
    return replace(empty, texts={key: "".join(one.words for _, one in some) + own for key, some in said.items()})


def test_who_takes_our_sentences_has_copied_nothing() -> None:
    mine, theirs = of_ours("甲镇"), of_ours("乙镇")
    assert sum(len(text) >= SHORTEST and text == theirs.texts[key] for key, text in mine.texts.items()) > 1
    assert likeness(mine, of_ours("甲镇", 2022), (theirs,)) == []


def test_other_numbers_in_them_make_no_difference() -> None:
    mine = report("甲镇", "本年度共收到政府信息公开申请3件，上年结转0件。" * 5)
    assert likeness(mine, report("甲镇", "本年度共收到政府信息公开申请1204件，上年结转12件。" * 5, 2022)) == []


def test_what_was_copied_between_them_is_found() -> None:
    (first, *_) = likeness(of_ours("甲镇", own=OWN), None, (of_ours("乙镇", own=OWN),))
    assert "乙镇" in first.message
    assert "100%" in first.message


def test_a_copy_is_found_whatever_sentences_of_ours_stand_round_it() -> None:
    ours = "".join(one.wordings[0] for one in sentences() if "{" not in one.wordings[0])
    (found,) = likeness(report("甲镇", ours + OWN), None, (report("乙镇", OWN),))
    assert "乙镇" in found.message


def test_a_long_text_of_ours_is_none() -> None:
    text = "".join(f"本年度共收到政府信息公开申请{n}件，上年结转0件。" for n in range(400))
    assert len(text) > LONG
    assert likeness(report("甲镇", text), report("甲镇", text, 2022)) == []


def test_it_is_said_of_what_the_share_is() -> None:
    ours = "".join(one.wordings[0] for one in sentences() if "{" not in one.wordings[0])
    (found,) = likeness(report("甲镇", OWN + ours), report("甲镇", OWN, 2022))
    assert "除程序提供的句子外，与上年年报有100%相同" in found.message
    (plainly,) = likeness(report("甲镇", OWN), report("甲镇", OWN, 2022))
    assert "除程序提供的句子外" not in plainly.message


def test_what_differs_in_a_little_is_not_wholly_alike() -> None:
    (found,) = likeness(report("甲镇", "甲" * 2000 + "乙"), report("甲镇", "甲" * 2000, 2022))
    assert "有99%相同" in found.message
