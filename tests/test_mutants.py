"""The mutation tester changes what it says it changes, finds the tests that reach it, and counts honestly."""

from pathlib import Path

import pytest

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
