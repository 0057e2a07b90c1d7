"""Files that were dropped or chosen: found, read in a process of their own, and shown before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget

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
    read = read_many.read_all(parent, [one.path for one in found.files])
    if read is None:
        return None
    files = [_come(one, how) for one, how in zip(found.files, read, strict=True)]
    return ComingPage(library, Coming(library, collection, files), found.told, folder)


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
