"""What a line of the findings can do besides: fill a section with 0, show a text beside last year's."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from model.report.report import Report
from model.storage.library import Library
from tests.ui.hands import HANDLING, show_window
from ui.findings.delegate import FILL_ZERO, GO_WRITE
from ui.findings.panel import FindingsPanel
from ui.findings.rows import FindingGroup
from ui.state.session import Session
from ui.texts.page import TextPage
from ui.window.main_window import MainWindow

KEY = "overview/on_application"
TEXT = (
    "本机关健全登记、审核、办理、答复、归档各环节的工作规范，推行疑难申请集体会商和法律顾问审核，答复文书统一格式、统一编号。"
    "对申请内容不明确的，一次性告知需要补正的事项；对不属于本机关负责公开的，指引申请人向有关机关提出。办理过程全程留痕，"
    "按季度通报办理情况，对答复质量进行抽查，发现的问题当月整改完毕，并在下一次例会上讲评，形成典型案例供各科室参考使用。"
)


def test_a_section_is_filled_with_0_by_one_click_and_back_by_one_undo(
    open_session: Callable[[Report], Session], full_report: Report, qtbot: QtBot
) -> None:
    gone = HANDLING.cells[:3]
    left = {cell: value for cell, value in full_report.numbers.items() if cell not in gone}
    session = open_session(replace(full_report, numbers=left))
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    blank = set(session.blanks)
    links = {
        row.key: (number, panel.list.delegate.link_of(row))
        for number, row in enumerate(panel.model.rows)
        if row.group is FindingGroup.GAP and row.card
    }
    number, words = links[FindingGroup.GAP, HANDLING.key]
    assert words == FILL_ZERO
    assert {link for key, (_, link) in links.items() if key[1] != HANDLING.key} == {GO_WRITE}
    said: list[str] = []
    panel.said.connect(said.append)
    panel.list.acted.emit(number)
    assert blank
    assert {session.value(cell) for cell in blank} == {0}
    assert said == [f"第三部分{len(blank)}格填了0，可以撤销"]
    session.undo_stack.undo()
    assert set(session.blanks) == blank


@pytest.mark.parametrize("like", [True, False])
def test_a_text_that_is_like_last_years_is_shown_beside_it(
    library: Library, full_report: Report, qtbot: QtBot, *, like: bool
) -> None:
    library.create(replace(full_report, year=full_report.year - 1, texts={KEY: TEXT}))
    key = library.create(replace(full_report, texts={KEY: TEXT if like else "全年没有收到申请。"}))
    window = MainWindow(library, open_report=key, preview=False)
    window.resize(1366, 728)
    show_window(window, qtbot)
    page = window.report_page
    assert page is not None
    panel = page.panel()
    qtbot.waitUntil(lambda: page.session.is_checked and page.session.last_year is not None)
    panel.refresh()
    alike = [n for n, row in enumerate(panel.model.rows) if row.finding and row.finding.check == "T5"]
    assert bool(alike) is like
    if like:
        panel.list.choose(alike[0])
        qtbot.waitUntil(lambda: panel.current is not None and panel.current.check == "T5")
        panel.look.emit(panel.current.at)  # type: ignore[union-attr]
        assert isinstance(page.page, TextPage)
        assert page.page.has_side
        assert page.page.side is not None
    window.close()
