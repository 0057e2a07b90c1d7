"""One font for every widget, whatever the system has for its lists, menus and messages."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6 import QtWidgets
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QListView,
    QStyleOptionViewItem,
    QTableView,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.samples import ROOT
from ui.appearance import theme

SYSTEMS = QFont("DejaVu Sans Mono", 7)
PLUGINS = ["windows"] if os.name == "nt" else ["offscreen", "minimal"]


@pytest.fixture
def as_on_windows(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Do what Qt does on Windows: with the application's style sheet it takes on the system's fonts again."""
    put_on = QApplication.setStyleSheet

    def put_on_with_the_systems_fonts(application: QApplication, words: str) -> None:
        put_on(application, words)
        take_on_the_systems_fonts(application)

    monkeypatch.setattr(QApplication, "setStyleSheet", put_on_with_the_systems_fonts)
    yield
    monkeypatch.undo()
    qapp.setFont(QFont(SYSTEMS))
    theme.put_font(qapp)


def take_on_the_systems_fonts(application: QApplication) -> None:
    for name in theme.WITH_A_FONT_OF_THE_SYSTEM:
        application.setFont(SYSTEMS, name)  # type: ignore[arg-type]  # the stubs want bytes, which it refuses


def kinds() -> Iterator[type[QWidget]]:
    """Return every kind of Qt's widgets that the program makes."""
    nodes = (node for path in (ROOT / "ui").rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    imports = (node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "PySide6.QtWidgets")
    for name in sorted({alias.name for node in imports for alias in node.names}):
        kind = getattr(QtWidgets, name)
        if issubclass(kind, QWidget) and not name.startswith("QAbstract"):
            yield kind


def odd_ones() -> list[str]:
    """Name the kinds of widgets that are not in the program's font."""
    wanted, odd = theme.ui_font(), []
    for kind in kinds():
        made = kind(Qt.Orientation.Horizontal) if kind is QHeaderView else kind()
        made.ensurePolished()
        if (made.font().family(), made.font().pointSizeF()) != (wanted.family(), wanted.pointSizeF()):
            odd.append(kind.__name__)
    return odd


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.usefixtures("as_on_windows")
def test_every_kind_of_widget_has_the_programs_font(qapp: QApplication, dark: bool) -> None:  # noqa: FBT001 — a case
    theme.apply(qapp, dark=dark)
    assert {"QLabel", "QListView", "QMenu", "QMessageBox"} <= {kind.__name__ for kind in kinds()}
    assert odd_ones() == []


@pytest.mark.usefixtures("as_on_windows")
def test_the_font_stays_when_the_system_changes_its_looks(qapp: QApplication) -> None:
    theme.apply(qapp)
    take_on_the_systems_fonts(qapp)
    assert "QMenu" in odd_ones()
    for window in qapp.allWindows():
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
    assert odd_ones() == []


@pytest.mark.parametrize("plugin", PLUGINS)
def test_it_is_so_on_every_platform(plugin: str) -> None:
    code = (
        "from PySide6.QtWidgets import QApplication; from ui.appearance import theme; from tests.ui import test_fonts; "
        "application = QApplication(['gouji', *theme.STYLE]); theme.apply(application); print(test_fonts.odd_ones())"
    )
    environment = os.environ | {"QT_QPA_PLATFORM": plugin}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout == "[]\n", done.stderr


@pytest.mark.usefixtures("as_on_windows")
@pytest.mark.parametrize("kind", [QListView, QTableView, QTreeView])
def test_no_row_is_measured_in_one_font_and_drawn_in_another(
    qtbot: QtBot, qapp: QApplication, kind: type[QListView | QTableView | QTreeView]
) -> None:
    """A delegate measures in the font of the list; what that leaves open a painter takes from the viewport's."""
    theme.apply(qapp)
    view = kind()
    qtbot.addWidget(view)
    measured = QStyleOptionViewItem()
    view.initViewItemOption(measured)
    view.show()
    drawn = QStyleOptionViewItem()
    view.initViewItemOption(drawn)
    measured_in: QFont = measured.font  # type: ignore[attr-defined]  # the stubs forget the fields
    drawn_in: QFont = drawn.font  # type: ignore[attr-defined]
    assert [measured_in, drawn_in, view.viewport().font()] == [theme.ui_font()] * 3
