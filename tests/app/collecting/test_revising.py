"""What a revision changed is told place by place, texts by the words that are others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.collecting.revising import difference
from model.report.report import Report
from tests.model.storage.county.collected import report_of

PLACE = "overview/platform"
words = st.text("全年公开政府信息条新增平台个，。0123456789", max_size=60)


def lines(before: Report, now: Report) -> list[str]:
    return difference(1, before, now).lines(now.form)


def test_the_words_that_are_others_stand_below_their_text() -> None:
    before = report_of("甲").with_text(PLACE, "全年公开政府信息12条，平台1个。")
    now = before.with_text(PLACE, "全年公开政府信息15条，平台1个。")
    head, changed = lines(before, now)
    assert before.form.name_of(PLACE) in head
    assert ("2" in changed, "5" in changed, "→" in changed) == (True, True, True)


def test_what_was_taken_out_or_added_is_called_that() -> None:
    long, short = (report_of("甲").with_text(PLACE, one) for one in ("平台1个，运行正常。", "平台1个。"))
    assert any("删去" in line for line in lines(long, short))
    assert any("加上" in line for line in lines(short, long))


@given(words, words)
def test_any_two_texts_are_told_and_the_same_one_is_not(old: str, new: str) -> None:
    before = report_of("甲").with_text(PLACE, old)
    now = before.with_text(PLACE, new)
    told = lines(before, now)
    assert bool(told) is (old != new)
    assert len(told) <= 5
