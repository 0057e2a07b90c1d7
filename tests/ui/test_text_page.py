"""Typing, pasting, undoing and mending prose, as the clerk does it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QKeyCombination, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app import assessment, proposals
from model.form.editions import FORM_2021
from model.form.schema import Cell, Severity
from model.report import file_format
from model.report.file_format import LONGEST_TEXT
from model.report.prose import difference
from model.report.report import Level, Report
from model.rules.finding import Finding, Verdict
from model.rules.registry import Context
from model.storage.events import HistoryEvent
from model.storage.library import Library
from model.storage.records import How
from tests.ui.disk import Disk
from ui import dialogs
from ui.state.session import Session
from ui.texts import editor as text_editor
from ui.texts import plain_text
from ui.texts.box import TextBox
from ui.texts.editor import TextEditor
from ui.texts.number_picker import NumberPicker
from ui.texts.page import TextPage

OVERVIEW = FORM_2021.sections[0]
OPENING, APPLIED = "overview/opening", "overview/on_application"
TEXTS = {APPLIED: "全年受理261件，其中予以公开162件。"}


@pytest.fixture
def session(open_session: Callable[[Report], Session]) -> Session:
    return open_session(Report("青石镇人民政府", Level.TOWNSHIP, 2023, texts=TEXTS))


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> TextPage:
    page = TextPage(OVERVIEW, session)
    qtbot.addWidget(page)
    page.resize(700, 500)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def editor(page: TextPage) -> TextEditor:
    page.go_to(APPLIED)
    return page.boxes[APPLIED].editor


Plant = Callable[..., Finding]


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Make the checks find one thing in the text: a number of applications that is not that of the table."""

    def plant(quote: str, *, left: int = 261, severity: Severity = Severity.WARN) -> None:
        def found(context: Context) -> tuple[Finding, ...]:
            start = context.report.texts.get(APPLIED, "").find(quote)
            span = (start, start + len(quote))
            about = Finding("N1", severity, Verdict.BROKEN, (APPLIED,), "受理261件，总计是335件", Decimal(left))
            mark = {**vars(about), "span": span, "quote": quote, "proposal": Decimal(335)}
            return (Finding(**mark),) if start >= 0 else ()

        monkeypatch.setattr(assessment, "steps", found)

    return plant  # type: ignore[return-value]


def type_at_end(editor: TextEditor, words: str) -> None:
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    QTest.keyClicks(editor, words)


