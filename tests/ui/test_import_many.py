"""Several files in one go: read beside the window, shown in one list, stored all together or not at all."""

import itertools
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.importing import gathering
from app.importing.batch import Batch
from app.importing.file_read import FileRead
from app.importing.gathering import gather
from export import WRITERS, write
from intake import Reading
from intake.reading import HeadingPart, Problem
from model.errors import UserError
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.file_format import dumps
from model.report.report import NO_YEAR, Explanation, Report
from model.report.totals import with_totals
from model.storage.files.lock import ask_to_raise
from model.storage.library import Library
from model.storage.records import How
from ui import dialogs
from ui.system import worker_process
from ui.system.single_window import watch
from ui.transfer import read_many
from ui.transfer.batch_dialog import BatchDialog
from ui.transfer.batch_model import FILE, BatchModel
from ui.transfer.progress import ProgressDialog
from ui.window.main_window import MainWindow

CELL = Cell("applications/received/natural_person")
TEXT = "problems/text"
Look = Callable[[BatchDialog], object]


class Hands:
    """Look at the list and press 导入; every other dialog runs, or is read and put away."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.looks: list[Look] = []
        self.progress: Callable[[ProgressDialog], object] = lambda _: None
        self.listed: list[str] = []
        self.warned: list[str] = []
        monkeypatch.setattr(dialogs, "run", self)
        monkeypatch.setattr("ui.transfer.progress.GRACE", 0)
        monkeypatch.setattr(dialogs, "warn", lambda _, sentence: self.warned.append(sentence))

    def __call__(self, dialog: QDialog) -> bool:
        if isinstance(dialog, ProgressDialog):
            self.progress(dialog)
            return bool(dialog.exec())
        if not isinstance(dialog, BatchDialog):
            self.listed += [one.toPlainText() for one in dialog.findChildren(QPlainTextEdit)]
            return True
        dialog.open()
        for look in self.looks:
            look(dialog)
        dialog.yes.click()
        dialog.close()
        return dialog.result() == QDialog.DialogCode.Accepted


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    return Hands(monkeypatch)


def of_unit(report: Report, unit: str) -> Report:
    return replace(report, unit=unit, texts={TEXT: f"{unit}的公开还不够及时，将改进。"})


def put(folder: Path, name: str, report: Report) -> Path:
    write(with_totals(report), folder / name)
    return folder / name


def put_one_of_each(folder: Path, report: Report, count: int) -> dict[str, Report]:
    """Write files of all kinds in turn."""
    made = {}
    for number, suffix in zip(range(count), itertools.cycle(WRITERS), strict=False):
        one = of_unit(report, f"第{number + 1}镇人民政府")
        made[put(folder, f"{number + 1:02d}{suffix}", one).name] = one
    return made


def words_of(dialog: BatchDialog) -> dict[str, str]:
    model = dialog.model
    return {model.text(row, FILE): model.text(row, "result") for row in range(model.rowCount())}


def row_of(dialog: BatchDialog, name: str) -> int:
    return list(words_of(dialog)).index(name)


def choose(dialog: BatchDialog, name: str) -> str:
    """Go to a file, and give what is said of it."""
    dialog.table.setCurrentIndex(dialog.model.index(row_of(dialog, name), 0))
    return dialog.details.toPlainText()


@pytest.mark.usefixtures("own_reader")
def test_thirty_files_of_all_kinds_come_in_and_broken_ones_are_listed(
    window: MainWindow, library: Library, tmp_path: Path, full_report: Report, hands: Hands
) -> None:
    folder = tmp_path / "年报"
    folder.mkdir()
    made = put_one_of_each(folder, full_report, 27)
    (folder / "08a坏.docx").write_bytes(b"PK\x03\x04")
    (folder / "通知.txt").write_text("请各单位按时报送。", "utf-8")
    (folder / "别的.json").write_text('{"gouji": 1}', "utf-8")
    before = library.all()
    hands.looks.append(lambda _: before == library.all() or pytest.fail("stored before 导入"))
    window.bring_in([folder])
    assert window.status.sentence == "已导入27份，跳过3份"
    stored = {one.report.unit: one for one in library.all()}
    for name, report in made.items():
        one = stored[report.unit]
        assert one.report == report, name
        assert {(line.how, line.step) for line in library.history(one.id)} == {(How.IMPORTED, f"导入 {name}")}
    (skipped,) = hands.listed
    assert [line.partition("：")[0] for line in skipped.splitlines()] == ["08a坏.docx", "别的.json", "通知.txt"]
    assert window.session is None  # the library is shown


@pytest.mark.usefixtures("own_reader")
def test_the_window_is_at_hand_while_files_are_read(
    window: MainWindow, tmp_path: Path, full_report: Report, hands: Hands
) -> None:
    put_one_of_each(tmp_path, full_report, 5)
    read: list[int] = []

    def post(dialog: ProgressDialog) -> None:
        assert isinstance(dialog, read_many._ReadingDialog)
        QTimer.singleShot(0, lambda: read.append(len(dialog.read)))

    hands.progress = post
    read_all = read_many.read_all(window, gather([tmp_path / f"0{i}{s}" for i, s in enumerate(WRITERS, 1)]))
    assert read_all is not None
    assert len(read_all) == 5
    assert read == [0]


@pytest.mark.usefixtures("own_reader")
@pytest.mark.parametrize("by", ["取消", "Esc"])
def test_cancelling_in_the_middle_keeps_nothing(
    window: MainWindow, tmp_path: Path, full_report: Report, hands: Hands, by: str
) -> None:
    library = window.library
    for number in range(6):
        put(tmp_path, f"{number}.html", of_unit(full_report, f"第{number}镇人民政府"))
    before, seen = library.all(), []

    def press(dialog: ProgressDialog) -> None:
        assert isinstance(dialog, read_many._ReadingDialog)

        def after_two(*_: object) -> None:
            if len(dialog.read) == 2:
                seen.append(dialog)
                button = dialog.findChild(QPushButton)
                assert button is not None
                button.click() if by == "取消" else QTest.keyClick(dialog, Qt.Key.Key_Escape)

        dialog.process.heard.connect(after_two)

    hands.progress = press
    hands.looks.append(lambda _: pytest.fail("the list was shown"))
    window.bring_in(sorted(tmp_path.glob("*.html")))
    assert len(seen) == 1
    assert seen[0].process.pid == 0
    assert library.all() == before
    assert window.session is not None


def test_an_error_in_the_middle_of_storing_leaves_nothing_and_the_list_stays(
    window: MainWindow, library: Library, tmp_path: Path, full_report: Report, hands: Hands
) -> None:
    files = [put(tmp_path, f"{name}.json", of_unit(full_report, f"{name}镇人民政府")) for name in "甲乙丙"]
    library._db.execute(
        "CREATE TEMP TRIGGER broken BEFORE INSERT ON main.report WHEN NEW.unit LIKE '丙%'"
        " BEGIN SELECT RAISE(ABORT, 'broken'); END"
    )
    before = library.all()

    def again(dialog: BatchDialog) -> None:
        dialog.yes.click()
        assert library.all() == before
        assert dialog.isVisible()
        assert hands.warned[0].startswith("一份也没有导入：")
        library._db.execute("DROP TRIGGER broken")

    hands.looks.append(again)
    window.bring_in(files)
    assert len(library.all()) == len(before) + 3
    assert len(hands.warned) == 1


def test_of_two_files_for_one_unit_and_year_none_is_taken_until_one_is_chosen(
    window: MainWindow, library: Library, tmp_path: Path, full_report: Report, hands: Hands
) -> None:
    one = of_unit(full_report, "丙镇人民政府")
    put(tmp_path, "丙.html", one)
    put(tmp_path, "丙 改.json", replace(one, unit="丙镇 人民政府").with_number(CELL, Decimal(4)))
    put(tmp_path, "丁.json", of_unit(full_report, "丁镇人民政府"))

    def look(dialog: BatchDialog) -> None:
        words = words_of(dialog)
        assert "“丙 改.json”" in words["丙.html"]
        assert "“丙.html”" in words["丙 改.json"]
        assert dialog.yes.text() == "导入1份"
        line = f"{FORM_2021.name_of(CELL)}：{full_report.numbers[CELL]} → 4"
        assert line in choose(dialog, "丙 改.json").splitlines()
        QTest.keyClick(dialog.table, Qt.Key.Key_Space)
        assert dialog.yes.text() == "导入2份"
        choose(dialog, "丙.html")
        QTest.keyClick(dialog.table, Qt.Key.Key_Space)
        assert dialog.yes.text() == "导入2份"
        assert words_of(dialog)["丙.html"] == "新增"

    hands.looks.append(look)
    window.bring_in([*sorted(tmp_path.glob("丙*")), tmp_path / "丁.json"])
    assert one in [stored.report for stored in library.all()]
    assert window.status.sentence == "已导入2份，跳过1份"
    assert "已另选“丙.html”" in hands.listed[0]


def test_what_is_in_the_library_is_changed_cell_by_cell_and_what_is_final_stays(
    window: MainWindow, library: Library, tmp_path: Path, full_report: Report, hands: Hands
) -> None:
    names = ("相同", "更改", "定稿", "表样")
    same, changed, final, other = (of_unit(full_report, f"{name}镇人民政府") for name in names)
    ids = [library.create(one) for one in (same, changed.with_number(CELL, Decimal(987)), final)]
    library.create(Report(other.unit, other.level, other.year, "2019"))
    library.finalise(ids[2], date(2024, 1, 5))
    for name, report in zip(names, (same, changed, final.with_number(CELL, Decimal(5)), other), strict=True):
        put(tmp_path, f"{name}.docx", report)
    before = library.load(ids[2])

    def look(dialog: BatchDialog) -> None:
        words = words_of(dialog)
        assert words["相同.docx"] == "与库中相同"
        assert words["更改.docx"] == "更改1处"
        assert "定稿" in words["定稿.docx"]
        assert "表样" in words["表样.docx"]
        line = f"{FORM_2021.name_of(CELL)}：987 → {full_report.numbers[CELL]}"
        assert line in choose(dialog, "更改.docx").splitlines()
        for name in ("定稿.docx", "相同.docx", "表样.docx"):
            choose(dialog, name)
            QTest.keyClick(dialog.table, Qt.Key.Key_Space)
        assert dialog.yes.text() == "导入1份"

    hands.looks.append(look)
    window.bring_in([tmp_path / f"{name}.docx" for name in names])
    assert library.load(ids[1]).report == changed
    (line, *_) = library.history(ids[1])
    assert (line.place, line.old, line.how, line.step) == (CELL, "987", How.IMPORTED, "导入 更改.docx")
    assert library.load(ids[2]) == before


def test_a_document_never_blanks_what_is_there_and_a_file_of_our_own_does(
    window: MainWindow, library: Library, tmp_path: Path, full_report: Report, hands: Hands
) -> None:
    reports = [of_unit(full_report, f"{name}镇人民政府") for name in "甲乙"]
    ids = [library.create(one.with_text("overview/platform", "库里的话")) for one in reports]
    files = [put(tmp_path, f"{i}{suffix}", reports[i]) for i, suffix in enumerate((".html", ".json"))]
    files += [put(tmp_path, f"{name}.html", of_unit(full_report, f"{name}镇人民政府")) for name in "丙丁"]
    window.bring_in(files)
    kept = [library.load(key).report.texts.get("overview/platform") for key in ids]
    assert kept == ["库里的话", None]


def test_a_heading_that_is_put_right_decides_where_a_file_goes(
    window: MainWindow, library: Library, tmp_path: Path, full_report: Report, hands: Hands
) -> None:
    one = of_unit(full_report, "戊县水利局")
    for name in "甲乙":
        put(tmp_path, f"{name}.html", one)
    put(tmp_path, "自己的.json", of_unit(full_report, "己县水利局"))

    def look(dialog: BatchDialog) -> None:
        choose(dialog, "自己的.json")
        assert not dialog.about.isEnabled()
        choose(dialog, "乙.html")
        assert dialog.about.unit.text() == "戊县水利局"
        dialog.about.year.setValue(2022)
        assert set(words_of(dialog).values()) == {"新增"}
        dialog.about.unit.setText("")
        assert "单位名称" in words_of(dialog)["乙.html"]
        assert dialog.yes.text() == "导入2份"
        dialog.about.unit.setText("庚县档案馆")
        assert dialog.yes.text() == "导入3份"

    hands.looks.append(look)
    window.bring_in([tmp_path / name for name in ("甲.html", "乙.html", "自己的.json")])
    new = {(stored.report.unit, stored.report.year) for stored in library.all()}
    assert new >= {("戊县水利局", full_report.year), ("庚县档案馆", 2022), ("己县水利局", full_report.year)}


def test_reasons_come_with_their_files(
    window: MainWindow, library: Library, tmp_path: Path, full_report: Report, hands: Hands
) -> None:
    reason = Explanation("Y1", (TEXT,), "指的是前年的情况", "张三", "2024-01-05T09:00:00")
    reports = [of_unit(full_report, f"{name}镇人民政府") for name in "甲乙"]
    there = library.create(reports[0])
    files = []
    for number, report in enumerate(reports):
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(dumps(replace(report, explanations=(reason,))), "utf-8")
    hands.looks.append(lambda dialog: words_of(dialog)["0.json"] == "补入1条说明" or pytest.fail("no reason"))
    window.bring_in(files)
    assert library.load(there).report.explanations == (reason,)
    assert library.load(there).explained[("Y1", (TEXT,))] == {TEXT: ("",)}
    assert len([one for one in library.all() if one.report.explanations]) == 2


def test_the_open_report_is_shown_anew_after_it_was_changed(
    window: MainWindow, library: Library, tmp_path: Path, full_report: Report, hands: Hands
) -> None:
    assert window.session is not None
    key = window.session.id
    put(tmp_path, "1.json", full_report.with_number(CELL, Decimal(77)))
    put(tmp_path, "2.json", of_unit(full_report, "丙镇人民政府"))
    window.bring_in([tmp_path / "1.json", tmp_path / "2.json"])
    assert window.open(key).value(CELL) == Decimal(77)
    assert library.history(key)[0].step == "导入 1.json"


# What is named


def dropped(window: MainWindow, paths: Sequence[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), action, data, button, key))


def test_files_and_folders_dropped_on_the_window_come_in_together(
    window: MainWindow, tmp_path: Path, full_report: Report, hands: Hands, qtbot: QtBot
) -> None:
    (tmp_path / "夹").mkdir()
    files = [
        put(tmp_path, f"{name}.json", of_unit(full_report, f"{name}镇人民政府")) for name in ("甲", "夹/乙", "夹/丙")
    ]
    dropped(window, [files[0], tmp_path / "夹"])
    qtbot.waitUntil(lambda: len(window.library.all()) == 4)
    assert window.status.sentence == "已导入3份"
    assert hands.listed == []


def test_one_file_dropped_on_the_window_is_shown_as_one(
    window: MainWindow, tmp_path: Path, full_report: Report, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(dialogs, "ask", lambda *_, **__: True)
    dropped(window, [put(tmp_path, "丙.json", of_unit(full_report, "丙镇人民政府"))])
    qtbot.waitUntil(lambda: window.session is not None and window.session.report.unit == "丙镇人民政府")


@pytest.mark.qt_log_ignore("does not support raise")
def test_files_of_a_second_start_come_in_together(
    window: MainWindow, tmp_path: Path, full_report: Report, hands: Hands, qtbot: QtBot
) -> None:
    files = [put(tmp_path, f"{name}.json", of_unit(full_report, f"{name}镇人民政府")) for name in "甲乙"]
    watcher = watch(window, window.library.path, window.bring_in)
    assert watcher is not None
    ask_to_raise(window.library.path, files)
    qtbot.waitUntil(lambda: window.status.sentence == "已导入2份")
    assert len(window.library.all()) == 3


def test_what_comes_while_a_list_is_shown_waits(
    window: MainWindow, library: Library, tmp_path: Path, full_report: Report, hands: Hands
) -> None:
    files = [put(tmp_path, f"{name}.json", of_unit(full_report, f"{name}镇人民政府")) for name in "甲乙丙丁"]
    shown: list[tuple[int, int]] = []

    def look(dialog: BatchDialog) -> None:
        shown.append((dialog.model.rowCount(), len(library.all())))
        if len(shown) == 1:
            window.bring_in(files[1:])

    hands.looks.append(look)
    window.bring_in(files[:2])
    assert shown == [(2, 1), (3, 3)]
    assert len(library.all()) == 5


def test_a_folder_with_more_than_can_be_meant_is_told(
    window: MainWindow, tmp_path: Path, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").touch()
    monkeypatch.setattr(gathering, "MOST", 4)
    window.bring_in([tmp_path])
    monkeypatch.setattr(gathering, "_LARGEST_TREE", 3)
    window.bring_in([tmp_path])
    assert "超过4个" in hands.warned[0]
    assert "太多" in hands.warned[1]
    with pytest.raises(UserError):
        gather([tmp_path])


@pytest.mark.parametrize(
    "command", [("false",), ("没有这个程序",), (sys.executable, "-c", "input()"), ("sleep", "600")]
)
def test_a_process_that_dies_or_is_stuck_is_an_unreadable_file_and_no_more(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr(read_many, "worker_command", lambda _: command)
    monkeypatch.setattr(worker_process, "PATIENCE", 300)
    parent = QWidget()
    qtbot.addWidget(parent)
    read = read_many.read_all(parent, [tmp_path / "甲.docx", tmp_path / "乙.docx"])
    assert read is not None
    assert [(one.reading, "意外中止" in one.sentence) for one in read] == [(None, True)] * 2


# The list as a widget


def batch_of(library: Library, *reports: Report) -> Batch:
    broken = FileRead(Path("坏.pdf"), None, "PDF已损坏")
    return Batch(library, [*(FileRead(Path(f"{i}.html"), Reading(one)) for i, one in enumerate(reports)), broken])


def test_the_model_is_one(library: Library, full_report: Report, qtmodeltester: ModelTester) -> None:
    model = BatchModel(batch_of(library, full_report, full_report, replace(full_report, year=2022)))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_every_row_and_field_says_what_it_is_and_keys_reach_all(
    library: Library, full_report: Report, qtbot: QtBot
) -> None:
    dialog = BatchDialog(None, batch_of(library, full_report, replace(full_report, year=2022)))
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    spoken = [dialog.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken == ["文件：坏.pdf，不导入，PDF已损坏", "文件：0.html，将导入，新增", "文件：1.html，将导入，新增"]
    choose(dialog, "0.html")
    reached: list[QWidget] = []
    while (widget := dialog.focusWidget()) not in reached:
        reached.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert reached[0] is dialog.table
    assert {dialog.about.unit, dialog.about.level, dialog.about.year, dialog.details, dialog.yes} <= set(reached)
    names = [widget.accessibleName() or getattr(widget, "text", str)() for widget in reached]
    assert all(names), names


def test_a_file_whose_year_is_not_known_waits_for_it(library: Library, full_report: Report, qtbot: QtBot) -> None:
    unknown = FileRead(Path("甲.docx"), Reading(replace(full_report, year=NO_YEAR)))
    batch = Batch(library, [unknown, FileRead(Path("乙.docx"), Reading(replace(full_report, year=2021)))])
    dialog = BatchDialog(None, batch)
    qtbot.addWidget(dialog)
    choose(dialog, "甲.docx")
    assert [dialog.model.text(row, "year") for row in (0, 1)] == ["", "2021"]
    assert "年度" in words_of(dialog)["甲.docx"]
    assert batch.taken == [1]
    dialog.about.unit.setText(f"{full_report.unit} ")
    assert batch.taken == [1]
    dialog.about.year.setValue(2023)
    assert batch.taken == [0, 1]
    choose(dialog, "乙.docx")
    assert dialog.about.about.year == 2021


def test_our_own_file_without_a_year_waits_for_it_and_one_that_says_all_is_not_corrected(
    library: Library, full_report: Report, qtbot: QtBot
) -> None:
    nobody_said = Reading(replace(full_report, year=NO_YEAR), as_written=True)
    said = Reading(replace(full_report, unit="乙镇"), as_written=True)
    batch = Batch(library, [FileRead(Path("甲.json"), nobody_said), FileRead(Path("乙.json"), said)])
    dialog = BatchDialog(None, batch)
    qtbot.addWidget(dialog)
    choose(dialog, "乙.json")
    assert not dialog.about.isEnabled()
    choose(dialog, "甲.json")
    assert dialog.about.isEnabled()
    assert len(batch.taken) == 1
    dialog.about.year.setValue(2023)
    assert len(batch.taken) == 2
    assert dialog.about.isEnabled()


def test_rows_that_were_not_read_are_counted_where_the_file_is_listed(
    window: MainWindow, tmp_path: Path, full_report: Report, hands: Hands
) -> None:
    files = [put(tmp_path, f"{name}.html", of_unit(full_report, f"{name}镇人民政府")) for name in "丙丁"]
    rows = [line for line in files[0].read_text("utf-8").splitlines() if "<tr" not in line or "国家秘密" not in line]
    files[0].write_text("\n".join(rows), "utf-8")
    read: list[list[str]] = []

    def look(dialog: BatchDialog) -> None:
        read.extend([dialog.model.text(row, column) for column in ("read", "problems")] for row in (0, 1))
        assert "要核对的1处" in choose(dialog, "丙.html")

    hands.looks.append(look)
    window.bring_in(files)
    assert read == [["第三部分25行，读到24行", "1处"], ["200个数字", ""]]


def test_what_was_asked_of_a_heading_is_asked_no_more_when_it_was_answered(
    library: Library, full_report: Report, qtbot: QtBot
) -> None:
    asked = (
        Problem("", "没有读到单位名称，请填写", HeadingPart.UNIT),
        Problem("", "层级按名称判断，请核对", HeadingPart.LEVEL),
        Problem("第三部分", "没有读到", None),
    )
    read = FileRead(Path("甲.docx"), Reading(replace(full_report, unit=""), asked))
    dialog = BatchDialog(None, Batch(library, [read]))
    qtbot.addWidget(dialog)
    assert "要核对的3处" in dialog.details.toPlainText()
    dialog.about.unit.setText("甲镇人民政府")
    said = dialog.details.toPlainText()
    assert "没有读到单位名称" not in said
    assert "要核对的2处" in said
    assert dialog.model.text(0, "problems") == "2处"
