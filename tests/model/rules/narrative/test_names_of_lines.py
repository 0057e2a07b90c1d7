"""The words by which reports name each line of a table: each is read as that line, and quoted whole."""

from __future__ import annotations

import pytest

from model.form.editions import FORM_2021
from model.rules.narrative.grammar import Origin, read

BROUGHT_FORWARD = "结转 转结 转来 转入 跨年 遗留 顺延 延续 留存"  # “结转” alone is what is left at the end of the year
ROWS_OF_APPLICATIONS = {
    "received": ("新收 新收到 收到 受理 新受理 接到 接收 接收到 接受 收悉 收件 新接 新接收 登记受理 直接受理 受理登记"),
    "disclosed": "予以公开 准予公开 同意公开 全部公开 给予公开 予公开",
    "partly_disclosed": "部分公开 予以部分公开",
    "refused": "不予公开 不公开 不予以公开 不同意公开 拒绝公开",
    "refused_state_secret": "国家秘密",
    "refused_forbidden_by_law": "法律行政法规禁止公开 法律、行政法规禁止公开 法律法规禁止公开 禁止公开",
    "refused_safety_stability": "三安全一稳定",
    "refused_third_party": (
        "第三方合法权益 第三方权益 商业秘密 个人隐私 商业秘密和个人隐私 商业秘密、个人隐私 商业秘密或个人隐私"
    ),
    "refused_internal_affairs": "内部事务信息 内部事务 内部管理信息",
    "refused_process_information": "过程性信息 过程信息",
    "refused_enforcement_file": "行政执法案卷 执法案卷",
    "refused_administrative_query": "行政查询事项 行政查询 查询事项",
    "unavailable": "无法提供 不能提供 无法公开",
    "unavailable_not_held": (
        "不掌握 未掌握 未制作 未获取 未制作或获取 未制作或者获取 未制作、未获取 未制作也未获取 "
        "信息不存在 政府信息不存在 不属于本机关公开 非本机关掌握"
    ),
    "unavailable_needs_creating": (
        "没有现成信息 无现成信息 另行制作 加工制作 另行加工 另行加工制作 "
        "没有现成信息需要另行制作 没有现成信息需另行制作 无现成信息需要另行制作 "
        "无现成信息需另行制作 需要另行制作 需另行制作"
    ),
    "unavailable_still_unclear": "仍不明确 内容不明确 补正后申请内容仍不明确 补正后仍不明确",
    "not_processed": "不予处理 不作处理 未予处理",
    "not_processed_petition": (
        "信访举报投诉类 信访举报投诉 信访投诉举报 信访、举报、投诉类 信访、投诉、举报类 "
        "信访、举报、投诉 信访、投诉、举报 信访类 信访投诉类"
    ),
    "not_processed_repeated": "重复申请 重复提出申请",
    "not_processed_publication": "公开出版物",
    "not_processed_excessive": "大量反复申请 反复申请 无正当理由大量反复申请",
    "not_processed_confirmation": "确认或重新出具 确认或者重新出具 重新出具",
    "other_results": "其他处理 其它处理 其他方式处理",
    "other_not_corrected": "逾期不补正 逾期未补正 无正当理由逾期不补正 未按期补正 不补正",
    "other_fee_unpaid": (
        "逾期未缴费 逾期不缴费 逾期未按收费通知 逾期未缴纳费用 未缴纳费用 "
        "未按收费通知要求缴纳费用 逾期未按收费通知要求缴纳费用 未缴费"
    ),
    "other_other": "其他处理中的其他",
    "results_total": (
        "办结 在办结 答复 信息公开答复 政府信息公开答复 回复 办复 办毕 办理完毕 办理完结 "
        "已办 已办理 已办结 已办毕 已办复 已办理完毕 办理 政府办理 处理 处理完毕 办理答复"
    ),
    "carried_forward": (
        "结转 转结 转入 顺延 延续 跨年 留待 未办结 尚未办结 正在办理 尚在办理 仍在办理 "
        "在办 未到答复期限 未到期 继续办理 未办理完毕 尚未答复 待办 正在处理 正在按程序办理 "
        "正在依法办理 正在按规定办理 正在依规办理 正在答复 未到办理期限 未届答复期限 办理中 "
        "未答复"
    ),
}
APPLICANTS = {
    "natural_person": "自然人 公民 个人",
    "organisations": "法人或其他组织 法人和其他组织 法人或者其他组织 法人及其他组织 法人、其他组织 法人",
    "enterprise": "商业企业 企业 公司",
    "research_institution": "科研机构",
    "social_organisation": "社会公益组织 公益组织 社会组织",
    "legal_service": "法律服务机构 律师事务所",
    "other_organisation": "其他组织",
}
DISPUTES = {
    "reconsideration": "行政复议 复议",
    "litigation": "行政诉讼 诉讼 提起诉讼 提起的诉讼 被诉 起诉",
    "direct_litigation": "未经复议直接起诉 直接起诉 直接提起诉讼 直接提起行政诉讼 直接诉讼 未经复议",
    "litigation_after_reconsideration": (
        "复议后起诉 行政复议后起诉 行政复议后诉讼 行政复议后提起诉讼 复议后诉讼 复议后提起诉讼 "
        "复议后提起行政诉讼 复议后再起诉 经复议后 复议后又 复议后再 复议后仍 行政复议后又 "
        "行政复议后再 行政复议后仍"
    ),
}
ENDINGS = {
    "upheld": "维持 结果维持 予以维持 维持原行为",
    "corrected": "纠正 结果纠正 纠错 被纠正 败诉 予以纠正",
    "other": "其他结果 其它结果",
    "pending": "尚未审结 未审结 正在审理 尚在审理 未结 审理中 未审理完毕 尚未结案 尚未办结 未办结",
}
KINDS_OF_DOCUMENTS = {
    "regulations": "规章 政府规章 部门规章",
    "normative_documents": "规范性文件 行政规范性文件",
}
WHAT_BECAME_OF_DOCUMENTS = {
    "issued": "制发 制定 新制定 新制发 出台 印发 新发",
    "repealed": "废止 宣布失效 失效 废止失效 废止失效文件 废止文件",
    "in_force": (
        "现行有效 现存有效 目前有效 继续有效 仍然有效 仍有效 继续施行 有效规范性文件 "
        "有效行政规范性文件 有效的规范性文件 有效的行政规范性文件"
    ),
}

