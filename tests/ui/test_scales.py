"""At the scales that Windows offers nothing is cut off, on the screen of a small notebook."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QStyledItemDelegate, QWidget
from pytestqt.qtbot import QtBot

from tests.samples import ROOT
from tests.ui.cut_off import cut_off

WINDOWS_FONT = "Microsoft YaHei UI"
PAGES = ("first-start", "window", "library", "settings")


@pytest.fixture(scope="module")
def yahei(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a font that is called as the one of Chinese Windows, and whose lines are as high."""
    made = tmp_path_factory.mktemp("fonts") / "font.ttf"
    with TTFont(ROOT / "assets" / "fonts" / "hei.ttf") as font:
        for number, words in ((1, WINDOWS_FONT), (4, WINDOWS_FONT), (6, WINDOWS_FONT.replace(" ", ""))):
            font["name"].setName(words, number, 3, 1, 0x409)
        font["hhea"].ascent = font["OS/2"].usWinAscent = font["OS/2"].sTypoAscender = 1058
        font["OS/2"].usWinDescent = 262
        font["hhea"].descent = font["OS/2"].sTypoDescender = -262
        font.save(made)
    return made


@pytest.mark.parametrize("percent", [100, 125, 150, 175, 200])
def test_the_font_of_windows_is_taken_and_no_words_are_cut_off_at_any_scale(
    percent: int, tmp_path: Path, yahei: Path
) -> None:
    (tmp_path / "font.ttf").write_bytes(yahei.read_bytes())
    environment = os.environ | {"QT_SCALE_FACTOR": str(percent / 100)}
    command = [sys.executable, "-m", "tests.ui.cut_off", str(percent), str(tmp_path), *PAGES]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True, text=True)
    told = json.loads(done.stdout)
    assert told.pop("font")[:2] == [WINDOWS_FONT, f"{percent / 100:g}"]
    assert told == {name: [] for name in PAGES}


class Growing(QStyledItemDelegate):
    """Measures otherwise later than when the rows were laid out."""

    height = 20

    def sizeHint(self, *_: object) -> QSize:
        return QSize(50, self.height)


def test_what_is_cut_off_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    narrow, low, button, listing = QLabel("甲" * 30), QLabel("乙" * 60), QPushButton("丙" * 20), QListWidget()
    low.setWordWrap(True)
    listing.addItems(["丁", "戊"])
    delegate = Growing(listing)
    listing.setItemDelegate(delegate)
    for widget in (narrow, low, button, listing):
        row.addWidget(widget)
    window.resize(2000, 400)
    window.show()
    assert cut_off(window) == []
    narrow.setFixedWidth(20)
    low.setFixedSize(60, 10)
    button.setFixedWidth(20)
    delegate.height = 40
    assert {line.split()[0] for line in cut_off(window)} == {"QLabel", "QPushButton", "QListWidget"}