def compose(editor: TextEditor, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(editor, event)


def paste(editor: TextEditor, text: str = "", html: str = "") -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    editor.insertFromMimeData(data)


# The page


@pytest.mark.parametrize("section", [s for s in FORM_2021.sections if s.texts], ids=lambda s: s.key)
def test_every_text_has_a_box_with_its_heading_its_prompt_and_its_name(
    section: object, session: Session, qtbot: QtBot
) -> None:
    assert section in FORM_2021.sections
    page = TextPage(section, session)
    qtbot.addWidget(page)
    for text in section.texts:
        box = page.boxes[text.key]
        assert text.heading in box.heading.text()
        assert box.heading.text()
        assert box.editor.placeholderText().splitlines()[0] == text.prompt
        assert box.editor.accessibleName() == FORM_2021.name_of(text.key)


def test_the_opening_has_no_printed_heading_and_says_that_it_is_optional(page: TextPage) -> None:
    assert page.boxes[OPENING].heading.text() == "开头（可选）"


def test_the_count_leaves_out_blanks(page: TextPage, session: Session) -> None:
    session.set_text(OPENING, "甲 乙\n　丙𠮷")
    assert page.boxes[OPENING].count.text() == "4字"


def test_a_box_grows_with_its_text_and_shrinks_again(page: TextPage, session: Session) -> None:
    editor = page.boxes[OPENING].editor
    before = editor.height()
    session.set_text(OPENING, "一行\n" * 30)
    grown = editor.height()
    assert grown > 3 * before
    assert editor.verticalScrollBar().maximum() == 0
    session.undo_stack.undo()
    assert editor.height() == before


def test_tab_goes_from_box_to_box(page: TextPage) -> None:
    page.go_to(OPENING)
    assert page.current_place() == OPENING
    QTest.keyClick(page.boxes[OPENING].editor, Qt.Key.Key_Tab)
    assert page.current_place() == OVERVIEW.texts[1].key


# Typing


# Boxes that are made when they come into view


def settled(page: TextPage, qtbot: QtBot) -> list[str]:
    """Show a page, wait until it is laid out, and return which boxes it has."""
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    for _ in range(20):
        QApplication.processEvents()
    return list(page.boxes)


@pytest.mark.parametrize("height", [240, 500, 2000])
def test_of_a_page_that_waits_the_boxes_in_view_are_there_in_their_order(
    session: Session, qtbot: QtBot, height: int
) -> None:
    page = TextPage(OVERVIEW, session, at_once=False)
    page.resize(700, height)
    there = settled(page, qtbot)
    assert there == [text.key for text in OVERVIEW.texts][: len(there)]
    last = page.boxes[there[-1]]
    assert len(there) == len(OVERVIEW.texts) or last.mapTo(page, last.rect().bottomLeft()).y() >= height - 50
    assert len(there) < len(OVERVIEW.texts) or height == 2000


def test_what_is_made_later_is_as_if_it_had_always_been_there(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = TextPage(OVERVIEW, session), TextPage(OVERVIEW, session, at_once=False)
    for page in pages:
        page.resize(700, 240)
        page.set_zoom(150)
        settled(page, qtbot)
    assert len(pages[0].boxes) > len(pages[1].boxes)
    session.set_text(APPLIED, "后来改的。")
    monkeypatch.setattr(type(session), "read_only", "已定稿")
    for page in pages:
        page._refresh()
    pages[1].make_all()
    told = [[seen(box) for box in page.boxes.values()] for page in pages]
    assert told[0] == told[1]
    assert any("后来改的。" in one for one in told[1])


def seen(box: TextBox) -> tuple[object, ...]:
    editor = box.editor
    looks = editor.font().pointSizeF(), box.heading.font().pointSizeF(), box.maximumWidth()
    return (
        box.heading.text(),
        box.count.text(),
        editor.text,
        editor.isReadOnly(),
        box.insert_button.isEnabled(),
        *looks,
    )


def test_tab_goes_from_box_to_box_also_where_they_are_made_later(session: Session, qtbot: QtBot) -> None:
    window = QWidget()
    page = TextPage(OVERVIEW, session, at_once=False)
    rows = QVBoxLayout(window)
    rows.addWidget(page)
    rows.addWidget(QLineEdit())
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    order, at = [], page.boxes[OPENING].editor
    for _ in OVERVIEW.texts:
        order.append(at)
        at.setFocus()
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = window.focusWidget()  # type: ignore[assignment]
    assert order == [box.editor for box in page.boxes.values()]


def test_a_text_that_is_not_there_yet_can_be_gone_to(session: Session, qtbot: QtBot) -> None:
    page = TextPage(OVERVIEW, session, at_once=False)
    page.resize(700, 240)
    settled(page, qtbot)
    page.go_to(OVERVIEW.texts[-1].key)
    assert page.current_place() == OVERVIEW.texts[-1].key


def test_every_letter_is_on_disk(editor: TextEditor, session: Session, library: Library) -> None:
    type_at_end(editor, "12")
    assert library.load(session.id).report.texts[APPLIED] == TEXTS[APPLIED] + "12"


def test_undo_and_redo_are_those_of_the_session(editor: TextEditor, session: Session) -> None:
    type_at_end(editor, "ab")
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text == session.value(APPLIED) == TEXTS[APPLIED]
    QTest.keyClick(editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert editor.text == session.value(APPLIED) == TEXTS[APPLIED] + "ab"


def test_a_change_from_elsewhere_leaves_the_caret_where_it_was_in_the_words(
    editor: TextEditor, page: TextPage, session: Session
) -> None:
    page.boxes[OPENING].editor.setFocus()
    place = TEXTS[APPLIED].index("予以")
    cursor = editor.textCursor()
    cursor.setPosition(place)
    editor.setTextCursor(cursor)
    session.set_text(APPLIED, TEXTS[APPLIED].replace("全年", "二〇二三年全年"), How.IMPORTED, "导入")
    after = editor.text[editor.textCursor().position() :]
    assert after == TEXTS[APPLIED][place:]


def test_what_cannot_be_written_is_not_shown_as_if_it_were(
    editor: TextEditor, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "set_text", lambda *_: False)
    type_at_end(editor, "x")
    assert editor.text == TEXTS[APPLIED]


def test_a_final_report_can_be_read_but_not_typed_into(page: TextPage, session: Session) -> None:
    editor = page.boxes[APPLIED].editor
    session.stored = type(session.stored)(**{**vars(session.stored), "state": type(session.state).FINAL})
    session.state_changed.emit()
    said: list[str] = []
    session.refused.connect(said.append)
    type_at_end(editor, "x")
    assert editor.text == TEXTS[APPLIED]
    assert said
    assert "定稿" in said[0]
    editor.selectAll()
    editor.copy()
    assert QApplication.clipboard().text() == TEXTS[APPLIED]


def test_what_the_disk_does_not_take_stays_and_is_marked_with_the_reason(
    page: TextPage, editor: TextEditor, session: Session, disk: Disk
) -> None:
    box, typed = page.boxes[APPLIED], TEXTS[APPLIED] + "xyz"
    disk.refuse()
    type_at_end(editor, "xyz")
    compose(editor, "", "中")
    paste(editor, "粘贴的话")
    assert editor.text == session.value(APPLIED) == typed + "中粘贴的话"
    assert box.unsaved.text() == f"⚠ 未保存：{session.unsaved.reason}"
    assert box.unsaved.isVisible()
    assert editor.accessibleDescription().startswith("未保存：")
    assert page.boxes[OPENING].unsaved.isHidden()
    for _ in range(2):
        QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert editor.text.startswith(typed)
    disk.allow()
    assert session.save()
    assert box.unsaved.isHidden()
    assert not editor.accessibleDescription().startswith("未保存：")
    assert disk.library.load(session.id).report.texts[APPLIED] == editor.text


# Composing with an input method


def test_what_is_being_composed_is_not_written(editor: TextEditor, session: Session) -> None:
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    compose(editor, "zhong")
    assert session.value(APPLIED) == TEXTS[APPLIED]
    compose(editor, "", "中")
    assert session.value(APPLIED) == TEXTS[APPLIED] + "中"


def test_a_change_from_elsewhere_waits_until_composing_ends(editor: TextEditor, session: Session) -> None:
    compose(editor, "zhong")
    session.set_text(APPLIED, "导入的文字", How.IMPORTED, "导入")
    assert editor.text == TEXTS[APPLIED]
    compose(editor, "", "中")
    assert sorted(editor.text) == sorted("导入的文字中")
    assert editor.text == session.value(APPLIED)


def test_composing_over_a_selection_replaces_it(editor: TextEditor, session: Session) -> None:
    editor.selectAll()
    compose(editor, "zhong")
    compose(editor, "", "中")
    assert editor.text == session.value(APPLIED) == "中"


def test_composing_that_is_called_off_changes_nothing(editor: TextEditor, session: Session, library: Library) -> None:
    compose(editor, "zhong")
    session.set_text(APPLIED, "导入的文字", How.IMPORTED, "导入")
    compose(editor, "")
    assert editor.text == session.value(APPLIED) == "导入的文字"
    assert library.history(session.id)[0].step == "导入"


# Pasting


def test_rich_text_becomes_plain(editor: TextEditor, session: Session) -> None:
    editor.selectAll()
    paste(editor, html="<p><b>收到</b>&nbsp;<span style='color:red'>3</span> 件</p><p>第二段</p>")
    assert session.value(APPLIED) == "收到 3 件\n第二段"
    assert not editor.textCursor().charFormat().hasProperty(QTextCharFormat.Property.FontWeight)


def test_a_paste_is_one_step_of_undo_under_its_own_name(editor: TextEditor, session: Session) -> None:
    type_at_end(editor, "x")
    paste(editor, "甲\t乙\r\n丙\u200b")
    assert session.value(APPLIED) == TEXTS[APPLIED] + "x甲 乙\n丙"
    assert session.undo_stack.undoText() == "粘贴"
    session.undo_stack.undo()
    assert editor.text == TEXTS[APPLIED] + "x"


def test_a_paste_that_no_file_could_hold_is_refused_whole(editor: TextEditor, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.refused):
        paste(editor, "长" * (LONGEST_TEXT + 1))
    assert session.value(APPLIED) == TEXTS[APPLIED]


def test_a_paste_over_a_selection_counts_what_it_replaces(editor: TextEditor, session: Session) -> None:
    editor.selectAll()
    paste(editor, "𠮷" * LONGEST_TEXT)
    assert session.value(APPLIED) == "𠮷" * LONGEST_TEXT
    editor.selectAll()
    paste(editor, "长" * LONGEST_TEXT)
    assert session.value(APPLIED) == editor.text == "长" * LONGEST_TEXT


@pytest.mark.parametrize("way", ["key", "input method", "paste"])
def test_a_text_takes_no_more_than_a_file_holds_by_any_way(
    editor: TextEditor, session: Session, qtbot: QtBot, way: str
) -> None:
    full = "长" * (LONGEST_TEXT - 1)
    session.set_text(APPLIED, full)
    ways: dict[str, Callable[[], None]] = {
        "key": lambda: type_at_end(editor, "x"),
        "input method": lambda: compose(editor, "", "中"),
        "paste": lambda: paste(editor, "中"),
    }
    put = ways[way]
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    put()
    whole = editor.text
    assert len(whole) == LONGEST_TEXT
    with qtbot.waitSignal(session.refused) as refused:
        put()
    assert f"最多{LONGEST_TEXT}字" in refused.args[0]
    assert editor.text == session.value(APPLIED) == whole
    assert editor.textCursor().atEnd()


def test_pictures_are_left_out_of_a_paste_and_it_is_said(editor: TextEditor, session: Session, qtbot: QtBot) -> None:
    editor.selectAll()
    with qtbot.waitSignal(session.refused) as said:
        paste(editor, html="<p>见图<img src='a.png'>和<img src='b.png'></p><p>完</p>")
    assert session.value(APPLIED) == "见图和\n完"
    assert "2处图片" in said.args[0]


@pytest.mark.parametrize("markup", ["<ul><li>" * 16_000, "<div>" * 16_000, "<table><tr><td>" * 4_000, "<b>" * 250_000])
def test_markup_nested_without_end_is_read_or_refused_and_never_by_qt(
    editor: TextEditor, session: Session, markup: str
) -> None:
    """Qt's own reader takes a minute for some of it."""
    before, refused = editor.text, list[str]()
    session.refused.connect(refused.append)
    paste(editor, html=f"{markup}甲")
    assert editor.text == session.value(APPLIED)
    assert ["没有粘贴" in one for one in refused] == [True] * (editor.text == before)
    assert editor.text.replace("甲", "").split() == before.replace("甲", "").split()


def test_far_more_than_a_text_is_not_looked_at(
    editor: TextEditor, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_editor, "as_pasted", lambda _: pytest.fail("looked at every character"))
    with qtbot.waitSignal(session.refused) as said:
        paste(editor, "甲" * 1_000_000)
    assert f"最多{LONGEST_TEXT}字" in said.args[0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(
    puts=st.lists(st.tuples(st.sampled_from(["paste", "html", "compose", "session"]), st.text(max_size=40)), max_size=4)
)
def test_whatever_the_editor_takes_can_be_written_to_a_file_and_read_back(
    editor: TextEditor, session: Session, library: Library, puts: list[tuple[str, str]]
) -> None:
    for way, words in puts:
        if way == "paste":
            paste(editor, words)
        elif way == "html":
            paste(editor, html=f"<p>{words}<img src='a.png'></p>")
        elif way == "compose":
            compose(editor, "", words)
        else:
            session.set_text(APPLIED, plain_text.as_shown(words))
        assert editor.text == session.value(APPLIED)
    kept = library.load(session.id).report
    assert kept == session.typed
    assert file_format.loads(file_format.dumps(session.to_hand_over).encode()) == session.to_hand_over


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_shown_as_it_is_and_not_written_back_otherwise(page: TextPage, session: Session, text: str) -> None:
    session.set_text(OPENING, text, How.IMPORTED, "导入")
    assert page.boxes[OPENING].editor.text == plain_text.as_shown(text)
    assert session.value(OPENING) == text


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_difference_makes_the_new_text_out_of_the_old(old: str, new: str) -> None:
    start, end, words = difference(old, new)
    assert old[:start] + words + old[end:] == new


@given(st.text(st.characters(exclude_categories=["Cs"])), st.data())
def test_places_in_utf16_come_back(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    assert plain_text.from_qt(text, plain_text.to_qt(text, place)) == place


# What is wrong


def test_the_words_of_a_finding_have_a_wavy_line(editor: TextEditor, session: Session, plant: Plant) -> None:
    plant("受理261件")
    session.set_text(APPLIED, "𠮷" + TEXTS[APPLIED])
    (mark,) = editor.extraSelections()
    assert mark.cursor.selectedText() == "受理261件"  # type: ignore[attr-defined]
    line = mark.format.underlineStyle()  # type: ignore[attr-defined]
    assert line == QTextCharFormat.UnderlineStyle.WaveUnderline


def test_the_sentence_stands_below_while_the_caret_is_in_the_words(
    page: TextPage, editor: TextEditor, session: Session, plant: Plant
) -> None:
    plant("受理261件")
    session.set_text(APPLIED, TEXTS[APPLIED] + "完")
    note = page.boxes[APPLIED].note
    page.go_to(APPLIED, (2, 8))
    assert note.isVisible()
    page.go_to(APPLIED, (12, 12))
    assert not note.isVisible()


@pytest.mark.parametrize(
    "key",
    [
        QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Period),
        QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Return),
    ],
)
def test_one_key_takes_the_right_number_and_one_undo_gives_it_back(
    editor: TextEditor,
    session: Session,
    plant: Plant,
    key: QKeyCombination,
) -> None:
    plant("受理261件")
    session.set_text(APPLIED, TEXTS[APPLIED] + "完")
    editor.go_to((4, 4))
    QTest.keyClick(editor, key.key(), key.keyboardModifiers())
    assert editor.text == "全年受理335件，其中予以公开162件。完"
    assert session.undo_stack.undoText() == HistoryEvent.PROPOSAL.label
    session.undo_stack.undo()
    assert editor.text == TEXTS[APPLIED] + "完"


@pytest.mark.parametrize(
    "text, span, left, right",
    [
        ("受理２６１件", (0, 6), 261, "受理335件"),
        ("受理 2 61 件", (0, 9), 261, "受理 335 件"),
        ("共1,261件", (0, 7), 1261, "共335件"),
        ("3月共261件", (0, 7), 261, "3月共335件"),
        ("3月共261件", (0, 7), 5, None),  # two numbers, neither is the one
        ("未收到申请", (0, 5), 0, None),
        ("受理261件，答复261件", (7, 13), 261, "受理261件，答复335件"),
    ],
)
def test_only_the_quoted_number_is_replaced(text: str, span: tuple[int, int], left: int, right: str | None) -> None:
    about = ("N1", Severity.WARN, Verdict.BROKEN, (APPLIED,), "")
    finding = Finding(*about, left=Decimal(left), span=span, proposal=Decimal(335))
    assert proposals.corrected(text, finding) == right


@pytest.mark.parametrize("said", ["1.2万", "三百五十三", "1，335"])
def test_a_number_of_the_narrative_is_replaced_as_it_was_written(said: str) -> None:
    about = ("N1", Severity.WARN, Verdict.BROKEN, (APPLIED,), "")
    finding = Finding(
        *about, left=Decimal(12000), quote=said, span=(2, 2 + len(said)), proposal=Decimal(335), cause="none"
    )
    assert proposals.corrected(f"受理{said}件", finding) == "受理335件"


# Numbers that follow their cells

PERSON, FIRM = Cell("applications/received/natural_person"), Cell("applications/received/enterprise")


def pick(monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    """Answer the picker as one does by keys: type, and press Enter."""

    def run(dialog: NumberPicker) -> bool:
        dialog.show()
        dialog.field.setText(query)  # Qt's test keys are ASCII only
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        return bool(dialog.result())

    monkeypatch.setattr(dialogs, "run", run)


@pytest.fixture
def quoting(editor: TextEditor, session: Session, monkeypatch: pytest.MonkeyPatch) -> TextEditor:
    """Return the editor after 335 was put in by keys, bound to its cell."""
    session.set_text(APPLIED, "全年受理件，已答复。", How.PASTED, "粘贴")
    session.set_number(PERSON, Decimal(335))
    editor.go_to((4, 4))
    pick(monkeypatch, "新收 自然人")
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(editor, Qt.Key.Key_I, modifiers)
    return editor


def test_a_number_put_in_follows_its_cell_in_the_same_step(
    quoting: TextEditor, session: Session, library: Library
) -> None:
    assert quoting.text == "全年受理335件，已答复。"
    session.set_number(PERSON, Decimal(7))
    assert quoting.text == session.value(APPLIED) == "全年受理7件，已答复。"
    assert library.load(session.id).report.texts[APPLIED] == "全年受理7件，已答复。"
    session.undo_stack.undo()
    assert (session.value(PERSON), quoting.text) == (Decimal(335), "全年受理335件，已答复。")
    session.undo_stack.redo()
    type_at_end(quoting, "A")
    session.set_number(PERSON, Decimal(88))
    assert quoting.text == "全年受理88件，已答复。A"


def test_it_follows_after_the_library_was_opened_again(quoting: TextEditor, session: Session, library: Library) -> None:
    again = Session(library, session.id)
    assert again.bindings == session.bindings != ()
    again.set_number(PERSON, Decimal(12))
    assert again.value(APPLIED) == "全年受理12件，已答复。"


def test_typing_inside_the_number_unbinds_it_until_that_is_undone(quoting: TextEditor, session: Session) -> None:
    quoting.go_to((5, 5))
    QTest.keyClicks(quoting, "0")
    assert session.bindings == ()
    session.set_number(PERSON, Decimal(7))
    assert quoting.text == "全年受理3035件，已答复。"
    session.undo_stack.undo()
    session.undo_stack.undo()
    session.set_number(PERSON, Decimal(7))
    assert quoting.text == "全年受理7件，已答复。"


def test_a_number_that_stands_there_already_can_be_bound(
    editor: TextEditor, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.set_number(PERSON, Decimal(261))
    editor.go_to((4, 7))
    pick(monkeypatch, "新收 自然人")
    editor.insert_number()
    assert editor.text == TEXTS[APPLIED]
    session.set_number(PERSON, Decimal(5))
    assert editor.text == "全年受理5件，其中予以公开162件。"


def test_a_bound_number_is_marked_and_says_what_it_follows(quoting: TextEditor) -> None:
    marks: list[Any] = quoting.extraSelections()  # the stubs forget the two fields
    lined = [one for one in marks if one.format.underlineStyle() == QTextCharFormat.UnderlineStyle.SingleUnderline]
    assert [one.cursor.selectedText() for one in lined] == ["335"]
    assert "随第三部分“本年新收”行“自然人”列变化" in quoting.tip_at(6)
    assert "随" not in quoting.tip_at(1)


def test_what_is_blank_is_shown_and_cannot_be_put_in(session: Session, qtbot: QtBot) -> None:
    picker = NumberPicker(session)
    qtbot.addWidget(picker)
    picker.field.setText("予以公开 总计")
    assert picker.list.item(0).text() == "空白　第三部分“予以公开”行“总计”列"
    assert not picker.yes.isEnabled()
    picker.field.setText("没有这样的数")
    assert picker.list.item(0).text().startswith("没有找到")
    assert not picker.yes.isEnabled()
    session.set_number(PERSON, Decimal(3))
    picker.field.setText("新收")
    QTest.keyClick(picker.field, Qt.Key.Key_Down)
    assert picker.list.currentRow() == 1
    assert picker.yes.isEnabled()
    assert picker.cells == (PERSON,)


def test_the_sum_of_a_group_follows_all_its_rows(
    editor: TextEditor, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = ("not_held", "needs_creating", "still_unclear")
    parts = [Cell(f"applications/unavailable_{row}/natural_person") for row in rows]
    session.edit([session.change_to(cell, Decimal(2)) for cell in parts], How.FILLED, "填")
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    pick(monkeypatch, "无法提供 小计 自然人")
    editor.insert_number()
    assert editor.text == TEXTS[APPLIED] + "6"
    session.set_number(parts[1], Decimal(40))
    assert editor.text == TEXTS[APPLIED] + "44"


def test_a_final_report_takes_no_number(editor: TextEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    editor.set_read_only("已定稿")
    monkeypatch.setattr(dialogs, "run", lambda _: pytest.fail("asked"))
    editor.insert_number()


def test_of_several_texts_one_has_a_selection(page: TextPage) -> None:
    one, other = (box.editor for box in list(page.boxes.values())[:2])
    for editor in (one, other):
        editor.insertPlainText("公开信息9条。")
    first, second = list(page.boxes)[:2]
    page.go_to(first, (0, 4), focus=False)
    assert one.span == (0, 4)
    page.go_to(second, (2, 4), focus=False)
    assert (other.span[1] - other.span[0], one.textCursor().hasSelection()) == (2, False)


def test_under_a_text_nothing_is_blue_and_no_rule_stands_alone(page: TextPage) -> None:
    """The card beside has the one blue button; its number of the rule is there, too."""
    box = page.boxes[APPLIED]
    box.editor.setFocus()
    box.editor.insertPlainText("本报告的统计期限为2019年1月1日至2019年12月31日。")
    box.mark()
    box.editor.put_caret(12)
    note = box.note
    if note._finding is not None:
        assert not note._parts.words.text().endswith("）") or "（Y" not in note._parts.words.text()
    assert not note._parts.take.property("primary")
    assert note._parts.take.text() == "采用"


def test_after_a_long_paste_the_caret_is_in_sight(editor: TextEditor, page: TextPage, qtbot: QtBot) -> None:
    QTest.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    paste(editor, "\n".join(f"第{number}段" for number in range(200)))
    qtbot.waitUntil(lambda: page._area.verticalScrollBar().maximum() > 3000)
    qtbot.waitUntil(lambda: is_in_sight(page, editor))


def test_where_the_text_is_scrolled_to_stays_when_others_change(
    editor: TextEditor, page: TextPage, session: Session, qtbot: QtBot
) -> None:
    paste(editor, "\n".join(f"第{number}段" for number in range(200)))
    qtbot.waitUntil(lambda: is_in_sight(page, editor))
    page._area.verticalScrollBar().setValue(0)
    session.set_text(OPENING, "开头\n" * 30)
    qtbot.wait(20)
    assert page._area.verticalScrollBar().value() == 0


def is_in_sight(page: TextPage, editor: TextEditor) -> bool:
    shown = page._area.viewport()
    caret = editor.caret()
    top = editor.mapTo(shown, caret.topLeft()).y()
    return top >= 0 and top + caret.height() <= shown.height()


def test_a_bar_at_the_foot_leaves_the_last_line_and_the_caret_in_sight(
    editor: TextEditor, page: TextPage, qtbot: QtBot
) -> None:
    paste(editor, "\n".join(f"第{number}段" for number in range(200)))
    qtbot.waitUntil(lambda: is_in_sight(page, editor))
    last = list(page.boxes.values())[-1].editor
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    scrolls = page._area.verticalScrollBar()
    scrolls.setValue(scrolls.maximum())
    bar = QLineEdit()
    before = scrolls.maximum()
    page.put_bar(bar)
    bar.setFocus()
    qtbot.waitUntil(lambda: scrolls.maximum() > before)
    qtbot.waitUntil(lambda: scrolls.value() == scrolls.maximum())
    assert is_in_sight(page, last)


@pytest.mark.parametrize("closed", [False, True])
def test_a_text_that_is_come_to_is_told_though_its_caret_stays(
    page: TextPage, session: Session, qtbot: QtBot, *, closed: bool
) -> None:
    for box in page.boxes.values():
        box.set_read_only("只能看" if closed else None)
    page.go_to(OPENING)
    told: list[tuple[str, int]] = []
    page.moved.connect(lambda *caret: told.append(caret))
    page.boxes[APPLIED].editor.setFocus()
    assert told == [page.caret()]


@pytest.mark.parametrize("size", [(700, 300), (700, 600), (400, 220)])
@pytest.mark.parametrize("words", ["", "一是更新慢。" * 3, "一是更新慢。\n" * 40])
def test_the_only_text_of_a_section_takes_the_height_of_its_page(
    size: tuple[int, int], words: str, session: Session, qtbot: QtBot
) -> None:
    session.set_text("problems/text", words)
    page = TextPage(FORM_2021.sections[4], session)
    qtbot.addWidget(page)
    page.resize(*size)
    with qtbot.waitExposed(page):
        page.show()
    QApplication.processEvents()
    editor, bar = page.boxes["problems/text"].editor, page._area.verticalScrollBar()
    content = page._area.widget().height()
    assert content >= page._area.viewport().height()
    left_over = content - (editor.mapTo(page._area.widget(), editor.rect().bottomLeft()).y())
    if bar.maximum():
        assert editor.height() >= editor.document().size().height()
    else:
        assert left_over < 80  # pixels: a note, the margin
    before = editor.height()
    page.resize(size[0], size[1] + 100)
    QApplication.processEvents()
    assert editor.height() == before + 100 or bar.maximum() or before >= editor.document().size().height()
