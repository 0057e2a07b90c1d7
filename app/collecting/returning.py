"""What goes back to a unit: its report with the remarks; and what comes of it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date
from hashlib import sha256

from app.assessment import Assessment
from app.cards.names import short_name
from app.collecting.revising import Revision
from export.gouji_parcel import write_parcel
from model.collection.opinion import Opinion
from model.collection.parcel import Parcel, ParcelKind, ParcelRemark
from model.collection.remarks import RemarkAnswer, RemarkVerdict
from model.errors import UserError, clip
from model.form.form import Form
from model.form.schema import Severity
from model.rules.finding import Finding
from model.storage.county.records import NewAnswer, NewRemark, Remark, Submission
from model.storage.reading import LibraryReading

_WHOLE = "整份"


def id_of(remark: Remark) -> str:
    """Return the id that a remark has on its way: no other remark of any office has it.

    Its words are part of it, so that an answer to what was put otherwise since does not count.
    """
    told = f"{remark.key}\n{remark.submission}\n{remark.when.isoformat()}\n{remark.words}"
    return f"{remark.key}-{sha256(told.encode('utf-8', 'replace')).hexdigest()[:24]}"


def to_answer(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return the remarks that the unit has to heed: all but those whose answer was accepted."""
    return tuple(one for one in remarks if one.verdict is not RemarkVerdict.ACCEPTED)


def return_parcel(library: LibraryReading, unit: int, due: date | None = None) -> bytes:
    """Write the file that goes back to a unit: its report as it came, and the remarks.

    Raises:
        UserError: nothing came in from it, or there is no remark.
    """
    current, remarks = returned(library, unit)
    said = tuple(
        ParcelRemark(id_of(one), one.place, one.words, one.quote, one.answer, one.answer_words, one.verdict)
        for one in remarks
    )
    return write_parcel(
        Parcel(ParcelKind.RETURN, current.report, current.final, current.revision, due=due, remarks=said)
    )


def returned(library: LibraryReading, unit: int) -> tuple[Submission, tuple[Remark, ...]]:
    """Return what goes back to a unit, and what is said of it.

    Raises:
        UserError: nothing came in from it, or there is no remark.
    """
    current = library.county.current(unit)
    if current is None:
        raise UserError("还没有收到这个单位的年报，没有可以退回的")
    remarks = to_answer(library.county.remarks(unit))
    if not remarks:
        raise UserError("还没有提意见，退回要写意见")
    return current, remarks


def place_words(form: Form, remark: Remark | ParcelRemark | NewRemark | Opinion) -> str:
    """Name the place of a remark, with the words that it is about."""
    if not remark.place:
        return _WHOLE
    known = remark.place in form.cells or remark.place in form.texts
    name = form.name_of(remark.place) if known else clip(remark.place, 60)
    return f"{name}“{clip(remark.quote, 40)}”" if remark.quote else name


def words_at_place(form: Form, remark: Remark | ParcelRemark | NewRemark | Opinion) -> str:
    """Return what a remark says where its place stands beside it: without naming that once more.

    >>> from model.form.editions import FORM_2021
    >>> place = "applications/received/natural_person"
    >>> words_at_place(FORM_2021, NewRemark(1, place, "第三部分“本年新收”行：总计是3，六类申请人之和是4，少1（H1）"))
    '总计是3，六类申请人之和是4，少1（H1）'
    >>> words_at_place(FORM_2021, NewRemark(1, place, "第三部分“自然人”列：一＋二是3，三＋四是4，少1（H3）"))
    '“自然人”列：一＋二是3，三＋四是4，少1（H3）'
    >>> words_at_place(FORM_2021, NewRemark(1, place, "请核对：好像多了"))
    '请核对：好像多了'
    """
    if remark.place not in form.section_of:
        return remark.words
    name, (head, apart, rest) = form.name_of(remark.place), remark.words.partition("：")
    if apart and rest.strip() and name.startswith(head):
        return rest
    section = f"第{form.section_of[remark.place].ordinal}部分"
    named = apart and head.startswith(f"{section}“")
    return remark.words.removeprefix(section) if named else remark.words


def short_place(form: Form, remark: Remark | ParcelRemark | NewRemark | Opinion) -> str:
    """Name the place of a remark in a few characters, as it stands on a card."""
    if remark.place in form.section_of:
        return short_name(form, remark.place, remark.quote)
    return clip(remark.place, 60) or _WHOLE


def ready_remarks(
    assessment: Assessment, submission: int, said: Container[tuple[str, tuple[str, ...]]] = ()
) -> tuple[NewRemark, ...]:
    """Return what the findings say as remarks, one key each: what must be mended first, hints not at all.

    Of those in `said` a remark is there already. What is broken is said at the cell that is likely wrong, if one is.
    """
    located = {str(one.cell) for one in assessment.likeliest}
    wanted = [one for one in assessment.open if one.severity is not Severity.HINT and one.identity not in said]
    order = list(Severity)
    wanted.sort(key=lambda one: order.index(one.severity))
    return tuple(NewRemark(submission, _place_of(one, located), one.message, _quote(one)) for one in wanted)


def _place_of(finding: Finding, located: Container[str]) -> str:
    first = finding.at[0] if finding.at else ""
    if finding.severity is not Severity.HARD or finding.quote:
        return first
    return next((place for place in finding.at if place in located), first)


def _quote(finding: Finding) -> str:
    return finding.quote or ""


def answers_in(parcel: Parcel, remarks: Iterable[Remark]) -> tuple[NewAnswer, ...]:
    """Return what a unit answered to the remarks that were made of its reports; other offices' are none of ours."""
    known = {id_of(one): one for one in remarks}
    return tuple(
        NewAnswer(known[one.id].key, one.answer, one.answer_words)
        for one in parcel.remarks
        if one.id in known and one.answer is not RemarkAnswer.NONE
    )


def unasked(revision: Revision, remarks: Sequence[Remark]) -> tuple[str, ...]:
    """Return where a resubmission differs although no remark names the place."""
    asked = {one.place for one in remarks}
    return tuple(place for place in revision.places if place not in asked)
