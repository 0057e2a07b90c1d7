"""The suite under wine runs every test in one part, and its record keeps what it was told."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from winsuite import parts, record
from winsuite.record import BEGIN, END, Outcome, Row

from tests.samples import ROOT


def run_by(part: parts.Part) -> set[str]:
    """Return the files of tests that pytest would find in a part."""
    found: set[Path] = set()
    for path in (ROOT / name for name in part.paths):
        found |= {path} if path.is_file() else set(path.rglob("test_*.py"))
    without = [ROOT / name for name in part.without]
    return {path.relative_to(ROOT).as_posix() for path in found if not any(map(path.is_relative_to, without))}


def test_every_file_of_tests_is_run_in_exactly_one_part() -> None:
    each = [run_by(part) for part in parts.parts(ROOT) if part.name != parts.EXAMPLES]
    together = [name for names in each for name in names]
    assert set(together) == {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")}
    assert len(together) == len(set(together))


def test_the_examples_are_those_of_the_whole_suite() -> None:
    (part,) = [part for part in parts.parts(ROOT) if part.name == parts.EXAMPLES]
    assert {"model", "ui", "main.py"} <= set(part.paths)


@pytest.mark.parametrize(
    "given, expected, recorded",
    [
        (["tests/model"], ["tests/model", "tests/model/storage"], True),
        (["./tests/app/"], ["tests/app"], True),
        (["tests\\app"], ["tests/app"], True),
        (["tests/ui"], [f"tests/ui/{part}" for part in ("county", "a-c", "d-h", "i-o", "p-s", "t-z")], True),
        (["tests/ui/county"], ["tests/ui/county"], True),
        (["tests/ui/d-h"], ["tests/ui/d-h"], True),
        (["tests/model/rules"], ["tests/model/rules"], False),
        (["tests/ui/test_fonts.py::test_x"], ["tests/ui/test_fonts.py::test_x"], False),
        (["examples", "tests/app", "tests/app"], ["examples", "tests/app"], True),
    ],
)
def test_what_is_asked_for_is_run_and_whole_parts_are_written_down(
    given: list[str],
    expected: list[str],
    recorded: bool,  # noqa: FBT001 — of a table
) -> None:
    found = parts.chosen(given, ROOT)
    assert [part.name for part in found] == expected
    assert {part.recorded for part in found} == {recorded}


def test_all_of_tests_is_everything_but_the_examples() -> None:
    assert {part.name for part in parts.chosen([], ROOT)} - {part.name for part in parts.chosen(["tests"], ROOT)} == {
        parts.EXAMPLES
    }


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(ValueError, match="tests/iu"):
        parts.chosen(["tests/iu"], ROOT)


def test_windows_are_opened_by_one_process() -> None:
    shown = parts.chosen(["tests/ui/test_fonts.py"], ROOT) + parts.chosen(["tests/ui"], ROOT)
    assert {part.processes(2) for part in shown} == {0}
    assert {part.processes(2) for part in parts.chosen(["tests/app"], ROOT)} == {2}
    assert {part.processes(1) for part in parts.parts(ROOT)} == {0}


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=9).map(str.strip).filter(bool)
REASONS = st.dictionaries(WORDS, st.integers(1, 99), max_size=3)
OUTCOMES = st.builds(
    Outcome, st.integers(0, 9999), st.lists(WORDS, max_size=3).map(tuple), REASONS, st.integers(0, 9999)
)
ROWS = st.builds(Row, st.just("abc1234"), st.just("2026-11-30"), OUTCOMES)


@given(rows=st.dictionaries(st.sampled_from(["tests/ui/a-c", "tests/app", "examples"]), ROWS))
def test_what_is_written_down_is_read_again(rows: Mapping[str, Row]) -> None:
    assert record.parse(f"{BEGIN}{record.render(rows)}{END}") == rows


def test_new_rows_take_the_place_of_older_ones_and_the_rest_stays(tmp_path: Path) -> None:
    page = tmp_path / "x.md"
    page.write_text(f"head\n{BEGIN}{END}foot\n", "utf-8")
    old = Row("a", "2026-01-01", Outcome(5, ("tests.x::test | a",), {"why": 2}, 7))
    record.update(page, {"tests/ui": old, "tests/app": old})
    new = Row("b", "2026-01-02", Outcome(6, (), {}, 8))
    record.update(page, {"tests/ui": new})
    words = page.read_text("utf-8")
    assert record.parse(words) == {"tests/app": old, "tests/ui": new}
    assert words.startswith("head\n")
    assert words.endswith("foot\n")
    assert "| 全部 |  |  | 11 | 1 | 2 | 15 |" in words


def test_what_failed_and_passes_later_is_counted_as_passed_and_its_commit_is_named() -> None:
    row = Row("a", "2026-01-01", Outcome(5, ("tests.x::test_b", "tests.x::test_c"), {"why": 2}, 7))
    later = record.again(row, "b", Outcome(1, ("tests.x::test_c",), {}, 3))
    assert later == Row("a、b", "2026-01-01", Outcome(6, ("tests.x::test_c",), {"why": 2}, 10))
    assert record.again(later, "b", Outcome(0, (), {"why": 1}, 3)) == Row(
        "a、b", "2026-01-01", Outcome(6, (), {"why": 3}, 13)
    )


def test_a_page_without_a_place_for_the_record_is_told(tmp_path: Path) -> None:
    page = tmp_path / "x.md"
    page.write_text("head\n", "utf-8")
    with pytest.raises(ValueError, match=r"x\.md"):
        record.update(page, {})


TESTS = """
import pytest
def test_good(): pass
def test_bad(): assert False
@pytest.fixture
def broken(): raise OSError
def test_broken(broken): pass
@pytest.mark.parametrize("n", [1, 2])
@pytest.mark.skipif(True, reason="not here")
def test_left_out(n): pass
@pytest.fixture
def late():
    yield
    raise OSError
def test_that_fails_at_its_end(late): pass
"""


def test_what_pytest_writes_down_is_counted(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text(TESTS, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "none.ini", "--junitxml=x.xml"]
    (tmp_path / "none.ini").touch()
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    outcome = record.read(tmp_path / "x.xml")
    assert outcome.passed == 1
    assert sorted(name.rpartition("::")[2] for name in outcome.failed) == [
        "test_bad",
        "test_broken",
        "test_that_fails_at_its_end",
    ]
    assert dict(outcome.skipped) == {"not here": 2}


def test_the_record_in_the_documents_names_parts_that_there_are() -> None:
    rows = record.parse((ROOT / "docs" / "windows-tests.md").read_text("utf-8"))
    assert set(rows) <= {part.name for part in parts.parts(ROOT)}
