"""Documents that were once read wrongly: each number is right, or openly not read."""

import pytest

from intake.interpret import interpret
from intake.text_file import from_text
from model.form.editions import FORM_2021
from tests.intake.layouts import draw
from tests.intake.test_layouts import read

TRAPS = (
    *(36, 1016, 1072, 1156, 1240, 1288, 1366, 1558, 1581, 1600, 1618, 1656, 1730, 1772, 1786, 1800, 1968, 2047, 2139),
    *(2290, 2328, 2388, 2426, 2472, 2510, 2528, 2640, 2766, 2988, 3098, 3116, 13686, 14049, 42258, 102974, 402402),
    *(500825, 502305),
)


@pytest.mark.parametrize("seed", TRAPS)
def test_it_is_no_longer_read_wrongly(seed: int) -> None:
    document = draw(seed)
    numbers = read(document).report.numbers
    assert {cell: number for cell, number in numbers.items() if document.truth.get(cell) != number} == {}


def _lines(names: bool = True) -> list[str]:  # noqa: FBT001, FBT002 — a test's own helper
    """Print section three with 1 2 3 4 5 6 21 in its first row and more in each below, a cell to a line."""
    table = FORM_2021.tables["applications"]
    lines = [next(one.heading for one in FORM_2021.sections if one.key == "handling")]
    for row in table.row_leaves:
        lines += [row.label] * names + ["1", "2", "3", "4", "5", "6", "21"]
    return lines


def _row(text: list[str], key: str) -> list[str]:
    numbers = interpret(from_text("\n".join(text))).report.numbers
    return [str(number) for cell, number in numbers.items() if cell.row == key]


def test_a_page_number_does_not_take_the_place_of_a_blank() -> None:
    lines = _lines()
    at = lines.index(FORM_2021.tables["applications"].row_leaves[5].label)
    assert _row(lines, "refused_forbidden_by_law") == ["1", "2", "3", "4", "5", "6", "21"]
    lines[at + 1 : at + 8] = [
        "2",
        "3",
        "9",
        "4",
        "5",
        "6",
        "21",
    ]  # the first is blank and left no line; page nine begins
    assert _row(lines, "refused_forbidden_by_law") == []
    assert _row(lines, "refused_safety_stability") == ["1", "2", "3", "4", "5", "6", "21"]


def test_a_row_too_few_without_labels_is_not_guessed() -> None:
    assert _row(_lines(names=False)[:-7], "disclosed") == []


def test_rows_beside_a_lost_one_are_not_shifted() -> None:
    lines = _lines()
    labels = [row.label for row in FORM_2021.tables["applications"].row_leaves]
    first, last = lines.index(labels[6]), lines.index(labels[9])
    lines[first:last] = [text for text in lines[first:last] if text not in labels][
        7:
    ]  # three rows, two are left, no labels
    for key in ("refused_safety_stability", "refused_third_party", "refused_internal_affairs"):
        assert _row(lines, key) == []
    assert _row(lines, "refused_process_information") == ["1", "2", "3", "4", "5", "6", "21"]


def test_a_blank_among_eight_columns_without_headers_is_not_closed_up() -> None:
    table = FORM_2021.tables["applications"]
    rows = [[row.label, "1", "2", "3", "4", "5", "6", "20", "21"] for row in table.row_leaves]
    for row in rows[2:20]:
        row[4] = ""
    text = "\n".join(["\t".join(row) for row in rows])
    reading = interpret(from_text(f"{FORM_2021.sections[2].heading}\n{text}"))
    wrong = {c: n for c, n in reading.report.numbers.items() if n != _SHOWN[c.column]}
    assert wrong == {}
    assert reading.problems


_SHOWN = dict(zip((c.key for c in FORM_2021.tables["applications"].column_leaves), (1, 2, 3, 4, 5, 6, 21), strict=True))
