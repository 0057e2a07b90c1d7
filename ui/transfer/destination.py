"""Where files are exported to: the folder, the name that they get, and what that name became."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from app.exporting.names import file_name
from model.file_names import safe
from ui import dialogs
from ui.appearance.labels import muted
from ui.frame.buttons import push_button
from ui.state.session import Session

_OTHER_NAME = "有的字符不能用在文件名里，已经换成“_”，或者截短了"
_NO_NAME = "没有写文件名，用年报的标题"


class Destination(QWidget):
    """Two fields, with what can be done with the folder."""

    def __init__(self, session: Session, folder: Path) -> None:
        super().__init__()
        self._session = session
        self.line = QLineEdit(str(folder), readOnly=True)
        self.name = QLineEdit(file_name(session.to_hand_over))
        self.note = muted("")
        self.change_button = push_button("更改…", "folder-open")
        self.open_button = push_button("打开文件夹")
        self._lay_out()
        self.change_button.clicked.connect(self._choose)
        self.name.editingFinished.connect(self.settle)
        self.name.textEdited.connect(self.note.hide)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        self.line.setAccessibleName("文件夹")
        self.name.setAccessibleName("文件名")
        for row, (label, field) in enumerate((("文件夹", self.line), ("文件名", self.name))):
            grid.addWidget(QLabel(label), row, 0)
            grid.addWidget(field, row, 1)
        self.note.setWordWrap(True)
        self.note.hide()
        grid.addWidget(self.note, 2, 1)
        grid.addWidget(self.change_button, 0, 2)
        grid.addWidget(self.open_button, 0, 3)
        grid.setColumnMinimumWidth(0, 56)
        grid.setColumnStretch(1, 1)

    @property
    def folder(self) -> Path:
        """The folder that is shown."""
        return Path(self.line.text())

    def _choose(self) -> None:
        folder = dialogs.choose_folder(self, "导出到哪个文件夹", self.folder)
        if folder is not None:
            self.line.setText(str(folder))

    def settle(self) -> str:
        """Return the name that files get; where it is another than was written, show it, and say why."""
        written, usual = self.name.text().strip(), file_name(self._session.to_hand_over)
        stem = safe(written) if written else usual
        if stem != written:
            self.name.setText(stem)
            self.note.setText(_OTHER_NAME if written else _NO_NAME)
        self.note.setVisible(stem != written)
        return stem
