"""Draw the icon of the program in all sizes, for Linux and Windows, and the side of the installer, from one .svg."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ui.appearance import strokes  # noqa: E402 — the path comes first
from ui.appearance.colours import DARK, LIGHT  # noqa: E402

FOLDER = ROOT / "assets" / "icons"
IN_SHEET = (("chevron-down", "muted"), ("chevron-up", "muted"), ("check", "on_accent"))
IN_SHEET_SIDE, LOOKS = 14, {"light": LIGHT, "dark": DARK}  # pixels
SIDE = FOLDER.parent.parent / "packaging" / "windows" / "side.bmp"  # of the installer's last page
SIDE_SIZE, SIDE_COLOUR = (164, 314), "#eef1f5"
SIZES = (16, 24, 32, 48, 64, 128, 256)


def draw(renderer: QSvgRenderer, size: int, target: Path) -> None:
    """Draw one size."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    if not image.save(str(target)):
        raise OSError(f"{target} could not be written")


def draw_side(icon: Path) -> None:
    """Draw what NSIS shows at the side of the last page, in few colours."""
    with Image.open(icon) as small:
        side = Image.new("RGB", SIDE_SIZE, SIDE_COLOUR)
        place = ((side.width - small.width) // 2, side.height // 5)
        side.paste(small, place, small)
    side.quantize(256, dither=Image.Dither.NONE).save(SIDE)


def draw_sign(name: str, colour: QColor, ratio: int, target: Path) -> None:
    """Draw an icon that a style sheet needs as a file."""
    side = IN_SHEET_SIDE * ratio
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    strokes.draw(painter, name, QRectF(0, 0, side, side), colour)
    painter.end()
    if not image.save(str(target)):
        raise OSError(f"{target} could not be written")


def draw_signs() -> None:
    """Draw the icons that a style sheet needs as files, for both looks and for screens of twice the pixels."""
    for name, tone in IN_SHEET:
        for looks, colours in LOOKS.items():
            for ratio, suffix in ((1, ""), (2, "@2x")):
                draw_sign(name, getattr(colours, tone), ratio, FOLDER / f"{name}-{looks}{suffix}.png")


def main() -> int:
    """Draw all sizes, and put them into one file for Windows."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    renderer = QSvgRenderer(str(FOLDER / "gouji.svg"))
    pictures = [FOLDER / f"gouji-{size}.png" for size in SIZES]
    for size, picture in zip(SIZES, pictures, strict=True):
        draw(renderer, size, picture)
    largest, *others = [Image.open(picture) for picture in reversed(pictures)]
    largest.save(FOLDER / "gouji.ico", sizes=[(size, size) for size in SIZES], append_images=others)
    draw_side(FOLDER / "gouji-64.png")
    draw_signs()
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
