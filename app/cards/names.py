"""Places and changes in a few words, as they stand on a card."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from model.form.form import Form
from model.form.schema import Cell
from model.report.numbers import number_text
from model.rules.finding import Finding

if TYPE_CHECKING:
    from model.rules.locate import Correction

_SHORT = 10  # characters of a text that stand on a card as they are
_NUMBER_AT_END = re.compile(r"(?<![\d.,])\d[\d.,]{0,11}\D{0,2}$")
_RULES = re.compile(r"（[A-Z]\d+(?:、[A-Z]\d+)*）$")


def short_name(form: Form, place: str, about: str = "") -> str:
    """Name a cell or a text in a few characters, with the words of the text that it is about.

    >>> from model.form.editions import FORM_2021
    >>> short_name(FORM_2021, "applications/received/natural_person")
    '三·本年新收·自然人'
    >>> short_name(FORM_2021, "overview/on_application", "受理…261件")
    '一（二）“受理…261件”'
    """
    section = form.section_of[place]
    if place not in form.texts:
        cell = Cell(place)
        return f"{section.ordinal}·{form.row(cell).spoken}·{form.column(cell).spoken}"
    text = form.texts[place]
    number, mark, _ = text.heading.partition("）")
    where = f"{section.ordinal}{number}{mark}" if mark else f"{section.ordinal} "
    if about:
        return f"{where.rstrip()}“{shortened(about)}”"
    return where + (text.name if len(section.texts) > 1 else section.tab)


def shortened(words: str) -> str:
    """Return the beginning of some words and the number at their end, where they are long.

    >>> shortened("受理政府信息公开申请261件"), shortened("予以公开162件")
    ('受理政府…261件', '予以公开162件')
    """
    if len(words) <= _SHORT:
        return words
    number = _NUMBER_AT_END.search(words)
    return f"{words[:4]}…{number[0] if number else words[-4:]}"


def line_name(form: Form, cells: Sequence[str]) -> str:
    """Name the row or the column that some cells lie in."""
    first, *others = map(Cell, cells)
    ordinal = form.section_of[first].ordinal
    if all(other.row == first.row for other in others):
        return f"{ordinal}·{form.row(first).spoken}·整行"
    return f"{ordinal}·{form.column(first).spoken}列"


def told_briefly(finding: Finding) -> str:
    """Return what a finding says without its place and the number of its rule, which stand beside.

    >>> from model.form.schema import Severity
    >>> from model.rules.finding import Verdict
    >>> told_briefly(Finding("Y2", Severity.WARN, Verdict.BROKEN, ("a/b",), "第一部分“开头”：“甲”应是乙（Y2）"))
    '“甲”应是乙'
    """
    where, mark, rest = finding.message.partition("：")
    return _RULES.sub("", rest if mark else where)


def first_of(form: Form, corrections: Sequence[Correction]) -> str:
    """Name the first of some wrong cells, and how many there are."""
    first = short_name(form, corrections[0].cell)
    return f"{first}等{len(corrections)}格" if corrections[1:] else first


def changes(form: Form, corrections: Iterable[Correction]) -> str:
    """Tell what was in some wrong cells, and what is right."""
    return "；".join(
        f"{short_name(form, one.cell)} {number_text(one.was)} → {number_text(one.value)}" for one in corrections
    )


def follows(others: str) -> str:
    """Say what puts a finding right that names no wrong cell itself."""
    return f"随“{others}”改好"
