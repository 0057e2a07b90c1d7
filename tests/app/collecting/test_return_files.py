"""What goes to a unit as files, read back: the return, the list of problems in three kinds, the receipt in two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from app.collecting.problem_list import problem_list
from app.collecting.return_files import RECEIPTS, RETURNS, ReturnKind, jobs_of
from app.collecting.returning import ready_remarks
from app.exporting.writing import ExportOutcome, write_jobs
from intake.document import SourceGrid
from intake.gouji_parcel import load
from intake.xlsx.reader import read
from model.collection.parcel import ParcelKind
from model.errors import UserError
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.totals import with_totals
from model.storage.county.records import NewRemark
from model.storage.library import Library
from tests.app.collecting.incoming import coming, of_unit, write
from tests.model.storage.county.collected import SCHOOL, TOWN, WHO, receive, units_of

TEXT = "overview/on_application"
TOTAL = Cell("applications/received/total")
DUE = date(2026, 2, 10)


@pytest.fixture
def written(library: Library, collection: int, folder: Path, tmp_path: Path) -> dict[str, bytes]:
    """Send back a report whose text contradicts its table, and write all that goes with it."""
    report = of_unit("青石镇人民政府").with_text(TEXT, "2025年收到政府信息公开申请9件。")
    found = coming(library, collection, write(folder, "1.json", report))
    assessed = found.assessment(0)
    assert assessed is not None
    found.store(WHO)
    unit = units_of(library, collection)[TOWN]
    current = library.county.current(unit.key)
    assert current is not None
    ready = next(one for one in ready_remarks(assessed, current.key) if one.quote == "9")
    said = [ready, NewRemark(current.key, "overview/platform", "缺平台数", "平台")]
    library.county.return_(unit.key, said, WHO)
    outcome = ExportOutcome()
    write_jobs(jobs_of(library, [unit], tmp_path, ReturnKind, DUE), outcome, lambda _: None, lambda: False)
    assert outcome.refused == []
    return {path.name.removeprefix("青石镇人民政府2025年度年报第1稿"): path.read_bytes() for path in outcome.written}


def test_all_kinds_are_written_under_names_that_tell_them_apart(written: dict[str, bytes]) -> None:
    lists = {f"问题清单{suffix}" for suffix in (".docx", ".pdf", ".xlsx")}
    assert set(written) == {"退回.gouji", *lists, "回执.pdf", "回执.txt"}
    parcel = load(written["退回.gouji"])
    assert (parcel.kind, parcel.due, len(parcel.remarks)) == (ParcelKind.RETURN, DUE, 2)


def test_the_list_says_where_what_and_what_should_stand_there(written: dict[str, bytes], library: Library) -> None:
    (table,) = Document(BytesIO(written["问题清单.docx"])).tables
    head, first, second = [[cell.text for cell in row.cells] for row in table.rows]
    right = str(with_totals(of_unit("青石镇人民政府")).numbers[TOTAL])
    assert head == ["序号", "位置", "问题", "应为", "整改结果"]
    assert first[1].startswith(FORM_2021.name_of(TEXT))
    assert first[3:] == [right, ""]
    assert second[2:] == ["缺平台数", "", ""]
    (grid,) = (one for one in read(written["问题清单.xlsx"]).blocks if isinstance(one, SourceGrid))
    texts = [piece.text for piece in grid.block.pieces]
    pdf = pypdfium2.PdfDocument(written["问题清单.pdf"])
    printed = "".join(page.get_textpage().get_text_range() for page in pdf).replace("\r\n", "")
    for words in (first[2], "缺平台数", right):
        assert words in texts
        assert words in printed
    assert "2026年2月10日前" in printed


def test_the_list_asks_for_no_total_that_follows_from_a_wrong_cell(
    library: Library, collection: int, folder: Path
) -> None:
    whole = of_unit("青石镇人民政府")
    right = with_totals(whole).numbers
    wrong = Cell("applications/received/natural_person")
    report = replace(whole, numbers={**right, wrong: right[wrong] + 9})
    found = coming(library, collection, write(folder, "1.json", report))
    assessed = found.assessment(0)
    found.store(WHO)
    unit = units_of(library, collection)[TOWN]
    current = library.county.current(unit.key)
    assert assessed is not None
    assert current is not None
    ready = ready_remarks(assessed, current.key)
    library.county.return_(unit.key, ready, WHO)
    rows = problem_list(library, unit).rows
    remarks = library.county.remarks(unit.key)
    told = [(one.place, row[3]) for one, row in zip(remarks, rows, strict=True) if row[3]]
    assert assessed.is_wrong
    assert ready
    assert [one for one in told if one[1] != str(right[Cell(one[0])])] == []


def test_the_receipt_tells_what_came_when(written: dict[str, bytes], library: Library, collection: int) -> None:
    current = library.county.current(units_of(library, collection)[TOWN].key)
    assert current is not None
    pdf = pypdfium2.PdfDocument(written["回执.pdf"])
    printed = "".join(page.get_textpage().get_text_range() for page in pdf).replace("\r\n", "")
    for words in ("青石镇人民政府", "2025", "第1稿", current.digest, "退回", "甲县人民政府"):
        assert words in written["回执.txt"].decode("utf-8-sig")
        assert words in printed


def test_a_receipt_needs_no_remark_a_return_does(library: Library, collection: int, folder: Path) -> None:
    receive(library, collection, SCHOOL)
    unit = units_of(library, collection)[SCHOOL]
    assert [job.path.suffix for job in jobs_of(library, [unit], folder, RECEIPTS)] == [".pdf", ".txt"]
    for kind in RETURNS:
        with pytest.raises(UserError, match="要写意见"):
            jobs_of(library, [unit], folder, [kind])
    with pytest.raises(UserError, match="还没有收到"):
        jobs_of(library, [units_of(library, collection)[TOWN]], folder, RECEIPTS)
