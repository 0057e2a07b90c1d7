"""Each measure by which a line is broken, tried on either side of its edge, and where its characters then stand."""

from collections.abc import Sequence

import pytest

from export.layout.line_breaking import break_balanced, break_lines, may_break
from tests.export.test_line_breaking import width


def lines(text: str, measure: float, indent: float = 0) -> list[str]:
    return [line.text for line in break_lines(text, width, measure, indent)]


def first_places(text: str, measure: float) -> list[float]:
    return [round(x, 3) for x in break_lines(text, width, measure)[0].positions]


# Where a line ends


@pytest.mark.parametrize("measure, first", [(4.5, "甲乙丙丁，"), (4.45, "甲乙丙")])
def test_a_mark_gives_half_an_em_and_no_more(measure: float, first: str) -> None:
    assert lines("甲乙丙丁，戊己庚辛", measure)[0] == first


@pytest.mark.parametrize("measure, first", [(4.5, "甲，乙丙"), (4.55, "甲，乙丙丁")])
def test_no_mark_is_squeezed_to_save_half_an_em_that_nobody_sees(measure: float, first: str) -> None:
    assert lines("甲，乙丙丁戊己庚辛", measure)[0] == first


@pytest.mark.parametrize("digit, first", [(0.59, "甲"), (0.61, "甲33333")])
def test_a_number_goes_to_the_next_line_with_its_measure_word_for_three_ems_of_space(digit: float, first: str) -> None:
    """The number is as wide as what is left empty where it goes to the next line."""
    text, measure = "甲33333件已办结", 1 + 5 * digit
    broken = break_lines(text, lambda character: digit if character.isdigit() else 1, measure)
    assert broken[0].text == first


@pytest.mark.parametrize("excess, first", [(0.9e-6, 3), (1.5e-6, 2)])
def test_a_line_may_be_too_long_by_what_adding_up_brings_about(excess: float, first: int) -> None:
    assert len(lines("甲乙丙丁戊己庚", 3 - excess)[0]) == first


def test_only_the_first_line_is_indented() -> None:
    assert lines("甲乙丙丁戊己庚", 3, 1) == ["甲乙", "丙丁戊", "己庚"]
    assert lines("甲乙丙丁戊己庚", 3) == ["甲乙丙", "丁戊己", "庚"]


@pytest.mark.parametrize(
    "text, measure, expected",
    [
        ("甲乙，丙。", 4.5, ["甲乙，丙。"]),  # the end of the paragraph is squeezed in
        ("甲，乙丙丁", 4.5, ["甲，乙丙", "丁"]),
        ("甲乙  丙丁", 2, ["甲乙  ", "丙丁"]),  # blanks hang over
        ("“甲乙丙”丁戊", 4, ["“甲乙丙”", "丁戊"]),
        ("甲乙", 0.4, ["甲", "乙"]),  # characters wider than the line must stand somewhere
        ("ab", 0.4, ["a", "b"]),
        ("，" * 20, 3, ["，" * 6] * 3 + ["，" * 2]),
        ("甲乙3件", 2.5, ["甲乙", "3件"]),
    ],
)
def test_a_paragraph_is_broken_so(text: str, measure: float, expected: list[str]) -> None:
    assert lines(text, measure) == expected


# What stays together


def together(word: str) -> list[str]:
    """Return the pieces of a word between which a line is spaced out."""
    measure = 5.5 + sum(map(width, word))
    line = break_lines(f"甲乙丙丁{word}，{'字' * 30}", width, measure)[0]
    assert line.text == f"甲乙丙丁{word}，"
    pieces = [""]
    for at, character in enumerate(word, 4):
        pieces[-1] += character
        if line.positions[at + 1] - line.positions[at] > width(character) + 1e-6:
            pieces.append("")
    return pieces[:-1]


@pytest.mark.parametrize(
    "word",
    [
        *("〔2023〕第5号", "〔2023〕5", "〔2023〕号", "〔2〕第号", "〔20〕第50号"),
        *("…", "……", "—", "———", " ", "  ", "　\t"),
        *("5％", "12.5％", "１２．５‰", "5℃", "1" * 20 + "％", "1.2.3.4.5％", "1." + "2" * 20 + "％"),
        *("1．2", "1．2．34", "1" * 20 + "．5", "１２３"),
        *("A1-2", "Ünï", "ΑΒγ", "https://a.cn/b", "it’s", "a’b’c", "a’é"),
        *("e\u0301", "字\u20dd", "字\u200d", "\u0301\u0301"),
    ],
)  # fmt: skip
def test_a_word_is_one_piece(word: str) -> None:
    assert together(word) == [word]


