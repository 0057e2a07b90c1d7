"""The dialog that asks for files and folders: that of the system, or Qt's own, which looks into no file it shows.

Qt's own opens every file of a folder whose name does not tell what it is. To close a file lets go of all locks that
this process has on it, so the library would stand open to a second writer as soon as its folder was looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PySide6.QtCore import QFileInfo, QSize, QStandardPaths, QStorageInfo, QUrl
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import (
    QFileDialog,
    QFileIconProvider,
    QHeaderView,
    QPushButton,
    QSplitter,
    QToolButton,
    QTreeView,
    QWidget,
)

from ui.appearance.signs import icon

_AROUND = 40  # pixels of a window's title and edges
_ROOMY, _NARROW = QSize(900, 560), 700  # pixels; below, a file's size and kind are left out
_Place, _Resize = QStandardPaths.StandardLocation, QHeaderView.ResizeMode
_Kind = QAbstractFileIconProvider.IconType
_ICONS = {_Kind.File: "file-text", _Kind.Computer: "monitor", _Kind.Desktop: "monitor"}
_BUTTONS = {  # of Qt's own dialog, by the names that it gives them
    "backButton": "arrow-left",
    "forwardButton": "arrow-right",
    "toParentButton": "folder-up",
    "newFolderButton": "folder-plus",
}
_KIND = 2  # the column that says what a name ends in
_SIDE = 140  # pixels of the places at the left


class _ByName(QFileIconProvider):
    """Tells files by their names alone."""

    def icon(self, asked: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        """Return the icon of a folder, of a place that holds folders, or of any file."""
        if isinstance(asked, QFileInfo):
            asked = _Kind.Folder if asked.isDir() else _Kind.File
        return icon(_ICONS.get(asked, "folder"))

    def type(self, info: QFileInfo) -> str:
        """Return what the column for the kind says."""
        return "文件夹" if info.isDir() else info.suffix()


@cache
def _by_name() -> _ByName:
    return _ByName()


def _new(parent: QWidget | None, title: str, folder: Path, filters: Sequence[str]) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setIconProvider(_by_name())  # which the dialog does not keep
    dialog.setNameFilters(list(filters))
    dialog.setSidebarUrls([QUrl("file:"), *(QUrl.fromLocalFile(str(one)) for one in usual_folders())])
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    dialog.resize(_ROOMY)
    _dress(dialog)
    fit(dialog, dialog.screen().availableGeometry().size())
    return dialog


def _dress(dialog: QFileDialog) -> None:
    """Let Qt's own dialog look like the rest of the program; that of the system has none of these parts."""
    for name, sign in _BUTTONS.items():
        if (tool := dialog.findChild(QToolButton, name)) is not None:
            tool.setIcon(icon(sign))
    for button in dialog.findChildren(QPushButton):
        button.setIcon(QIcon())  # words do, as everywhere
    for name in ("listModeButton", "detailModeButton"):  # names alone tell nothing of when a file was made
        if (tool := dialog.findChild(QToolButton, name)) is not None:
            tool.hide()
    if (listed := dialog.findChild(QTreeView)) is not None:
        listed.setRootIsDecorated(False)
        listed.setAlternatingRowColors(True)


def usual_folders() -> list[Path]:
    """List where files of an office lie: the user's folders, and sticks that are plugged in."""
    wanted = (_Place.HomeLocation, _Place.DesktopLocation, _Place.DocumentsLocation, _Place.DownloadLocation)
    own = [Path(QStandardPaths.writableLocation(one)) for one in wanted]
    mounted = (Path(one.rootPath()) for one in QStorageInfo.mountedVolumes() if one.isReady())
    plugged_in = [one for one in mounted if one.parts[1:2] == ("media",) or one.parts[1:3] == ("run", "media")]
    return [one for one in dict.fromkeys([*own, *plugged_in]) if one.is_dir()]


def fit(dialog: QFileDialog, room: QSize) -> None:
    """Let Qt's own dialog be no larger than a screen, and names have the room that the other columns leave."""
    most = room - QSize(_AROUND, _AROUND)
    dialog.resize(dialog.size().boundedTo(most))
    listed = dialog.findChild(QTreeView)  # that of the system has none
    if listed is None:
        return
    if (parts := dialog.findChild(QSplitter)) is not None:
        side = min(_SIDE, dialog.width() // 6)
        parts.setSizes([side, dialog.width() - side])
    header = listed.header()
    for column in range(header.count()):
        header.setSectionResizeMode(column, _Resize.ResizeToContents if column else _Resize.Stretch)
        between = 0 < column < header.count() - 1
        listed.setColumnHidden(column, column == _KIND or (between and dialog.width() < _NARROW))


def to_read(parent: QWidget | None, title: str, folder: Path, filters: Sequence[str]) -> QFileDialog:
    """Make a dialog that asks for files that are there."""
    dialog = _new(parent, title, folder, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return dialog


def to_write(parent: QWidget | None, title: str, suggested: Path, filters: Sequence[str]) -> QFileDialog:
    """Make a dialog that asks where to write; it asks itself before a file is replaced."""
    dialog = _new(parent, title, suggested.parent, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.selectFile(suggested.name)
    return dialog


def of_folders(parent: QWidget | None, title: str, folder: Path) -> QFileDialog:
    """Make a dialog that asks for a folder."""
    dialog = _new(parent, title, folder, ())
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return dialog
