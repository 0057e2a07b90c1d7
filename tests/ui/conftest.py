"""What tests of the window stand on: a session on a real library, dressed as the program dresses itself."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from model.form.schema import Cell, Section
from model.report.report import Level, Report
from model.storage.library import Library
from tests.ui.disk import Disk
from tests.ui.hands import HANDLING, MakePage, show_window
from tests.ui.kept_reader import KeptReader
from ui import dialogs, folders
from ui.appearance import theme
from ui.state.session import Session
from ui.tables.page import TablePage
from ui.transfer import read_many
from ui.transfer.batch_dialog import BatchDialog
from ui.window.main_window import MainWindow

UNIT = "甲县乙镇人民政府"


def _worn(application: QApplication) -> tuple[object, ...]:
    """Return all that is worn; what a test has changed of it is put back, as putting it on anew takes long."""
    chosen = application.property(theme._CHOSEN)
    return chosen, application.styleSheet(), application.palette(), application.font()


@pytest.fixture(scope="session")
def light(qapp: QApplication) -> tuple[object, ...]:
    """Return what the light look is."""
    theme.apply(qapp, dark=False)
    return _worn(qapp)


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication, light: tuple[object, ...]) -> None:
    """Wear the light look: fonts that can show Chinese, whatever the machine has."""
    if _worn(qapp) != light:
        theme.apply(qapp, dark=False)


@pytest.fixture(autouse=True)
def _no_key_held(qapp: QApplication) -> None:
    """Let go of Ctrl, which the last click of a test may have left pressed: rows would be added to a selection."""
    if qapp.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyClick(QWidget(), Qt.Key.Key_Shift)


@pytest.fixture(autouse=True)
def _no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for what is read, however busy the machine is, so that no dialog comes between."""
    monkeypatch.setattr("ui.transfer.progress.GRACE", 60_000)


@pytest.fixture(autouse=True)
def _no_folder_known() -> Iterator[None]:
    """Let no file dialog ask a library of a test before."""
    yield
    folders.forget()


@pytest.fixture(scope="session")
def readers(qapp: QApplication) -> Iterator[None]:
    """See to it that no process that reads outlives the tests."""
    yield
    KeptReader.end()


@pytest.fixture
def own_reader() -> None:
    """Let a test start the process that reads, and end it: by being asked for, all of it is done below."""


@pytest.fixture(autouse=True)
def _reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, readers: None) -> None:
    """Read in the process that read for the test before, unless the process is what is tested."""
    if "own_reader" not in request.fixturenames:
        monkeypatch.setattr(read_many, "ReadProcess", KeptReader)


@pytest.fixture
def library(tmp_path: Path, empty_library: Path) -> Iterator[Library]:
    """Return an empty library in a file of its own."""
    opened = Library(Path(shutil.copyfile(empty_library, tmp_path / "library.db")))
    yield opened
    opened.close()


@pytest.fixture
def disk(library: Library) -> Disk:
    """Return what can make the disk of the library refuse."""
    return Disk(library)


@pytest.fixture
def open_session(library: Library, qapp: QApplication) -> Callable[[Report], Session]:
    """Store a report and open it."""
    return lambda report: Session(library, library.create(report))


@pytest.fixture
def blank_report() -> Report:
    """Return a report in which nothing was written yet."""
    return Report(UNIT, Level.TOWNSHIP, 2023)


@pytest.fixture
def full_report(blank_report: Report) -> Report:
    """Return a report whose typed cells are 1, 2, 3 … in the order of the form, and whose identities hold."""
    numbers = {cell: Decimal(i) for i, cell in enumerate(blank_report.form.typed_cells, 1)}
    columns = blank_report.form.tables["applications"].column_leaves
    for column in columns[:-1]:
        results = [c for c in numbers if c.table == "applications" and c.column == column.key]
        done = sum(numbers[c] for c in results if c.row not in {"received", "brought_forward", "carried_forward"})
        left = numbers[Cell.at("applications", "carried_forward", column.key)]
        before = numbers[Cell.at("applications", "brought_forward", column.key)]
        numbers[Cell.at("applications", "received", column.key)] = done + left - before
    return replace(blank_report, numbers=numbers)


@pytest.fixture
def session(open_session: Callable[[Report], Session], blank_report: Report) -> Session:
    """Return the session of a blank report."""
    return open_session(blank_report)


@pytest.fixture
def full_session(open_session: Callable[[Report], Session], full_report: Report) -> Session:
    """Return the session of a full report in which nothing is broken."""
    return open_session(full_report)


@pytest.fixture
def window(qtbot: QtBot, library: Library, full_report: Report) -> Iterator[MainWindow]:
    """Return the window with a full report open, of the size that clerks have."""
    library.create(full_report)
    window = MainWindow(library, preview=False, today=lambda: date(2024, 1, 10))
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1366, 728)
    show_window(window, qtbot)
    yield window
    window.close()


@pytest.fixture
def make_page(qtbot: QtBot) -> Iterator[MakePage]:
    """Return a page beside another widget that can take the focus."""
    windows: list[QWidget] = []

    def make(section: Section, session: Session) -> TablePage:
        window = QWidget()
        window.setMinimumSize(900, 640)
        rows = QVBoxLayout(window)
        page = TablePage(section, session)
        rows.addWidget(page)
        rows.addWidget(QLineEdit(window))
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        page.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is page.view)
        return page

    yield make
    windows.clear()


@pytest.fixture
def page(make_page: MakePage, session: Session) -> TablePage:
    """Return section three of a blank report."""
    return make_page(HANDLING, session)


@pytest.fixture
def full(make_page: MakePage, full_session: Session) -> TablePage:
    """Return section three of a full report in which nothing is broken."""
    return make_page(HANDLING, full_session)


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Press 导入 in the list, and keep what is warned of."""
    said: list[str] = []

    def press(dialog: QDialog) -> bool:
        if isinstance(dialog, BatchDialog):
            dialog.yes.click()
            return True
        return bool(dialog.exec())

    monkeypatch.setattr(dialogs, "run", press)
    monkeypatch.setattr(dialogs, "warn", lambda _, sentence: said.append(sentence))
    return said
