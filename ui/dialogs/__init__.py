"""Every message box and file dialog of the program: the seam that tests replace.

Call them through the module (`dialogs.ask(…)`), so that a test that replaces one is heard by all. What a start of
the program does not need is imported where it is used: Qt's classes cost time when they are first named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QWidget

from ui.appearance.marking import mark
from ui.dialogs.form_dialog import FormDialog, endanger
from ui.dialogs.titles import PROGRAM, entitle, subject_of, tell_subject, title_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog, QListWidget

_SIGN = 28  # pixels
_TOLD, _NOT_DONE = "提示", "没有完成"

__all__ = ["PROGRAM", "FormDialog", "entitle", "subject_of", "tell_subject", "title_of"]


def run(dialog: QDialog) -> bool:
    """Show a dialog until it is answered; True if it was accepted. Every modal dialog goes through here."""
    for act in _before_each:
        act(dialog)
    return bool(dialog.exec())


_before_each: list[Callable[[QDialog], object]] = []


def before_each(act: Callable[[QDialog], object]) -> None:
    """Say what is done with every dialog before it is shown: what lies above this module has something to add."""
    _before_each[:] = [act]


def tell(parent: QWidget | None, sentence: str) -> None:
    """Say one sentence."""
    _box(parent, "Information", sentence, ("知道了",), title=_TOLD)


def warn(parent: QWidget | None, sentence: str) -> None:
    """Say in one sentence what could not be done, and why."""
    _box(parent, "Warning", sentence, ("知道了",), title=_NOT_DONE)


def ask(  # noqa: PLR0913 — what a question has
    parent: QWidget | None, question: str, yes: str, no: str = "取消", *, doubtful: bool = False, about: str = ""
) -> bool:
    """Ask a question; the buttons say what happens. Enter says yes, and no where yes is `doubtful`."""
    return _box(parent, "Question", question, (yes, no), default=1 if doubtful else 0, about=about) == 0


def ask_undoable(parent: QWidget | None, question: str, yes: str, no: str = "取消", *, about: str = "") -> bool:
    """Ask before something is removed or replaced that can be had back: yes is in red, and Enter does it."""
    return _box(parent, "Question", question, (yes, no), danger=True, about=about) == 0


def ask_dangerous(parent: QWidget | None, question: str, yes: str, no: str = "取消", *, about: str = "") -> bool:
    """Ask before something is lost or replaced: yes is in red, and Enter says no."""
    return _box(parent, "Warning", question, (yes, no), default=1, danger=True, about=about) == 0


def choose_dangerous(parent: QWidget | None, question: str, yes: str, instead: str, *, about: str = "") -> bool | None:
    """Ask before something is replaced where there is another way, which Enter takes; None if it was called off."""
    picked = _box(parent, "Warning", question, (yes, instead, "取消"), default=1, danger=True, about=about)
    return {0: True, 1: False}.get(picked)


def choose(parent: QWidget | None, question: str, choices: Sequence[str], title: str = "") -> int | None:
    """Let one of some choices be made, the first by Enter; None if it was called off, as Esc does."""
    picked = _box(parent, "Question", question, (*choices, "取消"), title=title)
    return picked if picked < len(choices) else None


def show_list(parent: QWidget | None, sentence: str, lines: Sequence[str]) -> None:
    """Say a sentence, and list what it is about; the list can be copied."""
    dialog = form(parent, sentence, "知道了", cancel="")
    add_list(dialog, sentence, lines)
    add_copying(dialog, "\n".join(lines))
    run(dialog)


def add_copying(dialog: FormDialog, text: str) -> None:
    """Put a button into a dialog that copies what is listed, and leaves it open."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QDialogButtonBox

    def copy() -> None:
        QGuiApplication.clipboard().setText(text)
        dialog.missing.setText("已复制")
        dialog.missing.show()

    button = dialog.button_box.addButton("复制这些", QDialogButtonBox.ButtonRole.ActionRole)
    button.setAutoDefault(False)
    button.clicked.connect(copy)


