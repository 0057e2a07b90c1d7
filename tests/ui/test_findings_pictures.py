"""The cards are painted by pictures that are kept: nothing of that can be seen, whatever was done before."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from unittest.mock import Mock

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import assessment
from app.cards.card import BECOMES, DIFFERS, FindingCard
from model.form.editions import FORM_2021
from model.form.schema import Severity
from model.rules.finding import Finding, Verdict
from ui.appearance import theme
from ui.appearance.marking import mark
from ui.findings import pictures
from ui.findings.drawing import Drawing
from ui.findings.measures import measures
from ui.findings.panel import FindingsPanel
from ui.findings.pictures import Pictures
from ui.findings.rows import FindingGroup
from ui.report.placeholder import Side
from ui.state.session import Session

CELLS = list(FORM_2021.typed_cells)


def finding(severity: str, place: int, words: str = "合计") -> Finding:
    return Finding(f"{severity}1", Severity(severity), Verdict.BROKEN, (CELLS[place],), f"{words}不对", why=words)


FOUND = st.lists(
    st.builds(
        finding,
        st.sampled_from("HXWI"),
        st.integers(0, 9),
        st.sampled_from(["合计", "各项之和与合计不等，请对照原表逐格核对", "上年"]),
    ),
    max_size=9,
    unique_by=lambda one: (one.check, one.at),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("find"), FOUND),
        st.tuples(st.just("choose"), st.integers(0, 12)),
        st.tuples(st.just("fold"), st.sampled_from([FindingGroup.HARD, FindingGroup.WARN, FindingGroup.HINT])),
        st.tuples(st.just("zoom"), st.sampled_from([100, 120])),  # more has no room beside a scroll bar
        st.tuples(st.just("dark"), st.booleans()),
        st.tuples(st.just("width"), st.sampled_from([300, 340])),
        st.tuples(st.just("type"), st.integers(0, 9)),
        st.tuples(st.just("focus"), st.booleans()),
    ),
    min_size=1,
    max_size=9,
)


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> FindingsPanel:
    return shown(session, qtbot)


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.wear(qapp, False)


def shown(session: Session, qtbot: QtBot, width: int = 320) -> FindingsPanel:
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(width, 420)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.list.clearFocus()  # as while one types into a table
    return panel


def plant(session: Session, found: list[Finding]) -> None:
    """Let the checks find just these, this once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assessment, "steps", lambda _: tuple(found))
        session.reload_last_year()


def do(panel: FindingsPanel, act: str, what: object) -> None:
    session = panel._session
    if act == "find":
        plant(session, what)  # type: ignore[arg-type]
    elif act == "choose" and panel.model.rows:
        panel.list.setCurrentIndex(panel.model.index(int(str(what)) % len(panel.model.rows)))
    elif act == "fold" and isinstance(what, FindingGroup):
        panel._fold(what)
    elif act == "zoom":
        panel.set_zoom(int(str(what)))
    elif act == "dark":
        theme.wear(QApplication.instance(), bool(what))  # type: ignore[arg-type]
    elif act == "width":
        panel.resize(int(str(what)), 420)
    elif act == "type":
        cell = CELLS[int(str(what))]
        session.set_number(cell, Decimal(session.report.numbers.get(cell) or 0) + 1)
    elif act == "focus":
        panel.list.setFocus() if what else panel.list.clearFocus()
    panel.refresh()
    settled()


def settled() -> None:
    for _ in range(3):
        QApplication.processEvents()


def picture(panel: FindingsPanel, ratio: float = 1.0, place: tuple[int, int] = (0, 0)) -> QImage:
    """Paint the list on a device whose pixels are so many to each of the window's."""
    image = QImage(panel.list.size() * ratio + QSize(9, 9), QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    image.setDevicePixelRatio(ratio)
    panel.list.render(image, QPoint(*place))
    return image


def is_seen_as(one: QImage, other: QImage) -> bool:
    """Whether two pictures differ by a rounded shade at most: where a line lies half on an edge of the list."""
    if one == other:
        return True
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return one.size() == other.size() and max(abs(this - that) for this, that in pairs) <= 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=6, deadline=None)
@given(steps=STEPS)
def test_after_anything_the_list_looks_as_one_that_was_just_made(
    session: Session, qtbot: QtBot, qapp: QApplication, steps: list[tuple[str, object]]
) -> None:
    theme.wear(qapp, False)
    panel = shown(session, qtbot)
    for act, what in steps:
        do(panel, act, what)
        picture(panel)
    had_focus, before = panel.list.hasFocus(), picture(panel)
    fresh = shown(session, qtbot, panel.width())
    fresh.model.turned = set(panel.model.turned)
    fresh.set_zoom(panel.list._percent)
    fresh.refresh()
    fresh.list.setCurrentIndex(fresh.model.index(panel.list.currentIndex().row()))
    settled()
    fresh.list.verticalScrollBar().setValue(panel.list.verticalScrollBar().value())
    (fresh.list.setFocus if had_focus else fresh.list.clearFocus)()
    assert fresh.model.rows == panel.model.rows
    assert [row.count for row in fresh.model.rows] == [row.count for row in panel.model.rows]
    assert fresh.list.tools.isVisible() == panel.list.tools.isVisible()
    if panel.list.tools.isVisible():
        assert fresh.list.tools.geometry() == panel.list.tools.geometry()
    assert picture(fresh) == before
    for one in (panel, fresh):
        one.stop()
        one.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=6, deadline=None)