@pytest.mark.parametrize(
    "words",
    [
        ["〔", "二", "〕"],
        ["1" * 21, "％"],
        ["1.2.3.4.5.6", "％"],
        ["1." + "2" * 21, "％"],
        ["1" * 21, "．", "5"],
        ["1", "．"],
        ["a", "’", "’", "b"],
        ["甲", "’", "s"],
        ["Ａ", "Ｂ"],
        ["件", "次"],
        *(
            ["335", word]
            for word in [
                "件",
                "件次",
                "余件",
                "万",
                "余万件次",
                "多亩",
                "亿元",
                "平方米",
                "公里",
                "人次",
                "人",
                "万人次",
            ]
        ),
        ["3", "余"],
    ],
)
def test_other_characters_are_pieces_of_their_own(words: Sequence[str]) -> None:
    assert together("".join(words)) == list(words)


@pytest.mark.parametrize(
    "before, after, may",
    [
        ("公", "开", True),
        *(("公", mark, False) for mark in "，·％々 　）⟧”»"),
        *((mark, "公", False) for mark in "￥＃（⟦“«"),
        *(("公", mark, True) for mark in "￥＃（⟦“«"),
        *((mark, "公", True) for mark in "，·％々）⟧”»"),
        ("公", '"', False),
        ("'", "公", False),
        *(("公", mark, False) for mark in ",.;:!?%"),
        *(("公", word, True) for word in ("A，", "A）", "A ")),
        ("A（", "公", False),
        ("（A", "公", True),
    ],
)
def test_a_line_may_end_between_two_words_unless_a_mark_would_stand_where_it_must_not(
    before: str,
    after: str,
    may: bool,  # noqa: FBT001
) -> None:
    assert may_break(before, after) == may


# A word that is longer than a line


@pytest.mark.parametrize(
    "text, measure, expected",
    [
        ("abcdefghijklmnopqrst", 4, ["abcdefgh", "ijklmnop", "qrst"]),
        ("abc/def/ghi/jkl", 5, ["abc/def/", "ghi/jkl"]),  # after a mark
        ("ab==cd==ef==gh", 5.5, ["ab==cd==", "ef==gh"]),  # after all of its marks
        ("abc/de/fgh/ij", 4, ["abc/de/", "fgh/ij"]),  # a piece of half a line stays whole
        ("abcd/efg/hi", 4, ["abcd/", "efg/hi"]),
        ("abc/defg/h", 4, ["abc/defg", "/h"]),
        ("abcde/fghij/k", 4, ["abcde/fg", "hij/k"]),  # a longer one does not
        ("ééé/ééé/ééé", 4, ["ééé/ééé/", "ééé"]),  # no address: anywhere
        ("ééé/éééé/ééé", 4, ["ééé/éééé", "/ééé"]),
        ("甲乙丙“abcdefghijklmn", 4, ["甲乙丙", "“abcdef", "ghijklmn"]),  # its first piece stays behind its mark
        ("￥￥￥//abcdefgh", 3.5, ["￥￥￥", "//abcde", "fgh"]),
    ],
)
def test_a_word_that_is_longer_than_a_line_is_cut(text: str, measure: float, expected: list[str]) -> None:
    assert lines(text, measure) == expected


def test_the_letters_of_a_word_that_was_cut_keep_their_own_widths() -> None:
    widths = dict(zip("abcdefgh/", (0.25, 0.5, 0.75, 1, 0.3, 0.4, 0.6, 0.2, 0.1), strict=True))
    broken = break_lines("ab/cd/efgh", widths.__getitem__, 4)
    assert [line.text for line in broken] == ["ab/cd/", "efgh"]
    for line in broken:
        assert line.positions == pytest.approx(
            tuple(sum(widths[c] for c in line.text[:at]) for at in range(len(line.text)))
        )


# Where the characters stand