def review(parent: QWidget | None, question: str, lines: Sequence[str], yes: str, *, about: str = "") -> bool:
    """Ask before what is listed below the question is replaced, which can be undone; True if it was accepted."""
    dialog = form(parent, question, yes)
    entitle(dialog, yes, about)
    mark(dialog.yes, "primary", value=False)
    mark(dialog.yes, "danger")
    add_list(dialog, question, lines)
    return run(dialog)


def decide(parent: QWidget | None, question: str, lines: Sequence[str], choices: Sequence[str]) -> int | None:
    """Show what is at stake and let one of some choices be made, the last of which loses it; None for Esc."""
    from PySide6.QtWidgets import QDialogButtonBox

    dialog = form(parent, question, choices[0], cancel="")
    add_list(dialog, question, lines, least=90)
    for number, words in enumerate(choices[1:], 1):
        button = dialog.button_box.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)  # Enter is the first choice
        button.clicked.connect(lambda _checked=False, result=number + 1: dialog.done(result))
        mark(button, "danger", number == len(choices) - 1)
    return dialog.result() - 1 if run(dialog) else None


def add_list(dialog: FormDialog, name: str, lines: Sequence[str], least: int = 220) -> None:
    """Put lines to be read into a dialog; `least` is how high they stay where there is little room."""
    from PySide6.QtWidgets import QPlainTextEdit

    listing = QPlainTextEdit("\n".join(lines))
    listing.setReadOnly(True)
    listing.setTabStopDistance(130)
    listing.setAccessibleName(name)
    listing.setMinimumSize(520, least)
    dialog.body.addWidget(listing)


def pick(parent: QWidget | None, prompt: str, lines: Sequence[str], yes: str) -> int | None:
    """Let one of several lines be chosen; None if it was called off."""
    dialog = form(parent, prompt, yes)
    listing = _listing(dialog, prompt, lines)
    return listing.currentRow() if run(dialog) else None


def pick_some(parent: QWidget | None, prompt: str, lines: Sequence[str], yes: str) -> list[int]:
    """Let one or more of several lines be chosen; none if it was called off."""
    dialog = form(parent, prompt, yes)
    listing = _listing(dialog, prompt, lines)
    listing.setSelectionMode(listing.SelectionMode.ExtendedSelection)
    dialog.hold_until(lambda: bool(listing.selectedIndexes()), listing.itemSelectionChanged, why=lambda: "还没有选")
    return sorted(index.row() for index in listing.selectedIndexes()) if run(dialog) else []


def _listing(dialog: FormDialog, prompt: str, lines: Sequence[str]) -> QListWidget:
    """Put lines into a dialog, the first of them chosen; Enter on one says yes."""
    from PySide6.QtWidgets import QListWidget

    listing = QListWidget()
    listing.addItems(list(lines))
    listing.setCurrentRow(0)
    listing.setAccessibleName(prompt)
    listing.setMinimumSize(520, 220)
    listing.itemActivated.connect(dialog.accept)
    dialog.body.addWidget(listing)
    return listing


def ask_text(parent: QWidget | None, prompt: str, yes: str, *, least: int = 1, text: str = "") -> str | None:
    """Ask for a line of at least so many characters; None if it was called off."""
    from PySide6.QtWidgets import QLineEdit

    dialog = form(parent, prompt, yes)
    line = QLineEdit(text)
    line.setAccessibleName(prompt)
    line.setMinimumWidth(420)
    dialog.body.addWidget(line)

    def short() -> int:
        return least - len(line.text().strip())

    def why() -> str:
        return f"还差{short()}个字" if least > 1 else "还没有填"

    dialog.hold_until(lambda: short() <= 0, line.textChanged, why=why)
    return line.text().strip() if run(dialog) else None


def ask_date(parent: QWidget | None, prompt: str, yes: str, first: date) -> date | None:
    """Ask for a day; None if it was called off."""
    from ui.dialogs.day_field import DayField

    dialog, field = form(parent, prompt, yes), DayField(first, prompt)
    dialog.body.addWidget(field)
    return field.day if run(dialog) else None


