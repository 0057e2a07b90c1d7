"""The second half: what is wrong is found and sent back, answered by the units, looked at again, passed, published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date

from app.assessment import assess
from app.collecting.bringing import Coming, ComingStatus
from app.collecting.last_years import LastYears
from app.collecting.own_report import keep_up_with
from app.collecting.return_files import ReturnKind, jobs_of
from app.collecting.returning import ready_remarks
from app.exporting.writing import ExportOutcome, write_jobs
from app.subject import Subject
from faults.season import reports
from faults.season.book import DRAFT, RIGHT, WHO, Book, roll_of
from faults.season.coming_steps import bring
from faults.season.passing_steps import once_more, passing, publishing, ruling
from faults.season.step import AGAIN, CLOSING, DAYS, REVIEW, Desk, Step
from faults.season.truth import WRONG, YEAR, Fault, TrueUnit
from model.collection.remarks import RemarkAnswer, RemarkVerdict
from model.collection.standing import Standing
from model.storage.county.records import NewRemark

TO_MEND, WHOLE = "请核对后改正", "报送时请附签字页"
WHY_NOT = "台账如此，已与法制科核过"
_KINDS = (ReturnKind.PARCEL, ReturnKind.WORD, ReturnKind.PDF, ReturnKind.EXCEL, ReturnKind.RECEIPT_TEXT)


def review_steps(desk: Desk) -> Iterator[Step]:
    """Everything from the first look to the last publication."""
    faulty = [one for one in desk.county.senders if one.fault is not None]
    stubborn = [one for one in faulty if one.kind == ".gouji" and one.fault is Fault.IDENTITY][:1]
    contents = {one.name: DRAFT if one in stubborn else RIGHT for one in faulty}
    yield Step("look for faults", REVIEW, _look_for_faults)
    for one in faulty:
        yield from _returning(one, REVIEW, f"return {one.at}")
    yield passing("pass those without a fault", REVIEW, desk)
    yield _answering(faulty, stubborn)
    yield _coming_again(faulty, "again", contents)
    for one in faulty:
        yield from _decisions(one, insists=one in stubborn)
    for one in stubborn:
        yield from _returning(one, AGAIN, "return a second time")
        yield Step("answer at last", AGAIN, lambda desk, one=one: _answer(desk, one, "at-last"))  # type: ignore[misc]
        yield _coming_again([one], "at-last", {one.name: RIGHT})
        yield from _decisions(one, insists=False, at=" at last")
    yield passing("pass the others", CLOSING, desk)
    yield from once_more(desk.county.senders[0].name)
    yield passing("pass it again", CLOSING, desk)
    yield publishing(desk)
    yield ruling(next(one.name for one in desk.county.senders if one.day == len(DAYS) - 1))


def _answering(faulty: list[TrueUnit], stubborn: list[TrueUnit]) -> Step:
    def answer(desk: Desk) -> None:
        for one in faulty:
            _answer(desk, one, "again", stubborn=one in stubborn)

    return Step("answer", AGAIN, answer)


# Faults


def _look_for_faults(desk: Desk) -> None:
    """See that the program finds something in each report with a fault, at its place, and nothing in the others."""
    last = LastYears(desk.library, YEAR)
    for row in roll_of(desk.library, desk.today).rows:
        if row.submission is None or row.tally is None:
            continue
        unit, tally = desk.county.by_name[row.unit.name], row.tally
        if unit.fault is None and not tally.done:
            raise RuntimeError(f"{unit.name} has no fault, but there is said of it: {tally.words}")
        report = desk.library.county.submission(row.submission).report
        ready = ready_remarks(assess(Subject(report, last.of(row.unit, report))), row.submission)
        if unit.fault in {Fault.IDENTITY, Fault.PROSE} and not any(_is_near(unit, one.place) for one in ready):
            raise RuntimeError(f"{unit.name}: nothing is said where the fault is: {ready}")
        if unit.fault in {Fault.TEXT, Fault.BLANK, Fault.OLD_FORM} and not tally.unfilled.places:
            raise RuntimeError(f"{unit.name}: {unit.fault.value} is not counted: {tally}")


def _is_near(unit: TrueUnit, place: str) -> bool:
    """Whether a remark is at the fault: where an identity is broken any of its numbers may be the wrong one."""
    wrong = WRONG.rpartition("/")[2]
    return place == reports.TOLD if unit.fault is Fault.PROSE else place.endswith((f"/{wrong}", "/total"))


def _place_of(unit: TrueUnit) -> str:
    texts = {Fault.PROSE: reports.TOLD, Fault.TEXT: reports.MISSING, Fault.OLD_FORM: ""}
    return texts.get(unit.fault or Fault.IDENTITY, WRONG)


# Returning


def _returning(unit: TrueUnit, day: date, name: str) -> Iterator[Step]:
    yield Step(
        name,
        day,
        lambda desk: _return(desk, unit),
        lambda book: _returned(book, unit),
        can_undo=True,
        stays=lambda before, after: before.changed([unit.name], remarks=after.lines[unit.name].remarks),
    )
    yield Step(f"{name}: the files", day, lambda desk: _write_return(desk, unit))


def _returned(book: Book, unit: TrueUnit) -> Book:
    times = book.lines[unit.name].returned + 1
    return book.changed([unit.name], "return", standing=Standing.RETURNED, returned=times, remarks=2)


def _return(desk: Desk, unit: TrueUnit) -> None:
    """Say what is wrong, and send it back."""
    library, key = desk.library, desk.key(unit.name)
    current = library.county.current(key)
    if current is None:
        raise RuntimeError("what is sent back is not there")
    said = library.county.remarks(key)
    new = [] if said else [NewRemark(current.key, _place_of(unit), TO_MEND), NewRemark(current.key, "", WHOLE)]
    library.county.return_(key, new, WHO)
    keep_up_with(library, desk.collection)


def _write_return(desk: Desk, unit: TrueUnit) -> None:
    """Write the files that go to the unit, and look at the receipt."""
    folder = desk.place("returned", f"{unit.at}")
    known = desk.library.county.units(desk.collection).units[desk.key(unit.name)]
    outcome = ExportOutcome()
    jobs = jobs_of(desk.library, [known], folder, _KINDS, AGAIN)
    write_jobs(jobs, outcome, lambda _: None, lambda: False)
    if outcome.refused or len(outcome.written) != len(_KINDS):
        raise RuntimeError(f"not all was written for {unit.name}: {outcome.refused}")
    _check_receipt(desk, unit, "\n".join(one.read_text("utf-8-sig") for one in folder.glob("*回执.txt")))


def _check_receipt(desk: Desk, unit: TrueUnit, told: str) -> None:
    posted = sorted(desk.folder.glob(f"post/*/{unit.name}年报{unit.kind}"))
    digests = {hashlib.sha256(one.read_bytes()).hexdigest() for one in posted}
    wanted = (f"单位：{unit.name}", f"年度：{YEAR}", "现在的状态：退回", "SHA-256：")
    if not all(one in told for one in wanted) or not any(one in told for one in digests):
        raise RuntimeError(f"the receipt of {unit.name} is not of its file: {told}")


# The units answer


def _answer(desk: Desk, unit: TrueUnit, to: str, *, stubborn: bool = False) -> None:
    """Have a unit mend its report, answer, and send it again; one that is stubborn only says why it does not."""
    office, wanted = desk.office_of(unit), reports.right(desk.county, unit)
    if unit.kind == ".gouji":
        file = max(desk.place("returned", f"{unit.at}").glob("*退回.gouji"))
        office.take_return(file, *((RemarkAnswer.KEPT, WHY_NOT) if stubborn else (RemarkAnswer.DONE, "")))
    if not stubborn:
        office.write(wanted)
        office.close(wanted, desk.today)
    office.send(wanted, desk.place("post", to) / f"{unit.name}年报{unit.kind}")


# They come in again


def _coming_again(units: list[TrueUnit], folder: str, contents: Mapping[str, str]) -> Step:
    """Let units come in again, with what then counts of them."""

    def came(book: Book) -> Book:
        for one in units:
            said = {"answered": 2, "undecided": 2} if one.kind == ".gouji" else {}
            revision, content = book.lines[one.name].revision + 1, contents[one.name]
            values = {"standing": Standing.RESUBMITTED, "revision": revision, "content": content, **said}
            book = book.changed([one.name], "receive", **values)
        return book

    def come(desk: Desk) -> None:
        bring(desk, desk.place("post", folder), ComingStatus.REVISION, lambda found: _look(desk, found, contents))

    return Step(f"come in {folder}", AGAIN, come, came, can_undo=True)


def _look(desk: Desk, found: Coming, contents: Mapping[str, str]) -> None:
    """See that what is said to be changed is what was changed, and that nothing else is."""
    for at in range(len(found.files)):
        known, revision = found.unit_of(at), found.revision(at)
        if known is None or revision is None:
            raise RuntimeError("whose a resubmission is, is not known")
        unit = desk.county.by_name[known.name]
        wanted = reports.mended(desk.county, unit) if contents[unit.name] == RIGHT else reports.Mended()
        said = reports.Mended(
            frozenset(map(str, (one.place for one in revision.numbers))),
            frozenset(one.place for one in revision.texts),
        )
        if unit.fault is not Fault.OLD_FORM and said != wanted:
            raise RuntimeError(f"{unit.name}: changed was {wanted}, said is {said}")
        if revision.count != len(said.cells) + len(said.texts):
            raise RuntimeError(f"{unit.name}: {revision.sentence}")
        _check_answers(desk, found, at)


def _check_answers(desk: Desk, found: Coming, at: int) -> None:
    unit = found.unit_of(at)
    told = len(found.answers(at)) if unit else 0
    if unit and told != (2 if desk.county.by_name[unit.name].kind == ".gouji" else 0):
        raise RuntimeError(f"{unit.name} answered two remarks, told is of {told}")


def _decisions(unit: TrueUnit, *, insists: bool, at: str = "") -> Iterator[Step]:
    """Note the answers of a unit that has no program, and say of each whether it will do."""
    verdict = RemarkVerdict.INSISTED if insists else RemarkVerdict.ACCEPTED

    def remark(desk: Desk, number: int) -> int:
        return desk.library.county.remarks(desk.key(unit.name))[number].key

    def more(book: Book, answered: int, undecided: int) -> Book:
        line = book.lines[unit.name]
        return book.changed([unit.name], answered=line.answered + answered, undecided=line.undecided + undecided)

    for number in range(2):
        if unit.kind != ".gouji":
            yield Step(
                f"note the answer {number} of {unit.at}{at}",
                AGAIN,
                lambda desk, n=number: desk.library.county.answer(remark(desk, n), RemarkAnswer.DONE),  # type: ignore[misc]
                lambda book: more(book, 1, 1),
            )
        yield Step(
            f"decide {number} of {unit.at}{at}",
            AGAIN,
            lambda desk, n=number: desk.library.county.decide(remark(desk, n), verdict),  # type: ignore[misc]
            lambda book: more(book, 0, -1),
        )
