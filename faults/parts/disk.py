"""The disk refuses while somebody writes: nothing typed is lost, and nothing is called saved that is not."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import TracebackType

from faults.part import Outcome, Part
from faults.refusing_disk.disk import LIBRARY, WAYS, Disk
from faults.refusing_disk.robot import BrokenError, Robot, holds, is_on_disk, places
from model.errors import UserError
from model.report.file_format import loads
from model.report.report import Level, Report
from model.storage.connection import is_sound
from model.storage.library import Library

ACTS = 40
LAST_CALL = 60  # of those that a start makes; the one that is refused first is one up to this
_TODAY = date(2024, 1, 10)


@dataclass
class Place:
    """Where a trial happens."""

    folder: Path
    elsewhere: Path
    disk: Disk
    dice: random.Random
    counts: Counter[str]


def trial(seed: int, scratch: Path) -> Outcome:
    """Have the disk refuse from some call of a start, or of the work after it, in one of the ways."""
    name = list(WAYS)[seed % len(WAYS)]
    folder, elsewhere = scratch.resolve() / "disk", scratch.resolve() / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    place = Place(folder, elsewhere, Disk(folder, WAYS[name]), random.Random(seed), Counter({name: 1}))
    try:
        with _unforeseen_is_broken():
            _try(place, from_the_start=seed // len(WAYS) % 3 == 0)
    except BrokenError as error:
        return Outcome(f"{name}: {error}", place.counts)
    finally:
        place.disk.take_all()
    return Outcome("", place.counts)


def _try(place: Place, *, from_the_start: bool) -> None:
    if from_the_start:
        place.disk.refuse(place.dice.randint(1, LAST_CALL))
    with closing(_opened(place)) as library, _window(place, library) as robot:
        if not from_the_start:
            place.disk.refuse(place.dice.randint(1, LAST_CALL))
        _work(place, robot)
        report, typed = robot.session.id, robot.session.typed
        if place.dice.random() < 0.25:
            _close_while_it_lasts(place, robot)
            return
        place.disk.take_all()
        _come_to_rest(robot)
    _opened_again(place, report, typed)


def _work(place: Place, robot: Robot) -> None:
    for number in range(ACTS):
        robot.act()
        if number == ACTS // 2 and place.dice.random() < 0.5:  # the disk takes all for a while
            place.disk.take_all()
            robot.act()
            place.disk.refuse(place.dice.randint(1, 8))
    place.counts.update(robot.counts, 拒绝=place.disk.refused)


def _opened(place: Place) -> Library:
    """Open the library, when the disk allows it: what it refuses is told in a sentence."""
    path = place.folder / "library.db"
    try:
        library = Library(path)
    except UserError:
        place.counts["打开被拒"] += 1
        place.disk.take_all()
        library = Library(path)
    if library.read_only:
        library.close()
        place.counts["只读打开"] += 1
        place.disk.take_all()
        library = Library(path)
    holds(library.read_only is None, f"opened read-only although the disk takes all: {library.read_only}")
    return library


def _made(place: Place, library: Library) -> int:
    report = Report("乙镇人民政府", Level.TOWNSHIP, 2023)
    try:
        return library.create(report)
    except UserError:
        place.counts["新建被拒"] += 1
        holds(not library.all(), "a report that could not be made is there")
        place.disk.take_all()
        return library.create(report)


@contextmanager
def _window(place: Place, library: Library) -> Iterator[Robot]:
    """Show the real window with one report open; at the end it is closed, whatever waits."""
    from ui import dialogs
    from ui.window import closing as question
    from ui.window.main_window import MainWindow

    application = _application()
    made = _made(place, library)
    window = MainWindow(library, preview=False, today=lambda: _TODAY)
    dialogs.decide = lambda *_: question.CLOSE
    dialogs.warn = dialogs.tell = lambda *_: None
    try:
        window.show()
        window.activateWindow()
        window.open(made)
        application()
        yield Robot(window, place.dice)
    finally:
        if window.session is not None:
            window.session.give_up_unsaved()
        window.close()
        window.deleteLater()
        application()


@cache
def _application() -> Callable[[], None]:
    """Make the application once for the process; give what lets it come to rest."""
    from PySide6.QtCore import QCoreApplication, QEvent

    from ui.appearance import theme
    from ui.start import make_application

    application = make_application()
    theme.apply(application, dark=False)

    def rest() -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        application.processEvents()

    return rest


def _come_to_rest(robot: Robot) -> None:
    """Now that the disk takes all, all is on disk and said; each step can be taken back and made again."""
    waited = bool(robot.session.unsaved)
    holds(robot.session.save(), f"the disk takes all, and still: {robot.session.unsaved.reason}")
    holds(not waited or robot.window.status.sentence == "已全部保存", "it is not said that all is saved")
    robot.compare()
    stack, typed = robot.session.undo_stack, robot.session.typed
    for step in range(stack.index() - 1, -1, -1):
        stack.undo()
        holds(robot.session.typed == robot.states[step], f"step {step} was taken back otherwise than it was made")
    holds(not stack.canUndo(), "there is more to undo than was done")
    while stack.canRedo() and robot.session.typed != typed:
        stack.redo()
    robot.compare()
    holds(robot.session.typed == typed, "made again, the steps lead to another state")


def _close_while_it_lasts(place: Place, robot: Robot) -> None:
    """Close the window and choose a file: it shows what the screen showed."""
    from ui import dialogs
    from ui.window import closing as question

    file, session = place.elsewhere / "a.gouji.json", robot.session
    waited, shown, typed, stored = not session.save(), session.report, session.typed, robot.window.library.load
    dialogs.decide = lambda *_: question.PUT_ELSEWHERE
    dialogs.save_file = lambda *_: file
    key = session.id
    place.counts["另存为文件"] += waited
    holds(robot.window.close(), "put into a file, and the window does not close")
    if not waited:
        holds(is_on_disk(stored(key), typed), "closed without a question, and not on disk")
        return
    written = loads(file.read_bytes())
    differs = [one for one in places(shown) if written.value(one) != shown.value(one)]
    holds(not differs, f"the file differs from the screen at {differs[:3]}")


def _opened_again(place: Place, report: int, typed: Report) -> None:
    path = place.folder / "library.db"
    with closing(Library(path)) as library:
        holds(is_on_disk(library.load(report), typed), "opened again, it is not what was typed")
        holds(not library.misfits(report), "rows do not fit")
    holds(is_sound(path), "the file is not sound")


@contextmanager
def _unforeseen_is_broken() -> Iterator[None]:
    """Take an error that nobody foresaw, in any slot of Qt's, for a broken promise."""
    found: list[str] = []

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else ""
        found.append(f"{kind.__name__}: {str(error)[:120]} @ {where}")

    before, sys.excepthook = sys.excepthook, note
    try:
        yield
    finally:
        sys.excepthook = before
    holds(not found, "; ".join(dict.fromkeys(found)))


PART = Part(
    name="disk",
    promise="磁盘满、出错、只读、拔出、被占用时，录入的都在屏幕上并标明未保存，恢复后全部存下，撤销重做一步不少",
    goal="198次磁盘故障，录入的内容0处丢失",
    trial=trial,
    sample=27,
    full=198,
    preload=LIBRARY,
    environment={"QT_LOGGING_RULES": "default.warning=false"},  # said of every window without a display
)
