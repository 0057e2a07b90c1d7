"""N1 to N9: what the narrative says, held against the tables."""

from __future__ import annotations

from collections.abc import Iterable

from model.form.schema import Severity
from model.rules.finding import Finding
from model.rules.registry import Context, rule

_SOURCE = "第一部分与第二、三、四部分同一事项的数字应当一致"
_FEES_SOURCE = "《政府信息公开信息处理费管理办法》"


@rule("N1", Severity.WARN, "文中写的新收（受理、收到）申请件数等于第三部分“本年新收”总计", _SOURCE)
def received(context: Context) -> Iterable[Finding | None]:
    """Return the findings of N1 to N8, which come from one reading of the texts."""
    if not context.report.texts:
        return ()
    from model.rules.narrative_findings import contradictions  # the grammar is a third of all that checks import

    return contradictions(context.report)


@rule(
    "N2",
    Severity.WARN,
    "文中写的予以公开、部分公开、不予公开、无法提供、不予处理、其他处理件数等于第三部分总计列",
    _SOURCE,
)
def results(_context: Context) -> tuple[Finding, ...]:
    """Return nothing: the first check of the narrative gives the findings of all."""
    return ()


@rule("N3", Severity.WARN, "文中写的办结（答复）、上年结转、结转下年度件数等于第三部分总计列", _SOURCE)
def flow(_context: Context) -> tuple[Finding, ...]:
    """Return nothing: the first check of the narrative gives the findings of all."""
    return ()


@rule("N4", Severity.WARN, "同一句话里各项办理结果相加等于所说的总数", _SOURCE)
def balance(_context: Context) -> tuple[Finding, ...]:
    """Return nothing: the first check of the narrative gives the findings of all."""
    return ()


@rule(
    "N5",
    Severity.WARN,
    "文中写的行政复议、行政诉讼件数和“均获维持”“未发生”“零败诉”等说法与第四部分一致",
    _SOURCE,
)
def disputes(_context: Context) -> tuple[Finding, ...]:
    """Return nothing: the first check of the narrative gives the findings of all."""
    return ()


@rule("N6", Severity.WARN, "文中写的规范性文件（规章）制发、废止、现行有效件数与第二部分一致", _SOURCE)
def documents(_context: Context) -> tuple[Finding, ...]:
    """Return nothing: the first check of the narrative gives the findings of all."""
    return ()


@rule("N7", Severity.WARN, "“…N条，其中A多少条、B多少条”各分项相加等于总数", _SOURCE)
def listings(_context: Context) -> tuple[Finding, ...]:
    """Return nothing: the first check of the narrative gives the findings of all."""
    return ()


@rule("N8", Severity.WARN, "文中数字与总计不符而等于另一列或一部分的，指出是哪一列、哪一部分", _SOURCE)
def origins(_context: Context) -> tuple[Finding, ...]:
    """Return nothing: the first check of the narrative gives the findings of all."""
    return ()


@rule("N9", Severity.WARN, "第六部分写明信息处理费，与其他文字不矛盾", _FEES_SOURCE)
def charged(context: Context) -> Iterable[Finding | None]:
    """Hold that section six says what was charged, and that no text says otherwise."""
    if not context.report.texts:
        return ()
    from model.rules.narrative_findings import of_the_fee

    return of_the_fee(context.report)
