"""What differs is told in stretches that can be read; where little is alike, nothing is marked."""

from hypothesis import assume, given
from hypothesis import strategies as st

from app.writing.differing import LEAST_LIKE, LONGEST, count, stretches

SIGNS = st.text("公开申请政府的。，、；3,19 \n", max_size=60)
OLD = "2022年，本机关主动公开规章3件，行政规范性文件12件。收到申请248件，均按期办结。"
OTHER = "全县各镇街依托便民窗口设置查阅点，群众满意。"


@given(SIGNS, SIGNS)
def test_both_texts_are_there_whole_and_in_order(old: str, new: str) -> None:
    found = stretches(old, new)
    assume(found is not None)
    assert found is not None
    assert "".join(one.words for one in found if one.was) == old
    assert "".join(one.words for one in found if one.now) == new
    assert all(one.words and (one.was or one.now) for one in found)
    shared = sum(len(one.words) for one in found if one.was and one.now)
    assert shared >= LEAST_LIKE * min(len(old), len(new))


@given(SIGNS)
def test_a_text_differs_nowhere_from_itself(text: str) -> None:
    found = stretches(text, text)
    assert found is not None
    assert count(found) == 0


@given(SIGNS, SIGNS)
def test_no_single_letter_stands_between_two_changes(old: str, new: str) -> None:
    found = stretches(old, new) or []
    for before, one, after in zip(found, found[1:], found[2:], strict=False):
        both = one.was and one.now
        in_a_clause = one.words[-1] not in "，。；、\n" and before.words[-1] not in "，。；、\n"
        if both and in_a_clause and not (before.was and before.now) and not (after.was and after.now):
            assert len(one.words) > 1


def test_a_year_and_a_number_are_what_differs() -> None:
    found = stretches(OLD, OLD.replace("2022", "2023").replace("248", "261"))
    assert found is not None
    assert [one.words for one in found if not (one.was and one.now)] == ["2022", "2023", "248", "261"]


def test_a_clause_that_was_written_anew_stands_whole() -> None:
    new = OLD.replace("均按期办结。", "没有超过法定期限的。")
    found = stretches(OLD, new)
    assert found is not None
    assert [one.words for one in found[1:]] == ["均按期办结。", "没有超过法定期限的。"]


def test_texts_that_have_nothing_in_common_are_not_compared() -> None:
    assert stretches(OLD, OTHER) is None
    assert stretches("公" * LONGEST, "公") is None
