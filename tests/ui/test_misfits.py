"""What does not fit is said above the pages, gone through with a key each, and said no more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from model.form.schema import Cell
from model.report.report import Report
from model.storage.checksums.sums import HEADER
from model.storage.checksums.verifying import verify
from model.storage.files.places import beside
from model.storage.library import Library
from model.storage.records import Change, How, LostEdits, Misfit, MisfitKind
from tests.ui.hands import show_window
from ui import dialogs
from ui.report.history_panel import HistoryDialog
from ui.restoring.misfits import Misfits, misfit_words
from ui.restoring.notices import lost_words
from ui.system.daily_backup import DailyBackup
from ui.transfer import exporting
from ui.window.main_window import MainWindow

CELL = Cell("applications/received/natural_person")


@pytest.fixture
def wrong(library: Library, full_report: Report) -> int:
    """Return a report with a number that somebody else has changed."""
    key = library.create(full_report)
    library._db.execute("UPDATE number SET value = value || '7' WHERE cell = ?", (CELL,))
    return key


@contextmanager
def opened(library: Library, qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(library, preview=False, today=lambda: date(2024, 1, 10))
    show_window(window, qtbot)
    yield window
    for _ in range(3):  # what is begun when a page is painted
        QApplication.processEvents()
    window.close()


def press_in(dialog: QDialog, key: Qt.Key, qtbot: QtBot) -> None:
    """Show a dialog, and press a key when it is there; one that does not come must not wait for ever."""
    QApplication.processEvents()  # the window of the test before is on its way out
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    QTest.keyClick(QApplication.focusWidget() or dialog, key)
    dialog.accept()


def go_through(window: MainWindow) -> None:
    button = next(one for one in window.notices.findChildren(QPushButton) if one.text() == "逐处核对…")
    button.click()


def test_a_wrong_number_is_said_and_one_key_puts_it_right(
    library: Library, wrong: int, full_report: Report, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = full_report.numbers[CELL]
    with opened(library, qtbot) as window:
        assert window.session is not None
        assert window.session.report.numbers[CELL] == int(f"{right}7")  # nothing in silence
        assert ["1处与保存时不符" in one for one in window.notices.sentences] == [True]
        monkeypatch.setattr(dialogs, "run", lambda dialog: press_in(dialog, Qt.Key.Key_1, qtbot))
        go_through(window)
        assert window.session.report.numbers[CELL] == right
        assert window.notices.sentences == []
    assert library.history(wrong)[0].step == "按修改记录改正"
    assert verify(library.path) == ()


def test_of_a_long_text_the_words_that_differ_are_shown(library: Library, full_report: Report, qtbot: QtBot) -> None:
    right = "甲" * 200 + "予以公开162件" + "乙" * 200
    key = library.create(full_report.with_text("overview/on_application", right))
    flipped = right.replace("162", "163")
    library._db.execute("UPDATE text SET value = ? WHERE key = 'overview/on_application'", (flipped,))
    dialog = Misfits(None, library, library.misfits(key))
    qtbot.addWidget(dialog)
    words = [one.text() for one in dialog.values if one.text()]
    assert "162件" in words[0]
    assert "163件" in words[-1]


def test_the_dialog_names_the_place_and_offers_both_values(
    library: Library, wrong: int, full_report: Report, qtbot: QtBot
) -> None:
    dialog = Misfits(None, library, library.misfits(wrong))
    qtbot.addWidget(dialog)
    right = full_report.numbers[CELL]
    assert "本年新收" in dialog.listing.item(0).text()
    assert [button.text() for button in dialog.values if button.text()] == [
        f"1　按修改记录改为“{right}”",
        f"2　采用现值“{right}7”",
    ]
    press_in(dialog, Qt.Key.Key_2, qtbot)
    assert dialog.misfits == []
    assert library.load(wrong).report.numbers[CELL] == int(f"{right}7")
    assert library.load(wrong).misfits == ()


def test_what_was_worked_on_meanwhile_is_not_written_over(
    library: Library, wrong: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(library, qtbot) as window:
        assert window.session is not None
        window.session.set_number(CELL, Decimal(5))
        monkeypatch.setattr(dialogs, "run", lambda _: pytest.fail("there is nothing left to ask"))
        go_through(window)
        assert window.session.report.numbers[CELL] == 5
        assert window.notices.sentences == []


def test_a_report_that_cannot_be_read_is_said_and_the_other_opens(
    library: Library, full_report: Report, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.create(full_report)
    other = library.create(replace(full_report, unit="丙镇人民政府"))
    library._db.execute("UPDATE number SET value = 'x' WHERE report = 1 AND cell = ?", (CELL,))
    with opened(library, qtbot) as window:
        assert window.session is not None
        assert window.session.id == other
        (sentence,) = window.notices.sentences
        assert full_report.unit in sentence
        monkeypatch.setattr(dialogs, "run", lambda dialog: press_in(dialog, Qt.Key.Key_1, qtbot))
        go_through(window)
        assert window.notices.sentences == []
        assert len(library.all()) == 2


def test_all_is_verified_after_the_backup(library: Library, wrong: int, qtbot: QtBot) -> None:
    backup = DailyBackup(library)
    with qtbot.waitSignal(backup.verified) as found:
        backup.start()
    backup.wait()
    (misfit,) = found.args[0]
    assert misfit.place == CELL
    with opened(library, qtbot) as window:
        window.notices.show_verified((misfit, misfit))
        assert any("报告库有2处" in one for one in window.notices.sentences)


def test_damage_is_told_by_the_verification(library: Library, wrong: int, qtbot: QtBot) -> None:
    library.close()
    content = bytearray(library.path.read_bytes())
    content[4096 * 4 : 4096 * 5] = bytes(4096)
    library.path.write_bytes(content)
    backup = DailyBackup(library)
    told: list[str] = []
    backup.failed.connect(told.append, Qt.ConnectionType.DirectConnection)
    backup.start()
    assert backup._thread is not None
    backup._thread.join()
    assert any("已经损坏" in one for one in told)


def test_a_verification_ends_when_the_window_is_left(library: Library, wrong: int, qtbot: QtBot) -> None:
    backup = DailyBackup(library)
    backup._leaving.set()
    with qtbot.assertNotEmitted(backup.verified):
        backup.start()
        backup.wait()


def test_what_does_not_fit_is_asked_about_before_it_is_exported(
    library: Library, wrong: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda _, question, *__: asked.append(question))
    with opened(library, qtbot) as window:
        assert window.session is not None
        assert exporting.export_kind(window, library, window.session, ".pdf") is None
        assert exporting.export_chosen(window, library, [wrong]) is None
        for key in ("copy_html", "print"):
            window.actions_by_key[key].trigger()
    assert [question.partition("，")[0] for question in asked] == [
        f"要{what}的内容有1处与保存时不符" for what in ("导出", "导出", "复制", "打印")
    ]


def test_a_wrong_line_of_history_is_marked(library: Library, full_report: Report, qtbot: QtBot) -> None:
    library.create(full_report)
    library._db.execute("UPDATE history SET new = '9' WHERE id = 1")
    with opened(library, qtbot) as window:
        assert window.session is not None
        dialog = HistoryDialog(window.session, library)
        qtbot.addWidget(dialog)
        steps = [dialog.model.index(row, 4).data() for row in range(dialog.model.rowCount())]
    assert [one for one in steps if "不符" in one] == ["新建（这一行与保存时不符）"]


def test_lost_edits_are_said_once(library: Library, full_report: Report, qtbot: QtBot) -> None:
    key = library.create(full_report)
    library.write(key, [Change(CELL, None, Decimal(3))], How.TYPED, "录入")
    library.close()
    note = '{"user": "u", "machine": "m", "pid": 1, "edit": 9}'
    beside(library.path, "holder").write_text(note, encoding="utf-8")
    with closing(Library(library.path)) as torn, opened(torn, qtbot) as window:
        (sentence,) = window.notices.sentences
        assert "最后7处修改没有写到磁盘" in sentence
        assert "本年新收" in sentence
        window.notices.findChildren(QPushButton)[0].click()
        assert window.notices.sentences == []


def test_every_kind_has_words() -> None:
    header = tuple({"unit": "甲镇", "year": 2023, "level": "township", "state": "draft"}.get(name) for name in HEADER)
    for kind in MisfitKind:
        content = header if kind is MisfitKind.HEADER else ("1",)
        table = "report" if kind is MisfitKind.HEADER else "past" if kind is MisfitKind.COUNT else "number"
        assert "甲镇" in misfit_words(Misfit(kind, 1, "甲镇 2023年度", table, "", (1,), content))
    assert "第7处" in lost_words(LostEdits(1, 7, datetime(2024, 1, 2).astimezone(), "甲镇", "report"))


def test_all_of_it_is_on_a_small_screen(library: Library, wrong: int, qtbot: QtBot) -> None:
    """At 200 percent the buttons stood below the edge."""
    library._db.execute("UPDATE report SET unit = '未例镇'")
    dialog = Misfits(None, library, library.misfits(wrong))
    qtbot.addWidget(dialog)
    dialog.show()
    least = dialog.minimumSizeHint()
    assert (least.width() <= 660, least.height() <= 340) == (True, True)
