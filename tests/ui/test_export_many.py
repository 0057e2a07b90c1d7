"""Several files in one go: what was ticked is written, what is called off leaves no trace."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QPushButton

from app.exporting import handing, writing
from app.exporting.writing import Job
from export import WRITERS
from model.errors import UserError
from model.report.file_format import loads
from model.report.report import Report
from model.report.totals import with_totals
from ui import dialogs
from ui.library.page import LibraryPage
from ui.state.session import Session
from ui.transfer.export_many import _WritingDialog, write_all
from ui.transfer.export_page import ExportPage
from ui.window.main_window import MainWindow


def tick(monkeypatch: pytest.MonkeyPatch, suffixes: set[str]) -> None:
    """Answer the question for the kinds; every other dialog runs."""
    run = dialogs.run

    def answer(dialog: QDialog) -> bool:
        boxes = dialog.findChildren(QCheckBox)
        for box in boxes:
            box.setChecked(any(f"（{suffix}）" in box.text() for suffix in suffixes))
        return bool(suffixes) if boxes else run(dialog)

    monkeypatch.setattr(dialogs, "run", answer)


def hand_out(window: MainWindow) -> None:
    """Export the open report as one that is chosen in the library."""
    assert window.session is not None
    window.hand_out([window.session.id])


def test_all_kinds_are_written_into_the_folder(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "交件"
    folder.mkdir()
    window.library.set_setting("export folder", str(folder))
    tick(monkeypatch, set(WRITERS))
    hand_out(window)
    starts = {path.suffix: path.read_bytes()[:2] for path in folder.iterdir()}
    assert starts == {".json": b"{\n", ".pdf": b"%P", ".docx": b"PK", ".xlsx": b"PK", ".html": b"<!"}
    assert window.status.sentence.startswith("草稿")
    assert window.status.sentence.endswith(f"。已导出5个文件到“{folder}”，重新读过一遍，数字与年报相同")


def test_the_ticks_are_remembered_and_none_is_no_choice(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.library.set_setting("export folder", str(tmp_path / "无"))
    tick(monkeypatch, {".docx"})
    monkeypatch.setattr(dialogs, "warn", lambda *_: None)
    hand_out(window)
    seen: list[tuple[list[bool], bool]] = []

    def look(dialog: QDialog) -> bool:
        boxes = dialog.findChildren(QCheckBox)
        before = [box.isChecked() for box in boxes]
        for box in boxes:
            box.setChecked(False)
        assert isinstance(dialog, dialogs.FormDialog)
        seen.append((before, dialog.yes.isEnabled()))
        return False

    monkeypatch.setattr(dialogs, "run", look)
    hand_out(window)
    assert seen == [([suffix == ".docx" for suffix in WRITERS], False)]


def test_what_is_there_is_asked_about_once_and_replaced_or_left_beside(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.library.set_setting("export folder", str(tmp_path))
    tick(monkeypatch, {".html", ".docx"})
    hand_out(window)
    [page] = tmp_path.glob("*.html")
    page.write_text("改过", "utf-8")
    asked: list[str] = []
    answers = iter([None, False, True])

    def choose(_: object, question: str, *__: str, **___: str) -> bool | None:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr(dialogs, "choose_dangerous", choose)
    hand_out(window)
    assert page.read_text("utf-8") == "改过"
    assert page.name in asked[0]
    hand_out(window)
    assert page.read_text("utf-8") == "改过"
    assert page.with_name(f"{page.stem}（2）.html").read_bytes().startswith(b"<!DOCTYPE html>")
    hand_out(window)
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")
    assert len(list(tmp_path.glob("*.html"))) == 2


def test_what_cannot_be_written_is_told_and_the_rest_is_written(window: MainWindow, tmp_path: Path) -> None:
    def refuse() -> bytes:
        raise UserError("写不出")

    jobs = [Job(tmp_path / "一.pdf", refuse), Job(tmp_path / "无" / "二.json", bytes), Job(tmp_path / "三.json", bytes)]
    outcome = write_all(window, jobs)
    assert outcome.written == [tmp_path / "三.json"]
    assert outcome.refused[0] == f"{tmp_path / '一.pdf'}：写不出"
    assert "没有这个文件夹" in outcome.refused[1]
    assert outcome.sentence == f"已导出1个文件到“{tmp_path}”，没有导出的有2个"
    assert [path.name for path in tmp_path.glob("*三*")] == ["三.json"]


def test_cancelling_lets_the_file_at_work_be_finished_and_begins_no_other(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()

    def slow() -> bytes:
        begun.set()
        go_on.wait(20)
        return b"whole"

    def press(dialog: QDialog) -> bool:
        begun.wait(20)
        [buttons] = dialog.findChildren(QDialogButtonBox)
        QTimer.singleShot(0, buttons.findChild(QPushButton).click)  # type: ignore[union-attr]
        QTimer.singleShot(0, go_on.set)
        return bool(dialog.exec())

    monkeypatch.setattr(dialogs, "run", press)
    outcome = write_all(window, [Job(tmp_path / "一", slow), Job(tmp_path / "二", bytes), Job(tmp_path / "三", bytes)])
    assert outcome.written == [tmp_path / "一"]
    assert outcome.cancelled == 2
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir() if len(path.name) == 1] == [("一", b"whole")]


def test_a_bug_in_the_thread_comes_to_the_window(window: MainWindow, tmp_path: Path) -> None:
    def broken() -> bytes:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_all(window, [Job(tmp_path / "一", broken)])


# Several reports of the library


def noting(asked: list[str], answer: object) -> Callable[..., object]:
    """Return this answer to every question, and keep the question."""

    def note(_: object, question: str, *_buttons: object, **_about: object) -> object:
        asked.append(question)
        return answer

    return note


def page_of(window: MainWindow) -> LibraryPage:
    window.show_library()
    page = window.findChild(LibraryPage)
    assert isinstance(page, LibraryPage)
    page.table.selectAll()
    return page


@pytest.fixture
def folder(window: MainWindow, tmp_path: Path) -> Path:
    """Return an empty folder, which is where files go."""
    folder = tmp_path / "交件"
    folder.mkdir()
    window.library.set_setting("export folder", str(folder))
    return folder


def test_every_chosen_report_is_written_as_every_kind_as_if_it_were_open(
    window: MainWindow, folder: Path, full_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    units = [full_report.unit, "丙镇人民政府", "丙镇 人民政府"]
    for unit in units[1:]:
        window.library.create(replace(full_report, unit=unit))
    final = window.library.create(replace(full_report, unit="丁镇人民政府"))
    window.library.finalise(final, date(2024, 1, 5))
    tick(monkeypatch, {".json", ".docx"})
    page_of(window).bar.export.click()
    assert window.status.sentence.endswith(f"份年报是草稿。已导出8个文件到“{folder}”{writing.READ_BACK}")
    assert len({path.stem for path in folder.iterdir()}) == 4
    read = [loads(path.read_bytes()) for path in folder.glob("*.json")]
    assert sorted(one.unit for one in read) == sorted([*units, "丁镇人民政府"])
    assert all(one.numbers == with_totals(full_report).numbers for one in read)
    with zipfile.ZipFile(next(folder.glob("丁*.docx"))) as archive:
        assert "2024年1月5日" in archive.read("word/document.xml").decode()


def test_two_reports_of_one_name_are_told_apart_also_beside_what_is_there(
    window: MainWindow, folder: Path, full_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    for unit in ("丙/镇", "丙:镇"):
        window.library.create(replace(full_report, unit=unit))
    tick(monkeypatch, {".json"})
    page_of(window).bar.export.click()
    names = {path.stem: loads(path.read_bytes()).unit for path in folder.iterdir()}
    assert sorted(names.values()) == sorted(["丙/镇", "丙:镇", full_report.unit])
    (folder / "丙_镇2023年政府信息公开工作年度报告（2）.json").unlink()
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "choose_dangerous", noting(asked, False))
    page_of(window).bar.export.click()
    assert len(asked) == 1
    assert len({path.stem for path in folder.iterdir()}) == 5
    assert window.status.sentence.endswith(f"份年报是草稿。已导出3个文件到“{folder}”{writing.READ_BACK}")


def test_what_was_written_before_cancelling_stays_and_is_named(
    window: MainWindow, folder: Path, full_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        window.library.create(replace(full_report, unit=f"第{number}镇人民政府"))
    listed: list[str] = []
    monkeypatch.setattr(dialogs, "show_list", lambda _, _sentence, lines: listed.extend(lines))
    run, render, first, second = dialogs.run, handing.render, Event(), Event()

    def call_off_at_the_second(dialog: _WritingDialog) -> None:
        def begun(number: int) -> None:
            if number == 1:
                dialog.reject()
                second.set()

        dialog._writer.begun.connect(begun)

    def answer(dialog: QDialog) -> bool:
        if not isinstance(dialog, _WritingDialog):
            for box in dialog.findChildren(QCheckBox):
                box.setChecked("（.html）" in box.text())
            return True
        call_off_at_the_second(dialog)
        first.set()
        return run(dialog)

    def slow(report: Report, suffix: str, dated: date | None, **options: Any) -> bytes:  # noqa: ANN401 — whatever it takes
        (second if list(folder.iterdir()) else first).wait(20)
        return render(report, suffix, dated, **options)

    monkeypatch.setattr(dialogs, "run", answer)
    monkeypatch.setattr(handing, "render", slow)
    page_of(window).bar.export.click()
    there = sorted(path.name for path in folder.iterdir())
    assert sorted(line.removeprefix("已写好：") for line in listed) == there
    assert len(there) == 2  # the one that was being written is finished
    assert window.status.sentence.endswith(f"。已导出{len(there)}个文件到“{folder}”，取消了{9 - len(there)}个")


def test_what_failed_is_listed_with_its_reason_and_the_rest_is_written(
    window: MainWindow, folder: Path, full_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.library.create(replace(full_report, unit="丙镇人民政府"))
    (folder / "丙镇人民政府2023年政府信息公开工作年度报告.html").mkdir()
    tick(monkeypatch, {".html", ".json"})
    monkeypatch.setattr(dialogs, "choose_dangerous", lambda *_, **__: True)
    listed: list[str] = []
    monkeypatch.setattr(dialogs, "show_list", lambda _, _sentence, lines: listed.extend(lines))
    page_of(window).bar.export.click()
    assert "是文件夹" in listed[0]
    assert [line[:4] for line in listed[1:]] == ["已写好："] * 3
    assert window.status.sentence == f"2份年报是草稿。已导出3个文件到“{folder}”，没有导出的有1个"


@pytest.mark.parametrize("answer", ["附上", "不附"])
def test_the_explanations_of_all_are_asked_for_once(
    window: MainWindow, folder: Path, full_report: Report, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    wording = replace(full_report, texts={"problems/text": "2021年办理申请3件，没有问题，继续改进。"})
    for unit in ("丙镇人民政府", "丁镇人民政府"):
        session = Session(window.library, window.library.create(replace(wording, unit=unit)))
        (finding,) = [one for one in session.findings if one.check == "Y1"]
        session.explain(finding, "指的是前年的情况", "张三")
    asked: list[str] = []

    def choose(_: object, question: str, choices: tuple[str, ...], _title: str) -> int:
        asked.append(question)
        return choices.index(answer)

    monkeypatch.setattr(dialogs, "choose", choose)
    tick(monkeypatch, {".pdf"})
    page_of(window).bar.export.click()
    (question,) = asked
    assert "2份年报共有2条说明" in question
    texts = {path.name[:2]: "".join(text_of(path)) for path in folder.iterdir()}
    assert {name: "审核说明" in text for name, text in texts.items()} == {
        "甲县": False,
        "丙镇": answer == "附上",
        "丁镇": answer == "附上",
    }


def text_of(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_bounded() for page in document]


def test_the_list_says_when_each_report_was_exported_last(
    window: MainWindow, folder: Path, full_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.library.create(replace(full_report, unit="丙镇人民政府"))
    tick(monkeypatch, {".json"})
    page = page_of(window)
    page.table.selectRow(0)
    [exported] = page.chosen()
    page.bar.export.click()
    rows = {one.id: one for one in window.library.summaries()}
    assert rows[exported].exported is not None
    assert [one.exported for key, one in rows.items() if key != exported] == [None]
    shown = {page.model.row(row).id: page.model.row(row).exported for row in range(page.model.count())}
    assert shown[exported] is not None  # at once
    window.open(exported)
    window.actions_by_key["export"].trigger()
    over = getattr(window.trail.current, "page", None)
    assert isinstance(over, ExportPage)
    assert over.rows[".json"].state.words == "与草稿一致"
