"""Each measure by which numbers find their rows and columns, tried on either side of its edge."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from intake.interpret.align import Alignment, NumberGroup, _align, align
from intake.interpret.columns import why_not_in_order
from intake.interpret.consistency import are_of_two_tables
from intake.interpret.extra_columns import adds_a_subtotal, has_subtotal_header, narrowed
from intake.interpret.groups import groups_of
from intake.interpret.headings import numbering_of
from intake.interpret.row_templates import Slot, slots_of
from intake.interpret.rows import SourceRow
from intake.interpret.tables import _usual_size, read_section
from model.form.editions import FORM_2021
from model.form.schema import Line, Table
from tests.intake.rearranged import APPLICATIONS, SECTIONS, matrix

HANDLING = SECTIONS[APPLICATIONS.key]


def cells(*fields: str, grid: int = -1) -> SourceRow:
    return SourceRow(" ".join(filter(None, fields)), fields, "", grid, parted=True)


def group(before: str = "", after: str = "", *, left: str = "", values: str = "1") -> NumberGroup:
    return NumberGroup(tuple(values.split()), before, after, "", left=left)


# The best assignment and how much better than any other it must be


@dataclass(frozen=True)
class Sounding(Slot):
    """A row that is as like each word as the test says."""

    like: tuple[tuple[str, float], ...] = ()

    def likeness(self, words: str, *, at_end: bool) -> float:
        """Return what the test says."""
        return dict(self.like).get(words, 0.0)

    def resembles(self, words: str) -> bool:
        """Leave it to the likeness."""
        return True


TABLE = Table("t", "表", (Line("a", "甲"),), (Line("n", "件"),))


def slot(*, extra: bool = False, **like: float) -> Sounding:
    return Sounding(TABLE, Line("x", "某行"), extra=extra, like=tuple(like.items()))


def aligned(words: str, *slots: Sounding) -> Alignment:
    """Align groups with the given words above them, which no order and no exact name settles."""
    return _align([group(word.strip("_")) for word in words.split()], slots, at_end=True)


def settled(found: Alignment, slots: Sequence[Slot]) -> list[tuple[int, bool]]:
    return [(next(i for i, one in enumerate(slots) if one is m.slot), m.certain) for m in found.matches]


def certain(words: str, *slots: Sounding) -> list[tuple[int, bool]]:
    return settled(aligned(words, *slots), slots)


def test_the_best_place_must_be_clearly_better_than_any_other() -> None:
    row, added = slot(w=0.62), slot(w=0.899, extra=True)
    assert certain("w", row, added) == [(0, True)]  # 0.32 better
    row, added = slot(), slot(w=0.899, extra=True)
    assert certain("w", row, added) == [(1, False)]  # 0.25 better
    assert certain("w", slot(w=0.899), slot(w=0.62)) == [(0, False)]  # 0.28 better


def test_a_missing_row_costs_as_much_as_a_poor_likeness_brings() -> None:
    assert certain("w", slot(), slot(w=0.64, extra=True))[0][0] == 0
    assert certain("w", slot(), slot(w=0.66, extra=True))[0][0] == 1


def test_a_group_that_surely_names_another_row_is_left_out() -> None:
    assert len(aligned("w v", slot(), slot(w=1.0, v=1.0)).strays) == 1
    assert certain("w", slot(w=0.85), slot(w=0.95)) == [(1, False)]  # as like another
    assert certain("w", slot(w=0.84), slot(w=0.95)) == [(1, True)]
    assert certain("w", slot(w=0.7), slot(w=0.91)) == [(1, True)]
    assert certain("w", slot(w=0.7), slot(w=0.89)) == [(1, False)]


def test_a_group_without_words_is_likelier_than_one_with_others_and_less_than_one_with_a_name() -> None:
    assert [bool(m.group.before) for m in aligned("_ w", slot()).matches] == [False]
    assert certain("_ w", slot()) == [(0, False)]
    assert [(m.group.before, m.certain) for m in aligned("_ w", slot(w=0.625)).matches] == [("w", True)]


def test_a_label_says_more_than_three_rows_in_order_and_less_than_four() -> None:
    def score(count: int, *, named: bool) -> float:
        lines = tuple(Line(str(i), f"第{char}种情形的件数") for i, char in enumerate("甲乙丙丁"[:count]))
        slots = slots_of(Table("t", "表", lines, (Line("n", "件"),)))
        return align([group(one.line.label if named else "") for one in slots], slots).score

    assert score(3, named=False) < score(1, named=True) < score(4, named=False)


# What a row may be called


def named(label: str) -> Slot:
    return slots_of(Table("t", "表", (Line("a", label),), (Line("n", "件"),)))[0]


LONG = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"


def test_a_label_is_known_by_sixty_two_of_a_hundred_characters() -> None:
    assert named(LONG[:8]).likeness(LONG[:5], at_end=True) > 0  # 0.625
    assert named(LONG[:13]).likeness(LONG[:8], at_end=True) == 0  # 0.615


def test_a_name_of_four_characters_must_stand_alone() -> None:
    assert named(LONG[:4]).likeness(LONG[:4] + "甲", at_end=True) == 0
    assert named(LONG[:5]).likeness(LONG[:5] + "甲", at_end=True) > 0
    assert not named(LONG[:4]).is_surely_in(LONG)
    assert named(LONG[:5]).is_surely_in(LONG)
    assert [named(LONG[:9]).begins_with(LONG[:count]) for count in (3, 4)] == [False, True]


@pytest.mark.parametrize("at_end", [True, False])
def test_five_characters_may_stand_between_a_label_and_its_numbers(at_end: bool) -> None:  # noqa: FBT001
    def likeness(between: int) -> float:
        label, others = LONG[:8], "甲" * between
        return named(label).likeness(label + others if at_end else others + label, at_end=at_end)

    assert likeness(6) < 0.9 < likeness(5) < 1
    assert likeness(0) == 1


@pytest.mark.parametrize("at_end", [True, False])
def test_a_label_is_looked_for_in_eighty_characters(at_end: bool) -> None:  # noqa: FBT001
    eighty, more = LONG * 4, LONG * 4 + "甲"
    assert len(eighty) == 80
    assert named(eighty).likeness(eighty, at_end=at_end) == 1
    assert named(more).likeness(more, at_end=at_end) < 1


def test_a_label_spread_over_words_is_there_but_for_three_in_twenty_characters() -> None:
    assert named(LONG).is_spread_over(LONG[:17])
    assert not named(LONG).is_spread_over(LONG[:16])
    assert not named(LONG[:4]).is_spread_over(LONG[:2] + "甲" + LONG[2:4])  # too short to be parted
    assert named(LONG[:5]).is_spread_over(LONG[:2] + "甲" + LONG[2:5])
    assert named(LONG[:5]).is_spread_over(LONG[:5] + "甲" * 10)
    assert not named(LONG[:5]).is_spread_over(LONG[:5] + "甲" * 11)


def test_a_remark_between_a_label_and_its_numbers_casts_no_doubt() -> None:
    alone, remarked = ((LONG, LONG), (f"{LONG}（另有说明）", "（另有说明）"))
    for before, left in (alone, remarked):
        found = _align([group(before, left=left)], [named(LONG)], at_end=True).matches
        assert [(one.named, one.certain) for one in found] == [(True, True)]


@pytest.mark.parametrize("remark, words", [("（三个字）", LONG + "三个字"), ("（四个字呢）", LONG)])
def test_a_remark_behind_a_label_has_four_characters(remark: str, words: str) -> None:
    assert group(LONG + remark).words(at_end=True) == words


def test_half_of_some_words_may_be_a_damaged_label() -> None:
    assert named(LONG).resembles(LONG[:2] + "甲乙")
    assert not named(LONG).resembles(LONG[:1] + "甲乙")


# Few rows that are no accident


@pytest.mark.parametrize("count", [2, 3])
def test_three_rows_named_twice_make_two_tables(count: int) -> None:
    labels = [line.label for line in APPLICATIONS.row_leaves]
    groups = [group(left=label) for label in (*labels, *labels[:count])]
    assert are_of_two_tables(groups, APPLICATIONS) == (count == 3)


@pytest.mark.parametrize("count", [3, 4])
def test_four_rows_with_one_remark_are_told_in_one_sentence(count: int) -> None:
    rows, _ = matrix(range(1, 176))
    for row in rows[1 : 1 + count]:
        row[1] = "/"
    told = read_section([cells(*row) for row in rows], HANDLING, FORM_2021).problems
    assert len(told) == (3 if count == 3 else 1)


@pytest.mark.parametrize("lines", [2, 3])
def test_three_lines_of_one_length_show_where_empty_fields_belong(lines: int) -> None:
    rows = [cells("甲乙丙丁", *values) for values in (("1", "", ""), ("", "", "3"), ("", "2", ""))[:lines]]
    found = groups_of(rows, 3, ())
    assert [group.values for group in found if group.sure] == (
        [("1", "", ""), ("", "", "3"), ("", "2", "")] * (lines == 3)
    )


@pytest.mark.parametrize("times", [2, 3])
def test_a_column_outside_the_form_has_numbers_in_three_rows(times: int) -> None:
    rows, _ = matrix(range(1, 176))
    lines = [[*row, "9" if 0 < i <= times else ""] for i, row in enumerate(rows)]
    read = read_section([cells(*line, grid=0) for line in lines], HANDLING, FORM_2021)
    assert read.rows_read == (25 if times == 3 else 25 - times)


def subtotalled(right: int, wrong: int) -> list[NumberGroup]:
    """Return rows with a subtotal before the last but one number, in some of which it does not add up."""
    sums = [["1", "1", "2", "3", "4", "5", str(15 if i < right else 14), "16"] for i in range(right + wrong)]
    return [group(values=" ".join(row)) for row in sums]


@pytest.mark.parametrize("right, wrong, found", [(2, 1, True), (3, 2, False), (4, 2, True)])
def test_a_subtotal_adds_up_in_two_rows_of_three(right: int, wrong: int, found: bool) -> None:  # noqa: FBT001
    groups = subtotalled(right, wrong)
    assert adds_a_subtotal(groups, APPLICATIONS) == found


@pytest.mark.parametrize("rows, read", [(2, False), (3, True)])
def test_a_subtotal_is_sure_where_three_rows_say_so(rows: int, read: bool) -> None:  # noqa: FBT001
    """The totals of the rows are those of no column, so that only the sums of the group are left to tell."""
    sums = [["1", "1", "2", "3", "4", "5", "15", "99"]] * rows
    groups, told = narrowed([group(values=" ".join(row)) for row in sums], APPLICATIONS)
    assert all(len(one.values) == 7 for one in groups) == read
    assert told


# Headers


def headed(*labels: str) -> Table:
    return Table("t", "表", (Line("a", "某某某某"),), tuple(Line(label, label) for label in labels))


@pytest.mark.parametrize("length, known", [(60, True), (61, False)])
def test_labels_that_run_together_are_parted_in_sixty_characters(length: int, known: bool) -> None:  # noqa: FBT001
    text = "现行有效件数本年废止件数本年制发件数"
    field = text + "字" * (length - len(text))
    assert bool(why_not_in_order([cells(field)], FORM_2021.tables["legislation"])) == known


@pytest.mark.parametrize("labels, known", [(("天地玄黄", "宇宙洪荒"), True), (("天地玄", "宇宙洪"), False)])
def test_labels_of_four_characters_are_parted_from_others(labels: tuple[str, str], known: bool) -> None:  # noqa: FBT001
    assert bool(why_not_in_order([cells("".join(labels[::-1]))], headed(*labels))) == known
    assert not why_not_in_order([cells("".join(labels))], headed(*labels))


def test_of_labels_that_begin_alike_the_longer_is_read() -> None:
    short, long = "天地玄黄", "天地玄黄宇宙"
    assert why_not_in_order([cells(long + short)], headed(short, long))
    assert not why_not_in_order([cells(short + long)], headed(short, long))


def test_one_label_alone_is_in_order() -> None:
    assert not why_not_in_order([cells("天地玄黄"), cells("天地玄黄")], headed("天地玄黄"))


def test_numberings_have_at_most_two_digits() -> None:
    assert [numbering_of(text) for text in ("99.甲", "100.甲", "（99）甲", "（100）甲")] == [
        "digit",
        "",
        "bracketed digit",
        "",
    ]


# A column that the form has not


def test_a_subtotal_header_stands_over_the_numbers() -> None:
    assert has_subtotal_header([cells("自然人", "法人小计"), cells("甲", "1", "2")])
    assert not has_subtotal_header([cells("甲", "1", "2"), cells("法人小计", "1", "2")])
    assert not has_subtotal_header([cells("自然人", "法人"), cells("甲", "1", "2")])


@pytest.mark.parametrize("at", [0, 1, 6, 7])
def test_the_column_too_many_is_dropped_wherever_it_stands(at: int) -> None:
    rows = [[str(n + i) for i in range(6)] for n in (1, 5, 9, 13)]
    whole = [[*row, str(sum(map(int, row)))] for row in rows]
    added = {0: "77", 1: None, 6: None, 7: "88"}[at]
    wide = [[*row[:at], added or str(sum(map(int, row[1:6]))), *row[at:]] for row in whole]
    groups, told = narrowed([group(values=" ".join(row)) for row in wide], APPLICATIONS)
    assert [list(one.values) for one in groups] == whole
    assert len(told) == 1


def test_where_any_column_may_be_too_many_none_is_read() -> None:
    groups, told = narrowed([group(values="1 1 1 1 1 1 1 1")] * 4, APPLICATIONS)
    assert {one.values for one in groups} == {()}
    assert {one.seen for one in groups} == {"1 1 1 1 1 1 1 1"}
    assert "不能确定" in told[0].sentence


@pytest.mark.parametrize("wide, size", [(2, (7, False)), (3, (8, True))])
def test_three_rows_with_a_number_more_under_a_header_for_it_add_a_column(wide: int, size: tuple[int, bool]) -> None:
    rows = [cells("项目", "法人小计"), *[cells("某某某某", *"1234567")] * 5, *[cells("某某某某", *"12345678")] * wide]
    assert _usual_size(rows, 7, APPLICATIONS) == size
