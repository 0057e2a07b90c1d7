"""Sections five and six: the problems, each with what is done about it, and what else is to be reported."""

from __future__ import annotations

from model.form.roles import TextRole
from model.sentences.schema import StockSentence, none, some

# of the problems every wording has the same two heads: several of them stand beside each other in one text
_PROBLEMS, _OTHER = TextRole.PROBLEMS, TextRole.OTHER_MATTERS

SENTENCES = (
    StockSentence(
        "problem_of_contents",
        _PROBLEMS,
        (
            "主要问题：主动公开的内容还不够细，有的栏目更新不够及时。改进情况：逐个栏目检查，落实更新的时限和责任人。",
            "主要问题：公开的内容与群众的需要还有差距，查找起来不够方便。改进情况：按办事流程整理栏目，把群众问得多的事项放在前面。",
            "主要问题：政策解读偏少、形式单一。改进情况：出台文件时同步准备解读材料，用群众听得懂的话说明。",
        ),
        topic="problems",
        former=(
            "存在的主要问题是主动公开的内容还不够细，有的栏目更新不够及时。改进情况：逐个栏目检查，落实更新的时限和责任人。",
            "主要问题：公开的内容与群众的需要还有差距，查找起来不够方便。改进措施：按办事流程整理栏目，把群众问得多的事项放在前面。",
            "主要不足是政策解读偏少、形式单一。改进情况：出台文件时同步准备解读材料，用群众听得懂的话说明。",
        ),
    ),
    StockSentence(
        "problem_of_staff",
        _PROBLEMS,
        (
            "主要问题：经办人员多为兼职，对政府信息公开的规定掌握得还不够。改进情况：安排业务学习，遇到疑难问题及时请教主管部门。",
            "主要问题：人员变动较多，工作衔接不够顺畅。改进情况：整理工作规程，交接时逐项核对。",
            "主要问题：队伍的业务能力有待提高。改进情况：加强学习，并对照往年的问题逐项整改。",
        ),
        topic="problems",
        former=(
            "存在的主要问题是经办人员多为兼职，对政府信息公开的规定掌握得还不够。改进情况：安排业务学习，遇到疑难问题及时请教主管部门。",
            "主要问题：人员变动较多，工作衔接不够顺畅。改进措施：整理工作规程，交接时逐项核对。",
            "主要不足是队伍的业务能力有待提高。改进情况：加强学习，并对照往年的问题逐项整改。",
        ),
    ),
    StockSentence(
        "problem_of_no_applications",
        _PROBLEMS,
        (
            "主要问题：群众对依申请公开的途径了解还不够。改进情况：在公开指南里写明申请的方式、地址和时限，并在办事场所张贴。",
            "主要问题：对依申请公开的宣传还不够。改进情况：在公开栏和办事场所加强宣传，方便群众提出申请。",
        ),
        (none("应办"),),
        topic="problems",
        former=(
            "存在的主要问题是群众对依申请公开的途径了解还不够。改进情况：在公开指南里写明申请的方式、地址和时限，并在办事场所张贴。",
            "主要问题：对依申请公开的宣传还不够。改进措施：在公开栏和办事场所加强宣传，方便群众提出申请。",
        ),
    ),
    StockSentence(
        "problem_of_answers",
        _PROBLEMS,
        (
            "主要问题：答复申请的文书还不够规范。改进情况：统一答复的格式，发出前逐件审核。",
            "主要问题：与申请人的沟通还不够，有的申请没有在受理前问清所需的信息。改进情况：收到申请后主动联系申请人，弄清需要再答复。",
        ),
        (some("应办"),),
        topic="problems",
        former=(
            "存在的主要问题是答复申请的文书还不够规范。改进情况：统一答复的格式，发出前逐件审核。",
            "主要问题：与申请人的沟通还不够，有的申请没有在受理前问清所需的信息。改进措施：收到申请后主动联系申请人，弄清需要再答复。",
        ),
    ),
    StockSentence(
        "fee_not_charged",
        _OTHER,
        (
            "本年度没有收取信息处理费。",
            "{year}年未收取政府信息公开信息处理费。",
            "本机关本年未发生信息处理费收取事项。",
            "本年收取信息处理费0元。",
        ),
    ),
    StockSentence(
        "nothing_else",
        _OTHER,
        (
            "没有其他需要报告的事项。",
            "除此以外，无其他需要报告的事项。",
            "其他方面没有需要报告的事项。",
        ),
    ),
)
