"""Section one, （五）监督保障."""

from __future__ import annotations

from model.form.roles import TextRole
from model.sentences.schema import GOVERNMENTS, OTHERS, StockSentence

_HERE = TextRole.SUPERVISION

SENTENCES = (
    StockSentence(
        "staff",
        _HERE,
        (
            "明确了分管政府信息公开工作的负责人和经办人员，工作有人管、有人办。",
            "政府信息公开工作由专人承办，重要事项由分管负责人审定。",
            "政府信息公开的日常工作落实到具体岗位，经办人员参加了业务学习。",
        ),
    ),
    StockSentence(
        "results_of_a_government",
        _HERE,
        (
            (
                "工作考核方面，政府信息公开纳入了年度考核；社会评议方面，本年没有收到对政府信息公开工作的批评意见；"
                "责任追究方面，没有需要追究责任的情形。"
            ),
            "本年把政府信息公开列为工作考核的内容，接受社会评议，没有发生责任追究的情形。",
            "政府信息公开的工作考核随年度考核一并进行，通过多种渠道接受社会评议，本年未发生责任追究。",
        ),
        whose=GOVERNMENTS,
        topic="results",
    ),
    StockSentence(
        "results_of_others",
        _HERE,
        (
            "本年没有发生因违反政府信息公开规定被追究责任的情形。",
            "本年未发生政府信息公开方面的责任追究。",
            "政府信息公开工作接受监督，本年没有需要追究责任的情形。",
        ),
        whose=OTHERS,
        topic="results",
    ),
    StockSentence(
        "training",
        _HERE,
        (
            "组织学习《中华人民共和国政府信息公开条例》，提高经办人员的业务能力。",
            "经办人员学习了政府信息公开的法规和文件，能够独立办理日常工作。",
            "把政府信息公开的要求列入干部学习内容。",
        ),
    ),
)
