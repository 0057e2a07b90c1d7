"""The mutation tester changes what it says it changes, finds the tests that reach it, and counts honestly."""

import ast
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tools.mutant_change import Change, Loaded, NotInPlaceError
from tools.mutant_list import EQUIVALENT, GONE, KILLED, SURVIVED, Key, Row, gone, head_of, keyed, read, row_of, write
from tools.mutant_tests import Learned, Reach
from tools.mutants import Mutant, is_other_code, mutants_of

SOURCE = '''"""Docstring 1."""
from functools import lru_cache
FAR = 3
NEAR = FAR + 1
NAME = "名称"  # 汉字 before what is changed


def near(text: "int" = 5) -> bool:
    """Docstring 2."""
    return len(text) < NEAR and NAME in text


@lru_cache(maxsize=10)
def kept(text):
    if text:
        raise ValueError("longer than 4")
    return text[1:]


class Place:
    size: int = 2

    def whole(self):
        return not self.size == 7
'''


def changes(line: str) -> list[str]:
    return [one.applied(line.encode()).decode() for one in mutants_of("a.py", line.encode())]


@pytest.mark.parametrize(
    "line, expected",
    [
        ("x = 1", ["x = 2", "x = 0"]),
        ("x = 9", ["x = 10", "x = 8", "x = 4", "x = 18"]),
        ("x = 0.5", ["x = 0.25", "x = 0.45", "x = 0.55", "x = 1.0"]),
        ("x = a <= b", ["x = a < b", "x = a > b"]),
        ("x = (甲) in 乙", ["x = (甲) not in 乙"]),
        ("x = not a", ["x = a"]),
        ("x = a or b", ["x = a and b"]),
        ("x = a[b:]", ["x = a[(b) + 1:]", "x = a[(b) - 1:]"]),
        ("x = any(a)", ["x = all(a)"]),
        ('x = "甲"', ['x = "XX"']),
        ('x = r"甲{0,2}[*]乙+"', ['x = r"甲{1,2}[*]乙+"', 'x = r"甲{0,3}[*]乙+"', 'x = r"甲{0,1}[*]乙+"', 'x = r"甲{0,2}[*]乙*"', 'x = r"甲{0,2}[*]乙"']),  # noqa: E501 — a list to be read across
        ('x = "甲*{}"', ['x = "甲+{}"', 'x = "甲{}"']),
        ('raise A("甲", 1)', []),
        ('x = f"甲{1}"', []),
    ],
)  # fmt: skip
def test_every_small_change_is_made_and_no_other(line: str, expected: list[str]) -> None:
    assert sorted(changes(line)) == sorted(expected)


def test_words_types_and_what_is_raised_are_left_alone() -> None:
    found = mutants_of("a.py", SOURCE.encode())
    assert not {one.source for one in found} & {'"""Docstring 1."""', '"""Docstring 2."""', "@lru_cache(maxsize=10)"}
    assert "4" not in {one.old for one in found}
    for one in found:
        assert is_other_code(one, SOURCE.encode())
        assert SOURCE.encode()[one.begin : one.end].decode() == one.old
        assert SOURCE.split("\n")[one.line - 1].strip() == one.source


NAMES = {"near": "near", "kept": "kept", "whole": "Place.whole"}


@pytest.fixture
def reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reach:
    (tmp_path / "a.py").write_text(SOURCE, "utf-8")
    monkeypatch.setattr("tools.mutant_tests.ROOT", tmp_path)
    reached = {
        "near": {("a.py", "near")},
        "kept": {("a.py", "kept")},
        "whole": {("a.py", "Place.whole")},
        "none": set(),
    }
    return Reach(["a.py"], Learned(dict.fromkeys(reached, 1.0) | {"whole": 0.5}, reached))


@pytest.mark.parametrize(
    "source, expected",
    [
        ("FAR = 3", ["near"]),
        ("return len(text) < NEAR and NAME in text", ["near"]),
        ("if text:", ["whole", "kept", "near"]),
        ("size: int = 2", ["whole", "kept", "near"]),
        ("return not self.size == 7", ["whole"]),
    ],
)
def test_a_mutant_meets_the_tests_that_reach_it_the_quickest_first(
    reach: Reach, source: str, expected: list[str]
) -> None:
    mutant: Mutant = next(one for one in mutants_of("a.py", SOURCE.encode()) if one.source == source)
    assert reach.tests(mutant) == expected