@example(found=[finding("H", at) for at in range(5)] + [finding("X", 0)], row=7, ratio=1.0, place=(0, 0))
@given(
    found=FOUND,
    row=st.integers(0, 12),
    ratio=st.sampled_from([1.0, 1.25, 1.5, 1.75, 2.0]),
    place=st.tuples(st.integers(0, 3), st.integers(0, 3)),
)
def test_on_any_screen_a_row_looks_as_if_it_were_painted_there(
    panel: FindingsPanel, found: list[Finding], row: int, ratio: float, place: tuple[int, int]
) -> None:
    do(panel, "find", found)
    do(panel, "choose", row)
    kept = [picture(panel, ratio, place) for _ in range(2)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pictures, "paint", lambda _, painter, look, rect: look.paint(painter, rect))
        anew = picture(panel, ratio, place)
    assert all(is_seen_as(one, anew) for one in kept)


def test_over_the_tabs_the_line_at_its_edge_is_whole(session: Session, qtbot: QtBot) -> None:
    panel, side = shown(session, qtbot), Side("核对结果", 220)
    qtbot.addWidget(side)
    side.put(panel)
    mark(side, "over", True)
    side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    side.resize(320, 420)
    side.show()
    do(panel, "find", [Finding("H1", Severity.HARD, Verdict.BROKEN, (cell,), "不对") for cell in CELLS[:3]])
    kept = side.grab().toImage()
    assert {kept.pixelColor(0, y).name() for y in range(420)} == {theme.colours().edge.name()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Pictures, "paint", lambda _, painter, look, rect: look.paint(painter, rect))
        assert side.grab().toImage() == kept
    panel.stop()


def painted(panel: FindingsPanel, *step: object) -> set[object]:
    """Do something, and return the keys of the rows that had to be painted anew for it."""
    anew = Mock(side_effect=pictures._painted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "_painted", anew)
        if step:
            do(panel, *step)  # type: ignore[arg-type]
        picture(panel)
    return {call.args[0].row.key for call in anew.call_args_list}


def test_of_many_cards_those_are_painted_that_say_something_else(panel: FindingsPanel) -> None:
    found = [Finding("H1", Severity.HARD, Verdict.BROKEN, (cell,), f"{cell}不对") for cell in CELLS[1:4]]
    do(panel, "find", found)
    picture(panel)
    assert painted(panel) == set()
    added = Finding("H2", Severity.HARD, Verdict.BROKEN, (CELLS[0],), "也不对")
    anew = painted(panel, "find", [added, *found])  # above all others
    keys = {row.finding: row.key for row in panel.model.rows}
    assert keys[added] in anew
    assert not anew & {keys[one] for one in found}


@pytest.mark.parametrize("step", [("zoom", 150), ("dark", True), ("width", 360)])
def test_what_makes_all_of_them_look_otherwise_has_all_painted_anew(
    panel: FindingsPanel, step: tuple[str, object]
) -> None:
    do(panel, "find", [Finding("H1", Severity.HARD, Verdict.BROKEN, (cell,), "不对") for cell in CELLS[:2]])
    picture(panel)
    assert painted(panel, *step) >= {row.key for row in panel.model.rows[:3]}


def test_pictures_are_no_more_than_two_windows_full(panel: FindingsPanel) -> None:
    for zoom in (100, 110, 120, 130, 140, 150) * 3:
        do(panel, "find", [Finding(f"H{zoom}", Severity.HARD, Verdict.BROKEN, (cell,), "不对") for cell in CELLS[:20]])
        do(panel, "zoom", zoom)
    assert len(panel.list.delegate._pictures._kept) <= pictures._MOST


def test_what_is_found_has_the_rows_laid_out_once(panel: FindingsPanel) -> None:
    found = [Finding("H1", Severity.HARD, Verdict.BROKEN, (cell,), "不对") for cell in CELLS[1:4]]
    typed = Finding("H2", Severity.HARD, Verdict.BROKEN, (CELLS[0],), "也不对")
    do(panel, "find", found)
    for now in ([typed, *found], [typed, *found[1:]], found[1:]):  # one that was just typed, one that was settled
        panel.follow((CELLS[0], 0))
        before = panel.list._layouts
        plant(panel._session, now)
        panel.refresh()
        settled()
        assert panel.current == now[0]
        assert panel.list._layouts == before + 1


def test_a_title_tells_whether_its_group_is_folded(panel: FindingsPanel) -> None:
    do(panel, "find", [Finding("H1", Severity.HARD, Verdict.BROKEN, (CELLS[0],), "不对")])
    unfolded = picture(panel).copy(0, 0, 24, 30)
    do(panel, "fold", FindingGroup.HARD)
    assert picture(panel).copy(0, 0, 24, 30) != unfolded


@pytest.mark.parametrize("percent", [100, 200])
def test_of_two_numbers_none_looks_right_unless_it_is_known_to_be(qapp: QApplication, percent: int) -> None:
    """What stands after → is known and bold; of two that differ both are named and look alike."""
    about = Finding("H3", Severity.HARD, Verdict.BROKEN, ("a/b/c",), "", sides=("一＋二", "三＋四"))
    picture = QPixmap(400, 40)
    painter = QPainter(picture)
    draw = Drawing(painter, theme.colours(), measures(percent))
    known, open_ = (FindingCard(about, "", "11", relation, "5") for relation in (BECOMES, DIFFERS))
    looks = [
        {
            words: (face.font.bold(), face.font.pixelSize(), colour.rgba())
            for words, face, colour in draw._parts(one, 20)
        }
        for one in (known, open_)
    ]
    painter.end()
    assert (looks[0]["11"][0], looks[0]["5"][0]) == (False, True)
    assert looks[1]["11"] == looks[1]["5"]
    assert set(looks[1]) == {"一＋二", "11", "≠", "三＋四", "5", "多6"}
    assert not any(bold for bold, *_ in looks[1].values())