def open_files(parent: QWidget | None, title: str, suffixes: Sequence[str]) -> tuple[Path, ...]:
    """Ask which files to read."""
    from ui import folders
    from ui.dialogs import file_dialog

    pattern = " ".join(f"*{suffix}" for suffix in suffixes)
    dialog = file_dialog.to_read(parent, title, folders.last(title), (f"可读取的文件 ({pattern})", "所有文件 (*)"))
    chosen = _chosen(dialog)
    if chosen:
        folders.note(title, chosen[0].parent)
    return chosen


def save_file(parent: QWidget | None, title: str, suggested: Path, kinds: Sequence[tuple[str, str]]) -> Path | None:
    """Ask where to write; `kinds` are names and suffixes, and what has no suffix gets that of the kind chosen."""
    from ui import folders
    from ui.dialogs import file_dialog

    filters = {f"{name} (*{suffix})": suffix for name, suffix in kinds}
    dialog = file_dialog.to_write(parent, title, suggested, tuple(filters))
    chosen = _chosen(dialog)
    if not chosen:
        return None
    path = chosen[0]
    folders.note(title, path.parent)
    known = {suffix for _, suffix in kinds}
    suffix = filters.get(dialog.selectedNameFilter(), kinds[0][1])
    return path if path.suffix.lower() in known else path.with_name(path.name + suffix)


def choose_folder(parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
    """Ask for a folder, beginning where one was chosen last for the same, unless said; None if it was called off."""
    from ui import folders
    from ui.dialogs import file_dialog

    chosen = _chosen(file_dialog.of_folders(parent, title, start or folders.last(title)))
    if not chosen:
        return None
    folders.note(title, chosen[0])
    return chosen[0]


def _chosen(dialog: QFileDialog) -> tuple[Path, ...]:
    """Show a dialog that asks for files; return those that were chosen, none if it was called off."""
    try:
        return tuple(Path(name) for name in dialog.selectedFiles()) if run(dialog) else ()
    finally:
        dialog.deleteLater()


def form(parent: QWidget | None, prompt: str, yes: str, cancel: str = "取消") -> FormDialog:
    """Make a dialog to be filled with fields and given to `run`."""
    return FormDialog(parent, prompt, yes, cancel)


def _box(  # noqa: PLR0913 — what a box shows
    parent: QWidget | None,
    icon: str,
    sentence: str,
    buttons: Sequence[str],
    *,
    default: int = 0,
    danger: bool = False,
    title: str = "",
    about: str = "",
) -> int:
    """Show a message box; which button was pressed, the last one for Esc."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon[icon], "", sentence, QMessageBox.StandardButton.NoButton, parent)
    entitle(box, title or buttons[0], about)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIconPixmap(_sign(icon, danger=danger and default > 0).pixmap(QSize(_SIGN, _SIGN), box.devicePixelRatioF()))
    roles = [QMessageBox.ButtonRole.AcceptRole] * (len(buttons) - 1) + [QMessageBox.ButtonRole.RejectRole]
    made = [box.addButton(text, role) for text, role in zip(buttons, roles, strict=True)]
    if danger:
        endanger(made[0])
    else:
        mark(made[default], "primary")
    box.setDefaultButton(made[default])
    box.setEscapeButton(made[-1])
    run(box)
    pressed = box.clickedButton()
    return next((i for i, button in enumerate(made) if button is pressed), len(made) - 1)


def _sign(kind: str, *, danger: bool) -> QIcon:
    """Return our own sign in the place of the one of the style."""
    from model.form.schema import Severity
    from ui.appearance.signs import icon, severity_icon

    if danger:
        return severity_icon(Severity.HARD)
    if kind == "Warning":
        return severity_icon(Severity.WARN)
    return icon("circle-question-mark", "accent") if kind == "Question" else severity_icon(Severity.HINT)
