"""T1 to T3: what a report must and must not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.form.roles import LineRole, TableRole, TextRole
from model.form.schema import Severity
from model.report.numbers import number_text
from model.report.prose import says_something
from model.report.report import Report
from model.rules.finding import Finding, Verdict
from model.rules.registry import Context, Remedy, having, rule
from model.rules.words import matters
from model.rules.words.flaws import of_text, shown
from model.rules.words.left_over import left_over
from model.rules.words.shortcomings import lacking
from model.rules.words.unwritten import unwritten


@rule(
    "T1",
    Severity.WARN,
    "县级以下机关及其部门不能制定规章，规章各格应为0",
    "《中华人民共和国立法法》关于规章制定权的规定",
    remedy=Remedy.BY_HAND,  # 0 would be right there, but the number may belong in the row below
    editions=having(TableRole.DOCUMENTS, LineRole.REGULATIONS),
)
def regulations_of_a_body_that_makes_none(context: Context) -> Iterator[Finding]:
    """规章 > 0 for a body that cannot make 规章 (township, county, their departments)."""
    report = context.report
    table = report.form.table(TableRole.DOCUMENTS)
    regulations = table.line(LineRole.REGULATIONS) if table else None
    if report.level.may_make_regulations or table is None or regulations is None:
        return
    for column in table.column_leaves:
        cell = table.cell(regulations, column)
        value = report.numbers.get(cell)
        if value:
            why = f"{report.level.label}不能制定规章"
            where = report.form.name_of(cell)
            message = f"{where}：填的是{number_text(value)}，{why}；请核对，规范性文件请填在下一行（T1）"
            yield Finding("T1", Severity.WARN, Verdict.BROKEN, (cell,), message, value, why=why)


_GOVERNMENT_TOPICS = {
    "考核": re.compile("考核|考评|绩效"),
    "评议": re.compile("评议|(?:社会|公众|群众|民主)评价|测评|满意[率度]|第三方[^。；]{0,20}评[估价]"),
    "责任追究": re.compile("追责|问责|责任[^。；]{0,6}追究|追究[^。；]{0,10}责任|处分"),
}


@rule(
    "T2",
    Severity.WARN,
    "各级人民政府的年报在监督保障中写明工作考核、社会评议、责任追究结果情况",
    "《条例》第五十条",
    remedy=Remedy.BY_HAND,
)
def results_of_supervision(context: Context) -> Iterator[Finding]:
    """Hold that a government's report mentions 考核, 评议 and 责任追究 in （五）."""
    key = _key_of(context, TextRole.SUPERVISION)
    text = context.report.texts.get(key, "")
    if not context.report.level.is_government or not says_something(text):
        return
    missing = [topic for topic, words in _GOVERNMENT_TOPICS.items() if not words.search(text)]
    if missing:
        yield of_text(context, "T2", key, f"没有写到{'、'.join(missing)}；各级人民政府的年报应写明，没有的也请说明")


def _key_of(context: Context, role: TextRole) -> str:
    text = context.report.form.text(role)
    return text.key if text else ""


@rule(
    "T3",
    Severity.WARN,
    "第一部分五项齐全；第五部分既写问题又写改进情况；第六部分不空着",
    "{form}",
    remedy=Remedy.BY_HAND,
)
def all_parts(context: Context) -> Iterator[Finding]:
    """一 has all five parts; 五 has both 问题 and 改进 and is not empty; nor is 六. Figures alone are no text."""
    report = context.report
    for key in unwritten(report):
        problem = f"{_only(report.texts.get(key, ''))}还没有写；{_what_to_write(report, key)}"
        yield of_text(context, "T3", key, problem, gap=True)
    if left := matters.untold(report).of_the_piece:
        names = "、".join(report.form.texts[key].name for key in left)
        yield of_text(context, "T3", report.form.opening.key, f"没有写到{names}；没有的也请写明")
    for key, text in report.texts.items():
        if report.form.texts[key].optional and text.strip() and not says_something(text):
            yield of_text(context, "T3", key, f"{_only(text)}没有写出内容；请写完整，或者删去")
    key = _key_of(context, TextRole.PROBLEMS)
    own = _own(report.texts.get(key, ""))
    for name in lacking(own) if says_something(own) else ():
        yield of_text(context, "T3", key, f"没有写{name}；请补写")


def _only(text: str) -> str:
    """Say what stands in a text that says nothing, where something stands there."""
    signs = " ".join(text.split())
    return f"只有“{shown(signs)}”，" if signs else ""


def _own(text: str) -> str:
    """Return what is left of a text without the words of a template, which T4 tells of."""
    for flaw in reversed(list(left_over(text, 0))):
        text = text[: flaw.start] + text[flaw.end :]
    return text.strip("。 \n\t\u3000")


def _what_to_write(report: Report, key: str) -> str:
    role = report.form.texts[key].role
    if role in _WANTED:
        return _WANTED[role]
    parts = [one for one in report.form.section_of[key].texts if one.heading and not one.optional]
    return f"{'零一二三四五六七八九十'[len(parts)]}项内容不能遗漏，没有的也请写明"


_WANTED = {
    TextRole.PROBLEMS: "请写明存在的主要问题和改进情况",
    TextRole.OTHER_MATTERS: "请写明本年收取的信息处理费，没有收取、没有其他事项的也请写明",
}
