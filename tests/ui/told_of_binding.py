"""Tell all that a quicker load of Qt could change: run as a process, with and without it; both must say the same."""

from __future__ import annotations

import copy
import enum
import inspect
import io
import operator
import pickle
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtTest")
SOME = 5  # members of each flag that are reckoned with


def enumerations(inside: object, depth: int = 0) -> Iterator[type[enum.Enum]]:
    """Find every enumeration of a module and of its classes."""
    for name in dir(inside):
        one = getattr(inside, name, None)
        if isinstance(one, type) and issubclass(one, enum.Enum):
            yield one
        elif isinstance(one, type) and depth < 2 and one.__module__.startswith("PySide6"):
            yield from enumerations(one, depth + 1)


def attempted(act: Callable[..., object], *of: object) -> str:
    """Say what comes of something, or how it fails."""
    try:
        return repr(act(*of))
    except Exception as error:  # noqa: BLE001 — any failure is an answer
        return f"{type(error).__name__}: {error}"


def all_of(one: type[enum.Enum]) -> Iterator[object]:
    """Say everything of an enumeration that can be asked."""
    inside: Any = one
    yield one.__module__, one.__qualname__, [base.__name__ for base in one.__mro__], len(one), sorted(vars(one))
    yield [(name, repr(member), str(member), f"{member}", member.name) for name, member in one.__members__.items()]
    yield [sorted(vars(member).items(), key=str) for member in one.__members__.values()]
    yield [repr(member) for member in one], [repr(member) for member in reversed(one)]
    yield [getattr(one, name) is member is one[name] for name, member in one.__members__.items()]
    yield [one(member.value) is member for member in one.__members__.values()]
    yield [hash(member) == hash(one(member.value)) for member in one]
    yield inside._member_names_, list(inside._value2member_map_), inside._member_type_.__name__
    yield [repr(getattr(inside, f"_{name}_", None)) for name in ("flag_mask", "singles_mask", "all_bits", "boundary")]
    yield attempted(inside, 987_654_321), attempted(operator.getitem, one, "nothing"), attempted(inside, "nothing")
    yield [pickle.loads(pickle.dumps(member)) is member for member in one if picklable(member)]  # noqa: S301 — its own
    yield [picklable(member) for member in one]
    yield [copy.copy(member) is copy.deepcopy(member) is member for member in one]
    if issubclass(one, enum.Flag):
        yield from arithmetic(inside)


def picklable(member: object) -> bool:
    """Whether it can be packed."""
    return attempted(pickle.dumps, member).startswith("b")


def arithmetic(flags: Any) -> Iterator[object]:  # noqa: ANN401
    """Reckon with the members of a flag."""
    some = list(flags.__members__.values())[:SOME]
    for a in some:
        yield bool(a), [attempted(act, a) for act in (operator.invert, list, len, hash)], attempted(operator.or_, a, 1)
        for b in some:
            yield [attempted(act, a, b) for act in (operator.or_, operator.and_, operator.xor, operator.contains)]
            yield attempted(name_of_both, a, b), attempted(list, a | b) if type(a) is type(b) else ""


def name_of_both(a: Any, b: Any) -> object:  # noqa: ANN401
    """Say what two flags together are called."""
    return (a | b).name


def calls(core: Any, gui: Any, widgets: Any) -> dict[str, Callable[[], object]]:  # noqa: ANN401
    """Return calls, right and wrong ones, whose errors the binding words."""
    return {
        "number": lambda: core.QPoint("a", 1),
        "too many": lambda: core.QPoint(1, 2, 3),
        "unknown word": lambda: core.QObject(nothing=3),
        "property": lambda: core.QObject(objectName="name").objectName(),
        "wrong property": lambda: core.QObject(objectName=[]),
        "method": lambda: core.QObject().setObjectName(3),
        "list": lambda: gui.QPolygonF([1, "a"]),
        "enum": lambda: gui.QFont().setWeight("heavy"),
        "enum as number": lambda: gui.QFont().setWeight(3),
        "overloads": lambda: gui.QColor([], {}),
        "keyword": lambda: core.QDate(2024, 1, 2).toString(format=core.Qt.DateFormat.ISODate),
        "wrong keyword": lambda: core.QDate(2024, 1, 2).toString(forms=1),
        "static": lambda: core.QTimer.singleShot("soon"),
        "widget": lambda: widgets.QWidget().resize("wide", 2),
        "layout": lambda: widgets.QVBoxLayout().addWidget(7),
        "signal": lambda: core.QTimer().timeout.connect(5),
        "operator": lambda: core.QSize(1, 2) + 3,
        "flags": lambda: widgets.QWidget().setWindowFlags("Dialog"),
        "item": lambda: widgets.QListWidgetItem().data("role"),
    }


def signatures(module: ModuleType) -> Iterator[object]:
    """Say the signatures that the binding knows of some classes, and how it words their help."""
    for name in ("QObject", "QTimer", "QFont", "QPainter", "QWidget", "QAction", "QTableView", "QTextEdit", "QPrinter"):
        for method, one in sorted(vars(getattr(module, name, object)).items()):
            yield method, attempted(inspect.signature, one), attempted(getattr, one, "__doc__")


def tell() -> Iterator[object]:
    """Say all."""
    modules = [import_module(f"PySide6.{name}") for name in MODULES]
    core, gui, widgets, *_ = modules
    application = widgets.QApplication([])
    yield [(name, attempted(act)) for name, act in calls(core, gui, widgets).items()]
    for module in modules:
        yield from signatures(module)
        for one in sorted(set(enumerations(module)), key=lambda one: (one.__module__, one.__qualname__)):
            yield from all_of(one)
    words = io.StringIO()
    with redirect_stdout(words):
        help(core.QPoint)
    yield words.getvalue()
    own: list[Any] = [enum.Flag("own", "A B C"), enum.IntEnum("numbers", {"ONE": 1}), enum.Enum("words", [("A", "a")])]
    yield [list(one) for one in own], [one.__module__ for one in own]
    application.quit()


if __name__ == "__main__":
    if sys.argv[1:] == ["hasten"]:
        sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
        from ui.system import binding

        binding.hasten()
    for line in tell():
        words = re.sub(" at 0x[0-9a-fA-F]+", "", repr(line))  # where something lies in memory differs every time
        sys.stdout.write(f"{words}\n")