@pytest.mark.parametrize(
    "text, measure, expected",
    [
        ("甲乙丙丁戊", 4.375, [0, 1.125, 2.25, 3.375]),  # up to an eighth of an em between two
        ("甲乙丙丁戊", 4.4, [0, 1, 2, 3]),
        ("甲乙丙", 2, [0, 1]),
        ("人次甲乙丙丁", 5.5, [0, 1.125, 2.25, 3.375, 4.5]),  # no measure word without a number
        ("甲乙丙丁", 5, [0, 1, 2, 3]),  # the last line is not spaced out
        ("甲乙 丙丁戊", 2.125, [0, 1.125, 2.125]),  # nor the blanks at the end of another
        ("甲乙丙，丁戊己", 3.7, [0, 1, 2, 3]),  # the mark at the end gives first
        ("甲，乙丙，丁戊己", 4.7, [0, 1, 2, 3, 4]),
        ("甲，乙丙， 丁戊己", 4.7, [0, 1, 2, 3, 4, 4.7]),  # also before a blank that hangs over
        ("￥￥￥//abcdefgh", 3.25, [0, 1.125, 2.25]),
        ("甲，乙，丙丁，戊己", 6, [0, 1, 1.75, 2.75, 3.5, 4.5, 5.5]),  # then the others alike
        ("甲，乙，丙丁戊己", 4.75, [0, 1, 1.875, 2.875, 3.75]),
        ("“甲”乙，丙，丁戊", 6, [-0.167, 0.833, 1.833, 2.667, 3.667, 4.5, 5.5]),  # the left half of “ is empty
        ("，，，，，，，，", 3, [0, 0.5, 1, 1.5, 2, 2.5]),
        ("ab/cd/ef/gh/ij/kl", 3.25, [0, 0.5, 1, 1.5, 2, 2.5]),  # nothing is spaced out within a word
        ("“ab/cd/ef/gh/ij/kl", 4.2, [0, 1, 1.5, 2, 2.5, 3, 3.5]),
    ],
)
def test_the_characters_of_the_first_line_stand_so(text: str, measure: float, expected: list[float]) -> None:
    assert first_places(text, measure) == expected


def test_an_eighth_of_an_em_is_still_spaced_out() -> None:
    line = break_lines("甲乙丙", lambda character: 0.5 if character == "丙" else 0.25, 0.625)[0]
    assert line.positions == pytest.approx((0, 0.375))


def test_a_word_that_was_cut_is_spaced_from_the_next_word_only() -> None:
    line = break_lines("ab/cd/ef/gh/甲乙丙丁", width, 4.1)[1]
    assert line.text == "ef/gh/甲"
    assert line.positions == pytest.approx((0, 0.5, 1, 1.5, 2, 2.5, 3.1))


# A web address is longer than what is left of a line

LONG = "https://www.example.gov.cn/zwgk/2023/"  # 37 characters, 18.5 ems


@pytest.mark.parametrize(
    "before, text, expected",
    [
        (9, LONG, LONG),  # all of it fits
        (11, LONG, "https://www.example.gov.cn/zwgk/"),  # after a slash
        (18, LONG, "https://www.example."),  # after another mark, where the next slash is too far
        (24, LONG, "https://"),
        (25, LONG, ""),  # three ems are less than a break is worth
        (21, "http://a.cn/b/cd", ""),  # one that is short is not broken,
        (21, "http://a.cn/b/cdef", "http://a.cn/b/"),
        (12, "x/" * 20, ""),  # nor what is none
        (20, "www.abcdefghijklmno.cn/", ""),  # nothing stands alone that is shorter than seven
        (15, "www.abcdefghijklmno.gov.cn/a", "www.abcdefghijklmno.gov."),
        (14, "www.abcdefghijklmnop.gov.cn/abc", "www.abcdefghijklmnop.gov."),  # nor the last three
    ],
)
def test_a_long_address_is_broken_where_that_spares_a_hole(before: int, text: str, expected: str) -> None:
    first = lines(f"{'政' * before}{text}政府", 28)[0]
    assert first.rstrip("政") == "政" * before + expected if expected else first == "政" * before


def test_the_line_before_a_long_word_is_ragged_not_stretched() -> None:
    text = "政" * 18 + "x" * 30 + "政" * 20
    assert first_places(text, 28) == list(range(18))


# Headings


@pytest.mark.parametrize(
    "text, measure, expected",
    [
        ("", 10, []),
        ("甲", 10, ["甲"]),
        ("甲乙丙丁戊己庚辛壬癸子", 20, ["甲乙丙丁戊己庚辛壬癸子"]),
        ("甲乙丙丁戊己庚辛壬癸子", 10, ["甲乙丙丁戊己", "庚辛壬癸子"]),
        ("甲乙丙丁戊己庚，辛壬癸", 5, ["甲乙丙丁", "戊己庚，", "辛壬癸"]),
        ("甲乙，丙丁，戊己", 6, ["甲乙，丙", "丁，戊己"]),
        ("甲乙丙丁戊335件", 7, ["甲乙丙丁", "戊335件"]),
    ],
)
def test_a_heading_is_balanced_so(text: str, measure: float, expected: list[str]) -> None:
    assert break_balanced(text, width, measure) == expected
