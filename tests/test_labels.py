"""What a thing is called is never what it is told apart by: a word may change, and nothing else does."""

import ast
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from app.charting.collection import ChartKind
from app.collecting.bringing import ComingStatus
from app.collecting.presets import FigurePreset
from app.collecting.return_files import ReturnKind
from app.collecting.roll import RollFilter, RollText
from app.collecting.sum_doubts import DoubtKind
from app.importing.verdict import ImportStatus
from model.collection.parcel import ParcelKind
from model.collection.scope import LeftOutWhy
from model.collection.standing import Standing, StandingAct, UnitAct
from model.collection.unit import Coverage
from model.labelled import LabelledEnum
from model.report.report import Level, Report
from model.rules.registry import Need, Remedy
from model.storage import rows
from model.storage.backups.backup_files import BackupOrigin
from model.storage.backups.comparing import Fate
from model.storage.county.records import RemarkAnswer, RemarkVerdict
from model.storage.events import HistoryEvent
from model.storage.facts import Milestone
from model.storage.files.whereabouts import Where
from model.storage.library import Library
from model.storage.records import Change, How
from model.storage.rows import Act, Past
from model.storage.writing import Writing
from ui.actions.registry import KeyContext
from ui.county.coming_model import ComingGroup
from ui.finalising.rows import LineAct
from ui.restoring.model import NotRestorable

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ui", "app", "commands", "export", "model", "intake")
READS_TEXTS = {  # what people have written is read there: the words are the matter itself
    "intake/interpret",
    "intake/xlsx/values.py",
    "model/places",
    "model/report/numbers.py",
    "model/rules/narrative",
    "model/rules/wording.py",
    "model/rules/words",
}
SHOWN_BY_NAME = {"ui/window/diagnostics.py"}  # versions, listed as they stand
TEXT = "overview/platform"


def is_label(node: ast.AST | None) -> bool:
    words = node.value if isinstance(node, ast.Constant) else None
    return isinstance(words, str) and any("\u2e80" < character < "\ua000" for character in words)


def used_as_keys(node: ast.AST) -> Iterator[ast.AST | None]:
    match node:
        case ast.Compare(ops=[ast.In() | ast.NotIn(), *_], comparators=compared):
            for one in compared:
                yield from one.elts if isinstance(one, ast.Set | ast.Tuple | ast.List) else ()
        case ast.Compare(left=left, comparators=compared):
            yield from (left, *compared)
        case ast.Dict():
            yield from node.keys
        case ast.Subscript():
            yield node.slice
        case ast.MatchValue():
            yield node.value
        case ast.ClassDef(bases=bases) if any("Enum" in ast.unparse(base) for base in bases):
            yield from (one.value for one in node.body if isinstance(one, ast.Assign))


def test_no_label_is_compared_or_looked_up_or_told_apart_by() -> None:
    found = {}
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name not in SHOWN_BY_NAME and not name.startswith(tuple(READS_TEXTS)):
            keys = (key for node in ast.walk(ast.parse(path.read_text("utf-8"))) for key in used_as_keys(node))
            found[name] = [ast.unparse(key) for key in keys if key is not None and is_label(key)]
    assert len(found) > 100
    assert {name: keys for name, keys in found.items() if keys} == {}


KINDS = (
    Standing,
    StandingAct,
    Coverage,
    LeftOutWhy,
    UnitAct,
    ParcelKind,
    RemarkAnswer,
    RemarkVerdict,
    ComingStatus,
    ComingGroup,
    DoubtKind,
    ReturnKind,
    RollFilter,
    RollText,
    FigurePreset,
    ChartKind,
    HistoryEvent,
    Milestone,
    LineAct,
    How,
    Fate,
    ImportStatus,
    BackupOrigin,
    Where,
    NotRestorable,
    Need,
    Remedy,
    KeyContext,
)


def test_every_kind_has_ids_of_its_own_and_labels_to_read() -> None:
    assert set(LabelledEnum.__subclasses__()) <= set(KINDS), "one is not looked at here"
    for kind in KINDS:
        assert all(one.value.isascii() and one.value.isidentifier() for one in kind), kind
        assert all(one.label for one in kind), kind
        assert [kind(one.value) for one in kind] == list(kind)


@pytest.fixture
def typed(tmp_path: Path) -> Iterator[tuple[Library, int]]:
    """Open a library whose clock goes a second with every look at it."""
    seconds = count()
    start = datetime(2024, 1, 10, 9).astimezone()
    library = Library(tmp_path / "library.db", lambda: start + timedelta(seconds=next(seconds)))
    yield library, library.create(Report("甲镇人民政府", Level.TOWNSHIP, 2023))
    library.close()


def lines(library: Library, key: int) -> list[tuple[str | None, str]]:
    return [(one.new, one.step) for one in reversed(library.history(key, TEXT))]


@pytest.mark.parametrize("word", [HistoryEvent.TYPED.label, "打字", "typed"])
def test_letters_are_one_line_whatever_typing_is_called(typed: tuple[Library, int], word: str) -> None:
    library, key = typed
    for letters in ("建", "建好", "建好了"):
        library.write(key, [Change(TEXT, None, letters)], How.TYPED, word)
    assert lines(library, key) == [("建好了", word)]


@pytest.mark.parametrize("how", [how for how in How if how is not How.TYPED], ids=lambda how: how.value)
def test_what_is_not_typed_is_a_line_each_whatever_it_is_called(typed: tuple[Library, int], how: How) -> None:
    library, key = typed
    for letters in ("建", "建好"):
        library.write(key, [Change(TEXT, None, letters)], how, HistoryEvent.TYPED.label)
    assert len(lines(library, key)) == 2


def test_a_step_of_another_name_begins_a_line(typed: tuple[Library, int]) -> None:
    library, key = typed
    for letters, word in (("建", "录入"), ("建好", "打字"), ("建好了", "打字")):
        library.write(key, [Change(TEXT, None, letters)], How.TYPED, word)
    assert lines(library, key) == [("建", "录入"), ("建好了", "打字")]


def test_what_stands_in_an_old_history_is_shown_as_it_was_written(typed: tuple[Library, int]) -> None:
    library, key = typed
    act = Act(datetime(2020, 1, 1).astimezone(), How.TYPED, "一个从前的叫法")
    with library._writing(key) as writing:
        assert isinstance(writing, Writing)
        rows.remember(writing, act, [Past(TEXT, None, "旧")])
    assert lines(library, key) == [("旧", "一个从前的叫法")]


def test_what_an_event_is_about_has_its_place_in_the_words() -> None:
    assert HistoryEvent.UNDONE.about("粘贴") == "撤销 粘贴"
    assert HistoryEvent.REOPENED.because("漏报") == "修订：漏报"
    with_place = {one for one in HistoryEvent if "{}" in one.label}
    assert with_place == {HistoryEvent.MENDED, HistoryEvent.UNDONE, HistoryEvent.AS_BEFORE}
