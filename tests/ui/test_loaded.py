"""What is loaded before the window is there: what nobody has asked for yet is not among it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from intake import read
from model.storage.library import Library
from tests.samples import ROOT
from tools.demo import EXAMPLE

LOADED = """
import os, sys
from pathlib import Path
from ui import start

def tell(self):
    TOLD
    os._exit(0)

start._Ready._tell = tell
start.open_window(Path(sys.argv[1]))
"""
MODULES = "print(*sys.modules, flush=True)"
WRITTEN = """
    for name, module in list(sys.modules.items()):
        for kind in vars(module).values() if name.split(".")[0] in ("app", "model", "ui") else ():
            written = hasattr(kind, "__dataclass_params__") or (type(kind) is type and hasattr(kind, "_make"))
            if written and kind.__module__ == name:
                print(f"{name}.{kind.__name__}", flush=True)
"""
KINDS = """
    from PySide6 import QtGui, QtWidgets
    print(*vars(QtGui), *vars(QtWidgets), flush=True)
"""
LATER = [
    *(
        "app.assessment",
        "app.cards",
        "app.collecting",
        "app.finalising",
        "app.importing",
        "app.milestones",
        "app.past_words",
        "app.report_store",
        "app.rounds",
        "app.undo_steps",
        "app.writing.last_year",
        "app.writing.offering",
    ),
    *("app.writing.own", "app.writing.replacing", "commands", "difflib", "export", "html", "intake"),
    *(
        "model.places",
        "model.rules.explanations",
        "model.rules.finding",
        "model.rules.identities",
        "model.rules.likeness",
        "model.rules.locate",
        "model.rules.narrative",
        "model.rules.peers",
        "model.rules.registry",
        "model.rules.wording",
    ),
    *("model.sentences", "model.storage.files.moving"),
    *("model.storage.format_3", "model.storage.format_4", "model.storage.format_7"),
    *(
        "model.storage.last_line",
        "model.storage.same_unit",
        "model.storage.stored_peers",
        "model.storage.year_sketches",
    ),
    *("sqlite_utils", "ui.finalising", "ui.findings", "ui.manual", "ui.preview", "ui.report.finding_bar"),
    *("ui.actions.in_county", "ui.county"),
    *("ui.report.history_panel", "ui.restoring.dialog", "ui.settings", "ui.texts.find_bar"),
    *("ui.texts.last_year_pane", "ui.texts.sentence_list", "ui.texts.side", "ui.transfer"),
]
OF_A_REPORT = ["app.editing", "ui.report", "ui.state", "ui.tables", "ui.texts"]
OF_THE_LIST = ["model.storage.summaries", "model.storage.tallies", "ui.library"]
SHOWN = {  # what is to be seen: the tab that was left, or all reports; and what else is not wanted then
    "ui.texts.page": (0, ["ui.tables", *OF_THE_LIST]),
    "ui.tables.page": (2, ["ui.texts", *OF_THE_LIST]),
    "ui.library.page": (None, OF_A_REPORT),
}


@pytest.mark.parametrize("shown", SHOWN)
def test_nothing_is_loaded_before_the_window_is_there_that_nobody_has_asked_for(shown: str, tmp_path: Path) -> None:
    tab, others = SHOWN[shown]
    loaded = at_the_start(MODULES, library_left_at(tab, tmp_path / "library.db"))
    assert shown in loaded
    assert [name for name in loaded if any(f"{name}.".startswith(f"{one}.") for one in LATER + others)] == []


def test_no_kind_of_style_gradient_or_list_is_made_before_a_text_is_there(tmp_path: Path) -> None:
    made = set(at_the_start(KINDS, library_left_at(0, tmp_path / "library.db")))
    assert made & {"QGradient", "QListView", "QPainter", "QStyle", "QTextEdit"} == {"QPainter", "QTextEdit"}


@pytest.mark.parametrize("shown", SHOWN)
def test_no_class_is_written_before_the_window_is_there(shown: str, tmp_path: Path) -> None:
    assert at_the_start(WRITTEN, library_left_at(SHOWN[shown][0], tmp_path / "library.db")) == []


def library_left_at(tab: int | None, path: Path) -> Path:
    """Make a library with one report, left at a tab; without a tab it holds two, none of them left open."""
    library = Library(path)
    report = read(EXAMPLE)
    made = library.create(report, step="")
    if tab is None:
        library.create(replace(report, unit="乙局"), step="")
    else:
        library.remember(f"tab {made}", str(tab))
    library.close()
    return path


def at_the_start(told: str, library: Path) -> list[str]:
    """Start the window, and return what is told once it is painted."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "GOUJI_BENCH_READY": "1"}
    done = subprocess.run(
        [sys.executable, "-c", LOADED.replace("TOLD", told), str(library)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return done.stdout.split()
