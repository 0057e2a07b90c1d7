"""What is said of a true report is silent; any one number of it changed is found with all that its change explains.

And what says the same says the same to the program: clauses in another order, other words for the same line.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from typing import NamedTuple, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.editions import FORM_2021
from model.form.roles import LineRole, TableRole
from model.form.schema import Cell
from model.report.report import Report
from model.rules import findings
from model.rules.finding import Finding
from model.rules.narrative.form_lines import form_lines
from tests.model.rules.narrative.test_labelled import ledger
from tests.samples import balanced_reports, whole_reports

APPLICATION, SUPERVISION = "overview/on_application", "overview/supervision"
MANAGEMENT, DISCLOSURE = "overview/information_management", "overview/active_disclosure"
RESULTS = ("disclosed", "partly", "refused", "unavailable", "not_processed", "other")


Told: TypeAlias = set[tuple[str, str, Decimal | None, Decimal | None]]


class Prose(NamedTuple):
    """A paragraph with slots, and which of them are told to make up which, by which rule that is held."""

    key: str
    words: str
    sums: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


PROSE = [
    Prose(
        APPLICATION,
        "全年共收到政府信息公开申请{received}件，其中自然人申请{natural}件，法人或其他组织申请{organisations}件。",
        (("N7", "received", ("natural", "organisations")),),
    ),
    Prose(
        APPLICATION,
        "本年度共办结政府信息公开申请{total}件。其中，予以公开{disclosed}件；部分公开{partly}件；不予公开{refused}件；"
        "无法提供{unavailable}件；不予处理{not_processed}件；其他处理{other}件。",
        (("N4", "total", RESULTS),),
    ),
    Prose(APPLICATION, "我县上年结转政府信息公开申请{brought}件，结转下年度继续办理{carried}件。"),
    Prose(
        APPLICATION,
        "全县各部门、乡镇新收涉及征地、拆迁等领域的政府信息公开申请{received}件（信件占40%，网络占60%），已办结{total}件。",
    ),
    Prose(
        SUPERVISION,
        "因政府信息公开被申请行政复议{reconsideration}件，其中结果维持{upheld}件、结果纠正{corrected}件、"
        "其他结果{otherwise}件、尚未审结{pending}件；行政诉讼{litigation}件。",
        (("N7", "reconsideration", ("upheld", "corrected", "otherwise", "pending")),),
    ),
    Prose(MANAGEMENT, "制发行政规范性文件{issued}件，废止{repealed}件，现行有效{in_force}件。"),
    Prose(
        DISCLOSURE,
        "全年主动公开政府信息{whole}条，内容不断丰富。其中，工作动态{a}条，政策、规划等文件{b}条，公示公告共计{c}条。",
        (("N7", "whole", ("a", "b", "c")),),
    ),
    Prose(
        DISCLOSURE,
        "县政府网站公开{a}条、微信公众号公开{b}条、公开栏公开{c}条，合计{whole}条。",
        (("N7", "whole", ("a", "b", "c")),),
    ),
]
FREE = ("a", "b", "c")  # numbers of no table
CHECKS = {
    **dict.fromkeys(("received", "natural", "organisations"), "N1"),
    **dict.fromkeys(RESULTS, "N2"),
    **dict.fromkeys(("total", "brought", "carried"), "N3"),
    **dict.fromkeys(("reconsideration", "litigation", "upheld", "corrected", "otherwise", "pending"), "N5"),
    **dict.fromkeys(("issued", "repealed", "in_force"), "N6"),
}


def cells_of(name: str) -> tuple[Cell, ...]:
    """Return the cells that a slot is of."""
    lines = form_lines(FORM_2021)
    rows = dict(zip(RESULTS, lines.applications.having(LineRole.OUTCOME), strict=True))
    documents = lines.documents.line(LineRole.NORMATIVE_DOCUMENTS)
    assert documents is not None
    if name in rows:
        return lines.of_applications((rows[name],)).cells
    columns = {"natural": lines.natural_person, "organisations": lines.organisations}
    if name in columns:
        return lines.of_applications((lines.received,), columns[name]).cells
    flow = {
        "received": lines.received,
        "total": lines.results_total,
        "brought": lines.brought_forward,
        "carried": lines.carried_forward,
    }
    if name in flow:
        return lines.of_applications((flow[name],)).cells
    if name in {"reconsideration", "litigation"}:
        return lines.of_disputes((getattr(lines, name),)).cells
    ended = dict(zip(("upheld", "corrected", "otherwise", "pending"), lines.disputes.column_leaves, strict=False))
    if name in ended:
        return lines.of_disputes((lines.reconsideration,), ended[name]).cells
    aspects = {column.key: column for column in lines.documents.column_leaves}
    return tuple(lines.documents.cell(leaf, aspects[name]) for leaf in documents.leaves)


def truth(report: Report, prose: Prose, free: tuple[int, int, int]) -> dict[str, Decimal]:
    """Return what stands in the slots of a true paragraph."""
    names = [piece.partition("}")[0] for piece in prose.words.split("{")[1:]]
    values = dict(zip(FREE, map(Decimal, free), strict=True))
    values["whole"] = sum(values.values(), Decimal())
    return {
        name: values[name] if name in values else sum((report.numbers[cell] for cell in cells_of(name)), Decimal())
        for name in names
    }


def written(prose: Prose, values: dict[str, Decimal]) -> tuple[str, dict[tuple[int, int], str]]:
    """Return the paragraph, and which slot stands at which place."""
    text, places = "", {}
    for piece in prose.words.split("{"):
        name, brace, rest = piece.partition("}")
        if brace:
            shown = str(values[name])
            places[len(text), len(text) + len(shown)] = name
            text += shown + rest
        else:
            text += piece
    return text, places


def narrative(report: Report) -> list[Finding]:
    return [one for one in findings(report) if one.check.startswith("N") and one.check != "N9"]


def told(report: Report, prose: Prose, values: dict[str, Decimal]) -> Told:
    """Return each finding as its rule, the slot that it is at, and the two numbers that it holds to be equal."""
    text, places = written(prose, values)
    found = narrative(report.with_text(prose.key, text))
    return {(one.check, places[one.span or (0, 0)], one.left, one.right) for one in found}


def explained(prose: Prose, values: dict[str, Decimal], changed: str, right: Decimal) -> Told:
    """Return what a change explains: the slot against its cells, and every sum that it stands in."""
    expected: Told = set()
    if changed in CHECKS:
        expected.add((CHECKS[changed], changed, values[changed], right))
    for rule, whole, parts in prose.sums:
        due = sum((values[part] for part in parts), Decimal())
        told_already = rule == "N4" and changed in CHECKS  # one fault is told once
        if changed in {whole, *parts} and not told_already:
            sides = (due, values[whole]) if rule == "N4" else (values[whole], due)
            expected.add((rule, whole, *sides))
    return expected


@given(balanced_reports(), st.sampled_from(PROSE), st.tuples(*[st.integers(30, 400)] * 3))
@whole_reports
def test_a_true_report_is_silent(report: Report, prose: Prose, free: tuple[int, int, int]) -> None:
    assert told(report, prose, truth(report, prose, free)) == set()


@given(st.sampled_from(PROSE), st.tuples(*[st.integers(300, 400)] * 3), st.data())
@whole_reports
def test_one_number_changed_is_found_with_all_that_it_explains(
    prose: Prose, free: tuple[int, int, int], data: st.DataObject
) -> None:
    report = ledger("H")
    values = truth(report, prose, free)
    may_change = [name for name in values if name in CHECKS or any(name in (w, *p) for _, w, p in prose.sums)]
    changed = data.draw(st.sampled_from(may_change))
    right = values[changed]
    wrong = right + data.draw(st.integers(1, 40)) * data.draw(st.sampled_from([1, -1]))
    taken_in = sum((report.numbers[cell] for name in ("received", "brought") for cell in cells_of(name)), Decimal())
    if wrong < 0 or wrong in {right, taken_in, values.get("received")}:  # “办理” may be said of what came in
        wrong = right + 1000
    values[changed] = wrong
    assert told(report, prose, values) == explained(prose, values, changed, right)


CLAUSES = {
    APPLICATION: [
        "收到政府信息公开申请{}件",
        "上年结转政府信息公开申请{}件",
        "办结政府信息公开申请{}件",
        "结转下年度{}件",
    ],
    SUPERVISION: ["政府信息公开行政复议{}件", "政府信息公开行政诉讼{}件"],
    MANAGEMENT: ["制发行政规范性文件{}件", "废止行政规范性文件{}件", "现行有效行政规范性文件{}件"],
}


@pytest.mark.parametrize("key", CLAUSES)
@pytest.mark.parametrize("mark", ["，", "；", "、"])
def test_the_order_of_clauses_changes_nothing(key: str, mark: str) -> None:
    clauses = [clause.format(900 + number) for number, clause in enumerate(CLAUSES[key])]
    report = ledger("H")

    def found(order: tuple[str, ...]) -> set[tuple[str, str, Decimal | None]]:
        named = narrative(report.with_text(key, f"全年{mark.join(order)}。"))
        return {(one.check, one.quote, one.right) for one in named if one.check not in {"N4", "N7"}}

    first = found(tuple(clauses))
    assert len(first) == len(clauses)
    assert all(found(order) == first for order in permutations(clauses))


def synonyms(table: TableRole, role: LineRole) -> list[str]:
    """Return the words of the form for one line."""
    found = FORM_2021.table(table)
    assert found is not None
    return [word for line in found.having(role)[:1] for word in line.aliases]


WORDS = [
    (key, text.format(word))
    for key, text, table, role in (
        (APPLICATION, "全年{}政府信息公开申请900件。", TableRole.APPLICATIONS, LineRole.RECEIVED),
        (SUPERVISION, "政府信息公开{}900件。", TableRole.DISPUTES, LineRole.RECONSIDERATION),
        (SUPERVISION, "政府信息公开{}900件。", TableRole.DISPUTES, LineRole.LITIGATION),
        (MANAGEMENT, "全年{}行政规范性文件900件。", TableRole.DOCUMENTS, LineRole.ISSUED),
    )
    for word in synonyms(table, role)
]
OBJECTS = form_lines(FORM_2021).applications
WORDS += [(APPLICATION, f"全年收到{word}900件。") for word in (*OBJECTS.aliases, *OBJECTS.counted_as)]


@pytest.mark.parametrize("key, text", sorted(set(WORDS)))
def test_another_word_for_the_same_finds_the_same(key: str, text: str) -> None:
    due = {APPLICATION: ("N1", 173), SUPERVISION: ("N5", None), MANAGEMENT: ("N6", 9)}[key]
    (one,) = narrative(ledger("H").with_text(key, text))
    assert (one.check, one.quote) == (due[0], "900")
    assert one.right in ({Decimal(14), Decimal(9)} if due[1] is None else {Decimal(due[1])})
