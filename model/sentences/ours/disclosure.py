"""Section one, （一）主动公开; its numbers are those of section two."""

from __future__ import annotations

from model.form.roles import TextRole
from model.sentences.schema import StockSentence, none, some

_HERE = TextRole.ACTIVE_DISCLOSURE
_DECISIONS = ("行政许可", "行政处罚", "行政强制")

SENTENCES = (
    StockSentence(
        "principle",
        _HERE,
        (
            "对照《中华人民共和国政府信息公开条例》列出的主动公开事项，逐项梳理并公开本机关的政府信息。",
            "凡是依法应当主动公开的政府信息，本机关都按规定的时限公开。",
            "把与群众生产生活关系密切的政府信息放在主动公开的首位，做到应当公开的及时公开。",
        ),
    ),
    StockSentence(
        "decisions",
        _HERE,
        (
            "本年作出行政许可决定{行政许可}件、行政处罚决定{行政处罚}件、行政强制决定{行政强制}件。",
            "全年的处理决定中，行政许可{行政许可}件，行政处罚{行政处罚}件，行政强制{行政强制}件。",
            "{year}年共作出行政许可决定{行政许可}件，行政处罚决定{行政处罚}件，行政强制决定{行政强制}件。",
        ),
        (some(*_DECISIONS),),
        topic="decisions",
    ),
    StockSentence(
        "no_decisions",
        _HERE,
        (
            "本年没有作出行政许可、行政处罚和行政强制决定。",
            "{year}年未作出行政许可、行政处罚、行政强制方面的决定。",
            "全年行政许可、行政处罚、行政强制的处理决定都是0件。",
        ),
        (none(*_DECISIONS),),
        topic="decisions",
    ),
    StockSentence(
        "charges",
        _HERE,
        (
            "本年行政事业性收费{收费}万元。",
            "{year}年行政事业性收费的总金额为{收费}万元。",
            "行政事业性收费全年合计{收费}万元。",
        ),
        (some("收费"),),
        topic="charges",
    ),
    StockSentence(
        "no_charges",
        _HERE,
        (
            "本年没有行政事业性收费。",
            "{year}年未发生行政事业性收费。",
            "全年行政事业性收费为0万元。",
        ),
        (none("收费"),),
        topic="charges",
    ),
)