NAMED = [  # where it is written, the sentence with the name in it, and the words that a message repeats
    ("overview/on_application", "{}3件。", "{}3件", ROWS_OF_APPLICATIONS),
    ("overview/on_application", "{}提出申请3件。", "{}提出申请3件", APPLICANTS),
    ("overview/supervision", "信息公开{}3件。", "{}3件", DISPUTES),
    ("overview/supervision", "信息公开行政复议3件，其中{}3件。", "{}3件", ENDINGS),
    ("overview/information_management", "制发{}3件。", "制发{}3件", KINDS_OF_DOCUMENTS),
    ("overview/information_management", "规范性文件{}3件。", "规范性文件{}3件", WHAT_BECAME_OF_DOCUMENTS),
    ("overview/on_application", "上年{}3件。", "{}3件", {"brought_forward": BROUGHT_FORWARD}),
]
CASES = [
    pytest.param(key, sentence, quote, line, words.split(), id=f"{line}-{key.partition('/')[2]}")
    for key, sentence, quote, lines in NAMED
    for line, words in lines.items()
]


@pytest.mark.parametrize("key, sentence, quote, line, names", CASES)
def test_a_line_is_named_in_many_ways(key: str, sentence: str, quote: str, line: str, names: list[str]) -> None:
    for name in names:
        text = sentence.format(name)
        (reading,) = read(text, Origin(key, FORM_2021, 2023, "某某县人民政府"))
        claim = reading.claims[-1]
        named = {row.key for row in claim.target.rows} | {claim.target.column.key}
        assert line in named, text
        assert text[slice(*claim.words)] == quote.format(name)
