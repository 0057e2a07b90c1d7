"""Y4 and T16: words that were put into a text without being looked at, until somebody does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.form.schema import Severity
from model.report.bindings import Unseen
from model.rules.finding import Finding, Verdict
from model.rules.registry import Context, Remedy, rule
from model.rules.words import clauses
from model.rules.words.flaws import shown

_ENDS = re.compile("[，。；：！？、\n]")
_FARTHEST = 12  # characters before and after a number: they tell which it is


@rule(
    "Y4",
    Severity.WARN,
    "取来的上年文字里，没有改成今年的年份和数字已经核实",
    "常见错误（沿用上年文字）",
    remedy=Remedy.BY_HAND,
)
def left_from_last_year(context: Context) -> Iterator[Finding]:
    """Show each stretch of last year's text that could not be brought up to date."""
    for key, text, (start, end) in _places(context, Unseen.LAST_YEARS):
        before, words, after = _clause(text, start, end)
        said, why = f"{before}{words}{after}", f"“{shown(words)}”来自上年，没有更新"
        name = context.report.form.name_of(key)
        message = f"{name}：“{said}”中的{why}；请换上今年的，仍然适用的确认无误（Y4）"
        # the words around it are quoted with it: what was said of one 3 settles no other
        yield Finding(
            "Y4",
            Severity.WARN,
            Verdict.BROKEN,
            (key,),
            message,
            quote=f"{before}〔{words}〕{after}",
            span=(start, end),
            about=said,
            why=why,
        )


@rule(
    "T16",
    Severity.WARN,
    "一键写入的文字（写一句、插入全部句子）已经看过",
    "定稿前每段文字都要有人看过",
    remedy=Remedy.BY_HAND,
)
def not_looked_at(context: Context) -> Iterator[Finding]:
    """Show each text that one key wrote from afar, whole."""
    for key, text, (start, end) in _places(context, Unseen.WRITTEN):
        words = text[start:end]
        message = f"{context.report.form.name_of(key)}：已写，请看一眼：{' '.join(words.split())}（T16）"
        about, why = (Severity.WARN, Verdict.BROKEN, (key,), message), "一键写入的，还没有看过"
        yield Finding("T16", *about, quote=words, span=(start, end), why=why)


def _places(context: Context, unseen: Unseen) -> Iterator[tuple[str, str, tuple[int, int]]]:
    texts = context.report.texts
    for one in context.unseen:
        if one.unseen is unseen and texts.get(one.text, "")[one.start : one.end].strip():
            yield one.text, texts[one.text], (one.start, one.end)


def _clause(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return some words with those of their clause before and after them.

    >>> _clause("全年公开1136条，没有收费。", 4, 8)
    ('全年公开', '1136', '条')
    """
    before, after = clauses.before(text, start, _FARTHEST, _ENDS), clauses.after(text, end, _FARTHEST, _ENDS)
    return before, text[start:end], after
