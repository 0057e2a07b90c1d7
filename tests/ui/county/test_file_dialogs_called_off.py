"""Every dialog of the county office that asks for a file or a folder may be called off: nothing happens then."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from model.storage.library import Library
from tests.model.storage.county.collected import TOWN, receive, units_of
from tests.ui.county.conftest import TODAY
from ui import dialogs
from ui.actions.in_window import BRING_IN_FOLDER
from ui.county.hand_out_dialog import hand_out
from ui.county.hand_up_dialog import hand_up_to_file
from ui.county.new_collection import NewCollectionDialog
from ui.county.page import CountyPage
from ui.county.return_files import ReturnFilesBox
from ui.window.main_window import MainWindow

UI = Path(dialogs.__file__).parent.parent
ASKS = {"open_files", "save_file", "choose_folder"}


def page_over(county: CountyPage) -> QWidget:
    page = getattr(county.window(), "trail").current.page  # noqa: B009 — a window of the program
    assert isinstance(page, QWidget)
    return page


def bring_in(county: CountyPage) -> None:
    county.take.click()


def bring_in_folder(county: CountyPage) -> None:
    getattr(county.window(), "actions_by_key")[BRING_IN_FOLDER.id].trigger()  # noqa: B009


def list_from_file(county: CountyPage) -> None:
    NewCollectionDialog(county, county.library, TODAY).file.click()


def list_from_reports(county: CountyPage) -> None:
    NewCollectionDialog(county, county.library, TODAY).from_files.click()


def handed_out(county: CountyPage) -> None:
    assert county.one is not None
    assert hand_out(county, county.library, county.one.key, ()) == ""


def handed_up(county: CountyPage) -> None:
    assert county.one is not None
    assert hand_up_to_file(county, county.library, county.one.key, TODAY) == ""


def sum_exported(county: CountyPage) -> None:
    county.looks.sum()
    page = page_over(county)
    getattr(page, "scope").over.setCurrentIndex(1)  # noqa: B009
    getattr(page, "export").click()  # noqa: B009


def comparison_exported(county: CountyPage) -> None:
    county.looks.comparison()
    getattr(page_over(county), "export").click()  # noqa: B009


def chart_saved(county: CountyPage) -> None:
    county.looks.comparison()
    getattr(page_over(county), "save_chart")()  # noqa: B009


def scores_written(county: CountyPage) -> None:
    county.looks.scores()
    getattr(page_over(county), "write_sheet")()  # noqa: B009


def return_folder(county: CountyPage) -> None:
    box = ReturnFilesBox(county.library, TODAY)
    before = box.place.folder
    box.place._choose()
    assert box.place.folder == before


# the modules that ask, and what leads there
WAYS: dict[str, tuple[Callable[[CountyPage], None], ...]] = {
    "transfer/import_many.py": (bring_in, bring_in_folder),
    "transfer/export_many.py": (return_folder,),
    "county/new_collection.py": (list_from_file, list_from_reports),
    "county/hand_out_dialog.py": (handed_out,),
    "county/hand_up_dialog.py": (handed_up,),
    "county/sum_files.py": (sum_exported,),
    "county/comparison/saving.py": (comparison_exported, chart_saved),
    "county/score_page.py": (scores_written,),
}


def those_that_ask() -> set[str]:
    """Return the modules of the county office that ask for files."""
    found = set()
    for path in (UI / "county").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ASKS:
                found.add(path.relative_to(UI).as_posix())
    return found


def test_every_module_that_asks_is_tried_here() -> None:
    assert those_that_ask() - set(WAYS) == set()


@pytest.mark.parametrize("way", [one for ways in WAYS.values() for one in ways], ids=lambda way: way.__name__)
def test_nothing_happens_where_a_choice_of_files_is_called_off(  # noqa: PLR0913, PLR0917 — its fixtures
    way: Callable[[CountyPage], None],
    empty_window: MainWindow,
    county: CountyPage,
    library: Library,
    collection: int,
    tmp_path: Path,
    warned: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    receive(library, collection, TOWN)
    county.refresh()
    asked: list[str] = []

    def run(dialog: object) -> bool:
        if isinstance(dialog, QFileDialog):
            asked.append(dialog.windowTitle())
            return False
        if isinstance(dialog, QMessageBox):
            warned.append(dialog.text())
        return True

    monkeypatch.setattr(dialogs, "run", run)
    said, files = empty_window.status.sentence, sorted(tmp_path.rglob("*"))
    before = library.county.batches(collection), units_of(library, collection), len(library.county.collections())
    way(county)
    assert len(asked) == 1
    assert warned == []
    assert empty_window.status.sentence == said
    assert sorted(tmp_path.rglob("*")) == files
    after = library.county.batches(collection), units_of(library, collection), len(library.county.collections())
    assert after == before
