"""A library that holds an edition which this program does not know, in the real window."""

import shutil
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

from pytestqt.qtbot import QtBot

from model.form.editions import lent
from model.storage.library import Library
from tests.editions.form_2027 import FORM_2027
from tests.editions.samples import LAST, REPORT
from tests.ui.test_main_window import page_of
from ui.window.main_window import MainWindow


def test_the_window_says_which_edition_it_does_not_know_and_changes_nothing(
    qtbot: QtBot, tmp_path: Path, empty_library: Path
) -> None:
    path = Path(shutil.copyfile(empty_library, tmp_path / "newer.db"))
    with lent(FORM_2027), closing(Library.open(path)) as library:
        library.create(REPORT)
        library.create(LAST)
    before = path.read_bytes()
    with closing(Library.open(path)) as library:
        window = MainWindow(library, preview=False, today=lambda: date(2028, 1, 10))
        qtbot.addWidget(window)
        window.show()
        first, second = window.notices.sentences
        assert first == "报告库里有本程序不认识的表样“2027”，需要更新的程序才能修改；现在只能查看"
        assert second.startswith("“甲县乙镇人民政府 2027年度”的年报读不出来：不认识表样“2027”")
        assert second.endswith("其余年报可以查看")
        assert page_of(window).session.report == LAST
        assert not page_of(window).session.set_number(LAST.form.typed_cells[0], Decimal(5))
        window.close()
    assert path.read_bytes() == before
