"""Line breaking: nothing lost, no fault, no line too long; whatever people write."""

import re
from itertools import accumulate, pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from export.layout.line_breaking import BrokenLine, break_balanced, break_lines

MEASURE = 28
NEVER_FIRST = "，。；：、！？”’）》】〉」』〕］｝…—·％‰,.;:!?)]}%"
NEVER_LAST = "“‘（《【〈「『〔［｛￥¥$"
WORD = re.compile(r"[!-~]+")
NUMBER = re.compile(r"[0-9０-９]+(?:[.,．][0-9０-９]+)*[%％‰]?")

WORDS = st.text(st.sampled_from("政府信息公开工作年度报告主动依申请法规文件中年一二三"), min_size=1, max_size=30)
NUMBERS = st.sampled_from(
    [
        "0",
        "162件",
        "1,234.56元",
        "35.5%",
        "5884.0157万元",
        "２０２３年",
        "12.5％",
        "2023年12月31日",
        "10:30",
        "3-5件",
        "99.9‰",
    ]
)
LATIN = st.sampled_from(
    ["A&B", "ABC Company", "email@x.gov.cn", "https://www.example.gov.cn/zwgk/a-b/index.html?id=1&x=2", "it’s"]
)
OPENING = st.sampled_from(["“", "‘", "（", "《", "【", "〈", "「", "『", "〔", "（“", "《〈", "￥"])
CLOSING = st.sampled_from(
    [
        "，",
        "。",
        "；",
        "：",
        "、",
        "！",
        "？",
        "”",
        "’",
        "）",
        "》",
        "】",
        "〉",
        "」",
        "』",
        "〕",
        "。”",
        "）”，",
        "％",
        "·",
    ]
)
RUNS = st.sampled_from(["……", "——", "…", "—"])
CITATIONS = st.sampled_from(["国办公开办函〔2021〕30号", "〔2023〕第5号", "（2023）12号"])
BLANKS = st.sampled_from([" ", "　", "\t", "  "])
PARAGRAPHS = st.lists(
    st.one_of(
        WORDS,
        st.builds("{}{}{}".format, WORDS, CLOSING, WORDS),
        st.builds("{}{}{}{}".format, OPENING, WORDS, CLOSING, WORDS),
        st.builds("{}{}{}".format, WORDS, NUMBERS, WORDS),
        st.builds("{}{}{}".format, WORDS, RUNS, WORDS),
        st.builds("{}{}{}".format, WORDS, LATIN, WORDS),
        st.builds("{}{}{}".format, WORDS, CITATIONS, CLOSING),
        st.builds("{}{}{}".format, WORDS, BLANKS, WORDS),
    ),
    max_size=25,
).map("".join)


def width(character: str) -> float:
    return 0.5 if ord(character) < 0x2000 else 1


def proportional(character: str) -> float:
    return 0.2 if character in "il./" else 0.95


def wrap(text: str) -> tuple[BrokenLine, ...]:
    return break_lines(text, width, MEASURE, 2)


def boundaries(lines: tuple[BrokenLine, ...]) -> list[int]:
    return list(accumulate(len(line.text) for line in lines))[:-1]


def too_long(word: str) -> bool:
    return sum(map(width, word)) > MEASURE - 4


@given(PARAGRAPHS)
def test_the_lines_joined_are_the_text(text: str) -> None:
    assert "".join(line.text for line in wrap(text)) == text


@given(st.text())
def test_any_text_at_all_comes_back_whole_with_a_place_for_every_character(text: str) -> None:
    lines = wrap(text)
    assert "".join(line.text for line in lines) == text
    assert all(len(line.positions) == len(line.text) for line in lines)


@given(PARAGRAPHS)
@example("公" * 25 + "公，")
@example("公" * 22 + "（公，公）。公")
def test_no_line_begins_or_ends_with_a_mark_that_must_not_stand_there(text: str) -> None:
    lines = wrap(text)
    assert [line.text for line in lines[1:] if line.text[0] in NEVER_FIRST] == []
    assert [line.text for line in lines[:-1] if line.text.rstrip()[-1:] in tuple(NEVER_LAST)] == []


@given(PARAGRAPHS)
def test_no_number_word_or_run_is_split(text: str) -> None:
    ends = boundaries(wrap(text))
    whole = [*WORD.finditer(text), *NUMBER.finditer(text), *re.finditer(r"…+|—+|〔\d+〕第?\d*号", text)]
    split = [found[0] for found in whole for end in ends if found.start() < end < found.end()]
    assert [word for word in split if not too_long(word)] == []


