"""Section one, （二）依申请公开, how it was contested: its numbers are those of section four."""

from __future__ import annotations

from model.form.roles import TextRole
from model.sentences.schema import StockSentence, none, some

_HERE = TextRole.ON_APPLICATION

SENTENCES = (
    StockSentence(
        "disputes",
        _HERE,
        (
            "因政府信息公开被申请行政复议{复议}件，被提起行政诉讼{诉讼}件。",
            "本年与政府信息公开有关的行政复议{复议}件、行政诉讼{诉讼}件。",
            "{year}年政府信息公开引起行政复议{复议}件，行政诉讼{诉讼}件。",
        ),
        (some("复议", "诉讼"),),
        topic="disputes",
    ),
    StockSentence(
        "no_disputes",
        _HERE,
        (
            "本年度没有因政府信息公开被申请行政复议、提起行政诉讼。",
            "{year}年未发生与政府信息公开有关的行政复议、行政诉讼。",
            "全年因政府信息公开引起的行政复议0件、行政诉讼0件。",
            "没有政府信息公开方面的行政复议和行政诉讼案件。",
        ),
        (none("复议", "诉讼"),),
        topic="disputes",
    ),
    StockSentence(
        "reconsidered",
        _HERE,
        (
            "政府信息公开行政复议中，结果维持{复议维持}件，结果纠正{复议纠正}件，其他结果{复议其他}件，尚未审结{复议未结}件。",
            "上述行政复议，维持{复议维持}件，纠正{复议纠正}件，其他结果{复议其他}件，尚未审结{复议未结}件。",
            "行政复议{复议}件，其中结果维持{复议维持}件、结果纠正{复议纠正}件、其他结果{复议其他}件、尚未审结{复议未结}件。",
        ),
        (some("复议"),),
    ),
    StockSentence(
        "sued",
        _HERE,
        (
            "政府信息公开行政诉讼{诉讼}件，其中未经复议直接起诉{直接起诉}件，复议后起诉{复议后起诉}件。",
            "行政诉讼中，未经复议直接起诉{直接起诉}件，复议后起诉{复议后起诉}件。",
            "因政府信息公开被提起行政诉讼{诉讼}件，其中直接起诉{直接起诉}件，复议后起诉{复议后起诉}件。",
        ),
        (some("诉讼"),),
    ),
)
