"""No regular expression of the program takes more than linear time: read from its parsed tree, not timed."""

from __future__ import annotations

import ast
from collections.abc import Sequence

import pytest

from faults.patterns import Growth, UnknownPatternError, Used, automaton, builders, growths, known_builders, patterns
from faults.patterns.collecting import files, modules


@pytest.fixture(scope="module")
def found() -> tuple[Used, ...]:
    return patterns()


def _growths(source: str | bytes, flags: int = 0, *, searched: bool = True, whole: bool = True) -> tuple[Growth, ...]:
    return growths(automaton(source, flags), searched=searched, whole=whole)


def test_every_pattern_is_linear(found: Sequence[Used]) -> None:
    growing = {
        used.where: str(growth)
        for used in found
        for growth in _growths(used.source, used.flags, searched=used.searched, whole=used.whole)
    }
    assert growing == {}


def test_patterns_of_every_package_are_looked_at(found: Sequence[Used]) -> None:
    packages = {"model", "intake", "export", "app", "commands", "ui"}
    assert {path.split("/")[0] for path, _ in files()} == {*packages, "main.py"}
    assert {module.__name__.split(".")[0] for module in modules()} == packages
    assert {used.where.split(".")[0].split("/")[0] for used in found} <= packages  # one may have none, as ui
    assert len(found) > 150


def test_every_function_that_builds_a_pattern_is_known() -> None:
    assert builders() == known_builders()


EXPONENTIAL = [
    r"(a+)+b",
    r"(a*)*b",
    r"(a|a)*b",
    r"(?:a|ab|b)*c",
    r"(?:\s*<br>\s*)+(?=\d)",
    r"(?:政府|(?:政府)?信息)*局",
    r"(?:a?b?)*c",
    r"(?:[ab]|a.)+$",
]
POLYNOMIAL = [
    r"a*a*b",
    r"\d+\s*\d+x",
    r"\s*-?\s*x",
    r"a.*b.*c",
    r"[-\s]*(?:-{3,})[-\s]*$",
    r"\d+%",
    r"《[^》]*》",
    r"\s+$",
    r"(?=.*\|)-",
    r"x*(?:y|x*z)",
    r"(?:ab)*(?:ba)*c",
    r"\d++x",
    r"(?<!\d)[\d ]+x",
    r"(?i)[a-z]+1",
    rb"/Contents\s*(\[[^\]]*\])",
    r"a{0,500}a{0,500}b",
    r"(a+)\1b",
]
LINEAR = [
    r"([ab]{2,6})\1",
    r"a+",
    r"a*b*c*",
    r"^\s*\d+x",
    r"(?<!\d)\d+x",
    r"(?<!\s)\s++x",
    r"(?<![a-z])(?>[a-z]+)1",
    r"《[^《》]*》",
    r"\d(?:\s*+余)?\s*+件",
    r"(?:ab|cd)+",
    r"[^。]{0,80}编制",
    r"\d{1,3}(?:,\d{3}(?!\d))*",
    r"x(?=[ab]|c)",
    r"(?<=\d)\s*+(?:<br>\s*+)++(?=\d)",
    rb"(?<!\d)(\d+)\s+\d+\s+R",
    r"(?m)^-+$",
    r"<[a-z]++(?:\s++\w++)*+",
    r"第?[一二三]{1,2}[、.]",
]


@pytest.mark.parametrize("source", EXPONENTIAL)
def test_what_is_exponential_is_seen(source: str) -> None:
    assert any(one.exponential for one in _growths(source))


@pytest.mark.parametrize("source", POLYNOMIAL, ids=str)
def test_what_is_polynomial_is_seen(source: str | bytes) -> None:
    assert [one.exponential for one in _growths(source)] == [False]


@pytest.mark.parametrize("source", LINEAR, ids=str)
def test_what_is_linear_is_left_alone(source: str | bytes) -> None:
    assert _growths(source, whole=False) == ()


def test_a_repeat_at_the_beginning_counts_only_where_it_is_searched_for() -> None:
    assert _growths(r"\d+%") != ()
    assert _growths(r"\d+%", searched=False) == ()


def test_repeats_side_by_side_count_where_the_whole_text_must_fit() -> None:
    assert _growths(r"[.\d]*\d[.\d]*", searched=False) != ()
    assert _growths(r"[.]*\d[.\d]*", searched=False) == ()


def test_a_word_that_makes_it_grow_is_given() -> None:
    (growth,) = _growths(r"x(?:ab)*c?(?:ab)*y", searched=False)
    assert growth.word in {"ab", "ba"}


@pytest.mark.parametrize("source", [r"(?i:a)", r"(a)?(?(1)b|c)"])
def test_what_is_not_understood_is_refused(source: str) -> None:
    with pytest.raises(UnknownPatternError):
        automaton(source)


# A separator that is computed may be empty, and then `split` and its like raise


_PARTING = frozenset({"split", "rsplit", "partition", "rpartition"})


def _is_never_empty(separator: ast.expr) -> bool:
    if isinstance(separator, ast.Constant):
        return bool(separator.value) or separator.value is None
    if isinstance(separator, ast.JoinedStr):
        return any(isinstance(part, ast.Constant) and part.value for part in separator.values)
    return isinstance(separator, ast.Name) and separator.id.isupper()  # a constant of a module


def test_no_text_is_parted_at_words_that_may_be_none() -> None:
    computed = [
        f"{path}:{node.lineno}"
        for path, tree in files()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _PARTING
        if not _is_of_a_pattern(node.func.value) and node.args and not _is_never_empty(node.args[0])
    ]
    assert computed == []


def _is_of_a_pattern(owner: ast.expr) -> bool:
    if isinstance(owner, ast.Attribute):
        return owner.attr.endswith("_pattern")
    return isinstance(owner, ast.Name) and (owner.id.lstrip("_").isupper() or owner.id in {"re", "posixpath"})
