"""Whatever a flipped bit has made of a row, reading it ends in a report or in a reason."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.storage import parsing, past
from model.storage.records import Entry, Final, Stored, Unreadable
from tests.model.storage.samples import CELL, TEXT

ODD = st.none() | st.integers() | st.floats() | st.binary(max_size=3) | st.text(max_size=4) | st.just("\udcff")
JSON = st.sampled_from(["{}", "[]", "7", '{"a": {}}', '["a"]', "[7]", "[[]]", "null", f'{{"{CELL}": "1"}}'])


def among(*right: object) -> st.SearchStrategy[tuple[object, ...]]:
    """Return rows in which each value may be right or odd."""
    return st.tuples(*(st.just(one) | ODD for one in right))


HEADERS = among(1, "甲镇", "township", 2023, "2021", "draft", "2024-01-02T03:04:05+00:00", None, "2024-01-31")
ROWS = (
    st.tuples(st.just("number"), among(CELL, "1"))
    | st.tuples(st.just("printed"), among(CELL, "1"))
    | st.tuples(st.just("text"), among(TEXT, "文字"))
    | st.tuples(st.just("explanation"), st.tuples(st.just("X1"), JSON | ODD, ODD, ODD, ODD, JSON | ODD))
    | st.tuples(st.just("binding"), among(TEXT, 0, 1, CELL))
)


@given(HEADERS, st.lists(ROWS, max_size=4))
def test_a_report_is_read_or_named_with_a_reason(
    header: tuple[object, ...], rows: list[tuple[str, tuple[object, ...]]]
) -> None:
    parts = parsing._Parts()
    for table, row in rows:
        parts.add(table, row, broken=True)
    found = parsing._readable(header, parts, broken=True)
    if isinstance(found, Unreadable):
        assert found.reason
        assert found.sentence.encode()
    else:
        assert isinstance(found, Stored)
        assert found.due.year > 0
        found.report.title.encode()


@given(among(1, 1, TEXT, None, "新", "2024-01-02T03:04:05+00:00", "typed", "录入", 5))
def test_a_line_of_history_is_read_or_left_out(row: tuple[object, ...]) -> None:
    assert isinstance(past._entry(row), Entry | None)


@given(among(1, 1, "2024-01-02", "2024-01-02T03:04:05+00:00", "{}", 5))
def test_a_final_version_is_read_or_left_out(row: tuple[object, ...]) -> None:
    assert isinstance(past._final(row), Final | None)
