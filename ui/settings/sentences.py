"""句子: the sentences that the clerk has kept, to be looked through, changed and let go of; each step is undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.writing import own
from app.writing.legible import kept_form, legible
from app.writing.own import OwnSentence
from model.errors import UserError
from model.form.editions import newest
from ui import dialogs
from ui.actions.in_widgets import CHANGE_OWN, DELETE, FORGET, KEEP_SENTENCE
from ui.actions.registry import KeyContext, pressed
from ui.appearance.marking import mark
from ui.frame.buttons import push_button
from ui.settings.context import SettingsContext
from ui.settings.lines import show_lines

NAME = "本单位的句子"
_LEAST, _FIELD = 120, (460, 120)  # pixels
_HOW = "｛ ｝里是随表格变的数和年度：照原样留着，或者整个删去。"
_NONE = f"还没有{NAME}。写文字时选中常用的一句，按{KEEP_SENTENCE.key}存下，以后每年都能取用；也可以在这里新增。"


class SentencesField(QWidget):
    """The list of own sentences, with what can be done to the one that is chosen."""

    def __init__(self, context: SettingsContext) -> None:
        super().__init__()
        self._context = context
        self.sentences: list[OwnSentence] = []
        self.list = _OwnSentences(self)
        self.none = QLabel(_NONE, wordWrap=True)
        self.none.setProperty("muted", True)
        self.braces = QLabel("｛ ｝里是随表格变的数和年度，改的时候照原样留着", wordWrap=True)
        self.braces.setProperty("muted", True)
        self.add = push_button("新增…", "plus")
        self.change = push_button("修改…", "pencil", CHANGE_OWN.told("修改"))
        self.forget = push_button(DELETE.label, "trash-2", FORGET.told(DELETE.label))
        self.add.clicked.connect(self.add_one)
        self.change.clicked.connect(self.change_one)
        self.forget.clicked.connect(self.forget_one)
        self.list.itemDoubleClicked.connect(self.change_one)
        self.list.currentRowChanged.connect(self._offer)
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusProxy(self.list)
        context.changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.add, self.change, self.forget):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        column.addWidget(self.braces)
        column.addLayout(row)
        column.addStretch(0)

    @property
    def current(self) -> OwnSentence | None:
        """The sentence that is chosen."""
        row = self.list.currentRow()
        return self.sentences[row] if 0 <= row < len(self.sentences) else None

    def refresh(self) -> None:
        """Show what is kept, in the order of the texts; the same line stays chosen."""
        found = sorted(own.kept(self._context.library), key=_order)
        if found == self.sentences and found:
            return
        row = self.list.currentRow()
        self.sentences = found
        self.list.clear()
        for one in found:
            QListWidgetItem(f"{_name(one.text)}\n{legible(one.words)}", self.list)
        self.list.setCurrentRow(min(max(row, 0), len(found) - 1))
        self.list.setVisible(bool(found))
        self.none.setVisible(not found)
        self.braces.setVisible(any("{" in one.words for one in found))
        self._offer()

    def look_for(self, words: str) -> bool:
        """Show the sentences only that hold some words; return whether there are any."""
        return show_lines(self.list, words)

    def _offer(self, *_: object) -> None:
        for button in (self.change, self.forget):
            button.setEnabled(self.current is not None)

    # What can be done

    def add_one(self) -> None:
        """Ask for a sentence, and keep it."""
        before = self.current
        text = before.text if before else next(iter(newest().texts))
        made = ask_for_sentence(self, OwnSentence(text, ""), "新增一句", "新增")
        if made is not None:
            self._keep(lambda: own.added(self._kept(), made), made)

    def change_one(self, *_: object) -> None:
        """Ask how the sentence is to read that is chosen, and for which text it is."""
        one = self.current
        made = ask_for_sentence(self, one, "修改这一句", "保存") if one else None
        if one is not None and made is not None and made != one:
            self._keep(lambda: own.changed(self._kept(), one, made), made)

    def forget_one(self) -> None:
        """Let go of the sentence that is chosen; Ctrl+Z brings it back."""
        one = self.current
        if one is not None:
            self._keep(lambda: own.without(self._kept(), one))

    def _kept(self) -> Sequence[OwnSentence]:
        return own.kept(self._context.library)

    def _keep(self, make: Callable[[], list[OwnSentence]], chosen: OwnSentence | None = None) -> None:
        try:
            sentences = make()
        except UserError as error:
            self._context.refused.emit(error.sentence)
            return
        self._context.keep(own.SETTING, own.as_setting(sentences), NAME)
        if chosen in self.sentences:
            self.list.setCurrentRow(self.sentences.index(chosen))


class _OwnSentences(QListWidget):
    """The lines; Enter changes the one that is chosen, Delete lets go of it."""

    def __init__(self, field: SentencesField) -> None:
        super().__init__(field)
        self._field = field
        self.setAccessibleName(NAME)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setAlternatingRowColors(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(_LEAST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = pressed(event, KeyContext.OWN)
        if act is CHANGE_OWN:
            self._field.change_one()
        elif act is FORGET:
            self._field.forget_one()
        else:
            super().keyPressEvent(event)


def _name(text: str) -> str:
    """Name the text that a sentence is for; one that no form has is named by its key."""
    texts = newest().texts
    return texts[text].name if text in texts else text


def _order(one: OwnSentence) -> int:
    texts = list(newest().texts)
    return texts.index(one.text) if one.text in texts else len(texts)


def ask_for_sentence(parent: QWidget, one: OwnSentence, prompt: str, yes: str) -> OwnSentence | None:
    """Ask how a sentence is to read and for which text it is; None if it was called off."""
    dialog = dialogs.form(parent, _HOW if "{" in one.words else f"{prompt}，用在哪一段", yes)
    dialogs.entitle(dialog, prompt, NAME)
    where, field, told = QComboBox(), QPlainTextEdit(legible(one.words)), QLabel(wordWrap=True)
    for text in dict.fromkeys([*newest().texts, one.text]):
        where.addItem(_name(text), text)
    where.setCurrentIndex(where.findData(one.text))
    where.setAccessibleName("用在哪一段")
    field.setAccessibleName("这一句")
    field.setTabChangesFocus(True)
    field.setMinimumSize(*_FIELD)
    mark(told, "refused")

    def made() -> OwnSentence:
        sentence = OwnSentence(where.currentData(), kept_form(field.toPlainText().strip(), one.words))
        own.check(sentence)
        return sentence

    def is_sound() -> bool:
        try:
            made()
        except UserError as error:
            told.setText(error.sentence if field.toPlainText().strip() else "")
            return False
        else:
            told.clear()
            return True
        finally:
            told.setVisible(bool(told.text()))

    for part in (where, field, told):
        dialog.body.addWidget(part)
    dialog.hold_until(is_sound, field.textChanged, why=lambda: "请先改正" if told.text() else "还没有写")
    field.setFocus()
    return made() if dialogs.run(dialog) else None
