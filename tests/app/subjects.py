"""What the tests of app are made of: reports with slips, claims and reasons, held against last year's."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from app.assessment import assess
from app.subject import Subject
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.report import Explanation, Level, Report
from model.report.totals import with_totals
from model.rules.words.unwritten import unwritten
from model.sentences.nothing import nothing_to_say

TEXT = "overview/on_application"
RECEIVED_TOTAL = Cell("applications/received/total")
BROUGHT = Cell("applications/brought_forward/natural_person")
SENTENCES = (
    "全年共受理申请7件，其中予以公开3件。",
    "2019年受理申请5件。",
    "未发生行政复议、行政诉讼。",
    "根据国办公开办涵〔2021〕30号填写（具体网址）。",
    "联系人13812345678。",
    "加强学习，逐步改进。",
)
WORDLESS = ("0", "２０２３", "。", " \u3000\n", "一、", "（1）")  # what stands in a text that nobody has written
IN_ONE_PIECE = (  # section one, before its parts
    "全年公开各类信息95条，没有收到依申请公开事项；文件公开前审查；政务新媒体1个；开展自查4次，无追责情形。"
)
OPENING = FORM_2021.opening.key
_ANY_TEXTS = st.dictionaries(
    st.sampled_from(list(FORM_2021.texts)),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map("".join) | st.sampled_from(WORDLESS),
)
TEXTS = _ANY_TEXTS | _ANY_TEXTS.map(lambda texts: {**texts, OPENING: IN_ONE_PIECE})
SLIPS = st.dictionaries(st.sampled_from(list(FORM_2021.cells)), st.none() | st.integers(0, 99).map(Decimal), max_size=4)
REASONS = st.sampled_from(["上年登记有误", "", "好的"])
WHEN = "2024-01-05T09:00:00"


def in_balance(received: int = 0, texts: dict[str, str] | None = None) -> Report:
    """Return a report without typed totals in which all that was received was handled, and all else is 0."""
    numbers = dict.fromkeys(FORM_2021.typed_cells, Decimal())
    numbers[Cell("applications/received/natural_person")] = Decimal(received)
    numbers[Cell("applications/disclosed/natural_person")] = Decimal(received)
    return Report("甲县乙镇人民政府", Level.TOWNSHIP, 2023, numbers=numbers, texts=texts or {})


def closable(report: Report) -> Report:
    """Return a report with our sentence in every text that must be there and is not."""
    written = {key: nothing_to_say(report, key) for key in unwritten(report)}
    return replace(report, texts={**report.texts, **written})


WHOLE = st.integers(0, 20).map(in_balance)  # cheap: all but four of their numbers are 0


@st.composite
def subjects(draw: st.DrawFn) -> Subject:
    """Draw a report with slips and claims, last year's, and reasons for some of what was found in it before more slips.

    Some of the reasons settle something, some have lapsed, some are too short.
    """
    last = draw(st.none() | WHOLE.map(lambda one: with_totals(replace(one, year=one.year - 1))))
    begun = replace(draw(WHOLE), texts=draw(TEXTS))
    subject = Subject((closable(begun) if draw(st.booleans()) else begun).with_numbers(draw(SLIPS)), last)
    before = assess(subject)
    found = before.broken
    about = st.lists(st.sampled_from(found), max_size=4, unique_by=lambda one: one.identity) if found else st.just([])
    said = tuple(Explanation(one.check, one.at, draw(REASONS), "张三", WHEN) for one in draw(about))
    told = replace(subject, typed=replace(subject.typed, explanations=said))  # in which nothing else is found
    return replace(told, typed=told.typed.with_numbers(draw(SLIPS)), noted=replace(before, subject=told).noted)
