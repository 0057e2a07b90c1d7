"""What every test stands on: no display, no library of the user's, no clock in hypothesis."""

import gc
import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from _pytest.doctest import DoctestModule
from hypothesis import settings

gc.set_threshold(50_000, 20, 100)  # from the start: what is collected is no garbage
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHONPYCACHEPREFIX", str(Path(__file__).resolve().parent.parent / ".pytest_cache" / "compiled"))
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False  # what is made of the sources is kept: for the next run, and for processes tests start
sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"]
_FEW = 5  # examples of a property, in a hurry
settings.register_profile("gouji", deadline=None)  # a shared machine is no stop-watch
settings.register_profile("fast", deadline=None, max_examples=_FEW)
settings.load_profile("gouji")

_LABELLED = "tests/model/rules/narrative/test_labelled.py"  # two thousand sentences, of which every tenth tells much

_SLOW = (  # files and tests that start processes, write and read whole documents or try thousands of figures
    "tests/commands/",
    "tests/editions/test_made_up.py",
    "tests/editions/test_third_export.py",
    "tests/editions/test_third_read_back.py",
    "tests/editions/test_third_storage.py",
    "tests/export/test_docx.py",
    "tests/export/test_pdf.py",
    "tests/export/test_round_trip.py",
    "tests/export/test_template.py",
    "tests/export/test_truetype.py",
    "tests/export/test_writing.py",
    "tests/export/test_xlsx.py",
    "tests/faults/",
    "tests/intake/test_begun.py",
    "tests/intake/test_bounds.py",
    "tests/intake/test_editions.py",
    "tests/intake/test_headings.py",
    "tests/intake/test_hostile.py",
    "tests/intake/test_layouts.py",
    "tests/intake/test_pdf.py",
    "tests/intake/test_pdf_own.py",
    "tests/intake/test_rearranged.py",
    "tests/intake/test_spreadsheets.py::test_a_million_empty_rows_below_the_table_are_passed_over",
    "tests/model/rules/test_locate.py",
    "tests/model/storage/test_backup.py",
    "tests/model/storage/test_lock.py",
    "tests/model/storage/test_opening.py",
    "tests/model/storage/test_restoring.py",
    "tests/model/storage/test_sums.py",
    "tests/model/storage/test_summaries.py",
    "tests/model/storage/test_thinning.py",
    "tests/model/storage/test_whereabouts.py",
    "tests/packaging/",
    "tests/test_patterns.py",
    "tests/test_requirements.py",
    "tests/ui/",
)


class _OnlyWhatIsRun:
    """Leaves modules without an example out of the search for examples, and in a hurry what is slow, unimported."""

    def pytest_ignore_collect(self, collection_path: Path, config: pytest.Config) -> bool | None:
        """Leave out a file all of whose tests would be left out."""
        hurry = config.option.markexpr == "not slow" and collection_path.suffix == ".py"
        return True if hurry and collection_path.relative_to(config.rootpath).as_posix().startswith(_SLOW) else None

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(self, file_path: Path) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
        """Take the collectors of a file, but that of examples only where there is one."""
        found = yield
        if any(isinstance(one, DoctestModule) for one in found) and b">>>" not in file_path.read_bytes():
            found = [one for one in found if not isinstance(one, DoctestModule)]
        return found


def pytest_configure(config: pytest.Config) -> None:
    """Ask of files anywhere, not only of those under this folder, whether there is anything to run in them."""
    config.pluginmanager.register(_OnlyWhatIsRun())


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Call slow what opens windows, and what takes longer than the rest of its folder."""
    for item in items:
        left_out = item.nodeid.startswith(_LABELLED) and not item.nodeid.endswith("0]")
        if left_out or "qapp" in getattr(item, "fixturenames", ()) or item.nodeid.startswith(_SLOW):
            item.add_marker("slow")
        elif settings.get_current_profile_name() == "fast":
            _hurry(getattr(item, "obj", None))


def _hurry(test: object) -> None:
    """Try few examples of a property that asks for a number of its own."""
    inside = "_hypothesis_internal_use_settings"
    own = getattr(test, inside, None)
    if own is not None and own.max_examples > _FEW:
        setattr(test, inside, settings(own, max_examples=_FEW))


def pytest_collection_finish() -> None:
    """Leave the thousands of tests out of every search for garbage: it took a sixth of the time."""
    gc.collect()
    gc.freeze()


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
