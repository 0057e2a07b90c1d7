"""Files come in as new reports, or over the one that is there, cell by cell and undoable."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QWidget

from export.gouji_parcel import write_parcel
from model.collection.handed_up import HandedUp
from model.collection.parcel import Parcel, ParcelKind
from model.form.editions import FORM_2021
from model.report.file_format import dumps
from model.report.report import Report
from model.report.totals import with_totals
from model.storage.library import Library
from tests.model.collection.test_handed_up import TOWNS, whole_of
from ui import dialogs
from ui.state.session import Session
from ui.transfer.importing import import_file

Show = Callable[[int], Session]
CELLS = st.sampled_from(FORM_2021.typed_cells)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer every question with yes, and keep what was said."""
    sentences: list[str] = []

    def heard(_parent: QWidget | None, sentence: str, *_: object, **__: object) -> bool:
        sentences.append(sentence)
        return True

    for name in ("ask", "tell", "warn", "review"):
        monkeypatch.setattr(dialogs, name, heard)
    return sentences


@pytest.fixture
def show(library: Library, qapp: QApplication) -> Show:
    """Open a report as the window does."""
    return lambda report_id: Session(library, report_id, qapp)


def bring_in(library: Library, folder: Path, report: Report, show: Show) -> list[Session]:
    file = folder / "report.json"
    file.write_text(dumps(report), "utf-8")
    shown: list[Session] = []

    def noted(report_id: int) -> Session:
        shown.append(show(report_id))
        return shown[-1]

    import_file(QWidget(), library, file, noted)
    return shown


def test_a_new_report_comes_in_whole_and_its_totals_follow_their_parts(
    library: Library, tmp_path: Path, full_report: Report, show: Show, said: list[str]
) -> None:
    (session,) = bring_in(library, tmp_path, with_totals(full_report), show)
    assert session.report.numbers == with_totals(full_report).numbers
    assert session.typed.numbers == full_report.numbers
    assert full_report.unit in said[0]
    assert "200个数字" in said[0]


def test_what_is_there_is_replaced_in_one_step_that_can_be_undone(
    library: Library, tmp_path: Path, full_report: Report, show: Show, said: list[str]
) -> None:
    library.create(full_report)
    first, second, third = FORM_2021.typed_cells[:3]
    other = full_report.with_numbers({first: Decimal(900), second: None}).with_text("problems/text", "新写的")
    (session,) = bring_in(library, tmp_path, other, show)
    assert "3处" in said[0]
    assert session.typed == other
    session.undo_stack.undo()
    assert session.typed == full_report
    assert session.undo_stack.redoText() == "导入 report.json"
    assert third in session.typed.numbers


def test_the_same_file_again_changes_nothing(
    library: Library, tmp_path: Path, full_report: Report, show: Show, said: list[str]
) -> None:
    library.create(full_report)
    (session,) = bring_in(library, tmp_path, full_report, show)
    assert session.undo_stack.count() == 0
    assert "完全相同" in said[0]


def test_reasons_travel_with_the_file_and_settle_what_they_are_about(
    library: Library, tmp_path: Path, full_report: Report, show: Show, said: list[str]
) -> None:
    wording = replace(full_report, texts={"problems/text": "2021年办理申请3件，没有问题，继续改进。"})
    first = show(library.create(wording))
    (finding,) = [f for f in first.findings if f.check == "Y1"]
    first.explain(finding, "指的是前年的情况", "张三")
    handed = first.to_hand_over
    library.delete(first.id)
    (new,) = bring_in(library, tmp_path, handed, show)
    assert not new.is_open(finding)
    new.unexplain(finding)
    (again,) = bring_in(library, tmp_path, handed, show)
    assert "补入了文件里的1条说明" in said[-1]
    assert again.explanation_of(finding) == first.explanation_of(finding)
    again.set_text("problems/text", "2020年办理申请3件，没有问题，继续改进。")
    assert [f for f in again.findings if f.check == "Y1" and again.is_open(f)]


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"gouji": 99}', b"[1, 2"])
def test_a_wrong_file_is_told_in_one_sentence_and_nothing_comes_in(
    library: Library, tmp_path: Path, show: Show, said: list[str], content: bytes
) -> None:
    file = tmp_path / "错.json"
    file.write_bytes(content)
    import_file(QWidget(), library, file, show)
    assert len(said) == 1
    assert said[0].startswith(str(file))
    assert library.all() == ()


def test_another_edition_is_not_poured_into_this_one(
    library: Library, tmp_path: Path, full_report: Report, show: Show, said: list[str]
) -> None:
    library.create(full_report)
    other = Report(full_report.unit, full_report.level, full_report.year, edition="2019")
    assert bring_in(library, tmp_path, replace(other, texts={"problems/text": "一"}), show) == []
    assert "表样" in said[0]


def test_a_whole_collection_says_that_only_its_sum_comes_in_here(
    library: Library, tmp_path: Path, show: Show, said: list[str]
) -> None:
    below = HandedUp("甲县", TOWNS)
    file = tmp_path / "甲县.gouji"
    file.write_bytes(write_parcel(Parcel(ParcelKind.COLLECTION, whole_of(*TOWNS), below=below)))
    import_file(QWidget(), library, file, show)
    assert "整个汇总任务的合计，内含3个单位、3份年报；在“汇总”里导入才留下它们" in said[0]
