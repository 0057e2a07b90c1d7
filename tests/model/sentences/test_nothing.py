"""The sentence that there was nothing is true beside the tables, and leaves nothing to be verified."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.editions import FORMS
from model.form.form import Form
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.rules import findings
from model.sentences.nothing import nothing_to_say
from tests.samples import any_reports

FIRST_YEARS = {form: form.since for form in FORMS.values()}


def with_nothing_to_say(report: Report) -> Report:
    required = [text.key for text in report.form.texts.values() if not text.optional]
    return replace(with_totals(report), texts={key: nothing_to_say(report, key) for key in required})


@given(any_reports(), st.sampled_from(Level))
def test_a_report_of_any_numbers_in_which_nothing_else_is_said_is_not_asked_about_its_texts(
    report: Report, level: Level
) -> None:
    whole = with_nothing_to_say(Report(report.unit, level, report.year, report.edition, report.numbers))
    assert [one.message for one in findings(whole) if one.at[0] in report.form.texts] == []


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_each_text_has_a_sentence_of_its_own(form: Form) -> None:
    report = Report("甲县乙镇人民政府", Level.TOWNSHIP, FIRST_YEARS[form], form.edition)
    said = [nothing_to_say(report, text.key) for text in form.texts.values() if not text.optional]
    assert len(set(said)) == len(said)
    assert all(sentence.endswith("。") for sentence in said)


def test_that_nobody_applied_is_said_only_where_the_table_says_it() -> None:
    form = FORMS["2021"]
    report = Report("甲县乙镇人民政府", Level.TOWNSHIP, 2023, form.edition)
    zeros = report.with_numbers(dict.fromkeys(form.typed_cells, Decimal()))
    one = zeros.with_number(next(iter(form.tables["applications"].cells)), Decimal(1))
    key = "overview/on_application"
    assert "没有收到政府信息公开申请" in nothing_to_say(zeros, key)
    assert "没有收到" not in nothing_to_say(report, key)
    assert "没有收到" not in nothing_to_say(one, key)
