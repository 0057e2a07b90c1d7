"""The files that go to a unit: the return, 问题清单, 回执; made in the thread of the library, written in any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from app.collecting.problem_list import problem_list, receipt, receipt_list
from app.collecting.returning import return_parcel
from app.exporting.names import apart
from app.exporting.writing import PARCEL, Job
from export.layout.listing import PrintedList
from model.collection.unit import CollectionUnit
from model.errors import UserError
from model.file_names import safe
from model.labelled import LabelledEnum
from model.storage.reading import LibraryReading


class ReturnKind(LabelledEnum):
    """A kind of file that goes to a unit."""

    PARCEL = "parcel", "退回包（.gouji，勾稽能打开）"
    WORD = "word", "问题清单（Word）"
    PDF = "pdf", "问题清单（PDF）"
    EXCEL = "excel", "问题清单（Excel）"
    RECEIPT_PDF = "receipt_pdf", "回执（PDF）"
    RECEIPT_TEXT = "receipt_text", "回执（文本）"

    @property
    def is_receipt(self) -> bool:
        """Whether it only says that something came in: it needs no remark."""
        return self in {ReturnKind.RECEIPT_PDF, ReturnKind.RECEIPT_TEXT}


KINDS = "return kinds"  # the setting: those that were ticked last
FIRST = (ReturnKind.PARCEL, ReturnKind.PDF)
RECEIPTS = tuple(one for one in ReturnKind if one.is_receipt)
RETURNS = tuple(one for one in ReturnKind if not one.is_receipt)
_SUFFIXES = {
    ReturnKind.PARCEL: PARCEL,
    ReturnKind.WORD: ".docx",
    ReturnKind.PDF: ".pdf",
    ReturnKind.EXCEL: ".xlsx",
    ReturnKind.RECEIPT_PDF: ".pdf",
    ReturnKind.RECEIPT_TEXT: ".txt",
}


class ReturnFile(NamedTuple):
    """A file by the end of its name, and what makes its bytes."""

    name: str
    render: Callable[[], bytes]


def jobs_of(
    library: LibraryReading,
    units: Sequence[CollectionUnit],
    folder: Path,
    kinds: Iterable[ReturnKind],
    due: date | None = None,
) -> list[Job]:
    """Name the files that go to some units; those of one name are numbered.

    Raises:
        UserError: nothing came in from a unit, or there is no remark for what needs one.
    """
    wanted = [one for one in ReturnKind if one in set(kinds)]
    jobs = []
    for unit, stem in zip(units, apart(safe(one.name) for one in units), strict=True):
        jobs += [Job(folder / f"{stem}{name}", render) for name, render in _files(library, unit, wanted, due)]
    return jobs


def _files(
    library: LibraryReading, unit: CollectionUnit, kinds: Sequence[ReturnKind], due: date | None
) -> Iterable[ReturnFile]:
    current = library.county.current(unit.key)
    if current is None:
        raise UserError("还没有收到这个单位的年报")
    year, nth = current.report.year, f"第{current.revision}稿"
    problems = [one for one in kinds if one in _LISTS]
    listing = problem_list(library, unit, due) if problems else None
    for kind in kinds:
        name = f"{year}年度年报{nth}{_NAMES[kind]}{_SUFFIXES[kind]}"
        if kind is ReturnKind.PARCEL:
            data = return_parcel(library, unit.key, due)
            yield ReturnFile(name, partial(bytes, data))
        elif kind is ReturnKind.RECEIPT_TEXT:
            yield ReturnFile(name, partial(receipt(library, current, unit).encode, "utf-8-sig"))
        elif kind is ReturnKind.RECEIPT_PDF:
            yield ReturnFile(name, partial(_pdf, receipt_list(library, current, unit)))
        elif listing is not None:
            yield ReturnFile(name, partial(_LISTS[kind], listing))


_NAMES = {
    ReturnKind.PARCEL: "退回",
    ReturnKind.WORD: "问题清单",
    ReturnKind.PDF: "问题清单",
    ReturnKind.EXCEL: "问题清单",
    ReturnKind.RECEIPT_PDF: "回执",
    ReturnKind.RECEIPT_TEXT: "回执",
}


def _pdf(listing: PrintedList) -> bytes:
    from export.pdf.listing import write_list_pdf

    return write_list_pdf(listing)


def _docx(listing: PrintedList) -> bytes:
    from export.docx.listing import write_list_docx

    return write_list_docx(listing)


def write_list_xlsx(listing: PrintedList) -> bytes:
    """Write a list as a spreadsheet; its first column, which numbers the rows, as numbers."""
    from export.xlsx.listing import ListSheet, ListValue, write_listing

    rows: list[list[ListValue]] = [[int(row[0]), *row[1:]] for row in listing.rows]
    return write_listing(ListSheet(listing.heading, listing.sentences, [one.label for one in listing.columns], rows))


_LISTS: dict[ReturnKind, Callable[[PrintedList], bytes]] = {
    ReturnKind.WORD: _docx,
    ReturnKind.PDF: _pdf,
    ReturnKind.EXCEL: write_list_xlsx,
}
