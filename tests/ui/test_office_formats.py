"""What Word and WPS put on the clipboard together: the table of the markup, else the text, never RTF's signs."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from export.html import write_html
from model.errors import UserError
from model.form.editions import FORM_2021
from model.report.report import Report
from model.report.totals import with_totals
from model.storage.library import Library
from tests.intake.test_office_clipboard import cf_html
from tests.ui.hands import CTRL, FIRST, KEY, SECOND, press, stored
from tests.ui.office_clipboard import HTML, RTF, TEXT, in_word, in_wps, plain, put
from ui import dialogs
from ui.state.session import Session
from ui.tables.page import TablePage
from ui.texts.page import TextPage
from ui.transfer.importing import copied_report, import_clipboard

Rtf = Callable[[list[list[str]]], bytes]
ROWS = [["12", "3"]]
OTHER = [["7", "8"]]  # which kind was taken shows in the numbers
TABLE = "<table>{}</table>"

office = pytest.mark.parametrize("rtf", [in_word, in_wps])


@pytest.fixture
def texts(session: Session, qtbot: QtBot) -> TextPage:
    page = TextPage(next(section for section in FORM_2021.sections if section.texts), session)
    qtbot.addWidget(page)
    return page


@pytest.fixture
def accepting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "run", lambda _: True)


def markup(rows: list[list[str]]) -> bytes:
    cells = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    return cf_html(TABLE.format(cells)).encode() + b"\0"


def tabs(rows: list[list[str]]) -> bytes:
    return plain("\n".join("\t".join(row) for row in rows) + "\n")


@office
def test_the_table_of_the_markup_is_pasted(page: TablePage, rtf: Rtf) -> None:
    put({RTF: rtf(OTHER), HTML: markup(ROWS), TEXT: tabs(OTHER)})
    press(page, KEY.Key_V, CTRL)
    assert (stored(page, FIRST), stored(page, SECOND)) == (12, 3)


@office
def test_beside_rtf_alone_the_text_is_pasted(page: TablePage, rtf: Rtf) -> None:
    put({RTF: rtf(OTHER), TEXT: tabs(ROWS), "Kingsoft WPS 9.0 Format": b"\xd0\xcf\x11\xe0"})
    press(page, KEY.Key_V, CTRL)
    assert (stored(page, FIRST), stored(page, SECOND)) == (12, 3)


@office
def test_of_rtf_alone_nothing_is_pasted_and_that_is_said(page: TablePage, rtf: Rtf) -> None:
    put({RTF: rtf(ROWS)})
    press(page, KEY.Key_V, CTRL)
    assert not page.session.typed.numbers
    assert page.notice.text() == "剪贴板里没有文字或表格，无法粘贴"


@office
@pytest.mark.parametrize("more", [{}, {HTML: markup([["规划计划", "人事任免"]])}])
def test_a_text_gets_the_words_and_none_of_the_signs(texts: TextPage, rtf: Rtf, more: dict[str, bytes]) -> None:
    editor = next(iter(texts.boxes.values())).editor
    put({RTF: rtf([["机构职能"]]), TEXT: plain("机构职能\n政策文件")} | more)
    editor.paste()
    assert editor.text == "机构职能\n政策文件"


@office
def test_a_report_is_read_of_its_markup(library: Library, full_report: Report, rtf: Rtf, accepting: None) -> None:
    page = cf_html(write_html(with_totals(full_report))).encode() + b"\0"
    put({RTF: rtf(OTHER), TEXT: plain("甲县乙镇人民政府"), HTML: page})
    import_clipboard(QWidget(), library, lambda report_id: Session(library, report_id))
    assert [one.report.numbers for one in library.all()] == [full_report.numbers]


@office
def test_rtf_alone_is_no_report_and_text_beside_it_is_read(rtf: Rtf, qapp: object) -> None:
    put({RTF: rtf(ROWS)})
    with pytest.raises(UserError, match="没有文字"):
        copied_report(QGuiApplication.clipboard().mimeData())
    put({RTF: rtf(ROWS), TEXT: plain("甲县人民政府")})
    assert copied_report(QGuiApplication.clipboard().mimeData()) == ("", "甲县人民政府")
