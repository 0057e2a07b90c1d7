"""审核说明 as a table that people read: what is written into a row, and the explanation that a row stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from model.form.editions import FORMS
from model.form.form import Form
from model.report.report import Explanation

HEADING = "审核说明"
COLUMNS = ("核对项", "位置", "说明", "说明人", "时间")
NOTED = "已阅知"  # what stands for the reason of a finding that was merely acknowledged


def row_of(one: Explanation, form: Form) -> tuple[str, ...]:
    """Write an explanation as a row, a place to a line."""
    sentence = _sentences(form.edition).get(one.check, "")
    places = "\n".join(map(form.name_of, one.at))
    return f"{one.check} {sentence}".strip(), places, one.reason or NOTED, one.by, one.when


def explanation_of(row: Sequence[str], form: Form) -> Explanation | None:
    """Read a row; None where it names no check or a place that the form does not have.

    >>> from model.form.editions import FORM_2021
    >>> one = Explanation("T3", ("problems/text",), "上级统一撰写", "张三", "2024-01-05T09:07:00+08:00")
    >>> row_of(one, FORM_2021)[1:3]
    ('第五部分“存在的主要问题及改进情况”', '上级统一撰写')
    >>> explanation_of(row_of(one, FORM_2021), FORM_2021) == one
    True
    """
    if len(row) != len(COLUMNS):
        return None
    check, places, reason, by, when = row
    known = _places(form.edition)
    at = tuple(known.get(name, "") for name in places.split("\n") if name)
    if not check or not all(at):
        return None
    name = check.partition(" ")[0]
    return Explanation(
        name if name in _sentences(form.edition) else check, at, "" if reason == NOTED else reason, by, when
    )


@cache
def _places(edition: str) -> Mapping[str, str]:
    form = FORMS[edition]
    return {form.name_of(place): place for place in (*form.cells, *form.texts)}


@cache
def _sentences(edition: str) -> Mapping[str, str]:
    from model.rules.registry import rules  # the rules are not needed for a report without explanations

    return {rule.id: rule.sentence_for(FORMS[edition]) for rule in rules()}
