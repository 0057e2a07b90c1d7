"""Numbers as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.schema import Kind
from model.report.numbers import (
    DECIMALS,
    DIGITS,
    NotANumberError,
    number_text,
    parse_entry,
    parse_number,
    says_none,
    with_unit,
)
from tests.none_signs import NO_NONE, NONE

numbers = st.decimals(
    min_value=-(10**DIGITS) + 1, max_value=10**DIGITS - 1, allow_nan=False, allow_infinity=False, places=DECIMALS
) | st.integers(-(10**DIGITS) + 1, 10**DIGITS - 1).map(Decimal)

FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@given(numbers)
def test_what_is_printed_reads_back_with_all_its_decimals(number: Decimal) -> None:
    again = parse_number(number_text(number))
    assert again is not None
    assert again == number
    assert again.as_tuple().exponent == number.as_tuple().exponent


def refusal(text: str) -> str:
    """Return the reason why a text is no number; "" if it is one, or blank."""
    try:
        parse_number(text)
    except NotANumberError as error:
        return error.reason if error.text == text else "another text"
    return ""


@given(numbers, st.sampled_from(["", "件", " 件", "万元", "条", "项", "个"]), st.sampled_from(["", "　", " "]))
def test_full_width_separators_blanks_and_units_change_no_number(number: Decimal, unit: str, space: str) -> None:
    text = f"{number:,f}{unit}"
    assert parse_number(f" {space.join(text)}\t") == number
    assert parse_number(space.join(text.translate(FULL_WIDTH))) == number


@given(st.text())
def test_whatever_is_typed_is_a_number_a_blank_or_refused_with_a_reason(text: str) -> None:
    reason = refusal(text)
    if reason:
        assert reason.startswith("“")
    else:
        number = parse_number(text)
        assert (number is None) == (not text.strip())
        assert number is None or number.is_finite()


@given(st.text(st.sampled_from("0123456789.,-−eE+_/件元万 　０９．，²½①٣一")).filter(lambda text: not refusal(text)))
def test_a_number_has_the_digits_that_were_typed_and_no_others(text: str) -> None:
    half_width = text.translate(str.maketrans("０９．", "09."))
    kept = "".join(c for c in half_width if c in "0123456789.")
    number = parse_number(text)
    assert (None if number is None else abs(number)) == (Decimal(kept) if kept else None)


@pytest.mark.parametrize(
    "text",
    [
        "12件多",
        "1,2345",
        "12,34",
        "1.2.3",
        "1e3",
        "1_000",
        "+5",
        "--5",
        "5-",
        "十二",
        "10²",
        "½",
        "①",
        "٣",
        "NaN",
        "Infinity",
        "0x10",
        ".5",
        "5.",
        "件",
        "1/2",
        "５％",
        "𝟓",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    assert "不是数字" in refusal(text)


@pytest.mark.parametrize("text", NONE)
def test_a_dash_for_none_is_told_to_be_written_0(text: str) -> None:
    assert says_none(text)
    assert "填0" in refusal(text)


@pytest.mark.parametrize("text", NO_NONE)
def test_what_is_more_or_less_than_a_dash_is_a_number_or_simply_wrong(text: str) -> None:
    assert not says_none(text)
    assert "填0" not in refusal(text)


@given(st.text(st.sampled_from("/\\-—_─一无0１ 　件")))
def test_whatever_says_none_is_neither_a_number_nor_a_blank(text: str) -> None:
    assert says_none(text) <= ("填0" in refusal(text))


@pytest.mark.parametrize("text", ["", " ", "　", "\t\n", "\u00a0"])
def test_nothing_typed_is_blank_and_not_zero(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize("text", ["0", "０", "00", "-0", "0.0", "0 件"])
def test_zero_is_a_number_without_a_sign(text: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert not number
    assert not number.is_signed()


def test_the_longest_number_is_taken_and_a_longer_one_refused() -> None:
    assert parse_number("9" * DIGITS) == Decimal("9" * DIGITS)
    assert parse_number("0" * 50 + "7") == 7
    assert "太大" in refusal("1" + "0" * DIGITS)
    assert parse_number("0." + "1" * DECIMALS) == Decimal("0." + "1" * DECIMALS)
    assert "小数太长" in refusal("0." + "1" * (DECIMALS + 1))


def test_a_long_text_is_clipped_in_the_reason() -> None:
    assert len(refusal("长" * 5000)) < 60


@pytest.mark.parametrize(
    "text, kind, kept",
    [
        ("3.00", Kind.COUNT, "3"),
        ("3.50", Kind.COUNT, "3.50"),
        ("3.00", Kind.AMOUNT, "3.00"),
        ("-2.0", Kind.CHANGE, "-2"),
        ("316441", Kind.AMOUNT, "316441"),
        ("5884.0157", Kind.AMOUNT, "5884.0157"),
    ],
)
def test_only_an_amount_keeps_decimals_that_are_zero(text: str, kind: Kind, kept: str) -> None:
    assert number_text(parse_entry(text, kind)) == kept


def test_numbers_are_never_printed_with_an_exponent() -> None:
    assert number_text(Decimal("3E+5")) == "300000"
    assert number_text(Decimal("0.000001")) == "0.000001"
    assert number_text(None) == ""
    assert with_unit(Decimal("1.50"), Kind.AMOUNT) == "1.50万元"
    assert with_unit(Decimal(3), Kind.COUNT) == "3件"
