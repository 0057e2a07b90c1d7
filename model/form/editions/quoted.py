"""The numbers of the forms that sentences quote, by the names that they have in these, for all editions.

A place is `table/row/column`; a heading over rows or columns stands for all of them, and + adds places. An edition that
has not the place has not the sentence.
"""

from __future__ import annotations

from model.values import NamedTuple


class NumberName(NamedTuple):
    """A number as a sentence quotes it."""

    name: str
    place: str


NUMBERS = (
    # Section two
    NumberName("制发", "legislation/normative_documents/issued"),
    NumberName("废止", "legislation/normative_documents/repealed"),
    NumberName("现行有效", "legislation/normative_documents/in_force"),
    NumberName("规章制发", "legislation/regulations/issued"),
    NumberName("规章废止", "legislation/regulations/repealed"),
    NumberName("规章现行有效", "legislation/regulations/in_force"),
    NumberName("行政许可", "licensing/licences/decisions"),
    NumberName("行政处罚", "enforcement/penalties/decisions"),
    NumberName("行政强制", "enforcement/coercive_measures/decisions"),
    NumberName("收费", "fees/charges/amount"),
    # Section three
    NumberName("新收", "applications/received/total"),
    NumberName("上年结转", "applications/brought_forward/total"),
    NumberName("应办", "applications/received/total+applications/brought_forward/total"),
    NumberName("自然人", "applications/received/natural_person"),
    NumberName("组织", "applications/received/organisations"),
    NumberName("办结", "applications/results_total/total"),
    NumberName("予以公开", "applications/disclosed/total"),
    NumberName("部分公开", "applications/partly_disclosed/total"),
    NumberName("不予公开", "applications/refused/total"),
    NumberName("无法提供", "applications/unavailable/total"),
    NumberName("不予处理", "applications/not_processed/total"),
    NumberName("其他处理", "applications/other_results/total"),
    NumberName("结转下年", "applications/carried_forward/total"),
    # Section four
    NumberName("复议", "disputes/reconsideration/total"),
    NumberName("复议维持", "disputes/reconsideration/upheld"),
    NumberName("复议纠正", "disputes/reconsideration/corrected"),
    NumberName("复议其他", "disputes/reconsideration/other"),
    NumberName("复议未结", "disputes/reconsideration/pending"),
    NumberName("诉讼", "disputes/litigation/total"),
    NumberName("直接起诉", "disputes/direct_litigation/total"),
    NumberName("复议后起诉", "disputes/litigation_after_reconsideration/total"),
)