@given(PARAGRAPHS)
@example("公" * 26 + "，公" * 20)
def test_the_image_of_every_line_stays_in_the_type_area(text: str) -> None:
    for line in wrap(text):
        inked = line.text.rstrip()
        if inked:
            mark_at_end = 0.5 if inked[-1] in "，。；：、）》】〉」』〕”’" else width(inked[-1])
            assert line.positions[len(inked) - 1] + mark_at_end <= MEASURE + 1e-6


@given(PARAGRAPHS)
def test_characters_follow_each_other_without_overlap(text: str) -> None:
    for line in wrap(text):
        image = [(x + 0.5 if c in "（《【〈「『〔“‘" else x, c) for x, c in zip(line.positions, line.text, strict=True)]
        for (x, character), (following, _) in pairwise(image):
            ink = 0.5 if character in "，。；：、）》】〉」』〕”’（《【〈「『〔“‘" else width(character)
            assert following - x >= ink - 1e-6


@given(PARAGRAPHS)
def test_a_line_that_is_not_the_last_is_full_or_had_no_better_end(text: str) -> None:
    for line in wrap(text)[:-1]:
        inked = line.text.rstrip()
        longest_word = max((len(found[0]) for found in WORD.finditer(text)), default=0)
        assert line.positions[len(inked) - 1] + 1 >= min(MEASURE - 8, MEASURE - longest_word / 2 - 8)


def test_chinese_alone_stands_on_the_grid_of_28() -> None:
    lines = wrap("政" * 100)
    assert [len(line.text) for line in lines] == [26, 28, 28, 18]
    assert lines[0].positions == tuple(range(2, 28))
    assert lines[1].positions == tuple(range(28))


def test_a_comma_too_many_is_squeezed_in_where_that_costs_less() -> None:
    first = wrap("公" * 12 + "，" + "开" * 13 + "，" + "政" * 9)[0]
    assert first.text.endswith("开，")
    assert len(first.text) == 27


@given(st.lists(WORDS | CITATIONS | st.sampled_from(["，", "、", "“", "”", "）", "《"]), max_size=40).map("".join))
@example("公" * 9 + "，公开办函〔2021〕30号" + "公" * 4 + "，公，" + "公" * 40)
def test_marks_within_a_line_are_squeezed_all_alike_or_not_at_all(text: str) -> None:
    for line in wrap(text):
        inked = len(line.text.rstrip())
        gap = spaced_out(line)
        given_: set[float] = set()
        for at in range(inked - 1):
            x, following = line.positions[at], line.positions[at + 1]
            if line.text[at] in "，、”）〕" and line.text[at + 1] not in NEVER_LAST:
                given_.add(round(1 + gap - (following - x), 3))
        assert len(given_ - {round(gap, 3)}) <= 1  # within a word nothing is spaced out, so 〕 has no gap behind it


def spaced_out(line: BrokenLine) -> float:
    """Return how far apart its characters are set, by two that are no marks."""
    pairs = [
        y - x - 1
        for x, y, c, d in zip(line.positions, line.positions[1:], line.text, line.text[1:], strict=False)
        if c > "一" and d > "一" and not {c, d} & set(NEVER_FIRST + NEVER_LAST)
    ]
    return max(pairs, default=0.0)


def test_a_number_keeps_its_measure_word() -> None:
    assert [line.text for line in break_lines("收到申请共计335件已办结", width, 7)] == ["收到申请共计", "335件已办结"]


def test_a_word_longer_than_a_line_is_cut_after_a_mark_of_its_address() -> None:
    address = "https://www.example.gov.cn/" + "abcdefgh/" * 8
    lines = [line.text for line in wrap(address)]
    assert len(lines) == 2
    assert lines[0].endswith("/")


@given(st.text("il./", min_size=1, max_size=60), st.text("WM@", min_size=1, max_size=60))
@example("http://" + "i" * 20 + "/", "W" * 20)
def test_the_pieces_of_a_long_word_are_as_wide_as_they_are(narrow: str, wide: str) -> None:
    """A piece is cut by its own width, whatever the word begins with."""
    for line in break_lines(f"{narrow}/{wide}", proportional, 12):
        assert sum(map(proportional, line.text)) <= 12 + 1e-6


def test_a_paragraph_of_nothing_but_marks_still_ends() -> None:
    assert "".join(line.text for line in wrap("，" * 200)) == "，" * 200


def test_a_balanced_heading_has_the_fewest_lines_of_about_one_length() -> None:
    lines = break_balanced("甲乙丙丁市戊己庚辛区壬癸子丑街道办事处" * 2, width, 20)
    assert [len(line) for line in lines] == [19, 19]


@given(PARAGRAPHS.filter(str.strip))
def test_balancing_takes_no_more_lines_than_needed_and_loses_nothing(text: str) -> None:
    lines = break_balanced(text, width, MEASURE)
    assert "".join(lines) == text
    assert len(lines) <= len(break_lines(text, width, MEASURE))
