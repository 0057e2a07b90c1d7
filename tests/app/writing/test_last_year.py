"""Last year's text brought up to date: what is changed is right, what is not is marked, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.writing.last_year import TakenOver, taken_over
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.bindings import sound
from model.report.numbers import number_text
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.rules import findings
from model.rules.words.decisions_in_words import cells_by_name
from model.sentences.filling import chosen
from model.sentences.ours import sentences
from tests.model.sentences.test_ours import OF_THE_WHOLE, true_report
from tests.samples import balanced, seeds

KEY = "overview/on_application"
LEVELS = st.sampled_from((Level.TOWNSHIP, Level.CITY, Level.COUNTY_DEPARTMENT))


def of(year: int, most: int, seed: int = 1) -> Report:
    return replace(true_report(FORM_2021, Level.COUNTY, "甲县人民政府", most, seed), year=year)


def taken(text: str, key: str = KEY, most: int = 9) -> TakenOver:
    last, now = of(2022, most, 1), of(2023, most, 2)
    words = text.format(*(last.numbers[Cell(f"applications/{row}/total")] for row in ("received", "disclosed")))
    return taken_over(replace(last, texts={key: words}), now, key)


def doubts(one: TakenOver) -> list[str]:
    return [one.text[start:end] for start, end in one.doubtful]


def test_numbers_that_last_years_table_bears_out_become_this_years_and_follow_it() -> None:
    now = of(2023, 9, 2).numbers
    received, disclosed = (now[Cell(f"applications/{row}/total")] for row in ("received", "disclosed"))
    one = taken("2022年收到政府信息公开申请{}件，予以公开{}件。")
    assert one.text == f"2023年收到政府信息公开申请{received}件，予以公开{disclosed}件。"
    assert [binding.cells for binding in one.bound] == [
        ("applications/received/total",),
        ("applications/disclosed/total",),
    ]
    assert (one.years, one.numbers, one.doubtful) == (1, 2, ())


def test_decisions_and_charges_of_section_two_become_this_years_too() -> None:
    last, now = of(2022, 900, 1), of(2023, 900, 2)
    cells = cells_by_name(FORM_2021)
    licences, penalties, forced, fees = (cells[name] for name in ("行政许可", "行政处罚", "行政强制", "行政事业性收费"))
    text = "全年处理行政许可{}件、行政处罚{}件，作出行政强制{}件，收取行政事业性收费{}万元，培训3期。"
    said = text.format(*(number_text(last.numbers[cell]) for cell in (licences, penalties, forced, fees)))
    one = taken_over(replace(last, texts={KEY: said}), now, KEY)
    assert one.text == text.format(*(number_text(now.numbers[cell]) for cell in (licences, penalties, forced, fees)))
    assert [binding.cells for binding in one.bound] == [(licences,), (penalties,), (forced,), (fees,)]
    assert doubts(one) == ["3"]
    assert sound(one.bound, {KEY: one.text}, now.numbers) == one.bound


def test_decisions_that_last_years_table_does_not_bear_out_are_marked() -> None:
    last, now = of(2022, 900, 1), of(2023, 900, 2)
    licences = cells_by_name(FORM_2021)["行政许可"]
    other = number_text(last.numbers[licences] + 1)
    one = taken_over(replace(last, texts={KEY: f"全年作出行政许可{other}件。"}), now, KEY)
    assert (one.bound, doubts(one)) == ((), [other])


def test_numbers_that_no_table_bears_out_are_marked_and_stay() -> None:
    one = taken("2022年收到政府信息公开申请99877件，发布信息60335条，举办培训3期，占12.5%。")
    assert one.text == "2023年收到政府信息公开申请99877件，发布信息60335条，举办培训3期，占12.5%。"
    assert doubts(one) == ["99877", "60335", "3", "12.5"]


@pytest.mark.parametrize(
    "text, new, doubtful",
    [
        ("统计期限为2022年1月1日至2022年12月31日。", "统计期限为2023年1月1日至2023年12月31日。", []),
        ("2022年3月5日召开会议。", "2022年3月5日召开会议。", ["2022"]),
        ("比2021年有所增长，2023年将继续。", "比2021年有所增长，2023年将继续。", ["2021", "2023"]),
        (
            "按国办公开办函〔2021〕30号和《2022年工作要点》办理。",
            "按国办公开办函〔2021〕30号和《2022年工作要点》办理。",
            [],
        ),
        ("依照2008年施行的条例第13条。", "依照2008年施行的条例第13条。", []),
    ],
)
def test_years_are_brought_up_to_date_where_they_are_the_reports_own(text: str, new: str, doubtful: list[str]) -> None:
    one = taken(text)
    assert (one.text, doubts(one)) == (new, doubtful)


def test_that_there_was_nothing_is_marked_where_there_is_something_now() -> None:
    last, now = of(2022, 0), of(2023, 9, 2)
    text = "没有收到政府信息公开申请，群众的询问都当场作了答复。"
    one = taken_over(replace(last, texts={KEY: text}), now, KEY)
    assert one.text == text
    assert one.doubtful


def test_a_cell_that_is_blank_now_leaves_last_years_number_marked() -> None:
    last = of(2022, 9)
    text = f"共收到政府信息公开申请{last.numbers[Cell('applications/received/total')]}件。"
    one = taken_over(replace(last, texts={KEY: text}), Report("甲县人民政府", Level.COUNTY, 2023), KEY)
    assert (one.text, one.bound, len(one.doubtful)) == (text, (), 1)


@settings(max_examples=40)
@given(level=LEVELS, first=seeds, second=seeds, most=st.sampled_from((0, 3, 120)), data=st.data())
def test_sentences_of_ours_are_true_of_this_year_or_marked(
    level: Level, first: int, second: int, most: int, data: st.DataObject
) -> None:
    wording = data.draw(st.fixed_dictionaries({one.key: st.integers(0, 3) for one in sentences()}))
    last = replace(true_report(FORM_2021, level, "甲县某机关", most, first), year=2022)
    now = replace(true_report(FORM_2021, level, "甲县某机关", most, second), year=2023)
    texts = {key: "".join(said.words for _, said in chosen(last, key, wording)) for key in last.form.texts}
    last = replace(last, texts=texts)
    for key in texts:
        one = taken_over(last, now, key)
        whole = now.with_text(key, one.text)
        wrong = [f for f in findings(whole) if f.at[0] == key and f.check not in OF_THE_WHOLE and f.span]
        assert all(any(start <= f.span[0] < end for start, end in one.doubtful) for f in wrong if f.span)
        assert sound(one.bound, {key: one.text}, now.numbers) == one.bound


@given(st.text("甲乙丙，。", max_size=60))
def test_words_without_years_and_numbers_stay_as_they_are(text: str) -> None:
    one = taken_over(replace(of(2022, 9), texts={KEY: text}), of(2023, 9, 2), KEY)
    assert (one.text, one.bound, one.doubtful) == (text, (), ())


def test_all_that_changes_is_told() -> None:
    assert taken("2022年发布信息8条。").told == "取来上年文字：年份改了1处，数字改了0处；1处改不了，已标出，请核实"


def test_the_totals_of_both_years_are_asked_for() -> None:
    typed = balanced(
        Report("甲县人民政府", Level.COUNTY, 2022, numbers=dict.fromkeys(FORM_2021.typed_cells, Decimal(1)))
    )
    assert with_totals(typed).numbers == typed.numbers
