"""A file of a report on the form of 2027, of every kind, is read back as that report."""

from collections.abc import Callable

import pytest

from export import WRITERS
from export.html import write_fragment
from export.plain_text import write_plain_text
from intake import READERS, read_clipboard
from model.report.report import Report
from tests.editions.samples import REPORT
from tests.export import test_round_trip

pytestmark = pytest.mark.usefixtures("third")


def read_back(report: Report, suffix: str) -> Report:
    return READERS[suffix].load(WRITERS[suffix].render(report, None), "").report


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_what_is_written_is_read_back_number_by_number(suffix: str) -> None:
    back = read_back(REPORT, suffix)
    assert back.edition == REPORT.edition
    assert {cell: number for cell, number in REPORT.numbers.items() if back.numbers.get(cell) != number} == {}
    assert back.texts == REPORT.texts
    assert back == REPORT


def test_what_is_copied_is_read_back() -> None:
    assert read_clipboard(write_fragment(REPORT), "").report.numbers == REPORT.numbers
    assert read_clipboard("", write_plain_text(REPORT)).report.numbers == REPORT.numbers


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_what_is_written_of_any_edition_is_read_back_with_a_third_in_the_list(
    suffix: str, briefly: Callable[..., None]
) -> None:
    briefly(test_round_trip.test_what_is_written_is_read_back_identically, suffix, examples=6)


def test_a_spreadsheet_that_was_filled_in_is_read_with_a_third_in_the_list(briefly: Callable[..., None]) -> None:
    briefly(test_round_trip.test_a_template_that_was_filled_in_is_read_as_what_was_typed, examples=6)
