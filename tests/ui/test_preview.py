"""The preview, with the real process that draws the real pages."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from commands.preview_worker import Worker
from model.errors import UserError
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report import file_format
from model.report.report import Level, Report
from model.storage.records import State
from tests.systems import is_running
from ui.preview.page_view import PageView
from ui.preview.panel import Preview
from ui.state.session import Session
from ui.system.worker_process import worker_command

CELL = Cell(FORM_2021.typed_cells[30])
PAGE_OF_CELL = 1  # the first rows of section three are on it
PROBLEMS = "problems/text"
REPORT = Report("青石镇人民政府", Level.TOWNSHIP, 2023, numbers={CELL: Decimal(5)}, texts={PROBLEMS: "不足。" * 2000})
WAIT = 60_000  # ms at most, on a busy machine
_ANSWER = '{"kind": "sentence", "sentence": "太多"}\\n{"kind": "done", "spent": true}\\n'
_SAYS = f"import sys; sys.stdout.buffer.write('{_ANSWER}'.encode()); sys.stdout.flush()"
SPENT = (sys.executable, "-c", f"input(); {_SAYS}; input()")  # says that it had all the memory that it may have
DEAD = (sys.executable, "-c", "import sys; sys.stdin.readline(); sys.exit(3)")  # dies of the first request


@pytest.fixture
def session(open_session: Callable[[Report], Session]) -> Session:
    return open_session(REPORT)


@pytest.fixture
def preview(session: Session, qtbot: QtBot) -> Iterator[Preview]:
    preview = Preview(session)
    qtbot.addWidget(preview)
    preview.resize(500, 600)
    with qtbot.waitExposed(preview):
        preview.show()
    yield preview
    preview.stop()


def is_up_to_date(preview: Preview) -> bool:
    return bool(preview.view.sizes) and not preview.process.busy and not preview.view.missing_pages()


def drawn(qtbot: QtBot, preview: Preview) -> Preview:
    preview.start()
    qtbot.waitUntil(lambda: is_up_to_date(preview), timeout=WAIT)
    return preview


def grey(preview: Preview, page: int) -> bytes:
    """Return the pixels of a page, without what a picture has behind the end of its lines."""
    image = preview.view._pictures[page].image
    lines, stride = bytes(image.constBits()), image.bytesPerLine()
    return b"".join(lines[start : start + image.width()] for start in range(0, len(lines), stride))


# The process


def test_nothing_runs_before_it_is_started(preview: Preview) -> None:
    assert preview.process.pid == 0


def test_the_pages_are_drawn_in_another_process(preview: Preview, qtbot: QtBot) -> None:
    drawn(qtbot, preview)
    assert is_running(preview.process.pid)
    assert preview.view.visible_pages[0] == 0
    assert len(set(grey(preview, 0))) > 50  # paper, ink, and the edges between


def test_an_edit_is_drawn_and_the_place_kept(preview: Preview, session: Session, qtbot: QtBot) -> None:
    drawn(qtbot, preview)
    preview.view.go_to_page(PAGE_OF_CELL)
    qtbot.waitUntil(lambda: is_up_to_date(preview), timeout=WAIT)
    place, before = preview.view.verticalScrollBar().value(), grey(preview, PAGE_OF_CELL)
    with qtbot.waitSignal(preview.process.sizes, timeout=WAIT):
        session.set_number(CELL, Decimal(777))
    qtbot.waitUntil(lambda: is_up_to_date(preview), timeout=WAIT)
    assert preview.view.verticalScrollBar().value() == place
    assert grey(preview, PAGE_OF_CELL) != before


def test_of_many_edits_only_the_last_is_drawn(
    preview: Preview, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(qtbot, preview)
    asked: list[Mapping[str, object]] = []
    ask = preview.process.ask

    def note(request: Mapping[str, object]) -> None:
        asked.append(request)
        ask(request)

    monkeypatch.setattr(preview.process, "ask", note)
    preview._pause.setInterval(WAIT)
    for number in range(20):
        session.set_number(CELL, Decimal(number))
        preview._ask()  # as scrolling does
    assert not asked
    with qtbot.waitSignal(preview.process.sizes, timeout=WAIT):
        preview._pause.start(0)
    (only,) = [request for request in asked if "report" in request]
    assert file_format.loads(str(only["report"]).encode()).numbers[CELL] == Decimal(19)


def test_an_edit_while_drawing_is_drawn_afterwards(preview: Preview, session: Session, qtbot: QtBot) -> None:
    preview.start()
    assert preview.process.busy
    with qtbot.waitSignals([preview.process.sizes] * 2, timeout=WAIT):
        session.set_text(PROBLEMS, "短")
    qtbot.waitUntil(lambda: is_up_to_date(preview), timeout=WAIT)
    assert len(preview.view.sizes) == pages_of(session.report)


@pytest.mark.parametrize("when", ["before it is drawn", "after"])
def test_it_goes_to_where_a_section_begins_and_then_stays(
    preview: Preview, session: Session, qtbot: QtBot, when: str
) -> None:
    heading = FORM_2021.sections[5].heading
    if when != "after":
        preview.show_section(heading)
    drawn(qtbot, preview)
    if when == "after":
        preview.show_section(heading)
    page, below = preview._places[heading]
    begins = preview.view._places()[page].top() + below * preview.view.scale
    assert page > 0
    assert 0 < begins - preview.view.verticalScrollBar().value() < preview.view.viewport().height()
    preview.view.go_to_page(0)
    with qtbot.waitSignal(preview.process.sizes, timeout=WAIT):
        session.set_number(CELL, Decimal(777))
    assert preview.view.verticalScrollBar().value() == 0


def pages_of(report: Report) -> int:
    from pypdfium2 import PdfDocument

    from export.pdf.writer import write_pdf

    return len(PdfDocument(write_pdf(report)))


def test_the_day_of_a_final_report_is_on_the_page(preview: Preview, session: Session, qtbot: QtBot) -> None:
    session.stored = type(session.stored)(
        **{**vars(session.stored), "state": State.FINAL, "finalised_on": date(2024, 1, 5)}
    )
    assert preview._report()["dated"] == "2024-01-05"


def test_what_cannot_be_printed_is_said_and_goes_away(preview: Preview, session: Session, qtbot: QtBot) -> None:
    drawn(qtbot, preview)
    with qtbot.waitSignal(preview.process.sentence, timeout=WAIT) as said:
        session.set_text(PROBLEMS, "😀")
    assert preview.trouble.isVisible()
    assert preview.view.sizes
    assert said.args[0]
    session.set_text(PROBLEMS, "好")
    qtbot.waitUntil(lambda: is_up_to_date(preview) and not preview.trouble.isVisible(), timeout=WAIT)


def test_a_process_that_dies_is_started_once_more(preview: Preview, qtbot: QtBot) -> None:
    first = drawn(qtbot, preview).process.pid
    with qtbot.waitSignal(preview.process.died, timeout=WAIT):
        preview.process._kill()
    qtbot.waitUntil(lambda: is_up_to_date(preview), timeout=WAIT)
    assert preview.process.pid not in {0, first}
    assert not preview.trouble.isVisible()


@pytest.mark.parametrize("command", [DEAD, ("/nowhere/at-all",)], ids=["dies", "missing"])
def test_a_process_that_dies_again_is_said_and_can_be_tried_again(
    session: Session, qtbot: QtBot, command: tuple[str, ...]
) -> None:
    preview = Preview(session, command=command)
    qtbot.addWidget(preview)
    preview.show()
    with qtbot.waitSignals([preview.process.died] * 2, timeout=WAIT):
        preview.start()
    assert preview.trouble.again.isVisible()
    assert preview.process.pid == 0
    preview.process._command = worker_command("preview-worker")
    preview.trouble.again.click()
    qtbot.waitUntil(lambda: is_up_to_date(preview), timeout=WAIT)
    assert not preview.trouble.isVisible()
    preview.stop()


def test_after_all_its_memory_the_next_edit_is_drawn_by_a_new_process(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = Preview(session, command=SPENT)
    qtbot.addWidget(preview)
    preview.show()
    with qtbot.waitSignal(preview.process.done, timeout=WAIT):
        preview.start()
    assert preview.trouble.said == "太多"
    assert preview.trouble.isVisible()
    assert not preview.process.busy
    assert preview.process.pid == 0
    monkeypatch.setattr(preview.process, "_command", worker_command("preview-worker"))
    session.set_number(CELL, Decimal(6))
    qtbot.waitUntil(lambda: is_up_to_date(preview), timeout=WAIT)
    assert not preview.trouble.said
    preview.stop()


def test_a_hidden_preview_has_no_process_and_comes_back(preview: Preview, session: Session, qtbot: QtBot) -> None:
    pid = drawn(qtbot, preview).process.pid
    preview.hide()
    assert not is_running(pid)
    session.set_text(PROBLEMS, "短")
    assert preview.process.pid == 0
    preview.show()
    with qtbot.waitSignal(preview.process.sizes, timeout=WAIT):
        pass
    assert len(preview.view.sizes) == pages_of(session.report)


def test_a_process_ends_with_its_input() -> None:
    ended = subprocess.run(worker_command("preview-worker"), input=b"", capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout) == (0, b"")


# What it answers


def answers(worker: Worker, out: io.BytesIO, **request: object) -> list[dict[str, Any]]:
    out.seek(0)
    out.truncate()
    worker.answer({"number": 1, "pages": [], "scale": 1.0, **request})
    out.seek(0)
    found = []
    while line := out.readline():
        found.append(json.loads(line))
        assert len(out.read(found[-1].get("bytes", 0))) == found[-1].get("bytes", 0)
    return found


def test_pages_come_as_large_as_asked_for_from_the_document_made_last() -> None:
    from export.pdf.writer import write_pdf

    out = io.BytesIO()
    worker = Worker(out, lambda report, dated: write_pdf(report, dated=dated))
    made = answers(worker, out, report=file_format.dumps(REPORT), dated=None)
    assert [words["kind"] for words in made] == ["sizes", "done"]
    page, done = answers(worker, out, pages=[1, 99], scale=2.0)
    width, height = made[0]["sizes"][1]
    assert abs(page["width"] - 2 * width) <= 1
    assert abs(page["height"] - 2 * height) <= 1
    assert done["kind"] == "done"


@pytest.mark.parametrize(
    "error, said",
    [(UserError("“龘”没有字体"), "“龘”没有字体"), (ZeroDivisionError(), "ZeroDivisionError")],
)
def test_every_failure_is_a_sentence_and_the_process_lives_on(
    error: Exception, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(report: Report, dated: date | None) -> bytes:
        raise error

    out = io.BytesIO()
    worker = Worker(out, fail)
    sentence, done = answers(worker, out, report=file_format.dumps(REPORT))
    assert said in sentence["sentence"]
    assert done["kind"] == "done"
    assert "Traceback" not in sentence["sentence"]


def test_what_takes_too_much_memory_is_a_sentence_and_the_end_of_the_process() -> None:
    def fail(report: Report, dated: date | None) -> bytes:
        raise MemoryError

    out = io.BytesIO()
    request = json.dumps({"number": 1, "pages": [0], "scale": 1.0, "report": file_format.dumps(REPORT)}).encode()
    Worker(out, fail).run(io.BytesIO(request + b"\n" + request))
    sentence, done = map(json.loads, out.getvalue().splitlines())
    assert "内存" in sentence["sentence"]
    assert done == {"number": 1, "kind": "done", "spent": True}


# The pages


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(400, 500)
    view.show()
    view.show_sizes([(595.0, 842.0)] * 5)
    return view


def test_pages_fit_the_width(view: PageView) -> None:
    assert view.fits_width
    assert abs(view.scale * 595 - view.viewport().width()) < 30
    assert view.horizontalScrollBar().maximum() == 0


def test_zooming_keeps_the_page(view: PageView) -> None:
    view.go_to_page(3)
    view.zoom(1)
    assert view.current_page == 3
    assert not view.fits_width
    view.set_percent(None)
    assert view.current_page == 3


def test_zooming_goes_step_by_step_and_no_further_than_the_ends(view: PageView) -> None:
    view.set_percent(100)
    view.zoom(1)
    assert view.percent == 110
    for _ in range(40):
        view.zoom(-1)
    assert view.percent == 50


@pytest.mark.parametrize("page", [-5, 0, 2, 4, 99])
def test_going_to_a_page_shows_it(view: PageView, page: int) -> None:
    view.go_to_page(page)
    assert view.current_page == min(max(page, 0), 4)


def test_only_what_is_seen_is_missing(view: PageView) -> None:
    assert 0 in view.missing_pages()
    assert 4 not in view.missing_pages()
