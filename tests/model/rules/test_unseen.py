"""Words that nobody has looked at: told until they are edited, bound or acknowledged, one by one."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment import assess
from app.subject import Subject
from model.form.schema import Cell
from model.report.bindings import Binding, Bindings, Unseen, followed, shifted, sound
from model.report.report import Explanation, Report
from model.rules.switches import Switches
from tests.app.subjects import in_balance

KEY = "overview/on_application"
TEXT = "举办培训3期，开展检查3次，全年公开1136条。"
words = st.text("受理3件，。1", max_size=5)


def mark(start: int, end: int, unseen: Unseen = Unseen.LAST_YEARS) -> Binding:
    return Binding(KEY, start, end, (), unseen)


def of(report: Report, *marks: Binding) -> Subject:
    return Subject(report, unseen=marks)


def told(subject: Subject, check: str = "Y4") -> list[str]:
    return [TEXT[slice(*one.span)] for one in assess(subject).open if one.check == check and one.span]


THREE = (mark(4, 5), mark(11, 12), mark(18, 22))


def test_each_stretch_that_could_not_be_brought_up_to_date_is_told_and_hinders() -> None:
    said = assess(of(in_balance(texts={KEY: TEXT}), *THREE))
    assert told(said.subject) == ["3", "3", "1136"]
    assert {one.span for one in said.hindrances if one.check == "Y4"} == {(4, 5), (11, 12), (18, 22)}
    assert "“全年公开1136条”中的“1136”来自上年，没有更新" in [one for one in said.open if one.check == "Y4"][2].message


def test_what_is_acknowledged_settles_just_that_number_not_the_same_one_elsewhere() -> None:
    bare = assess(of(in_balance(texts={KEY: TEXT}), *THREE))
    first = next(one for one in bare.open if one.check == "Y4")
    said = Explanation(first.check, first.at, "", "", "2024-01-01T00:00:00+08:00")
    report = replace(bare.report, explanations=(said,))
    noted = {first.identity: bare.about(first)}
    assert told(replace(of(report, *THREE), noted=noted)) == ["3", "1136"]


def test_a_text_that_one_key_wrote_is_told_whole() -> None:
    (one,) = (
        f
        for f in assess(of(in_balance(texts={KEY: TEXT}), mark(0, len(TEXT), Unseen.WRITTEN))).open
        if f.check == "T16"
    )
    assert one.message.endswith(f"请看一眼：{TEXT}（T16）")


@pytest.mark.parametrize("check", ["Y4", "T16"])
def test_nobody_switches_it_off(check: str) -> None:
    unseen = Unseen.LAST_YEARS if check == "Y4" else Unseen.WRITTEN
    subject = of(in_balance(texts={KEY: TEXT}), mark(4, 5, unseen))
    assert told(replace(subject, switches=Switches(off=frozenset({check}))), check) == ["3"]


@given(st.data())
def test_whatever_is_typed_a_mark_stands_on_its_words_or_is_gone(data: st.DataObject) -> None:
    text = data.draw(words) + "共1136条" + data.draw(words)
    start = text.index("共1136条") + 1
    one = mark(start, start + 4)
    if sound([one], {KEY: text}, {}) != (one,):
        return
    at = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(at, min(len(text), at + 3)))
    put = data.draw(words)
    new = text[:at] + put + text[end:]
    left = shifted([one], text, new)
    assert all(new[kept.start : kept.end] == "1136" for kept in left)
    if end < start or at > start + 4:
        assert left


@pytest.mark.parametrize("before, after", [("1.", ""), ("", "2024年再来。"), ("2023", "")])
def test_words_that_stand_beside_numbers_keep_their_mark(before: str, after: str) -> None:
    text = f"{before}没有收到申请。{after}"
    one = mark(len(before), len(before) + 7)
    assert sound([one], {KEY: text}, {}) == (one,)
    assert shifted([one], text, text + "。") == (one,)


@given(st.integers(0, 99999), st.integers(0, 99999))
def test_a_text_keeps_its_mark_while_a_number_in_its_midst_follows_its_cell(was: int, now: int) -> None:
    cell = Cell("applications/received/natural_person")
    text = f"收到{was}件。另3次"
    end = len(f"收到{was}件。")
    bindings: Bindings = (
        mark(0, end, Unseen.WRITTEN),
        Binding(KEY, 2, 2 + len(str(was)), (cell,)),
        mark(end + 1, end + 2),
    )
    texts, moved = followed({KEY: text}, bindings, {cell: Decimal(now)})
    new = texts.get(KEY, text)
    stand = {one.unseen: new[one.start : one.end] for one in moved}
    assert stand == {None: str(now), Unseen.WRITTEN: f"收到{now}件。", Unseen.LAST_YEARS: "3"}
