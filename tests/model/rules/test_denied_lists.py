"""Of a list that is denied every item is held against its table, whichever of them is not zero."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from model.form.editions import FORM_2021
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.rules import findings

_DECISIONS = {
    "行政许可": "licensing/licences/decisions",
    "行政处罚": "enforcement/penalties/decisions",
    "行政强制": "enforcement/coercive_measures/decisions",
}
_DISPUTES = {"行政复议": "disputes/reconsideration/upheld", "行政诉讼": "disputes/direct_litigation/upheld"}
_RESULTS = {
    "部分公开": "applications/partly_disclosed/natural_person",
    "不予公开": "applications/refused_third_party/natural_person",
    "无法提供": "applications/unavailable_not_held/natural_person",
}
_DOCUMENTS = {
    "规章": "legislation/regulations/issued",
    "规范性文件": "legislation/normative_documents/issued",
}
_WAYS = (
    ("N10", "未作出{}方面的决定。", _DECISIONS),
    ("N10", "没有作出{}决定。", _DECISIONS),
    ("N10", "{}均未发生。", _DECISIONS),
    ("N5", "全年未发生{}。", _DISPUTES),
    ("N5", "{}均为零。", _DISPUTES),
    ("N2", "全年没有{}的情形。", _RESULTS),
    ("N6", "全年未制发{}。", _DOCUMENTS),
)


def _held(check: str, sentence: str, numbers: Mapping[str, int]) -> set[str]:
    zeros = {cell: Decimal() for cell in FORM_2021.cells if cell not in FORM_2021.totals}
    told = {FORM_2021.cell_called[key]: Decimal(value) for key, value in numbers.items()}
    texts = {"overview/on_application": sentence}
    report = with_totals(Report("甲省人民政府", Level.PROVINCE, 2023, numbers={**zeros, **told}, texts=texts))
    return {one.message for one in findings(report) if one.check == check}


@given(st.sampled_from(_WAYS), st.data())
def test_every_item_of_a_denied_list_is_held(way: tuple[str, str, Mapping[str, str]], data: st.DataObject) -> None:
    check, words, cells = way
    listed = data.draw(st.permutations(sorted(cells)))[: data.draw(st.integers(1, len(cells)))]
    wrong = data.draw(st.sets(st.sampled_from(listed)))
    numbers = {cells[name]: 3 for name in wrong}
    told = _held(check, words.format("、".join(listed)), numbers)
    assert len(told) == len(wrong)
    assert all(any(name in message.partition("与")[2] for message in told) for name in wrong)
