"""Files that were dropped or chosen: found, read in a process of their own, and shown before anything is stored."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from PySide6.QtWidgets import QWidget

from app.assessment import warm_up
from app.collecting.bringing import Coming, ComingFile, come_in
from app.collecting.found_files import FoundFile, FoundFiles, find_files
from app.importing.file_read import FileRead
from app.importing.gathering import nothing_in
from intake.reading import Reading
from model.errors import UserError
from model.storage.library import Library
from ui import dialogs
from ui.county.coming_page import ComingPage
from ui.transfer import read_many
from ui.transfer.progress import breathe, part_by_part


def read_files(parent: QWidget, library: Library, collection: int, paths: Sequence[Path]) -> ComingPage | None:
    """Find and read files, in a process of its own; the page that shows them, None if called off or there are none."""
    folder = TemporaryDirectory(prefix="gouji-")
    try:
        page = _read(parent, library, collection, paths, folder)
    except UserError as error:
        dialogs.warn(parent, error.sentence)
        page = None
    if page is None:
        folder.cleanup()
    return page


def _read(
    parent: QWidget, library: Library, collection: int, paths: Sequence[Path], folder: TemporaryDirectory[str]
) -> ComingPage | None:
    found = find_files(paths, Path(folder.name))
    if not found.files:
        _tell_nothing(parent, paths, found)
        return None
    Thread(target=_get_ready, name="getting ready", daemon=True).start()
    files: list[ComingFile] = []

    def taken(read: FileRead) -> None:
        files.append(_come(found.files[len(files)], read))

    if read_many.read_all(parent, [one.path for one in found.files], taken) is None:
        return None
    coming = Coming(library, collection, files)
    if not part_by_part(parent, "正在比对", [one.found.name for one in files], coming.judge):
        return None
    page = ComingPage(library, coming, found.told, folder)
    breathe()
    return page


@cache
def _get_ready() -> None:
    """Load what checking needs while others read, and keep the collector from looking through all of it again."""
    warm_up()
    gc.freeze()


def _tell_nothing(parent: QWidget, paths: Sequence[Path], found: FoundFiles) -> None:
    if found.told:
        dialogs.show_list(parent, "没有读到年报：", found.told)
    else:
        dialogs.tell(parent, nothing_in(paths))


def _come(found: FoundFile, how: FileRead) -> ComingFile:
    def reading(_: Path) -> Reading:
        if how.reading is None:
            raise UserError(how.sentence)
        return how.reading

    return come_in(found, reading)
