"""Before section one: on what the report rests, what period it is of, what it holds."""

from __future__ import annotations

from model.form.roles import TextRole
from model.sentences.schema import StockSentence

SENTENCES = (
    StockSentence(
        "basis",
        TextRole.OPENING,
        (
            "根据《中华人民共和国政府信息公开条例》，按照{source}规定的格式，编制本报告。",
            "本报告依照《中华人民共和国政府信息公开条例》和{source}的要求编制。",
            "现按《中华人民共和国政府信息公开条例》和{source}的规定，报告本年度政府信息公开工作。",
        ),
    ),
    StockSentence(
        "period",
        TextRole.OPENING,
        (
            "本报告所列数据的统计期限为{year}年1月1日至{year}年12月31日。",
            "报告中的数据，统计期限从{year}年1月1日起，到{year}年12月31日止。",
            "统计数据的期限是{year}年1月1日至12月31日。",
        ),
    ),
    StockSentence(
        "contents",
        TextRole.OPENING,
        (
            (
                "报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、"
                "存在的主要问题及改进情况、其他需要报告的事项，共六部分。"
            ),
            (
                "全文分六部分：总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，政府信息公开行政复议、行政诉讼情况，"
                "存在的主要问题及改进情况，其他需要报告的事项。"
            ),
        ),
    ),
)
