"""What undo says it has done, and where it goes to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.past_words import SteppedTo, stepped
from model.form.editions import FORM_2021, FORMS
from model.form.form import Form
from model.report.printed import printed_place
from model.storage.changing import explanation_place
from model.storage.facts import ADDRESS, Milestone, fact_place
from model.storage.records import Move, Trodden

CELL = FORM_2021.typed_cells[0]
TEXT = "problems/text"
NAME, TEXT_NAME = FORM_2021.name_of(CELL), FORM_2021.name_of(TEXT)


@pytest.mark.parametrize(
    "changes, to",
    [
        ([(CELL, "261", "216")], SteppedTo(f"撤销：{NAME} 261 → 216", CELL)),
        ([(CELL, "261", None)], SteppedTo(f"撤销：{NAME} 261 → （空白）", CELL)),
        ([(TEXT, "共261件", "共216件"), (CELL, "261", "216")], SteppedTo(f"撤销：{NAME} 261 → 216", CELL)),
        ([(TEXT, "甲乙丙", "甲丙")], SteppedTo(f"撤销：{TEXT_NAME} 去掉“乙”", TEXT, (1, 1))),
        ([(TEXT, None, "乙" * 30)], SteppedTo(f"撤销：{TEXT_NAME} 加上“{'乙' * 24}…”", TEXT, (0, 30))),
        ([(TEXT, "共261件", "共335件")], SteppedTo(f"撤销：{TEXT_NAME} “261” → “335”", TEXT, (1, 4))),
        ([(f"explanations/X1/{CELL}", "有误", None)], SteppedTo(f"撤销：{NAME}的说明（X1） 有误 → 没有说明", CELL)),
        (
            [(f"explanations/T2/{TEXT}", "", None)],
            SteppedTo(f"撤销：{TEXT_NAME}的确认（T2） 确认无误 → 没有确认", TEXT),
        ),
        ([(printed_place(CELL), None, "5")], SteppedTo(f"撤销：{NAME}的原件合计 （空白） → 5", CELL)),
        ([("level", "subdistrict", "township")], SteppedTo("撤销：机关层级 街道办事处 → 乡镇人民政府")),
        ([(TEXT, "甲\n乙", "甲乙")], SteppedTo(f"撤销：{TEXT_NAME} 去掉换行", TEXT, (1, 1))),
        ([(TEXT, "甲乙", "甲　乙")], SteppedTo(f"撤销：{TEXT_NAME} 加上空格", TEXT, (1, 2))),
        ([(TEXT, "", None)], SteppedTo(f"撤销：{TEXT_NAME}", TEXT, (0, 0))),
        ([], SteppedTo("撤销：录入")),
    ],
)
def test_one_sentence_says_what_was_taken_back_and_where(
    changes: list[tuple[str, str | None, str | None]], to: SteppedTo
) -> None:
    assert stepped(FORM_2021, Trodden("录入", tuple(changes)), Move.BACK) == to


def test_of_many_changes_the_first_place_and_their_number_are_said() -> None:
    changes = tuple((cell, "1", "2") for cell in FORM_2021.typed_cells[:12])
    to = stepped(FORM_2021, Trodden("粘贴", changes), Move.AGAIN)
    assert to == SteppedTo(f"重做“粘贴”：{NAME}等12处", CELL)


def test_what_was_written_counts_beside_numbers_and_what_only_followed_them_does_not() -> None:
    followed, written = (TEXT, "共261件", "共1,216件"), ("other_matters/text", "", "没有收费。")
    to = stepped(FORM_2021, Trodden("导入", ((CELL, "261", "1216"), followed, written)), Move.BACK)
    assert to == SteppedTo(f"撤销“导入”：{NAME}等2处", CELL)


def changes_in(form: Form) -> st.SearchStrategy[tuple[str, str | None, str | None]]:
    """Return changes of every kind that the history holds of a report."""
    owned = st.sampled_from([*map(str, form.cells), *form.texts])
    told = st.lists(owned, max_size=3).map(lambda at: explanation_place("T4", at))
    heading = st.sampled_from(["", "unit", "unit_id", "level", "year", "state", "finalised_on", "deadline", "deleted"])
    facts = st.sampled_from([ADDRESS, *(one.value for one in Milestone)]).map(fact_place)
    opinions = st.integers(0, 9).map("opinion/{}".format)
    value = st.none() | st.sampled_from(["", "1", "township", "done", "2024-01-09", "有误"])
    return st.tuples(
        owned | told | heading | facts | opinions | st.sampled_from(list(form.cells)).map(printed_place), value, value
    )


@given(st.data(), st.sampled_from(list(FORMS.values())), st.sampled_from(Move))
def test_whatever_was_taken_back_is_said_and_leads_into_the_form_or_nowhere(
    data: st.DataObject, form: Form, move: Move
) -> None:
    changes = data.draw(st.lists(changes_in(form), max_size=5))
    to = stepped(form, Trodden("确认无误（3条）", tuple(changes)), move)
    assert to.sentence
    assert to.place is None or to.place in form.cells or to.place in form.texts


@pytest.mark.parametrize("count", [1, 5])
def test_what_was_only_confirmed_is_no_explanation_and_its_own_number_is_said(count: int) -> None:
    changes = tuple((explanation_place("T4", [key]), "", None) for key in list(FORM_2021.texts)[:count])
    to = stepped(FORM_2021, Trodden("确认无误（16条）", changes), Move.BACK)
    assert "确认无误（16条）" in to.sentence
    assert "说明" not in to.sentence
