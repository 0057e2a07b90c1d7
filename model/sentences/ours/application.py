"""Section one, （二）依申请公开; its numbers are the totals of section three."""

from __future__ import annotations

from model.form.roles import TextRole
from model.sentences.schema import StockSentence, none, some

_HERE = TextRole.ON_APPLICATION

SENTENCES = (
    StockSentence(
        "received",
        _HERE,
        (
            "本年度共收到政府信息公开申请{新收}件，上年结转{上年结转}件。",
            "{year}年新收政府信息公开申请{新收}件，另有上年结转{上年结转}件。",
            "全年受理政府信息公开申请{新收}件，从上年结转{上年结转}件。",
            "本年收到公众提出的政府信息公开申请{新收}件，由上年结转来的有{上年结转}件。",
        ),
        (some("新收"),),
        topic="received",
    ),
    StockSentence(
        "only_brought_forward",
        _HERE,
        (
            "本年度没有新收到政府信息公开申请，上年结转{上年结转}件。",
            "{year}年新收政府信息公开申请{新收}件，上年结转{上年结转}件。",
            "全年未收到新的政府信息公开申请，上年结转的有{上年结转}件。",
        ),
        (none("新收"), some("上年结转")),
        topic="received",
    ),
    StockSentence(
        "nothing_received",
        _HERE,
        (
            "本年度没有收到政府信息公开申请，也没有上年结转的申请。",
            "{year}年未收到政府信息公开申请，上年也没有结转的申请。",
            "全年收到政府信息公开申请0件，上年结转0件。",
            "本年无人向本机关提出政府信息公开申请，没有收到政府信息公开申请，无上年结转。",
        ),
        (none("新收", "上年结转"),),
        topic="received",
    ),
    StockSentence(
        "applicants",
        _HERE,
        (
            "新收的申请中，自然人提出{自然人}件，法人或其他组织提出{组织}件。",
            "从申请人看，自然人申请{自然人}件，法人或其他组织申请{组织}件。",
            "收到的申请按申请人分，自然人{自然人}件，法人或其他组织{组织}件。",
        ),
        (some("新收"),),
    ),
    StockSentence(
        "results",
        _HERE,
        (
            (
                "本年度办结{办结}件，其中予以公开{予以公开}件、部分公开{部分公开}件、不予公开{不予公开}件、无法提供{无法提供}件、"
                "不予处理{不予处理}件、其他处理{其他处理}件。"
            ),
            (
                "办理结果为予以公开{予以公开}件，部分公开{部分公开}件，不予公开{不予公开}件，无法提供{无法提供}件，"
                "不予处理{不予处理}件，其他处理{其他处理}件，合计{办结}件。"
            ),
            (
                "全年答复{办结}件：予以公开{予以公开}件，部分公开{部分公开}件，不予公开{不予公开}件，无法提供{无法提供}件，"
                "不予处理{不予处理}件，其他处理{其他处理}件。"
            ),
        ),
        (some("办结"),),
    ),
    StockSentence(
        "nothing_carried",
        _HERE,
        (
            "年内应当办理的申请全部办结，没有结转下年度继续办理的。",
            "截至年底，申请均已答复，无结转下年度办理的申请。",
            "到{year}年12月31日，没有结转下年度继续办理的申请。",
        ),
        (some("应办"), none("结转下年")),
        topic="carried",
    ),
    StockSentence(
        "carried",
        _HERE,
        (
            "截至年底，结转下年度继续办理{结转下年}件。",
            "尚在办理期限内、结转下年度继续办理的有{结转下年}件。",
            "到{year}年12月31日，结转下年度继续办理的申请{结转下年}件。",
        ),
        (some("结转下年"),),
        topic="carried",
    ),
)
