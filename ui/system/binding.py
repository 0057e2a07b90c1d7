"""A quicker load of Qt for Python: what it does at each start is kept, put off, or done without detours.

Of the release that this was tried with, and of no other: elsewhere `hasten` does nothing and all goes its usual way.
What is spared, what it cost to know, and why nothing more is done: docs/decisions/14-start-of-the-window.md.
"""

from __future__ import annotations

import enum
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from importlib import import_module
from types import ModuleType
from typing import Any

from ui.system.binding_code import code_kept

BINDING, PYTHON = "6.9.3", (3, 11)  # what it was tried with
_NOT_AT_A_START = ("argparse", "bz2", "logging", "lzma", "tempfile", "traceback")
_compile = re.compile
_create = enum.EnumType._create_  # type: ignore[attr-defined]
_PLAIN = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
_HOW = {"qualname", "boundary", "type", "start"}  # `start` says where names without numbers begin
_TAKEN = frozenset(name for plain in _PLAIN for base in plain.__mro__ for name in vars(base)) | {"mro"}


def hasten() -> None:
    """Load the binding without what nobody asks for at a start; call it before anything of Qt is imported."""
    if sys.version_info[:2] != PYTHON or "shiboken6" in sys.modules:
        return
    with code_kept(), _patterns_put_off(), _modules_put_off():
        import shiboken6  # noqa: F401
    if _is_known():
        make_enums_directly()


def _is_known() -> bool:
    """Whether it is the release that was tried; its package says so before it loads anything."""
    return getattr(sys.modules.get("shiboken6"), "__version__", None) == BINDING


# Patterns: the binding compiles those of its error texts and of its documentation, which no start needs


@contextmanager
def _patterns_put_off() -> Iterator[None]:
    """Let the binding's own calls of `re.compile` return patterns that are compiled when they are first used."""

    def compile_later(pattern: Any, flags: Any = 0) -> Any:  # noqa: ANN401 — as `re` takes them
        caller = str(sys._getframe(1).f_globals.get("__name__"))  # noqa: SLF001 — other modules load meanwhile
        later = caller.startswith("shibokensupport.") and _is_known()
        return (LaterPattern if later else _compile)(pattern, flags)

    re.compile = compile_later
    try:
        yield
    finally:
        re.compile = _compile


class LaterPattern:
    """A compiled pattern, compiled when it is first used."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._asked = pattern, flags

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _compile(*self._asked)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 — whatever a pattern has
        return getattr(self._pattern, name)

    def finditer(self, *words: Any) -> Iterator[re.Match[str]]:  # noqa: ANN401 — as a pattern takes them
        """Find as the pattern does; the binding takes hold of this method at once."""
        return self._pattern.finditer(*words)

    def split(self, *words: Any) -> list[str | Any]:  # noqa: ANN401 — as a pattern takes them
        """Split as the pattern does; the binding takes hold of this method at once."""
        return self._pattern.split(*words)


# Modules: the binding loads more than a start needs: for stubs, for archives packed otherwise, for its own failure


@contextmanager
def _modules_put_off() -> Iterator[None]:
    """Let the binding's own imports of some modules return stand-ins; afterwards others get the modules themselves."""
    later = [LaterModule(name) for name in _NOT_AT_A_START if name not in sys.modules]
    sys.modules.update((one.__name__, one) for one in later)
    try:
        yield
    finally:
        for one in later:
            one.leave()


class LaterModule(ModuleType):
    """A module, loaded when something of it is first asked for."""

    def leave(self) -> None:
        """Let whoever imports it from now on have the module itself."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 — whatever a module has
        self.leave()
        return getattr(import_module(self.__name__), name)


# Enumerations: the binding makes thousands of members by the general way, which asks the same of each of them


def make_enums_directly() -> None:
    """From now on make the members of Qt's enumerations at once."""

    def quick(cls: Any, class_name: str, names: Any, *, module: str | None = None, **how: Any) -> Any:  # noqa: ANN401
        module = module or sys._getframe(2).f_globals["__name__"]  # noqa: SLF001 — as `enum` itself finds it
        if not _is_simple(cls, names, how):
            return _create(cls, class_name, names, module=module, **how)
        return _make(cls, class_name, names, module, how)

    enum.EnumType._create_ = quick  # type: ignore[attr-defined]


def _is_simple(cls: Any, names: Any, how: dict[str, Any]) -> bool:  # noqa: ANN401
    """Whether it is one as Qt's are: pairs of a name that means nothing to `enum`, and a number."""
    return (
        cls in _PLAIN
        and how.keys() <= _HOW
        and not how.get("type")
        and isinstance(names, list | tuple)
        and all(map(_is_simple_pair, names))
    )


def _is_simple_pair(pair: Any) -> bool:  # noqa: ANN401
    if type(pair) is not tuple:
        return False
    name, value = pair
    return type(value) is int and type(name) is str and name not in _TAKEN and not name.startswith("_")


def _make(cls: Any, class_name: str, pairs: Any, module: str, how: dict[str, Any]) -> Any:  # noqa: ANN401
    """Make an enumeration; its class holds what `enum` puts into each class of its kind."""
    known = _held(cls, how.get("boundary"))
    held = {name: value.copy() if type(value) in {list, dict} else value for name, value in known}
    held["__module__"] = module
    if how.get("qualname") is not None:
        held["__qualname__"] = how["qualname"]
    made = type.__new__(enum.EnumType, class_name, (cls,), held)
    type.__setattr__(made, "__new__", enum.Enum.__new__)  # afterwards, as `enum` does: not as a static method
    _add_members(made, pairs)
    return made


@cache
def _held(cls: Any, boundary: Any) -> Sequence[tuple[str, Any]]:  # noqa: ANN401
    """Return what `enum` puts into a class without members."""
    empty = _create(cls, "Empty", (), module=__name__, boundary=boundary)
    return [(name, value) for name, value in vars(empty).items() if name != "__new__"]


def _add_members(made: Any, pairs: list[tuple[str, int]]) -> None:  # noqa: ANN401
    """Add members to a class without any, as `enum` does for each of them.

    All are made before the first is put into the class: each change of it makes Python look everything up anew.
    """
    is_flag, is_number = issubclass(made, enum.Flag), issubclass(made, int)
    order, by_name, by_value = made._member_names_, made._member_map_, made._value2member_map_
    for name, value in pairs:
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = int.__new__(made, value) if is_number else object.__new__(made)
            member._value_, member._name_, member.__objclass__, member._sort_order_ = value, name, made, len(order)
            if not is_flag or _is_single_bit(value):
                order.append(name)
        by_name[name] = member
    for name, member in by_name.items():
        type.__setattr__(made, name, member)
    if is_flag:
        _sum_up_flags(made)


def _is_single_bit(value: int) -> bool:
    return value > 0 and not value & (value - 1)


def _sum_up_flags(made: Any) -> None:  # noqa: ANN401
    """Note which bits there are, and whether they stand in their order."""
    every = list(made._value2member_map_)
    single = [value for value in every if _is_single_bit(value)]
    mask = 0
    for value in every:
        mask |= value
    made._flag_mask_, made._singles_mask_, made._all_bits_ = mask, sum(single), 2 ** mask.bit_length() - 1
    if single != sorted(single):
        made._iter_member_ = made._iter_member_by_def_
