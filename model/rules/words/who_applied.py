"""N1: who made the applications, told in words: “收到申请1件，由企业提出” where section three counts a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from model.form.schema import Line, Severity
from model.report.numbers import number_text
from model.report.report import Report
from model.rules.finding import Finding, Verdict
from model.rules.narrative.form_lines import FormLines, form_lines
from model.rules.words import clauses

_PERSONS = "自然人|公民个人|公民|个人|村民|居民"
_BODIES = "法人(?:或者?|和)其[他它]组织|法人"
_OF_COLUMNS = (  # words for who applied, and how the column of section three begins
    ("商业企业|企业|公司", "商业企业"),
    ("科研机构", "科研机构"),
    ("公益组织|社会公益组织|社会团体", "社会公益组织"),
    ("律师事务所|律所|法律服务机构", "法律服务机构"),
)
_WHO = "|".join([_PERSONS, _BODIES, *(words for words, _ in _OF_COLUMNS)])
_ONE = "(?:某|一[家名位个]|当地|同一)?"
_TOLD = re.compile(  # 收到1件申请，由企业提出
    rf"(?:收到|新收|受理|接收)[^，。；（）]{{0,20}}(?:件|宗)[^，。；（）]{{0,8}}[，（]"
    rf"(?:(?:均|都|全部)?(?:由|系|是|来自|申请人(?:为|是|系))于?{_ONE}(?P<who>{_WHO})(?:提出|提交|所提)?|{_ONE}(?P<alone>{_WHO})(?:提出|提交))(?=[，。；）\n]|$)"
)
_TOLD_BEFORE = re.compile(  # 收到企业提出的申请1件; 收到申请1件。申请人为企业
    rf"(?:收到|新收|受理|接收){_ONE}(?P<who>{_WHO})(?:提出|提交|的)?(?:的)?(?:政府信息公开|信息公开)?申请(?:1|一)件(?=[，。；\n]|$)"
    rf"|(?:(?:收到|新收|受理|仅|共)(?:1|一)件[^，。；（）]{{0,8}}申请|申请(?:1|一)件)[，。](?:申请人|提出人|申请者|申请主体)(?:为|是|系){_ONE}(?:[一-鿿]{{0,4}}?)(?P<alone>{_WHO})(?=[，。；\n]|$)"
)
_LIMITED = re.compile("上年|去年|往年|其中|转来|转交|部分|的\\d|建议|提案|复议|诉讼")
_YEAR = re.compile(r"(20\d\d)年")
_NEAR = 40


def who_applied(report: Report) -> Iterator[Finding]:
    """Hold words on who applied against the columns of section three."""
    for key, text in report.texts.items():
        for found in (*_TOLD.finditer(text), *_TOLD_BEFORE.finditer(text)) if "申请" in text else ():
            before = clauses.before(text, found.start(), _NEAR)
            named = "申请" in found.group() or "申请" in before
            other_year = any(int(one) != report.year for one in _YEAR.findall(before + found.group()))
            if not named or other_year or _LIMITED.search(before + found.group()):
                continue
            yield from _held(report, key, found)


def _held(report: Report, key: str, found: re.Match[str]) -> Iterator[Finding]:
    lines, who = form_lines(report.form), found["who"] or found["alone"]
    every = lines.of_applications((lines.received,))
    theirs = lines.of_applications((lines.received,), _column(lines, who))
    if not (lines.have(every) and lines.have(theirs)):
        return
    values = [report.numbers.get(cell) for target in (every, theirs) for cell in target.cells]
    if None in values or not values[0] or sum((one for one in values[1:] if one), Decimal()):
        return
    said = found.group()
    quote = said[max(said.rfind(mark) for mark in "，（。") + 1 :]
    start = found.end() - len(quote)
    why = f"第三部分新收的{number_text(values[0])}件中没有{who}的"
    message = f"{report.form.name_of(key)}：“{quote}”与表不符，{why}；请核对文字和表格（N1）"
    yield Finding(
        "N1",
        Severity.WARN,
        Verdict.BROKEN,
        (key, theirs.cells[0]),
        message,
        quote=quote,
        span=(start, found.end()),
        about=quote,
        why=why,
    )


def _column(lines: FormLines, who: str) -> Line:
    """Return the column that applicants of a kind are counted in; that of all bodies where no more is told."""
    if who in _PERSONS.split("|"):
        return lines.natural_person
    begins = next((name for words, name in _OF_COLUMNS if who in words.split("|")), "")
    leaves = lines.applications.column_leaves
    return next((one for one in leaves if begins and one.label.startswith(begins)), lines.organisations)
