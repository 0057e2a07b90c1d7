"""What becomes of a file that was read: new, other than the library's, the same, or not to be taken, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.beginning import About
from app.editing import differences
from app.originals import reprinting
from model.errors import clip, quoted
from model.form.schema import Cell
from model.labelled import LabelledEnum
from model.report.numbers import number_text
from model.report.printed import printed_totals
from model.report.report import Explanation, Report
from model.report.totals import with_totals
from model.storage.records import Change, State, Stored

_NO_NAME = "空白"


class ImportStatus(LabelledEnum):
    """What becomes of a file; the label is what so many files are called."""

    NEW = "new", "新增"
    CHANGES = "changes", "更改"
    REASONS = "reasons", "补入说明"  # only explanations come in
    SAME = "same", "与库中相同"
    TWICE = "twice", "同一单位重复"  # one of several files for a unit and year, none of which is chosen
    COPY = "copy", "与另一份文件相同"  # the same of a unit and year twice: one is enough
    FINAL = "final", "库中已定稿"  # the library's is closed
    OTHER_FORM = "other_form", "表样不同"
    NAMELESS = "nameless", "缺单位或年度"
    RETURNED = "returned", "退回的文件"  # with what the county says: opened by itself
    UNREADABLE = "unreadable", "读不了"


TAKEN = {ImportStatus.NEW, ImportStatus.CHANGES, ImportStatus.REASONS}


@dataclass(frozen=True)
class ImportVerdict:
    """What becomes of one file, in words, and all that it would change."""

    status: ImportStatus
    words: str
    there: Stored | None = None
    changes: tuple[Change, ...] = ()
    reasons: tuple[Explanation, ...] = ()
    printed: tuple[Change, ...] = ()  # what the original prints beside the totals that follow
    over: int = 0  # how many of the changes overwrite what somebody entered in the window


def against(there: Stored | None, report: Report, read: Report, *, whole: bool) -> ImportVerdict:
    """Hold a file against the library's report of the same unit and year.

    `report` is without the totals that follow from its parts, `read` as the file says; `whole`: a blank in it is meant.
    """
    if there is None:
        return ImportVerdict(ImportStatus.NEW, ImportStatus.NEW.label)
    found = _held(there, report, read, whole=whole)
    return replace(found, words=f"{found.words}{called_now(there, report)}")


def called_now(there: Stored, report: Report) -> str:
    """Say what the unit is called in the library, where that is another name; blanks in it do not matter."""
    if About.of(there.report).key == About.of(report).key:
        return ""
    return f"（库中名称是{quoted(clip(there.report.unit), _NO_NAME)}）"


def _held(there: Stored, report: Report, read: Report, *, whole: bool) -> ImportVerdict:
    if there.report.edition != report.edition:
        return ImportVerdict(ImportStatus.OTHER_FORM, "库中用的是另一种表样，不能替换", there)
    changes = tuple(one for one in differences(there.report, report) if whole or says(one, read))
    reasons = _new_reasons(there, report, changes)
    if not changes and not reasons:
        return ImportVerdict(ImportStatus.SAME, ImportStatus.SAME.label, there)
    if there.state is State.FINAL:
        return ImportVerdict(ImportStatus.FINAL, "库中已定稿，不会替换；要替换请先打开它“修订”", there, changes)
    if changes:
        printed = tuple(reprinting(there.printed, printed_totals(read, report), _totals(read)))
        return ImportVerdict(ImportStatus.CHANGES, f"更改{len(changes)}处", there, changes, reasons, printed)
    return ImportVerdict(ImportStatus.REASONS, f"补入{len(reasons)}条说明", there, reasons=reasons)


def _totals(read: Report) -> list[Cell]:
    return [cell for cell in read.form.totals if cell in read.numbers]


def _new_reasons(there: Stored, report: Report, changes: Sequence[Change]) -> tuple[Explanation, ...]:
    """Return the explanations that the library lacks, or has for what is changed."""
    touched = {change.place for change in changes}
    return tuple(
        one
        for one in report.explanations
        if (one.check, one.at) not in there.explained or not touched.isdisjoint(one.at)
    )


def says(change: Change, read: Report) -> bool:
    """Whether a change comes from a value in the file, not from a blank; a total that follows is a value."""
    return change.new not in (None, "") or read.numbers.get(Cell(change.place), change.old) != change.old


def described(change: Change, report: Report) -> str:
    """Return what a change does to one number or text; a total that is no longer typed is what its parts give."""
    new = with_totals(report).value(change.place) if change.new is None else change.new
    return f"{report.form.name_of(change.place)}：{_shown(change.old)} → {_shown(new)}"


def _shown(value: Decimal | str | None) -> str:
    text = clip(value, 30) if isinstance(value, str) else number_text(value)
    return f"“{text}”" if isinstance(value, str) and text else text or "空白"
