"""Take the pictures of docs/pictures from the running program: the same picture each time, on any machine.

    python tools/make_pictures.py [FOLDER [NAME...]]

Offscreen, with the bundled font, on a library of its own; nothing of the user's is read.
"""

# ruff: noqa: E402 — the path comes before what is found by it

import argparse
import contextlib
import itertools
import os
import re
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.importing.batch import Batch
from app.importing.file_read import FileRead
from app.importing.gathering import gather
from export import WRITERS, write
from export.html import write_html
from intake import read, read_file
from model.errors import UserError
from model.form.schema import Cell
from model.report.report import Level, Report
from model.report.totals import with_totals, without_derivable_totals
from model.storage.backups.backup import daily_backup
from model.storage.files.places import SECOND_PLACE
from model.storage.library import Library
from model.storage.records import Change, How
from tools.county_pictures import COUNTY_PICTURES
from ui.appearance import theme
from ui.preview.page_view import PageView
from ui.report.page import ReportPage
from ui.restoring.dialog import RestoreDialog
from ui.settings.definition import BACKUPS
from ui.settings.page import SettingsPage
from ui.start import make_application
from ui.transfer.batch_dialog import BatchDialog
from ui.window.main_window import MainWindow
from ui.window.pages import show_example
from ui.window.trail import OverPage

WIDTH, HEIGHT = 1366, 728  # a small screen without its task bar
TODAY = date(2024, 1, 10)
NOW = datetime(2024, 1, 10, 9, 30, tzinfo=UTC)
APPLICATIONS = "applications"  # the table of section three
RECEIVED = Cell("applications/received/natural_person")
TOWNS = (
    "青石镇人民政府",
    "东河乡人民政府",
    "白桥乡人民政府",
    "红岭镇人民政府",
    "南湖镇人民政府",
    "北山镇人民政府",
    "西坪乡人民政府",
)
PAGE_DOTS = 96  # an inch
MADE, GONE, BROKEN = 8, 5, 3  # days ago: a report made, one deleted, a backup that broke
SETTLED = 2000  # ms
PATIENCE = 400  # times 50 ms


