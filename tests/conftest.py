"""What every test stands on: no display, no library of the user's, no clock in hypothesis."""

import gc
import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from _pytest.doctest import DoctestModule
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHONPYCACHEPREFIX", str(Path(__file__).resolve().parent.parent / ".pytest_cache" / "compiled"))
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False  # what is made of the sources is kept: for the next run, and for processes tests start
sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"]
settings.register_profile("gouji", deadline=None)  # a shared machine is no stop-watch
settings.register_profile("fast", deadline=None, max_examples=5)
settings.load_profile("gouji")

_SLOW = (  # files and tests that start processes, read damage by the dozen or try thousands of figures
    "tests/commands/",
    "tests/export/test_round_trip.py",
    "tests/export/test_truetype.py",
    "tests/faults/",
    "tests/intake/test_bounds.py",
    "tests/intake/test_hostile.py",
    "tests/intake/test_layouts.py",
    "tests/intake/test_pdf.py",
    "tests/intake/test_pdf_own.py",
    "tests/intake/test_rearranged.py",
    "tests/model/rules/test_locate.py",
    "tests/model/storage/test_lock.py",
    "tests/model/storage/test_opening.py",
    "tests/model/storage/test_sums.py",
    "tests/packaging/",
    "tests/test_patterns.py",
    "tests/test_requirements.py",
)


class _OnlyExamples:
    """Leaves modules without an example out of the search for examples: importing and searching them took seconds."""

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(
        self, file_path: Path
    ) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
        """Take the collectors of a file, but that of examples only where there is one."""
        found = yield
        if any(isinstance(one, DoctestModule) for one in found) and b">>>" not in file_path.read_bytes():
            found = [one for one in found if not isinstance(one, DoctestModule)]
        return found


def pytest_configure(config: pytest.Config) -> None:
    """Ask of files anywhere, not only of those under this folder, whether they have an example."""
    config.pluginmanager.register(_OnlyExamples())


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Call slow what opens windows, and what takes longer than the rest of its folder."""
    for item in items:
        if "qapp" in getattr(item, "fixturenames", ()) or item.nodeid.startswith(_SLOW):
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    """Leave the thousands of tests out of every search for garbage: it took a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(autouse=True, scope="session")
def _library_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep every test, and every process a test starts, away from the user's library."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        patch.setenv("GOUJI_LIBRARY", str(home / "library.db"))
        patch.setenv("XDG_DATA_HOME", str(home))
        yield home


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library file in which nothing is yet; a copy is made in no time, a new one waits for the disk."""
    from model.storage.library import Library

    path = tmp_path_factory.mktemp("empty") / "library.db"
    Library.open(path).close()
    return path


@pytest.fixture(autouse=True, scope="session")
def _empty_clipboard_at_the_end() -> Iterator[None]:
    """Let go of what was copied: without a display Qt keeps it beyond Python's end, and falls over it there."""
    yield
    if "PySide6.QtGui" in sys.modules:
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.instance():
            QGuiApplication.clipboard().clear()
