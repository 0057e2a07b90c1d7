"""N1, N3: applications that sections five and six count in passing: “面对全年58件政府信息公开申请”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from model.form.schema import Severity
from model.report.numbers import number_text
from model.report.report import Report
from model.rules.finding import Finding, Verdict
from model.rules.narrative.form_lines import FormLines, form_lines
from model.rules.narrative.numerals import digits_value
from model.rules.narrative.target import Target
from model.rules.words import clauses

_APPLICATIONS = r"(?:政府信息公开|信息公开|依申请公开)(?:的)?申请"
_ALL = re.compile(
    rf"(?:全年|本年度?|20\d\d年度?|收到的|受理的)[，的]?(?:共|收到的|受理的)?(?P<number>\d{{1,6}})件{_APPLICATIONS}(?=[，。；、]|均|都|全部|的答复)"
)
_LEFT = re.compile(rf"(?P<number>\d{{1,6}})件{_APPLICATIONS}(?:需要?)?(?:结转|顺延)(?:至|到)?(?:下一?年|次年|20\d\d年)")
_LIMITED = re.compile(
    "上年|去年|往年|历年|上一年|半年|季度|月份|其中|抽查|评查|各乡镇|各部门|同一|疑难|重点|典型|结转的|超期|处罚|建议|提案"
)
_NEAR = 40


def looked_back(report: Report, told: Sequence[Finding], rule: str) -> Iterator[Finding]:
    """Hold what is counted in passing against section three; `told` is what is said of it already."""
    lines = form_lines(report.form)
    pattern, targets = (_ALL, _of_all(lines)) if rule == "N1" else (_LEFT, (_left(lines),))
    for key in report.texts.keys() & lines.on_all:
        text = report.texts[key]
        for found in pattern.finditer(text) if "申请" in text else ():
            taken = any(
                one.at[0] == key and one.span and one.span[0] <= found.start("number") < one.span[1] for one in told
            )
            if not taken and not _LIMITED.search(clauses.before(text, found.start(), _NEAR) + found.group()):
                yield from _held(report, key, found, targets, rule)


def _of_all(lines: FormLines) -> tuple[Target, ...]:
    """Return what “all applications of the year” may mean: received, with what was brought forward, answered."""
    received = lines.of_applications((lines.received,))
    return received, lines.taken_in, lines.of_applications((lines.results_total,))


def _left(lines: FormLines) -> Target:
    return lines.of_applications((lines.carried_forward,))


def _held(report: Report, key: str, found: re.Match[str], targets: Sequence[Target], rule: str) -> Iterator[Finding]:
    if not all(form_lines(report.form).have(target) for target in targets):
        return
    values = [[report.numbers.get(cell) for cell in target.cells] for target in targets]
    known = [sum((one for one in some if one is not None), Decimal()) for some in values if None not in some]
    said = digits_value(found["number"])
    if len(known) < len(targets) or said in known:
        return
    cell, about = targets[0].cells[0], found.group()
    sides = f"{report.form.name_of(cell)}{number_text(known[0])}"
    message = f"{report.form.name_of(key)}：写的“{about}”与{sides}不符；请核对（{rule}）"
    yield Finding(
        rule,
        Severity.WARN,
        Verdict.BROKEN,
        (key, cell),
        message,
        quote=found["number"],
        span=found.span("number"),
        about=about,
        why=f"与{sides}不符",
    )