@contextlib.contextmanager
def fresh_window(*, preview: bool = False) -> Iterator[MainWindow]:
    """Open the window on an empty library."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        library = Library(Path("library.db"), clock=lambda: NOW)
        window = MainWindow(library, preview=preview, today=lambda: TODAY)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(WIDTH, HEIGHT)
        window.show()
        yield window
        window.close()
        library.close()


def page_of(window: MainWindow) -> ReportPage:
    """Return the page of the open report."""
    if window.report_page is None:
        raise RuntimeError("no report is open")
    return window.report_page


def example(window: MainWindow) -> ReportPage:
    """Open the example."""
    show_example(window)
    return page_of(window)


def first_start(window: MainWindow) -> None:
    """Leave the three choices as they are."""


def library_page(window: MainWindow) -> None:
    """Show a library of several units."""
    example(window)
    for unit, level in (
        ("青石镇人民政府", Level.TOWNSHIP),
        ("东河街道办事处", Level.SUBDISTRICT),
        ("市财政局", Level.CITY_DEPARTMENT),
    ):
        window.library.create(Report(unit, level, 2023, numbers=_zeros(unit)))
    window.show_library()


def _zeros(unit: str) -> dict[Cell, Decimal]:
    cells = Report(unit, Level.TOWNSHIP, 2023).form.typed_cells
    return dict.fromkeys(cells[: len(cells) * len(unit) // 9], Decimal())


def tab(index: int) -> Callable[[MainWindow], None]:
    """Show one tab of the example."""
    return lambda window: example(window).show_tab(index)


def wrong_number(window: MainWindow) -> None:
    """Mistype a number: the cells, the strip under the table and the list say so."""
    page = example(window)
    page.show_tab(2)
    page.session.set_number(RECEIVED, Decimal(216))


def import_list(window: MainWindow) -> None:
    """Show what was read from the files of a county, one of them chosen."""
    folder = Path("年报")
    folder.mkdir()
    example = replace(read(ROOT / "assets" / "example.json"), level=Level.TOWNSHIP, explanations=())
    full = with_totals(example)
    for number, (unit, suffix) in enumerate(zip(TOWNS, itertools.cycle(WRITERS), strict=False), 1):
        write(replace(full, unit=unit), folder / f"{number:02d} {unit}{suffix}")
    lines = write_html(replace(full, unit="柳湾镇人民政府")).splitlines()
    lost = [line for line in lines if not re.search("国家秘密|内部事务", line) or "<tr" not in line]
    (folder / "02 柳湾镇.html").write_text("\n".join(lost), "utf-8")
    write(replace(full, unit=TOWNS[3]).with_number(RECEIVED, Decimal(265)), folder / f"{TOWNS[3]}（修改）.docx")
    (folder / "扫描件.pdf").write_bytes(b"%PDF-1.7\n")
    for unit, value in zip(TOWNS[:3], (261, 216, 260), strict=True):
        lean = without_derivable_totals(replace(full, unit=unit).with_number(RECEIVED, Decimal(value)))
        last = window.library.create(lean)
    window.library.finalise(last, TODAY)
    window.show_library()
    dialog = BatchDialog(window, Batch(window.library, [_read(path) for path in gather([folder])]))
    dialog.resize(1180, 640)
    dialog.open()
    dialog.table.selectRow(1)


def backed_up(window: MainWindow) -> None:
    """Fill a library day by day, with a backup of each day, one of which broke."""
    example(window)
    library = window.library
    keys = [library.create(Report(unit, Level.TOWNSHIP, 2023, numbers=_zeros(unit))) for unit in TOWNS]
    cells = Report("", Level.TOWNSHIP, 2023).form.typed_cells
    for back in range(12, -1, -1):
        day = TODAY - timedelta(days=back)
        made = daily_backup(library.path, day)
        library.write(keys[back % 3], [Change(cells[back], None, Decimal(back + 1))], How.TYPED, "录入")
        if back == MADE:
            library.create(Report("柳湾镇人民政府", Level.TOWNSHIP, 2023))
        if back == GONE:
            library.delete(keys[5])
        if made is not None:
            when = datetime(day.year, day.month, day.day, 8, 20 + back).timestamp()  # noqa: DTZ001 — the clock on the wall
            if back == BROKEN:
                made.write_bytes(bytes(570_000))
            os.utime(made, (when, when))
    window.show_library()


def restore(window: MainWindow) -> None:
    """Show the backups, and what one of them would change."""
    backed_up(window)
    dialog = RestoreDialog(window, window.library.path, None, TODAY)
    dialog.resize(1040, 610)
    dialog.open()
    rows = range(dialog.model.rowCount())
    _wait_until(lambda: all(dialog.model.is_sound(row) is not None for row in rows))
    dialog.table.selectRow(MADE)
    _wait_until(dialog.yes.isEnabled)
    dialog.inspector.end()


def settings(window: MainWindow) -> None:
    """Show how the backups stand."""
    backed_up(window)
    Path("备份").mkdir()
    window.library.set_setting(SECOND_PLACE, "备份")
    with patch("shutil.disk_usage", return_value=SimpleNamespace(free=81_700_000_000)):
        window.actions_by_key["settings"].trigger()
        over = window.trail.current
        if isinstance(over, OverPage) and isinstance(over.page, SettingsPage):
            over.page.choose(BACKUPS)


def _wait_until(ready: Callable[[], bool]) -> None:
    for _ in range(PATIENCE):
        if ready():
            return
        QTest.qWait(50)
    raise RuntimeError("it was not ready")


def _read(path: Path) -> FileRead:
    try:
        return FileRead(path, read_file(path))
    except UserError as error:
        return FileRead(path, None, error.sentence.removeprefix(f"{path}："))


def preview(window: MainWindow) -> None:
    """Show the printed pages beside the table."""
    page = example(window)
    page.show_tab(2)
    page.show_preview(visible=True)
    for _ in range(PATIENCE):
        view = page.findChild(PageView)
        if isinstance(view, PageView) and view.sizes and not view.missing_pages():
            return
        QTest.qWait(50)
    raise RuntimeError("the preview was not drawn")


def dark(window: MainWindow) -> None:
    """Wear the dark colours."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        theme.wear(application, dark=True)
    wrong_number(window)


PICTURES: dict[str, Callable[[MainWindow], None]] = {
    "first-start": first_start,
    "library": library_page,
    "import-list": import_list,
    "overview": tab(0),
    "disclosure": tab(1),
    "applications": tab(2),
    "disputes": tab(3),
    "window": wrong_number,
    "preview": preview,
    "dark": dark,
    "restore": restore,
    "settings": settings,
    **COUNTY_PICTURES,
}


def take(folder: Path, application: QApplication, only: Collection[str] = ()) -> None:
    """Take every picture, or only some."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, show in PICTURES.items():
        if only and name not in only:
            continue
        theme.wear(application, dark=False)
        with fresh_window(preview=name == "preview") as window:
            show(window)
            application.processEvents()
            QTest.qWait(SETTLED)  # what is counted, checked and laid out a moment later
            window.setFocus()  # a caret blinks
            shown = QApplication.activeModalWidget() or window
            shown.grab().save(str(folder / f"{name}.png"))
            if shown is not window:
                shown.close()  # else it stands before the next window
        print(folder / f"{name}.png")


def take_page(folder: Path) -> None:
    """Take the page of the example that has the table of section three."""
    import pypdfium2

    from export.pdf.writer import write_pdf

    report = read(ROOT / "assets" / "example.json")
    document = pypdfium2.PdfDocument(write_pdf(report))
    heading = report.form.section_of[APPLICATIONS].heading
    page = next(page for page in document if heading in page.get_textpage().get_text_bounded())
    bitmap = page.render(scale=PAGE_DOTS / 72, grayscale=True)
    shades = QImage.Format.Format_Grayscale8
    QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, shades).save(str(folder / "page.png"))
    print(folder / "page.png")


if __name__ == "__main__":
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs" / "pictures")
    given.add_argument("names", nargs="*")
    wanted = given.parse_args()
    theme.SYSTEM_FAMILIES.clear()
    made = make_application()
    theme.apply(made, dark=False)
    take(wanted.folder.resolve(), made, wanted.names)
    if not wanted.names:
        take_page(wanted.folder.resolve())