# A mutant in place of what is loaded


@pytest.fixture
def loaded(tmp_path: Path) -> Iterator[ModuleType]:
    (tmp_path / "a.py").write_text(SOURCE, "utf-8")
    spec = importlib.util.spec_from_file_location("mutated_sample", tmp_path / "a.py")
    assert spec
    assert spec.loader
    module = sys.modules["mutated_sample"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    del sys.modules["mutated_sample"]


def put(module: ModuleType, source: str, new: str, *ran: str) -> None:
    """Change the file and then what is loaded of it."""
    path = Path(str(module.__file__))
    mutant = next(one for one in mutants_of("a.py", SOURCE.encode()) if (one.source, one.new) == (source, new))
    path.write_bytes(mutant.applied(SOURCE.encode()))
    before = Loaded(path.parent, {"a.py": ast.parse(SOURCE)}, {("a.py", name) for name in ran})
    Change(before, "a.py", mutant.line).put()


def test_a_constant_is_worked_out_anew_with_what_is_made_of_it(loaded: ModuleType) -> None:
    near = loaded.near
    assert not near("名称" * 2)
    put(loaded, "FAR = 3", "4")
    assert (loaded.FAR, loaded.NEAR, near("名称" * 2)) == (4, 5, True)


def test_a_function_changes_for_whoever_holds_it(loaded: ModuleType) -> None:
    near, kept, whole = loaded.near, loaded.kept, loaded.Place.whole
    put(loaded, "return len(text) < NEAR and NAME in text", "or")
    assert near("甲")
    put(loaded, "if text:", "(not text)")
    assert kept("甲") == ""
    put(loaded, "return not self.size == 7", "!=")
    assert not whole(loaded.Place())


@pytest.mark.parametrize(
    "source, new, ran",
    [
        ('def near(text: "int" = 5) -> bool:', "6", ""),  # a default
        ("size: int = 2", "3", ""),  # part of a class
        ("return not self.size == 7", "!=", "Place.whole"),  # what it returned may be kept
        ("FAR = 3", "4", "near"),
    ],
)
def test_what_may_be_remembered_is_not_put_in_place(loaded: ModuleType, source: str, new: str, ran: str) -> None:
    with pytest.raises(NotInPlaceError):
        put(loaded, source, new, ran)


# The list


def test_a_list_says_what_was_found_before_and_what_is_found_now(tmp_path: Path) -> None:
    twice = b"x = [1, 1]\ny = 2\nz = 3\n"
    sample = keyed(mutants_of("a.py", twice))
    assert len(sample) == len(mutants_of("a.py", twice))

    def listed(verdicts: dict[Key, str], old_head: Row, old: dict[Key, Row]) -> tuple[Row, dict[Key, Row]]:
        rows = [row_of(key, sample[key], verdict, old.get(key)) for key, verdict in verdicts.items()]
        rows += [gone(row) for key, row in old.items() if key not in verdicts]
        write(tmp_path / "list.json", head_of({"commit": "a"}, rows, old_head), rows)
        return read(tmp_path / "list.json")

    keys = list(sample)
    head, rows = listed({key: KILLED if at % 2 else SURVIVED for at, key in enumerate(keys)}, {}, {})
    assert list(rows) == keys
    assert (head["tried"], head["share"], "before" in head) == (8, 0.5, False)
    rows[keys[0]] |= {"verdict": EQUIVALENT, "reason": "甲"}
    rows[keys[2]]["reason"] = "乙"
    head, rows = listed(dict.fromkeys(keys[:4], SURVIVED) | dict.fromkeys(keys[4:7], KILLED), head, rows)
    assert [row["verdict"] for row in rows.values()] == [EQUIVALENT, *[SURVIVED] * 3, *[KILLED] * 3, GONE]
    assert [row.get("reason") for row in rows.values()] == ["甲", None, "乙", *[None] * 5]
    assert [row.get("before") for row in rows.values()] == [*[None] * 4, SURVIVED, None, SURVIVED, KILLED]
    assert (head["share"], head["before"]["share"], head["before"]["commit"]) == (0.5, 0.5, "a")
