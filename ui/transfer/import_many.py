"""Bring several files in at once: read, shown in one list, stored all together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.importing.batch import Batch
from app.importing.import_undo import Imported
from model.storage.library import Library
from ui import dialogs
from ui.transfer.batch_dialog import ask_and_store
from ui.transfer.read_many import read_all


def import_many(parent: QWidget | None, library: Library, paths: Sequence[Path]) -> Imported | None:
    """Read files, show what was read, and store what is ticked; None if it was called off."""
    files = read_all(parent, paths)
    if files is None:
        return None
    batch = Batch(library, files)
    taken = ask_and_store(parent, batch)
    return None if taken is None else Imported(taken, batch.skipped)


def ask_for_files(parent: QWidget | None, *, archives: bool = False) -> tuple[Path, ...]:
    """Ask for one file or several, of kinds that are read; `archives` are where they are unpacked."""
    from intake import READERS

    return dialogs.open_files(parent, "导入年报", (*READERS, *([".zip"] if archives else [])))


def ask_for_folder(parent: QWidget | None) -> tuple[Path, ...]:
    """Ask for a folder; nothing if it was called off."""
    folder = dialogs.choose_folder(parent, "导入哪个文件夹里的年报")
    return () if folder is None else (folder,)
