"""Reports of every shape that the program can hold: any kind of body, blanks, wrong totals, unusual characters."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from export.layout.document import paragraphs
from intake.characters import without_radicals
from model.form.editions import FORMS
from model.form.schema import Kind
from model.report.numbers import number_text
from model.report.report import Explanation, Level, Report
from model.report.totals import with_totals
from model.rules.registry import rules
from tests.samples import full_numbers, seeds, some_number

UNITS = (
    "青石镇人民政府",
    "某某 第三（甲）学社",
    "2022年工作专班",
    "A&B<乙>“联合”委员会",
    "䶮山县𠮷祥街道办事处",
    "某市关于某事的领导小组",
    "第一师阿拉尔市十六团",
)
ANY = st.characters(exclude_categories=["Cs"])
ODD = st.sampled_from("\t\v\f\r\n\x07\x85\xa0\u3000\u2028\u200b\ufeff\ufffe|｜&<>\"'=+-@_~`#*/\\[]{}⼀⻓①²𠮷")
WORDS = st.text(ANY | ODD | st.sampled_from("主动公开，。；一二三四五六（）0123456789"), max_size=40)
ESCAPES = st.sampled_from(("_x0041_", "&amp;", "&#65;", "<br>", "</p>", "=SUM(A1)", "http://a.b/?c=d&e", "- 3 -", "%s"))
PARAGRAPH = st.builds("本机关{}等{}完成。".format, WORDS, WORDS | ESCAPES).map(
    lambda text: "等。\n本机关".join(
        text.splitlines()
    )  # a line that is but bars or a heading is read as what it looks like
)
LONG = st.builds(lambda paragraph, times: (paragraph * times)[:4000] + "完。", PARAGRAPH, st.integers(20, 90))
TEXT = st.lists(PARAGRAPH | LONG, min_size=1, max_size=4).map("\n".join)
REASON = st.builds("{}的情况已核实{}。".format, st.sampled_from(("上年", "本年")), WORDS)


@st.composite
def hostile_reports(draw: st.DrawFn) -> Report:
    """Draw a report with blanks anywhere, totals blank or wrong, and all that people may have typed."""
    edition = draw(st.sampled_from(list(FORMS)))
    form = FORMS[edition]
    places = [*form.cells, *form.texts]
    numbers = draw(full_numbers(form, (0, 9, 9999, 10**10 - 1)))
    year = draw(st.integers(2008, 2099))
    report = Report(draw(st.sampled_from(UNITS)), draw(st.sampled_from(list(Level))), year, edition, numbers)
    report = with_totals(report) if draw(st.booleans()) else report
    random = Random(draw(seeds))
    some = random.sample([*form.cells], draw(st.sampled_from((0, 3, 60))))
    others = {cell: random.choice((None, some_number(random, Kind.COUNT))) for cell in some}
    report = report.with_numbers(others)
    for key in form.texts:
        report = report.with_text(key, draw(st.just("") | TEXT))
    at = st.lists(st.sampled_from(places), min_size=1, max_size=3).map(tuple)
    checks = st.sampled_from([check.id for check in rules()])
    said = st.builds(Explanation, checks, at, st.just("") | REASON, st.sampled_from(("", "张三")), st.just(WHEN))
    return replace(report, explanations=tuple(draw(st.lists(said, max_size=3))))


WHEN = "2026-01-05T09:07:00+08:00"


def as_handed_on(report: Report, *, papers: bool) -> dict[str, object]:
    """Return what a file carries of a report: indents, empty lines and control characters are left out as in print.

    Radicals and what cannot be seen come back as words; `papers` says whether 审核说明 goes with it.
    """

    def words(text: str) -> str:
        lines = [without_radicals(line).strip() for line in paragraphs(text)]
        return "\n".join(filter(None, lines))

    told = [one._replace(reason=words(one.reason)) for one in report.explanations] if papers else []
    return {
        "about": (report.unit, report.level, report.year, report.edition),
        "explanations": tuple(told),
        **{cell: number_text(value) for cell, value in report.numbers.items()},
        **{key: text for key, words_ in report.texts.items() if (text := words(words_))},
    }
