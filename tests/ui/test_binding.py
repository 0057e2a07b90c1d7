"""The quicker load of Qt: nobody can tell it from the usual one, and of any other release nothing is touched."""

from __future__ import annotations

import enum
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import ROOT
from ui.system import binding

pytestmark = pytest.mark.slow
TOLD = Path(__file__).with_name("told_of_binding.py")
KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
NAMES = st.from_regex("[A-Z][A-Za-z_]{0,3}", fullmatch=True, alphabet=st.characters(codec="ascii"))
NUMBERS = st.integers(0, 40) | st.integers(0, 9).map(lambda bit: 1 << bit) | st.integers(-3, 3)
TRIED = sys.version_info[:2] == binding.PYTHON
only_where_it_acts = pytest.mark.skipif(not TRIED, reason="it does nothing on another Python")


def run(*command: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_enums_errors_signatures_and_help_are_the_same_with_and_without_it() -> None:
    usual, quick = run(str(TOLD)).splitlines(), run(str(TOLD), "hasten").splitlines()
    assert len(usual) > 5000
    assert [pair for pair in zip(usual, quick, strict=True) if pair[0] != pair[1]] == []


@only_where_it_acts
def test_where_it_acts_enums_are_made_at_once_and_patterns_later() -> None:
    assert state("hasten()") == "quick LaterPattern LaterPattern"
    assert state("") == "_create_ Pattern Pattern"


@pytest.mark.parametrize("change", ["BINDING = '6.9.2'", "PYTHON = (3, 10)"])
def test_another_release_is_loaded_as_it_always_is(change: str) -> None:
    assert state(f"{change}; binding.hasten()") == state("")


def test_what_is_loaded_already_is_left_alone() -> None:
    assert state("__name__; import PySide6.QtCore; binding.hasten()") == state("")


@cache
def state(act: str) -> str:
    """Return how enumerations are made after `act`, and what became of the patterns of the binding."""
    return run("-c", STATE.replace("ACT", f"binding.{act}" if act else "")).strip()


STATE = """
import enum, re, sys
from ui.system import binding
before = re.compile
ACT
import PySide6.QtCore
assert re.compile is before
formatter = sys.modules["shibokensupport.signature.lib.pyi_generator"].Formatter
parser = sys.modules["shibokensupport.signature.parser"].arglistParser._finditer.__self__
kinds = [type(formatter.brace_searcher).__name__, type(parser).__name__]
print(enum.EnumType._create_.__name__, *kinds)
"""


@only_where_it_acts
@given(
    kind=st.sampled_from(KINDS),
    pairs=st.lists(
        st.tuples(
            NAMES, st.one_of(st.integers(0, 40), st.integers(0, 9).map(lambda bit: 1 << bit), st.integers(-3, 3))
        ),
        unique_by=lambda pair: pair[0],
    ),
    qualname=st.none() | st.just("Outer.one"),
    boundary=st.sampled_from([None, *enum.FlagBoundary]),
)
def test_any_enumeration_comes_out_as_enum_makes_it(
    kind: Any,  # noqa: ANN401
    pairs: list[tuple[str, int]],
    qualname: str | None,
    boundary: enum.FlagBoundary | None,
) -> None:
    how: dict[str, Any] = {"qualname": qualname, "boundary": boundary if issubclass(kind, enum.Flag) else None}
    usual = kind("one", pairs, module="here", **how)
    quick = binding._make(kind, "one", pairs, "here", {**how, "type": None, "start": 1})
    assert told(quick) == told(usual)


@only_where_it_acts
def test_two_enumerations_of_a_kind_have_nothing_in_common() -> None:
    one, other = (binding._make(enum.Flag, name, [(name, 1)], "here", {}) for name in ("One", "Other"))
    assert list(one.__members__) == ["One"]
    assert list(other.__members__) == ["Other"]
    assert one(1) is not other(1)


def told(one: Any) -> list[object]:  # noqa: ANN401
    names = ("_flag_mask_", "_singles_mask_", "_all_bits_", "_member_names_")
    parts = [repr(getattr(one, name, None)) for name in names]
    members = [
        (name, repr(member), sorted(map(repr, vars(member).items()))) for name, member in one.__members__.items()
    ]
    held = {name: [type(value).__name__, repr(value)] for name, value in vars(one).items()}
    whole = [one.__name__, one.__qualname__, one.__mro__[1:], type(one), sorted(held.items())]
    return [*parts, members, list(map(repr, one)), [*map(repr, one._value2member_map_)], whole]


@pytest.mark.parametrize(
    "names", ["A B", ["A", "B"], {"A": 1}, [("A", "a")], [("_a", 1)], [("name", 1)], [("A", 1.0)], [("A", True)], None]
)
def test_what_is_not_plain_is_left_to_enum(names: object) -> None:
    assert not binding._is_simple(enum.Enum, names, {})


def test_only_plain_kinds_of_numbers_are_made_at_once() -> None:
    assert binding._is_simple(enum.Flag, [("A", 1)], {"qualname": "x"})
    assert not binding._is_simple(enum.Enum, [("A", 1)], {"type": str})
    assert not binding._is_simple(enum.StrEnum, [("A", 1)], {})


@only_where_it_acts
def test_modules_put_off_are_loaded_when_they_are_asked_for_and_are_themselves() -> None:
    names = binding._NOT_AT_A_START
    assert run("-c", LATER_MODULES).splitlines() == ["[]", *(f"{name} True" for name in names), "True True"]


LATER_MODULES = """
import sys
KNOWN = {
    "argparse": "ArgumentParser",
    "bz2": "BZ2Compressor",
    "logging": "getLogger",
    "lzma": "LZMACompressor",
    "tempfile": "mkdtemp",
    "traceback": "format_tb",
}
from ui.system import binding
binding.hasten()
import PySide6.QtWidgets
print([name for name in binding._NOT_AT_A_START if name in sys.modules])
import shiboken6, zipfile
stubs = sys.modules["shibokensupport.signature.lib.pyi_generator"]
held = {name: getattr(holder, name) for holder in (shiboken6, stubs, zipfile) for name in binding._NOT_AT_A_START
        if hasattr(holder, name)}
first = {name: getattr(held[name], known) for name, known in KNOWN.items()}
for name in binding._NOT_AT_A_START:
    itself = __import__(name)
    print(name, first[name] is getattr(itself, KNOWN[name]) and type(itself) is type(sys))
import io
archive = io.BytesIO()
with zipfile.ZipFile(archive, "w", zipfile.ZIP_BZIP2) as packed:
    packed.writestr("one", b"1" * 99)
    packed.writestr("two", b"2" * 99, zipfile.ZIP_LZMA)
unpacked = zipfile.ZipFile(archive)
print(unpacked.read("one") == b"1" * 99, unpacked.read("two") == b"2" * 99)
"""


def test_a_later_pattern_is_the_pattern() -> None:
    later: Any = binding.LaterPattern(r"(a) (b)? # words", re.VERBOSE)
    at_once = re.compile(r"(a) (b)? # words", re.VERBOSE)
    words = "xabxaxb"
    assert "_pattern" not in vars(later)
    assert [one.group() for one in later.finditer(words)] == [one.group() for one in at_once.finditer(words)]
    assert later.split(words, 1) == at_once.split(words, 1)
    assert later.search(words, 2).span() == at_once.search(words, 2).span()  # type: ignore[union-attr]
    assert (later.pattern, later.flags, later.groups) == (at_once.pattern, at_once.flags, at_once.groups)
