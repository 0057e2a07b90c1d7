"""The manual inside the program: all of it is shown, its pictures fit, it is searched, and no key is needed twice."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from model.errors import UserError
from tools.make_manual import write_manual
from ui.actions import in_manual as actions
from ui.actions.in_window import ZOOM_IN, ZOOM_OUT, ZOOM_RESET
from ui.actions.registry import Action
from ui.appearance import theme
from ui.manual import pages
from ui.manual import window as manual
from ui.manual.browser import LEAST, MOST, ManualBrowser
from ui.manual.dressing import blocks, parts
from ui.manual.window import ManualWindow

DOCS = Path(__file__).parents[2] / "docs"
SIZES = [(1040, 700), (683, 384), (1366, 690)]


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def window(parent: QWidget, qtbot: QtBot) -> ManualWindow:
    manual.show(parent)
    shown = parent.findChild(ManualWindow)
    assert isinstance(shown, ManualWindow)
    qtbot.waitExposed(shown)
    return shown


def press(window: ManualWindow, declared: Action, number: int = 0) -> None:
    keys = declared.combinations[number]
    QTest.keyClick(window.focusWidget(), keys.key(), keys.keyboardModifiers())


def words_of(source: str) -> list[str]:
    """Return the words of a Markdown page, without its marks."""
    bare = re.sub(r"<!--.*?-->|!\[[^]]*\]\([^)]*\)|\]\([^)]*\)", " ", source, flags=re.DOTALL)
    return re.findall(r"[\u4e00-\u9fff]{4,}", bare)


@pytest.mark.parametrize("name", ["手册.md", "部署.md"])
def test_every_word_of_a_page_is_shown_and_no_mark_of_its_making(window: ManualWindow, name: str) -> None:
    window.browser.show_page(DOCS / name)
    shown = window.browser.toPlainText()
    missing = [words for words in words_of((DOCS / name).read_text("utf-8")) if words not in shown]
    assert missing == []
    prose = "\n".join(one.text() for one in blocks(window.browser.document()) if "\\" not in one.text())
    assert not re.search(r"\*\*|<!--|!\[|^#+ |\|---", prose, re.MULTILINE)


def test_the_chapters_are_those_of_the_page_and_lead_there(window: ManualWindow, qtbot: QtBot) -> None:
    chapters = re.findall(r"^## (.+)$", (DOCS / "手册.md").read_text("utf-8"), re.MULTILINE)
    assert [window.outline.item(row).text() for row in range(window.outline.count())] == chapters
    assert window.outline.currentRow() == 0
    for row in (3, len(chapters) - 2, 1):
        window.outline.setCurrentRow(row)
        QTest.keyClick(window.outline, Qt.Key.Key_Return)
        at_top = window.browser.cursorForPosition(window.browser.viewport().rect().topLeft())
        at_top.setPosition(min(at_top.position() + 200, window.browser.document().characterCount() - 1))
        assert chapters[row] in window.browser.toPlainText()[: at_top.position()]
        qtbot.waitUntil(lambda row=row: window.outline.currentRow() == row)  # type: ignore[misc]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("percent", [LEAST, 100, MOST])
def test_nothing_is_wider_than_the_window_but_at_the_largest_a_table(
    window: ManualWindow, qtbot: QtBot, size: tuple[int, int], percent: int
) -> None:
    window.resize(*size)
    window.browser.zoom(percent)
    qtbot.waitUntil(lambda: window.browser._fitted == window.browser._room())
    assert percent == MOST or window.browser.horizontalScrollBar().maximum() == 0
    assert window.outline.isVisible() == (size[0] >= 700)


def test_tables_have_one_thin_line_and_a_header(window: ManualWindow) -> None:
    tables = [frame for frame in window.browser.document().rootFrame().childFrames() if isinstance(frame, QTextTable)]
    assert tables
    for table in tables:
        assert table.format().borderCollapse()
        assert table.cellAt(0, 0).format().background().color() == theme.colours().header


@pytest.mark.parametrize("dark", [False, True])
def test_it_is_readable_in_light_and_dark_and_follows_the_change(
    window: ManualWindow,
    qapp: QApplication,
    dark: bool,  # noqa: FBT001
) -> None:
    theme.choose(qapp, dark)
    try:
        tone = theme.colours()
        heading = next(one for one in blocks(window.browser.document()) if one.blockFormat().headingLevel() == 2)
        assert parts(heading)[0][2].foreground().color() == tone.text
        assert window.browser.palette().base().color() == tone.base
    finally:
        theme.choose(qapp, None)


# Searching


def test_it_is_searched_with_the_keys_round_and_back(window: ManualWindow) -> None:
    press(window, actions.FIND_IN_MANUAL)
    assert window.focusWidget() is window.field
    window.field.setText("备份")
    count = window.browser.toPlainText().count("备份")
    assert window.count.text() == f"第1处，共{count}处"
    press(window, actions.MATCH_ON)
    assert window.count.text() == f"第2处，共{count}处"
    press(window, actions.MATCH_BACK)
    press(window, actions.MATCH_BACK)
    assert window.count.text() == f"第{count}处，共{count}处"
    assert len(window.browser.extraSelections()) == count


def test_what_is_not_there_is_said_and_emptying_the_field_says_nothing(window: ManualWindow) -> None:
    window.field.setText("没有这样的词")
    assert window.count.text() == "没有匹配"
    press(window, actions.MATCH_ON)
    assert window.count.text() == "没有匹配"
    window.field.clear()
    assert window.count.text() == ""
    assert window.browser.extraSelections() == []


# The window


def test_the_size_follows_the_keys_and_the_place_stays(window: ManualWindow) -> None:
    window.browser.go_to(window.browser.headings()[5][1])
    press(window, ZOOM_IN)
    press(window, ZOOM_IN)
    assert window.browser.percent == 120
    assert window.outline.currentRow() == 5
    QTest.keyClick(
        window.browser, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert window.browser.percent == 130  # as + is typed
    press(window, ZOOM_OUT)
    press(window, ZOOM_OUT)
    assert window.browser.percent == 110
    press(window, ZOOM_RESET)
    assert window.browser.percent == 100


def test_escape_closes_it_and_a_second_call_raises_the_first(
    parent: QWidget, window: ManualWindow, qtbot: QtBot
) -> None:
    manual.show(parent)
    assert parent.findChildren(ManualWindow) == [window]
    with qtbot.waitSignal(window.destroyed):
        press(window, actions.LEAVE_MANUAL)
    manual.show(parent)
    assert len(parent.findChildren(ManualWindow)) == 1


def test_links_between_pages_are_followed_and_no_others(window: ManualWindow) -> None:
    window.browser._follow(QUrl("部署.md"))
    assert "勾稽部署说明" in window.browser.toPlainText()
    shown = window.browser.toPlainText()
    for elsewhere in ("http://a.gov.cn/手册.md", "file:///etc/passwd", "无.md"):
        window.browser._follow(QUrl(elsewhere))
        assert window.browser.toPlainText() == shown


@pytest.mark.parametrize("name", ["http://a.gov.cn/a.png", "../../README.md", "file:///etc/passwd"])
def test_no_picture_comes_from_elsewhere(window: ManualWindow, name: str) -> None:
    assert window.browser.loadResource(2, QUrl(name)) is None


# In the package


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(pages, "PLACES", (tmp_path / "manual", tmp_path / "docs"))
    return tmp_path / "manual"  # type: ignore[return-value]


def test_the_package_shows_the_same(packaged: Path, qtbot: QtBot) -> None:
    write_manual(packaged)
    assert pages.folder() == packaged
    shown = []
    for folder in (packaged, DOCS):
        browser = ManualBrowser()
        qtbot.addWidget(browser)
        browser.show_page(folder / pages.MANUAL)
        for name in re.findall(r"\((pictures/[^)]+)\)", (folder / pages.MANUAL).read_text("utf-8")):
            assert not browser.loadResource(2, QUrl(name)).isNull()  # type: ignore[attr-defined]
        shown.append(browser.toHtml())
    assert shown[0] == shown[1]


def test_a_manual_that_is_missing_or_broken_is_said(packaged: Path) -> None:
    with pytest.raises(UserError, match="找不到使用手册"):
        pages.folder()
    packaged.mkdir()
    (packaged / pages.MANUAL).write_bytes(b"\xff\xfe\xff")
    with pytest.raises(UserError, match="读不了"):
        pages.words(pages.folder() / pages.MANUAL)


@pytest.mark.parametrize("percent", range(100, 275, 25))
def test_every_chapter_is_in_reach_and_whole_at_every_scale(window: ManualWindow, percent: int) -> None:
    window.resize(min(1040, 136600 // percent - 40), min(760, 76800 // percent - 60))
    QApplication.processEvents()
    names = [words for words, _ in window._chapters]
    assert window.outline.isVisible() is not window.chooser.isVisible()
    if window.outline.isVisible():
        font = window.outline.fontMetrics()
        for row in range(window.outline.count()):
            window.outline.scrollToItem(window.outline.item(row))
            room = window.outline.visualItemRect(window.outline.item(row))
            assert font.boundingRect(room, int(Qt.TextFlag.TextWordWrap), names[row]).height() <= room.height()
            assert window.outline.viewport().rect().contains(room)
    else:
        assert [window.chooser.itemText(row) for row in range(window.chooser.count())] == names
        assert window.chooser.width() >= window.chooser.sizeHint().width()
        window.chooser.activated.emit(3)
        QApplication.processEvents()
        assert window.chooser.currentIndex() == window.outline.currentRow() == 3
        assert window.minimumSizeHint().width() <= window.width()


def test_a_chapter_can_be_opened_by_its_name(parent: QWidget, window: ManualWindow) -> None:
    manual.show(parent, "报告库")
    assert window.outline.currentItem().text().endswith("报告库")


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 2.5])
def test_a_picture_is_no_wider_than_the_page_on_any_screen(
    window: ManualWindow, monkeypatch: pytest.MonkeyPatch, ratio: float
) -> None:
    monkeypatch.setattr(window.browser, "devicePixelRatioF", lambda: ratio)
    for wide in (300, 560, 900, 1366, 2000):
        picture = QImage(wide, 40, QImage.Format.Format_RGB32)
        shown = window.browser._picture(picture).deviceIndependentSize().width()
        assert round(shown) == min(wide, window.browser._fitted)


def test_a_chapter_that_was_opened_stays_at_the_top_when_the_window_gets_its_size(
    parent: QWidget, window: ManualWindow, qtbot: QtBot
) -> None:
    manual.show(parent, "报告库")
    window.resize(640, 300)
    qtbot.waitUntil(lambda: window.browser._fitted == window.browser._room())
    assert window.outline.currentItem().text() == "报告库"
