"""Very long paragraphs in pieces: nobody who reads, types, deletes or copies sees anything of the joints."""

from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.form.editions.form_2021 import OVERVIEW
from model.report.report import Level, Report
from model.storage.library import Library
from ui.state.session import Session
from ui.texts import pieces as pieces_module
from ui.texts.editor import TextEditor
from ui.texts.pieces import Pieces
from ui.texts.plain_text import Size

KEY = OVERVIEW.texts[2]
SMALL = {"LONGEST": 12, "_PIECE": 6, "_NEAR": 3, "_MANY": 5, "_TOGETHER": 25}
LINE = "一二三四五六七八九十" * 4
WORDS = st.text(st.sampled_from("甲乙1。， \n𠮷"), max_size=40)
EDITS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 4), WORDS), max_size=8)


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take for long what a test can hold."""
    for name, value in SMALL.items():
        monkeypatch.setattr(pieces_module, name, value)


def select(pieces: Pieces, document: QTextDocument, start: int, end: int) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(pieces.to_document(start))
    cursor.setPosition(pieces.to_document(end), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def longest(document: QTextDocument) -> int:
    block, found = document.begin(), 0
    while block.isValid():
        found = max([found, *(len(line) for line in block.text().split("\u2028"))])
        block = block.next()
    return found


@pytest.mark.usefixtures("_small", "qapp")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS, edits=EDITS, by_qt=st.booleans())
def test_the_text_is_what_was_put_in_whoever_puts_it(
    words: str, edits: list[tuple[int, int, str]], *, by_qt: bool
) -> None:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    pieces = Pieces(document)
    pieces.put(QTextCursor(document), words)
    assert pieces.text == words
    assert longest(document) <= SMALL["LONGEST"]
    for start, length, new in edits:
        begin = min(start, len(words))
        end = min(begin + length, len(words))
        cursor = select(pieces, document, begin, end)
        if by_qt:  # as keys and input methods do: line ends come by `put` alone
            new = new.replace("\n", "")  # noqa: PLW2901
            cursor.insertText(new)
        else:
            pieces.put(cursor, new)
        words = words[:begin] + new + words[end:]
        assert pieces.text == words
        pieces.cut_up(cursor.position())
        assert pieces.text == words


class ReadDocument(QTextDocument):
    """Counts how often all of it is read."""

    times_read = 0

    def toRawText(self) -> str:
        self.times_read += 1
        return super().toRawText()


@pytest.mark.usefixtures("_small", "qapp")
def test_of_a_text_that_is_typed_into_nothing_is_read_but_what_was_put_in() -> None:
    document = ReadDocument()
    pieces = Pieces(document)
    pieces.put(QTextCursor(document), LINE)
    assert pieces.text == LINE
    at_first = document.times_read
    cursor = select(pieces, document, 17, 17)
    for number in range(20):
        cursor.insertText(str(number % 10))
        pieces.cut_up(cursor.position())
        assert pieces.text == LINE[:17] + "01234567890123456789"[: number + 1] + LINE[17:]
    assert document.times_read == at_first


@pytest.mark.usefixtures("_small", "qapp")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(length=st.integers(SMALL["LONGEST"] + 1, 60), typed=st.booleans())
def test_what_is_cut_up_is_cut_up_to_its_end(length: int, *, typed: bool) -> None:
    document = QTextDocument()
    pieces = Pieces(document)
    cursor = QTextCursor(document)
    (cursor.insertText if typed else partial(pieces.put, cursor))("甲" * length)
    pieces.cut_up(0)
    assert longest(document) <= SMALL["_PIECE"] * 3 // 2
    assert pieces.text == "甲" * length


@given(st.lists(st.text(st.sampled_from("甲1 \u3000\n\u2009。𠮷"), max_size=20), max_size=6))
def test_the_characters_of_a_text_are_counted_whatever_it_was_before(texts: list[str]) -> None:
    size = Size()
    for text in texts:
        assert size.of(text) == len("".join(text.split()))


@pytest.mark.usefixtures("_small", "qapp")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS)
def test_places_lead_there_and_back(words: str) -> None:
    document = QTextDocument()
    pieces = Pieces(document)
    pieces.put(QTextCursor(document), words)
    places = [pieces.to_document(place) for place in range(len(words) + 1)]
    assert places == sorted(set(places))
    assert [pieces.from_document(place) for place in places] == list(range(len(words) + 1))


@pytest.fixture
def editor(qtbot: QtBot, library: Library, _small: None) -> TextEditor:
    report = Report("青石镇人民政府", Level.TOWNSHIP, 2023, texts={KEY.key: LINE})
    session = Session(library, library.create(report))
    editor = TextEditor(KEY, session)
    session.setParent(editor)
    session.changed.connect(editor.sync)
    qtbot.addWidget(editor)
    editor.show()
    return editor


PRESSES = st.lists(
    st.tuples(st.integers(0, 100), st.sampled_from(["back", "forward", "enter", "7", "over", "enter over"])),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(PRESSES)
def test_each_key_does_what_it_does_in_any_text(editor: TextEditor, presses: list[tuple[int, str]]) -> None:
    editor._session.set_text(KEY.key, "")
    editor._session.set_text(KEY.key, LINE)
    for where, key in presses:
        text = editor.text
        at = min(where, len(text))
        editor.setTextCursor(select(editor._pieces, editor.document(), at, at))
        if key == "back":
            QTest.keyClick(editor, Qt.Key.Key_Backspace)
            wanted = text[: max(0, at - 1)] + text[at:]
        elif key == "forward":
            QTest.keyClick(editor, Qt.Key.Key_Delete)
            wanted = text[:at] + text[at + 1 :]
        elif key in {"over", "enter over"}:
            end = min(at + 9, len(text))
            editor.setTextCursor(select(editor._pieces, editor.document(), at, end))
            QTest.keyClick(editor, Qt.Key.Key_8 if key == "over" else Qt.Key.Key_Return)
            wanted = text[:at] + ("8" if key == "over" else "\n") + text[end:]
        else:
            QTest.keyClick(editor, Qt.Key.Key_Return if key == "enter" else Qt.Key.Key_7)
            wanted = text[:at] + ("\n" if key == "enter" else key) + text[at:]
        assert editor.text == wanted == editor._session.value(KEY.key)


def test_what_is_copied_has_no_line_ends_that_the_text_has_not(editor: TextEditor) -> None:
    assert editor.document().blockCount() > 3
    editor.selectAll()
    editor.copy()
    assert QApplication.clipboard().text() == editor.text == LINE


def test_undo_and_redo_lead_back_and_forth(editor: TextEditor) -> None:
    text = editor.text
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    QTest.keyClicks(editor, "123456789012345")
    editor._session.undo_stack.undo()
    assert editor.text == text
    editor._session.undo_stack.redo()
    assert editor.text == text + "123456789012345"
    assert longest(editor.document()) <= SMALL["LONGEST"]


def test_an_empty_line_can_be_left_as_often_as_one_likes(editor: TextEditor) -> None:
    editor.selectAll()
    QTest.keyClicks(editor, "7")
    for _ in range(4):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.text == "7\n\n\n\n"
    assert editor.document().lastBlock().blockFormat().lineHeight() > 100


@pytest.mark.parametrize("key, beyond", [(Qt.Key.Key_Delete, 0), (Qt.Key.Key_Backspace, 1)])
def test_at_every_joint_a_character_is_deleted(editor: TextEditor, key: Qt.Key, beyond: int) -> None:
    joints = list(editor._pieces._joints)
    assert joints
    for count, joint in enumerate(reversed(joints), 1):
        cursor = editor.textCursor()
        cursor.setPosition(joint + beyond)
        editor.setTextCursor(cursor)
        QTest.keyClick(editor, key)
        assert len(editor.text) == len(LINE) - count
    assert editor._session.value(KEY.key) == editor.text
