"""What means harm: read by the real worker within its time and memory, and answered by a reading or one sentence."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from time import process_time, thread_time

from faults import hostile_known, hostile_own
from faults.part import Outcome, Part

SECONDS, MEGABYTES = 5.0, 300  # of the worker's processor; of its memory at its peak
WINDOW = 0.05  # seconds of the window's thread at a time
NOMINAL = 0.05  # seconds that the loop below takes on the machine that the goals were set on
LOOPS = 1_000_000
LONGEST = 300  # characters of a sentence, without the name of the file
_NEVER = re.compile(r"Traceback|程序内部|\n")


@dataclass(frozen=True)
class Case:
    """One thing to read: a file, a clipboard that is imported, or a block that is pasted."""

    name: str
    kind: str
    make: Callable[[], object]


@cache
def cases() -> tuple[Case, ...]:
    """Return all cases, mixed, so that the first of them are of every kind."""
    from tests.intake import hostile, hostile_pdf

    tested = {f"{name}{suffix}": make for name, suffix, make, _ in hostile.FILES}
    tested |= {f"{name}.pdf": make for name, make, _ in hostile_pdf.FILES}
    sets = {"known": hostile_known.files(), "own": hostile_own.files(), "tested": tested}
    found = [Case(f"{name}/{file}", "file", make) for name, some in sets.items() for file, make in some.items()]
    found += [Case(name, "clipboard", make) for name, make in hostile_own.CLIPBOARD.items()]
    found += [Case(name, "pasted", make) for name, make in hostile_own.PASTED.items()]
    Random(9).shuffle(found)
    return tuple(found)


def slowness() -> float:
    """Return how much slower this machine is just now than the one that the goals are of; never less than one."""
    started = process_time()
    sum(number * number for number in range(LOOPS))
    return max(1.0, (process_time() - started) / NOMINAL)


def trial(seed: int, scratch: Path) -> Outcome:
    """Try one case."""
    case = cases()[seed % len(cases())]
    made = case.make()
    os.chdir(scratch)
    os.environ["HOME"] = os.environ["TMPDIR"] = str(scratch)
    broken = _pasted(*_two(made)) if case.kind == "pasted" else _read(case, made, scratch)
    os.chdir("/")
    return Outcome(f"{case.name}: {broken}" if broken else "", {case.kind: 1})


def _two(made: object) -> tuple[str, str]:
    if not isinstance(made, tuple):
        raise TypeError
    markup, text = made
    return str(markup), str(text)


# In the window


def _pasted(markup: str, text: str) -> str:
    """Paste a block into section three; it takes the window no longer than a keystroke may."""
    from intake.block import Block
    from intake.placement import place
    from model.errors import UserError
    from model.form.editions import FORM_2021

    section = next(one for one in FORM_2021.sections if any(t.key == "applications" for t in one.tables))

    def paste() -> str:
        try:
            block = Block.pasted(markup, text)
            if block is not None:
                place(block, section, FORM_2021, section.cells[0])
        except UserError as error:
            return error.sentence
        return ""

    Block.pasted("<table><tr><td>1", "")  # loads what reads it
    times = slowness()
    started = thread_time()
    sentence = paste()
    took = (thread_time() - started) / times
    if took > WINDOW:
        return f"pasting took {took * 1000:.0f} ms"
    return _sentence(sentence)


# In the worker


def _read(case: Case, made: object, scratch: Path) -> str:
    from intake.process.apart import of_clipboard, of_file
    from model.errors import UserError

    before: list[str] = []
    if case.kind == "file":
        path = scratch / case.name.rpartition("/")[2]
        path.write_bytes(made if isinstance(made, bytes) else b"")
        request = of_file(path)
        before = [path.name]
    else:
        try:
            request = of_clipboard(*_copied(*_two(made)))
        except UserError as error:
            return _sentence(error.sentence)
    return _asked(request) or _written(scratch, before)


def _copied(markup: str, text: str) -> tuple[str, str]:
    """Put it on a clipboard, as other programs do, and take it off as the window does."""
    from PySide6.QtCore import QMimeData

    from ui.transfer.importing import copied_report

    data = QMimeData()
    data.setHtml(markup)
    data.setText(text)
    return copied_report(data)


def _asked(request: dict[str, object]) -> str:
    """Have the worker answer, with the window's own machinery, and look at what it cost."""
    from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QTimer

    from intake.process.apart import GIVEN_UP
    from ui.transfer.read_many import ReadProcess

    application = QCoreApplication.instance() or QCoreApplication([])
    process = ReadProcess()
    heard: list[tuple[object, str]] = []
    process.heard.connect(lambda reading, sentence: heard.append((reading, sentence)))
    process.died.connect(lambda: heard.append((None, GIVEN_UP)))  # its limits end it: so much is the window told
    times, longest = slowness(), 0.0
    waking = QTimer(interval=20)
    waking.start()
    clock = QElapsedTimer()
    clock.start()
    process.ask(request)
    pid, spent = process.pid, (0.0, 0)
    while not heard and clock.elapsed() < 50_000:
        started = thread_time()
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        longest = max(longest, thread_time() - started)
        now = _spent(pid or process.pid) or spent
        spent = now[0], max(now[1], spent[1])  # one that has ended has no memory any more
    process.stop()
    if not heard:
        return f"the worker did not answer, after {spent[0]:.1f} s, with {spent[1]} MB"
    return _cost(spent[0] / times, spent[1], longest / times) or _sentence(heard[0][1])


def _cost(seconds: float, megabytes: int, window: float) -> str:
    if seconds > SECONDS or megabytes > MEGABYTES:
        return f"took {seconds:.2f} s, {megabytes} MB"
    return f"the window was held for {window * 1000:.0f} ms" if window > WINDOW else ""


def _spent(pid: int) -> tuple[float, int] | None:
    """Return the seconds of the processor and the most megabytes that a process has taken; None when it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
        ticks = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()[11:13]
    except OSError:
        return None
    peak = re.search(r"VmHWM:\s+(\d+) kB", status)
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"), int(peak[1]) // 1024 if peak else 0


def _sentence(sentence: str) -> str:
    """Look whether what is said is one sentence for a clerk."""
    if _NEVER.search(sentence) or len(sentence) > LONGEST:
        return f"said {sentence[:200]!r}"
    return ""


def _written(scratch: Path, before: list[str]) -> str:
    there = sorted(str(one.relative_to(scratch)) for one in scratch.rglob("*"))
    return f"wrote {there}" if there != before else ""


PART = Part(
    name="hostile",
    promise="存心为难的文件和剪贴板（压缩炸弹、层层嵌套、无尽的属性……）既卡不住窗口，也占不满内存",
    goal="读取不超过5秒、300兆字节，得到的是读出的报告或者一句话，不写任何文件；粘贴一块不超过50毫秒",
    trial=trial,
    sample=60,
    full=len(cases()),
)
