"""The viewport of a scroll area is found without the classes of all kinds of widgets, and is the one that Qt means."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QTableView, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import ROOT
from ui.system.viewport import viewport_of

START = """
import sys
from pathlib import Path
import PySide6.QtWidgets
from model.report.report import Level, Report
from model.storage.library import Library
from ui.start import make_application
from ui.window.main_window import MainWindow
application, library = make_application(), Library(Path(sys.argv[1]))
report = library.create(Report("甲县乙镇人民政府", Level.TOWNSHIP, 2023))
library.remember(f"tab {report}", sys.argv[2])
window = MainWindow(library, preview=False)
window.report_page._painted = True  # what comes after the first look at the window is not waited for
window.show()
window.grab()
page = window.report_page.page
print(type(page).__name__, "QMdiArea" in vars(PySide6.QtWidgets))
PySide6.QtWidgets.QScrollArea(page).viewport()
print("QMdiArea" in vars(PySide6.QtWidgets))
"""


@pytest.mark.parametrize("tab, kind", [(0, "TextPage"), (1, "TablePage"), (2, "TablePage")])
def test_the_window_is_painted_without_classes_that_nobody_asked_for(tab: int, kind: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", START, str(tmp_path / "library.db"), str(tab)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    painted, asked = done.stdout.splitlines()
    assert painted == f"{kind} False"
    assert asked == "True"  # what this spares is there to be spared


@pytest.mark.parametrize("area", [QScrollArea, QTextEdit, QTableView])
def test_it_is_what_qt_means(area: type[QAbstractScrollArea], qtbot: QtBot) -> None:
    shown = area()
    qtbot.addWidget(shown)
    assert viewport_of(shown) is shown.viewport()


def test_one_that_was_put_there_is_found_too(qtbot: QtBot) -> None:
    area, own = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    area.setViewport(own)
    assert viewport_of(area) is own
