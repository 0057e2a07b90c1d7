"""Icons: as their drawings are, sharp on every screen, in the colours that are worn."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from tests.samples import ROOT
from tools.make_strokes import SOURCES, TARGET, strokes
from ui.actions import in_window  # noqa: F401 — declares all actions
from ui.actions.registry import actions
from ui.appearance import strokes as painted
from ui.appearance import theme
from ui.appearance.signs import icon, severity_icon

SIZE = 96


def test_the_strokes_are_in_step_with_the_icons() -> None:
    assert TARGET.read_text("utf-8") == strokes()
    assert painted.names() == {file.stem for file in SOURCES.glob("*.svg")}


@pytest.mark.parametrize("source", sorted(SOURCES.glob("*.svg")), ids=lambda path: path.stem)
def test_strokes_look_as_the_icon_that_they_were_made_from(qapp: QApplication, source: Path) -> None:
    ours, theirs = blank(), blank()
    painter = QPainter(ours)
    painted.draw(painter, source.stem, QRectF(0, 0, SIZE, SIZE), QColor("black"))
    painter.end()
    painter = QPainter(theirs)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(source)).render(painter, QRectF(0, 0, SIZE, SIZE))
    painter.end()
    inked = sum(abs(dark(theirs, x, y)) > 128 for x in range(SIZE) for y in range(SIZE))
    apart = sum(abs(dark(ours, x, y) - dark(theirs, x, y)) > 96 for x in range(SIZE) for y in range(SIZE))
    assert inked > 40
    assert apart <= inked * 0.02


def blank() -> QImage:
    image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    return image


def dark(image: QImage, x: int, y: int) -> int:
    return image.pixelColor(x, y).alpha()


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 2.5])
def test_an_icon_has_all_the_pixels_of_the_screen(qapp: QApplication, ratio: float) -> None:
    for made in (icon("undo-2"), severity_icon(next(iter(theme.SEVERITY_NAMES)))):
        picture = made.pixmap(QSize(18, 18), ratio)
        assert picture.width() == pytest.approx(18 * ratio, abs=1)
        assert picture.devicePixelRatio() == pytest.approx(ratio, rel=0.05)


def test_an_icon_takes_the_colour_of_its_state_and_follows_the_looks(qapp: QApplication) -> None:
    for is_dark in (False, True):
        theme.wear(qapp, is_dark)
        tone = theme.colours()
        for mode, state, colour in (
            (QIcon.Mode.Normal, QIcon.State.Off, tone.text),
            (QIcon.Mode.Normal, QIcon.State.On, tone.accent),
            (QIcon.Mode.Disabled, QIcon.State.Off, tone.muted),
        ):
            image = icon("minus").pixmap(QSize(24, 24), mode, state).toImage()
            assert image.pixelColor(12, 12).name() == colour.name()


def test_icons_can_be_copied_and_changed(qapp: QApplication) -> None:
    other = QIcon(icon("undo-2"))
    other.addPixmap(icon("redo-2").pixmap(QSize(18, 18)))
    assert not other.isNull()
    assert not icon("undo-2").pixmap(QSize(18, 18)).isNull()


def test_whose_the_icons_are_is_said() -> None:
    licence = (ROOT / "packaging" / "licences" / "Lucide.txt").read_text("utf-8")
    assert "Lucide" in (ROOT / "NOTICE").read_text("utf-8")
    assert "ISC License" in licence
    assert "The MIT License" in licence


def test_every_icon_of_an_action_is_there() -> None:
    wanted = {one.icon for one in actions() if one.icon}
    assert len(wanted) > 30
    assert wanted <= painted.names()
