"""A clerk's day in the window: opening, typing, a cut of power, the preview, a PDF, a file that is double-clicked."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pypdfium2
from winbuild.places import ROOT

from tools.trying import must, until
from wintrial.machine import HOME, PROGRAM, Machine, is_paper, moved

EXAMPLE = ROOT / "assets" / "example.json"
WINDOW = rf"{PROGRAM}\gouji.exe"
REPORT = rf"{HOME}\年报.json"
NUMBER = "7318"
UNIT, OTHER_UNIT = "示例市人民政府", "示例县人民政府"  # of the example, of the file that is handed over
PAGE = (0.91, 0.15, 1.0, 0.93)  # of the screen: where nothing but the pages of the preview is
INK = 2000  # points that two pages differ by, at least


def start_for_the_first_time(machine: Machine) -> None:
    """See the window that the installer has opened, on a library that it has made."""
    machine.appear(0)
    must(machine.library.exists(), "没有建立报告库。(There is no library.)")
    machine.picture("first-start")
    machine.keys("ctrl+q")
    until("程序的结束 (the end of the program)", lambda: not machine.processes(machine.program), machine.patience)


def open_file(machine: Machine) -> None:
    """Open a file as a double click does, and take it into the library."""
    shutil.copyfile(EXAMPLE, machine.place(REPORT))
    machine.start_window(WINDOW, REPORT)
    machine.appear(1)  # the window, and the question whether to take the file in
    machine.picture("asked")
    machine.press_until("Return", "报告库里的年报 (the report)", machine.numbers)
    machine.shows(UNIT)
    machine.picture("opened")


def type_number(machine: Machine, number: str = NUMBER, *ways: str) -> None:
    """Type a number into section three, into its first cell or where keys lead from there."""
    machine.keys("ctrl+3")
    machine.keys("ctrl+3", *ways)
    machine.rest()
    machine.text(number)
    machine.keys("Return")
    until("录入的数 (the number)", lambda: number in machine.numbers(), machine.patience)
    machine.picture("typed")


def start_again(machine: Machine, number: str = NUMBER) -> None:
    """Start the program after it was killed, and see the number."""
    machine.start_window(WINDOW)
    machine.appear(0)
    must(number in machine.numbers(), "录入的数不见了。(The number is gone.)")
    machine.shows(UNIT)
    machine.keys("ctrl+3")
    machine.keys("ctrl+3")
    machine.picture("again")


def preview(machine: Machine) -> None:
    """Show the preview: another process draws the page of the part that is shown."""
    without = machine.picture("without-preview")
    machine.keys("F9")
    page_is_drawn(machine, without)
    third = machine.picture("preview-of-the-third-part")
    machine.keys("ctrl+1")
    page_is_drawn(machine, third)
    machine.picture("preview-of-the-first-part")
    machine.keys("ctrl+3")
    machine.keys("F9")


def page_is_drawn(machine: Machine, unlike: Path) -> None:
    """Wait for a page where another picture has something else, and for all that is drawn after it."""

    def drawn() -> bool:
        with machine.glance() as now:
            return is_paper(now, PAGE) and moved(unlike, now, PAGE) > INK

    until("预览里画出的页 (a page of the preview)", drawn, machine.patience)
    machine.rest()


def export_pdf(machine: Machine, number: str = NUMBER) -> None:
    """Write a PDF by way of Windows's own dialog of files."""
    made = machine.place(r"C:\exported\report.pdf")
    made.parent.mkdir()
    machine.keys("ctrl+e")
    machine.appear(1)
    machine.picture("dialog-of-files")
    machine.keys("ctrl+a")
    machine.text(r"C:\exported\report.pdf")
    machine.picture("dialog-filled-in")
    machine.keys("Return")
    until("PDF (the PDF)", made.exists, machine.patience)
    time.sleep(machine.pause)
    machine.picture("exported")
    must(number in words_of(made), "导出的 PDF 里没有录入的数。(The number is not in the PDF.)")


def words_of(pdf: Path) -> str:
    """Return the words of all pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def hand_over(machine: Machine) -> None:
    """Start the program a second time with a file: it ends at once, and the first window shows the file."""
    words = json.loads(EXAMPLE.read_text("utf-8")) | {"unit": OTHER_UNIT, "level": "county"}
    other = rf"{HOME}\另一份.json"
    machine.place(other).write_text(json.dumps(words, ensure_ascii=False), "utf-8")
    second = machine.start(WINDOW, other)
    machine.wait("第二次启动的程序", second)
    machine.appear(1)
    machine.picture("handed-over")
    own = [first for _, first in machine.processes(machine.program) if not first.endswith("-worker")]
    must(len(own) == 1, f"开了{len(own)}个勾稽。(There are several of them.)")
    machine.press_until("Return", "交来的年报 (the report that was handed over)", lambda: OTHER_UNIT in machine.units())
    machine.shows(OTHER_UNIT)
    machine.picture("handed-over-opened")
    machine.leave()
