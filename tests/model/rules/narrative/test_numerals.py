"""Numbers of prose: every way of writing one is read as the same number."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.rules.narrative.numerals import Numeral, Sense, chinese_value, numeral_at
from model.rules.narrative.plain import plain

MEASURES = re.compile("件次|人次|万元|个百分点|件|条|元|个|次")
WIDE = str.maketrans({str(n): chr(0xFF10 + n) for n in range(10)})


def read(text: str, start: int = 0) -> Numeral | None:
    return numeral_at(plain(text).text, start, MEASURES)


def in_chinese(number: int) -> str:
    """Write a number below a hundred million as an official would."""
    if number >= 10**4:
        high, low = divmod(number, 10**4)
        rest = in_chinese(low).replace("十", "一十") if 10 <= low < 20 else in_chinese(low)
        return in_chinese(high) + "万" + ("零" if 0 < low < 10**3 else "") + (rest if low else "")
    written: str = ""
    gap: bool = False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            written += ("零" if gap else "") + "零一二三四五六七八九"[digit] + unit
        gap = not digit and bool(written)
    return (written or "零").removeprefix("一" if 10 <= number < 20 else "")


@given(st.integers(0, 10**8 - 1))
def test_a_chinese_numeral_is_read_as_it_was_written(number: int) -> None:
    assert chinese_value(in_chinese(number)) == number


@given(st.integers(0, 10**9), st.sampled_from(["{}", "{:,}"]), st.sampled_from([{}, WIDE]), st.integers(0, 9))
def test_separators_blanks_and_full_width_digits_change_nothing(
    number: int, form: str, digits: dict[int, str], at: int
) -> None:
    written = form.format(number).translate(digits)
    found = read(f"{written[:at]} {written[at:]}件")
    assert found is not None
    assert (found.value, found.sense, found.measure) == (Decimal(number), Sense.COUNT, "件")


@pytest.mark.parametrize(
    "text, value, sense",
    [
        ("三十万元", "300000", Sense.COUNT),
        ("1.2万条", "12000", Sense.COUNT),
        ("5884.0157万元", "58840157", Sense.COUNT),
        ("两件", "2", Sense.COUNT),
        ("300余条", "300", Sense.ABOUT),
        ("三十多件", "30", Sense.ABOUT),
        ("300条左右", "300", Sense.ABOUT),
        ("98%", "98", Sense.SHARE),
        ("３．５％", "3.5", Sense.SHARE),
        ("12个百分点", "12", Sense.SHARE),
        ("两成", "2", Sense.SHARE),
        ("2023年", "2023", Sense.DATE),
        ("20个工作日", "20", Sense.DATE),
    ],
)
def test_what_a_number_is(text: str, value: str, sense: Sense) -> None:
    found = read(text)
    assert found is not None
    assert (found.value, found.sense) == (Decimal(value), sense)


@pytest.mark.parametrize("text", ["三安全一稳定", "一是规范流程", "十分重视", "万众一心"])
def test_words_with_numerals_in_them_are_no_numbers(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", ["每一件", "第三条", "无一件"])
def test_a_numeral_that_does_not_count_is_none(text: str) -> None:
    assert read(text, 1) is None


def test_an_estimate_may_be_said_before_the_number() -> None:
    found = read("近300件", 1)
    assert found is not None
    assert found.sense is Sense.ABOUT


@given(st.text("申请 　\t３件“”1", max_size=30), st.integers(0, 100))
def test_a_piece_of_the_folded_text_stands_where_it_is_said_to(text: str, offset: int) -> None:
    folded = plain(text, offset)
    for index, char in enumerate(folded.text):
        start, end = folded.span(index, index + 1)
        assert plain(text[start - offset : end - offset]).text == char
