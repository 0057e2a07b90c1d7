"""Open the window: the application, the library, the first page."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from model.errors import DamagedError, UserError
from model.storage.files.lock import AlreadyOpenError, ask_to_raise
from model.storage.files.places import followed
from model.storage.library import Library
from ui.actions.registry import KEYS_SHOWN
from ui.appearance import theme
from ui.appearance.signs import program_icon
from ui.system import crash_handler, last_words, surroundings
from ui.system.daily_backup import DailyBackup
from ui.window.cursor_keys import watch_keys
from ui.window.looks import LOOKS, looks_of
from ui.window.main_window import MainWindow

TIDY_AFTER = 500  # milliseconds
BACKUP_AFTER = 1500  # milliseconds: the first look at the window comes first
CLOSED, FAILED = 0, 2  # exit codes


def open_window(library_file: Path, files: Sequence[Path] = (), refuse: Callable[[str], int] | None = None) -> int:
    """Show the window on a library, bring `files` in, and give the exit code when it is closed.

    Whatever goes wrong on the way to the window is a sentence; where a backup may help, the backups are offered.
    `refuse` says why there can be no window at all, and gives the exit code of that.
    """
    with last_words.told(refuse):
        application = make_application()
    library_file = followed(library_file)
    crash_handler.catch(library_file.parent, _warn)  # before anything is read that somebody else has written
    while True:
        try:
            return _use(application, library_file, files)
        except AlreadyOpenError as error:
            return _leave_to_the_first_window(library_file, files, error)
        except DamagedError as error:
            sentence = error.sentence
        except UserError as error:
            _warn(error.sentence)
            return FAILED
        except Exception as error:  # noqa: BLE001 — without a window, too, the user reads a sentence
            told = crash_handler.sentence_of(library_file.parent, error)
            sentence = f"报告库“{library_file}”打不开。{told}"
        _take_down(application)
        if not _offer_backups(library_file, sentence):
            return FAILED


def _use(application: QApplication, library_file: Path, files: Sequence[Path]) -> int:
    """Open the library, and show the window until it is closed."""
    with closing(Library(library_file)) as library:
        theme.apply(application, dark=LOOKS[looks_of(library)])
        window = MainWindow(library)
        _look_after(window, library)
        backup = _back_up_daily(window, library)
        application.setQuitOnLastWindowClosed(True)
        window.show()
        if files:
            QTimer.singleShot(0, window, lambda: window.bring_in(files))
        QTimer.singleShot(TIDY_AFTER, window, lambda: _tidy_up(window, library))
        code = application.exec()
        window.close()
        if backup:
            backup.wait()
        _take_down(application)  # none of its timers may ask a library that is closed
    return code


def _take_down(application: QApplication) -> None:
    """Take down the window, also one that could not be finished."""
    for window in application.topLevelWidgets():
        if isinstance(window, MainWindow):
            window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _leave_to_the_first_window(library_file: Path, files: Sequence[Path], error: AlreadyOpenError) -> int:
    from ui.system.single_window import let_others_come_to_front

    let_others_come_to_front()
    if ask_to_raise(library_file, files):
        return CLOSED
    _warn(error.sentence)
    return FAILED


def _warn(sentence: str) -> None:
    """Show why there is no window."""
    from ui import dialogs

    _dressed()
    dialogs.warn(None, sentence)


def _offer_backups(library_file: Path, sentence: str) -> bool:
    """Show what is wrong with the library, and let a backup be put in its place; True when one was."""
    from ui.restoring import offer

    _dressed()
    return offer.offer(None, library_file, sentence)


def _dressed() -> None:
    """Apply the looks of the application, as far as they are known without a library."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        theme.apply(application)
        watch_keys()


def make_application() -> QApplication:
    """Make the application, with Qt's own words and dates in Chinese, whatever the desktop's language."""
    surroundings.prepare()
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    application = QApplication([*sys.argv[:1], *theme.STYLE])
    application.setApplicationName("gouji")
    application.setApplicationDisplayName("")
    application.setQuitOnLastWindowClosed(False)  # a dialog before the window is not the last one
    application.installTranslator(_LeftOut(application))
    words = QTranslator(application)
    if words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(words)
    application.installTranslator(_Keys(application))  # installed last, so asked first
    return application


class _LeftOut(QTranslator):
    """The words of file dialogs that Qt's Chinese leaves out; installed first, so asked only for those."""

    _WORDS: ClassVar = {"Folder": "文件夹", "Drive": "磁盘"}

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:  # type: ignore[override]
        return self._WORDS.get(source)

    def isEmpty(self) -> bool:
        return False


class _Keys(QTranslator):
    """The names of keys in menus, as they stand in the list of keys and in the manual."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:  # type: ignore[override]
        return KEYS_SHOWN.get(source) if context == "QShortcut" else None

    def isEmpty(self) -> bool:
        return False


def _look_after(window: MainWindow, library: Library) -> None:
    """Arrange for bugs, for a second start, and for being measured."""
    from ui import dialogs
    from ui.system.single_window import watch
    from ui.system.staying import StayingPut

    crash_handler.catch(library.path.parent, lambda sentence: dialogs.warn(window, sentence))
    QTimer.singleShot(0, window, lambda: watch(window, library.path, window.bring_in))
    QTimer.singleShot(0, window, lambda: window.setWindowIcon(program_icon()))
    box = lambda sentence: dialogs.tell(window, sentence)  # noqa: E731
    StayingPut(window, library, show=window.notices.show_until_read, refuse=window.status.refuse, box=box)
    if os.environ.get("GOUJI_BENCH_READY"):
        window.installEventFilter(_Ready(window))


def _back_up_daily(window: MainWindow, library: Library) -> DailyBackup | None:
    """Arrange for today's backup once the window is there to be used."""
    if library.read_only:
        return None
    backup = DailyBackup(library, window)
    backup.failed.connect(window.status.refuse)
    backup.verified.connect(window.notices.show_verified)
    QTimer.singleShot(BACKUP_AFTER, backup, backup.start)
    return backup


def _tidy_up(window: MainWindow, library: Library) -> None:
    """Warn of a place where a library is not safe, and remove what a killed process has left half-written."""
    from threading import Thread

    from model.storage.backups import leftovers
    from model.storage.files import moving, volumes  # noqa: F401 — `moving`, before the disk that this may be on is gone

    if library.read_only:
        return
    if warning := volumes.warning(library.path):
        window.notices.show_until_read(warning)
    exported_to = [folder for folder in (library.recall("export folder", Path, None),) if folder]
    Thread(target=leftovers.clear, args=(library.path, exported_to), name="leftovers", daemon=True).start()


class _Ready(QObject):
    """Tells a bench that the window is painted, waits for its answer, and quits."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._tell)
        return False

    def _tell(self) -> None:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        QApplication.quit()
