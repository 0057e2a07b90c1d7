"""A clerk's day in the window: opening, typing, a cut of power, the preview, a PDF, a file that is double-clicked."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pypdfium2
from PIL import Image
from winbuild.places import ROOT

from tools.trying import must, until
from wintrial.machine import HOME, PROGRAM, Machine

EXAMPLE = ROOT / "assets" / "example.json"
WINDOW = rf"{PROGRAM}\gouji.exe"
REPORT = rf"{HOME}\年报.json"
NUMBER, OTHER_UNIT = "7318", "示例县人民政府"
EXPORTED = r"C:\导出"


def start_for_the_first_time(machine: Machine) -> None:
    """See the window that the installer has opened, on a library that it has made."""
    until("报告库 (the library)", machine.library.exists, machine.patience)
    machine.picture("first-start")
    machine.keys("ctrl+q")
    until("程序的结束 (the end of the program)", lambda: not machine.processes(machine.program), machine.patience)


def open_file(machine: Machine) -> None:
    """Open a file as a double click does, and take it into the library."""
    shutil.copyfile(EXAMPLE, machine.place(REPORT))
    machine.start(WINDOW, REPORT)
    machine.appear(1)  # the window, and the question whether to take the file in
    machine.picture("asked")
    machine.keys("Return")
    until("报告库里的年报 (the report)", machine.numbers, machine.patience)
    machine.picture("opened")


def type_number(machine: Machine, number: str = NUMBER) -> None:
    """Type a number into section three."""
    machine.keys("ctrl+3")
    machine.keys("ctrl+3")
    machine.text(number)
    machine.keys("Return")
    until("录入的数 (the number)", lambda: number in machine.numbers(), machine.patience)
    machine.picture("typed")


def start_again(machine: Machine, number: str = NUMBER) -> None:
    """Start the program after it was killed, and see the number."""
    machine.start(WINDOW)
    machine.appear(0)
    must(number in machine.numbers(), "录入的数不见了。(The number is gone.)")
    machine.keys("ctrl+3")
    machine.keys("ctrl+3")
    machine.picture("again")


def preview(machine: Machine) -> None:
    """Show the preview: another process draws the page."""
    before = machine.picture("without-preview")
    machine.keys("F9")
    time.sleep(6)
    machine.picture("preview")
    machine.keys("F9")


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


def paper(picture: Path) -> int:
    """Count the white points in the right half of a picture, where the pages are drawn."""
    with Image.open(picture) as whole:
        half = whole.convert("L").crop((whole.width // 2, 0, whole.width, whole.height))
        return half.histogram()[255]


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
    must(len(machine.processes(machine.program)) == 1, "开了两个勾稽。(There are two of them.)")
    machine.keys("Return")
    until("交来的年报 (the report that was handed over)", lambda: OTHER_UNIT in machine.units(), machine.patience)
    machine.picture("handed-over-opened")
