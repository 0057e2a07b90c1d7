"""Nothing is final that was not looked at, and what is left is said everywhere in the same way."""

from dataclasses import replace

import pytest
from hypothesis import given

from app.assessment import assess
from app.finalising import Matter, Point, Readiness, not_compared, objection, readiness, without
from app.subject import Subject
from export.pdf.writer import write_pdf
from model.errors import UserError
from model.form.editions import FORM_2021
from model.form.schema import Cell, Severity
from model.report.report import NO_YEAR, Level, Report
from model.report.totals import with_totals
from model.rules.switches import Switches
from tests.app.subjects import RECEIVED_TOTAL, TEXT, closable, in_balance, subjects

REQUIRED = [text.key for text in FORM_2021.texts.values() if not text.optional]


@given(subjects())
def test_every_finding_but_hints_is_a_point_once_and_open_where_nothing_settles_it(subject: Subject) -> None:
    said = assess(subject)
    ready = readiness(said)
    told = [one.finding for one in ready.points if one.finding]
    assert sorted(map(repr, told)) == sorted(repr(one) for one in said.broken if one.severity is not Severity.HINT)
    assert {one.finding for one in ready.points if one.is_open} == set(said.hindrances)
    assert ready.count == len(said.hindrances)
    assert bool(objection(said)) is bool(ready.count) is bool(ready.words)


@given(subjects())
def test_what_must_be_mended_comes_first_and_each_matter_is_in_the_order_of_print(subject: Subject) -> None:
    points = readiness(assess(subject)).points
    assert [one.matter for one in points] == sorted((one.matter for one in points), key=list(Matter).index)
    printed = [place for s in FORM_2021.sections for place in (*(text.key for text in s.texts), *s.cells)]
    for matter in Matter:
        places = [printed.index(one.finding.at[0]) for one in points if one.finding and one.matter is matter]
        assert places == sorted(places)


@pytest.mark.parametrize("key", REQUIRED)
def test_a_required_text_that_says_nothing_stands_in_the_way(key: str) -> None:
    whole = closable(in_balance())
    for empty in ("", "\n　 "):
        (point,) = readiness(assess(Subject(replace(whole, texts={**whole.texts, key: empty})))).points
        assert (point.matter, point.finding and point.finding.at) == (Matter.FILL, (key,))


def test_nothing_is_in_the_way_of_a_report_with_our_sentences_and_what_was_not_compared_is_said() -> None:
    whole = closable(in_balance())
    last = with_totals(replace(whole, year=whole.year - 1, texts={}))
    alone, beside = readiness(assess(Subject(whole))), readiness(assess(Subject(whole, last)))
    assert (alone.count, beside.count) == (0, 0)
    assert alone.not_compared == "未与上年核对：报告库里没有2022年度的年报"
    assert beside.not_compared == ""


def test_nobody_finalises_a_report_of_nobody() -> None:
    said = assess(Subject(replace(closable(in_balance()), unit=" ")))
    assert readiness(said).points == (Point(Matter.FILL, heading="单位名称"),)
    assert objection(said) == "还没有填单位名称，不能定稿"


def test_a_report_of_an_unknown_level_or_year_waits_for_it_before_it_is_final() -> None:
    whole = closable(in_balance())
    for report, name in ((replace(whole, level=Level.UNKNOWN), "单位层级"), (replace(whole, year=NO_YEAR), "年度")):
        said = assess(Subject(report))
        assert Point(Matter.FILL, heading=name) in readiness(said).points
        assert objection(said) == f"还没有填{name}，不能定稿"


def test_what_is_to_be_verified_stands_in_the_way_until_it_was_seen() -> None:
    report = closable(in_balance(texts={TEXT: "2019年受理申请5件。"}))
    said = assess(Subject(report, noted={}))
    verify = [one for one in said.open if one.severity is Severity.WARN]
    assert verify
    assert readiness(said).left == {Matter.VERIFY: len(verify)}
    assert all(one.is_open for one in readiness(said).points)


def test_what_is_left_is_counted_by_what_is_to_be_done() -> None:
    wrong = with_totals(closable(in_balance(received=5))).with_number(RECEIVED_TOTAL, None)
    wrong = wrong.with_number(Cell("applications/received/enterprise"), None)
    points = (Point(Matter.MEND), Point(Matter.FILL), Point(Matter.FILL))
    assert Readiness(points).words == "改正1、没有填2"
    assert readiness(assess(Subject(wrong))).left == {Matter.FILL: 1}


def test_a_report_without_a_text_counts_the_texts_that_it_must_have() -> None:
    empty = Subject(Report("甲镇", in_balance().level, 2023))
    assert empty.unfilled.words == f"{len(FORM_2021.typed_cells)}格、{len(REQUIRED)}段"
    assert empty.unfilled == assess(empty).tally.unfilled


def test_what_no_font_draws_must_be_mended_and_is_named_with_its_place() -> None:
    whole = closable(in_balance())
    strange = replace(whole, unit="😀甲镇人民政府", texts={**whole.texts, TEXT: f"{whole.texts[TEXT]}共𠀀😀件"})
    unit, text = readiness(assess(Subject(strange))).points
    assert (unit.matter, text.matter) == (Matter.MEND, Matter.MEND)
    assert (unit.heading, unit.said) == ("单位名称", "字符“😀”（U+1F600）无法打印，请换一个写法")
    assert text.finding is not None
    assert text.finding.at == (TEXT,)
    assert "“😀”" in text.finding.message
    start, end = text.finding.span or (0, 0)
    assert all(f"“{one}”" in text.finding.message for one in strange.texts[TEXT][start:end])
    assert objection(assess(Subject(strange))).endswith(text.finding.message)
    named = replace(whole, unit=strange.unit)
    assert objection(assess(Subject(named))) == "不能定稿：单位名称：字符“😀”（U+1F600）无法打印，请换一个写法"


@pytest.mark.parametrize("unit", ["甲镇人民政府", "😀镇", "A镇\u200b人民政府", "\ue000镇", "龘镇①", "\U0002f800镇"])
def test_a_report_can_be_final_if_and_only_if_it_can_be_printed(unit: str) -> None:
    report = replace(closable(in_balance()), unit=unit)
    try:
        write_pdf(report)
        printed = True
    except UserError:
        printed = False
    assert bool(readiness(assess(Subject(report))).count) is not printed
    assert bool(objection(assess(Subject(report)))) is not printed


def test_what_was_switched_off_is_said_with_what_was_not_compared() -> None:
    said = assess(Subject(closable(in_balance()), switches=Switches(off=frozenset({"N1", "T12"}))))
    assert without(said) == (not_compared(said), "N1、T12没有核对（设置里关了）")
    whole = closable(in_balance())
    beside = assess(Subject(whole, with_totals(replace(whole, year=whole.year - 1, texts={}))))
    assert without(beside) == ()
