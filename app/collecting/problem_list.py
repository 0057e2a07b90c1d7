"""问题清单 and 回执: what goes to a unit on paper, for those without the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from app.assessment import Assessment, assess
from app.collecting.last_years import LastYears
from app.collecting.returning import place_words, returned, words_at_place
from app.subject import Subject
from export.layout.document import chinese_date
from export.layout.listing import PrintedList, SheetColumn
from model.collection.remarks import RemarkAnswer
from model.collection.unit import CollectionUnit
from model.form.schema import Cell
from model.report.numbers import number_text
from model.storage.county.records import Remark, Submission
from model.storage.reading import LibraryReading

_PROBLEMS = (
    SheetColumn("序号", 8),
    SheetColumn("位置", 22),
    SheetColumn("问题", 36),
    SheetColumn("应为", 12),
    SheetColumn("整改结果", 22),
)
_RECEIPT = (SheetColumn("项目", 20), SheetColumn("内容", 80))


def problem_list(library: LibraryReading, unit: CollectionUnit, due: date | None = None) -> PrintedList:
    """List what a unit has to mend (问题清单), with what should stand there where that is known.

    Raises:
        UserError: nothing came in from it, or there is no remark.
    """
    current, remarks = returned(library, unit.key)
    heading = library.county.collection(current.collection).heading
    right = _right(_assessed(library, unit, current))
    form = current.report.form
    rows = tuple(
        (str(number), place_words(form, one), words_at_place(form, one), _should_be(one, right), _answered(one))
        for number, one in enumerate(remarks, 1)
    )
    until = f"，请于{chinese_date(due)}前改好并重新报送" if due else "，请改好后重新报送"
    said = f"第{current.revision}稿，{current.when.astimezone():%Y-%m-%d %H:%M}收到，意见{len(remarks)}条{until}。"
    title = f"{unit.name}{heading.year}年度政府信息公开工作年度报告问题清单"
    return PrintedList(title, _PROBLEMS, rows, (said,), (heading.unit,), heading.unit)


def _assessed(library: LibraryReading, unit: CollectionUnit, current: Submission) -> Assessment:
    year = library.county.collection(current.collection).heading.year
    last = LastYears(library, year).of(unit, current.report)
    return assess(Subject(current.report, last, switches=library.switches))


def _right(found: Assessment) -> Mapping[tuple[str, str], str]:
    """Return what should stand at a place, by the place and by what is said of it; "" for whatever is said.

    What an identity derives is not told: where an addend is wrong, it would be a wrong total in place of a right one.
    """
    told: dict[tuple[str, str], str] = {}
    for one in () if found.is_wrong else found.open:
        if one.proposal is not None and one.at and one.at[0] in found.report.form.texts:
            told[one.at[0], one.message] = number_text(one.proposal)
    for correction in found.likeliest:
        told[str(correction.cell), ""] = number_text(correction.value)
    return told


def _should_be(remark: Remark, right: Mapping[tuple[str, str], str]) -> str:
    return right.get((remark.place, remark.words)) or right.get((Cell(remark.place), ""), "")


def _answered(remark: Remark) -> str:
    """Say what the unit answered before, where that will not do."""
    if remark.answer is RemarkAnswer.NONE:
        return ""
    reason = f"：{remark.answer_words}" if remark.answer_words else ""
    return f"上次答“{remark.answer.label}{reason}”，仍需改正"


def receipt_lines(library: LibraryReading, submission: Submission, unit: CollectionUnit) -> Sequence[tuple[str, str]]:
    """Return what a receipt (回执) says, by what it is called."""
    heading = library.county.collection(submission.collection).heading
    standing = library.county.standings(submission.collection)[unit.key]
    return (
        ("单位", unit.name),
        ("年度", str(heading.year)),
        ("稿次", f"第{submission.revision}稿"),
        ("文件", f"{submission.name}（{submission.size}字节）"),
        ("SHA-256", submission.digest),
        ("收到时间", f"{submission.when.astimezone():%Y-%m-%d %H:%M:%S}"),
        ("现在的状态", standing.label),
        ("收件单位", heading.unit),
    )


def receipt(library: LibraryReading, submission: Submission, unit: CollectionUnit) -> str:
    """Write the receipt of a file that came in, as text."""
    return "\n".join(["回执", *(f"{name}：{words}" for name, words in receipt_lines(library, submission, unit))])


def receipt_list(library: LibraryReading, submission: Submission, unit: CollectionUnit) -> PrintedList:
    """Lay the receipt of a file that came in out for paper."""
    rows = tuple(receipt_lines(library, submission, unit))
    whose = library.county.collection(submission.collection).heading.unit
    return PrintedList("政府信息公开工作年度报告收件回执", _RECEIPT, rows, (), (whose,), whose)
