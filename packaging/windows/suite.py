"""Run the project's own tests under wine: ./dev test-windows [PATHS].

python packaging/windows/suite.py [-n PROCESSES] [--prefix NAME] [--failed | PATHS]      as root

What is run is the checkout as it stands, in CPython for Windows with the packages of the lock file. PATHS are folders
of tests (tests/ui), files or single tests; without them it is everything. What came of whole folders is written down
in docs/windows-tests.md, if everything is committed; --failed runs again, alone, what is written down as failed there.
The user is called 李四, the code page is 936; windows are opened by Qt's platform for Windows, on a display of their
own. It may run beside a build.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from time import monotonic

from make import Build
from winbuild import debian
from winbuild.debian import Windows
from winbuild.places import ROOT, Places, alone, cache
from winbuild.steps import BuildError, must, say
from winsuite import record
from winsuite.parts import Part, chosen

PAGE = ROOT / "docs" / "windows-tests.md"
SHARED = ROOT.parent / "shared"  # the collection of published reports, where it is
USER = "李四"
CODE_PAGE = "gbk"
SCREEN = "2560x1440x24"  # Windows makes no window larger than the screen, and there are tests of large ones
LONGEST = 5400.0  # seconds that a part may take
STUCK = 600  # seconds after which a test tells where it is
RESULT = "result.xml"
ENVIRONMENT = {
    "QT_QPA_PLATFORM": "windows",
    "PYTHONPYCACHEPREFIX": r"C:\compiled",
    "GOUJI_TEST_SHARE": r"\\server\年报",  # tests/model/storage/test_volumes.py
}
SETTINGS = "".join(f"set {name}={value}&& " for name, value in ENVIRONMENT.items())  # wine lets no QT_… in from outside


class Suite:
    """A Windows in which the tests are run, one part after the other."""

    def __init__(self, windows: Windows, places: Places, processes: int) -> None:
        self._windows, self._places, self._processes = windows, places, processes
        self.sources = windows.drive / "gouji"

    def prepare(self) -> None:
        """Make a new Windows with Python and the packages in it."""
        self._windows.create()
        for source, target in (
            (self._places.python, self._windows.drive / "py"),
            (self._places.packages, self._windows.drive / "py" / "Lib" / "site-packages"),
        ):
            shutil.copytree(source, target)
        share = self._windows.drive.parent / "dosdevices" / "unc" / "server" / "年报"  # of another machine
        share.mkdir(parents=True)
        (self._windows.drive / "shared").symlink_to("/shared")  # beside the sources, as it is here

    def take_sources(self) -> None:
        """Put the checkout as it stands into this Windows."""
        shutil.rmtree(self.sources, ignore_errors=True)
        for name in _git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
            if name and (ROOT / name).is_file():
                target = self.sources / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, target)  # with its date: what was compiled of it is still good

    def run(self, part: Part) -> record.Outcome:
        """Run a part, tell what came of it, and return it."""
        result = self.sources / RESULT
        result.unlink(missing_ok=True)
        log = self._places.log(f"suite-{part.name.partition('::')[0].replace('/', '-')}")
        began = monotonic()
        ended = self._pytest(part, log)
        seconds = round(monotonic() - began)
        try:
            outcome = record.read(result)._replace(seconds=seconds)
        except (OSError, SyntaxError, ValueError):  # it fell over, or was ended
            outcome = record.Outcome(0, (f"pytest: {ended}",), {}, seconds)
        say(_told(part, outcome, log))
        return outcome

    def _pytest(self, part: Part, log: Path) -> str:
        options = ["-p", "no:cacheprovider", "-q", "-n", str(part.processes(self._processes))]
        options += [f"--junitxml={RESULT}", "-o", f"faulthandler_timeout={STUCK}", *part.words]
        with log.open("wb") as file:
            process = self._windows.start(
                *("wine", "cmd", "/d", "/c", f"{SETTINGS}cd /d C:\\gouji&& C:\\py\\python.exe -m pytest", *options),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
            )
            try:
                return f"code {process.wait(LONGEST)}"
            except subprocess.TimeoutExpired:
                return f"not at an end after {LONGEST:.0f} s"
            finally:
                self._windows.end()  # also what tests have left running
                process.wait()
                file.flush()
                log.write_text(log.read_bytes().decode(CODE_PAGE, "replace"), "utf-8")


def _told(part: Part, outcome: record.Outcome, log: Path) -> str:
    failed = "".join(f"\n  {name}" for name in outcome.failed)
    figures = f"通过 (passed) {outcome.passed}，失败 (failed) {len(outcome.failed)}"
    figures += f"，跳过 (skipped) {sum(outcome.skipped.values())}，{outcome.seconds} s"
    return f"{part.name}: {figures}{failed}" + (f"\n  {log}" if failed else "")


def _git(*words: str) -> str:
    done = subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, check=False)
    must(done.returncode == 0, f"git {words[0]} 失败 (git failed): {done.stderr.decode().strip()}")
    return done.stdout.decode()


def _made(places: Places) -> None:
    """See that Debian, CPython and the packages are there, unless a build is at it."""
    build = Build(places)
    there = (places.python / "python.exe", places.packages / "PySide6")
    try:
        with alone(places.folder):
            build.debian()
            build.python()
            build.packages()
    except BuildError:
        if not debian.is_wine_there(places.debian) or not all(path.exists() for path in there):
            raise


def _run(parts: Sequence[Part], processes: int, prefix: str) -> Iterator[tuple[Part, record.Outcome]]:
    """Run the parts, one after the other, in a Windows that is made anew when what it is made of has changed."""
    places = Places(cache())
    _made(places)
    steps = Build(places).steps
    own = places.folder / prefix
    own.mkdir(exist_ok=True)
    with ExitStack() as stack:
        stack.enter_context(alone(own))
        stack.enter_context(debian.mounted(places.debian, **({"shared": SHARED} if SHARED.is_dir() else {})))
        shown = stack.enter_context(debian.display(places.debian, SCREEN))
        windows = Windows(places.debian, prefix, USER, shown)
        stack.callback(windows.end)
        suite = Suite(windows, places, processes)
        made = windows.drive / "py" / "Lib" / "site-packages" / "PySide6"
        before = [steps.note(name) for name in ("debian", "python", "packages")]
        steps.take(prefix, "新的 Windows (a new Windows)", suite.prepare, *before, made=made)
        suite.take_sources()
        for part in parts:
            yield part, suite.run(part)


class Log:
    """What is written down in the documents: each part when it is at its end, of a checkout that is committed."""

    def __init__(self, *, again: bool) -> None:
        self._again = again
        self._changed = bool(_git("status", "--porcelain", "--", ".", f":!{PAGE.relative_to(ROOT)}"))
        self._commit = _git("rev-parse", "--short", "HEAD").strip()

    def write(self, part: Part, outcome: record.Outcome) -> None:
        """Put the row of a part in the place of its older one."""
        if not part.recorded:
            return
        if self._changed:
            say(f"有没有提交的改动，不写进 {PAGE.name}。(Not all is committed: nothing is written down.)")
            return
        today = date.today().isoformat()  # noqa: DTZ011 — the day of whoever runs it
        row = record.Row(self._commit, today, outcome)
        if self._again:
            row = record.again(record.parse(PAGE.read_text("utf-8"))[part.name], self._commit, outcome)
        record.update(PAGE, {part.name: row})


def _failed() -> list[Part]:
    """Return the tests that are written down as failed, as parts."""
    rows = record.parse(PAGE.read_text("utf-8"))
    failed = {name: row.outcome.failed for name, row in rows.items() if row.outcome.failed}
    return [Part(name, tuple(map(record.node, tests))) for name, tests in failed.items()]


def main(words: Sequence[str]) -> int:
    """Run what is asked for; return 1 if something fails."""
    reader = argparse.ArgumentParser(prog="./dev test-windows", allow_abbrev=False)
    reader.add_argument("-n", type=int, default=2, dest="processes", metavar="PROCESSES")
    reader.add_argument("--prefix", default="suite", metavar="NAME", help="a Windows of its own: two may run at once")
    reader.add_argument("--failed", action="store_true", help="what is written down as failed, again")
    reader.add_argument("paths", nargs="*", metavar="PATHS")
    asked = reader.parse_args(words)
    try:
        parts = _failed() if asked.failed else chosen(asked.paths, ROOT)
    except ValueError as error:
        say(f"没有 {error}。(There is no such folder or file.)")
        return 2
    try:
        must(os.geteuid() == 0, "请以 root 运行。(Run it as root.)")
        debian.mount_for_oneself()
        log, failed = Log(again=asked.failed), False
        for part, outcome in _run(parts, asked.processes, asked.prefix):
            log.write(part, outcome)
            failed |= bool(outcome.failed)
    except BuildError as error:
        say(f"失败 (failed): {error}")
        return 1
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
