"""The words of the narrative that name no item of a table but say how a number is meant, each list once."""

from __future__ import annotations

from enum import StrEnum, auto


class WordRole(StrEnum):
    """What a word does in a clause."""

    FILLER = auto()  # may stand between an item and its number; also words that only look like others
    NONE = auto()  # says that there is none
    LAST_YEAR = auto()
    THIS_YEAR = auto()
    NEXT_YEAR = auto()
    INTO_THIS_YEAR = auto()  # carried from last year, said from this one
    PARTS = auto()  # the number before is the sum of those that follow
    INCLUDING = auto()  # what follows is part of the number before, not all of it
    EXCLUDING = auto()
    SUM = auto()  # the number after is the sum of those before
    AND = auto()
    ALL = auto()  # all of them had the outcome that follows
    HAPPENS = auto()  # a verb that “none” is said with
    EACH = auto()  # one number for every item named
    RESPECTIVELY = auto()
    SAMPLE = auto()  # a list that does not name all
    COMPARED = auto()  # the number after is a difference or another year's
    CHANGED = auto()  # the number before is another year's
    RATE = auto()  # the number is one of a day, a head, a month
    OTHER_SPAN = auto()  # what follows is of several years, or of a part of one
    PLAN = auto()  # what follows is not yet so
    SUBSET = auto()  # only some of the applications are meant
    SCOPE = auto()  # the reporting body without those below it
    BELOW = auto()  # those below it, or some of them
    FOREIGN = auto()  # the sentence counts something else
    NO_CLAIM = auto()  # the clause counts no applications though it names them
    DUE = auto()  # what was to be handled: received and brought forward


_EVERYBODY = " ".join(  # applicants of all kinds
    f"{who}法人{both}{other}组织"
    for who in ("公民、", "公民", "自然人、", "公众、", "社会公众、", "群众、", "个人、")
    for both in ("和", "或", "或者", "及", "以及", "、")
    for other in ("其他", "其它")
)
_OUGHT = " ".join(  # begins a reproach: “应当公开而不予公开”
    f"{ought}{how}公开" for ought in ("应", "应当", "应该", "该") for how in ("", "主动", "依法", "依申请")
)

# Words are parted by blanks; the lexicon splits them.
WORDS: dict[WordRole, str] = {
    WordRole.FILLER: (
        "共计 总共 一共 累计 共 总数 总量 数量 件数 数 量 的 了 为 有 是 达 到 计 均 已 全部 "
        "其余 另有 尚有 还有 另 尚 还 类 事项 办件 案件 各类 政府信息 相关 信息 情形 答复 决定 "
        "依法 按期 按时 按规定 按照规定 依规 实际 本年 新增 提出 公开件 申请件 群众 公众 申请人 主动公开 政府信息公开 "
        "社会公众 信息公开 无正当理由 无障碍 无法 无偿 无关 无效 无误 无条件 毫无 无论 无一件 无一例 "
        "无缝 无纸化 无差别 无锡 无理由 无论是 没有落实 没有及时 零距离 零跑腿 零散 零星 零售 "
        "零碎 零延误 个人事项 个人信息 维持秩序 公开为常态 不公开为例外 以公开为常态、不公开为例外 重新 "
        "办理流程 办理时限 办理时长 办理质量 办理工作 办理情况 答复率 办结率 公开率 答复书 告知书 "
        "答复告知书 答复意见书 共收录 共收集 共收取 共收费 共收缴 "
        "办理中发现 办理中存在 处理中发现 答复中发现 "
        "处理费 信息处理费 受理机构 受理点 受理窗口 复议机关 复议机构 一次性 同比 环比 本行政机关 "
        "本机关 行政机关 一年来 视为放弃 答复期限 办理期限 放弃 逐件 件件 件均 每件 维持稳定 处理完 "
        "处理意见 处理中 不再处理 均未经 等渠道 等方式 等途径 等形式 等多种渠道 等各种渠道 等各类渠道 "
        "等多种方式 各类渠道 多种渠道 各种渠道 各渠道 多渠道 "
        "工作计划 按计划 按照计划 计划生育 三年行动 三年行动计划 三年计划 五年计划 三年规划 五年规划 "
        "行动计划 规划计划 重点领域 "
        "经清理 清理后 年初以来 今年以来 本年以来 "
        "未予公开 未公开 登记政府信息公开 登记信息公开 登记依申请公开 "
        "备案政府信息公开 备案信息公开 备案依申请公开 备案涉政府信息公开 备案涉及政府信息公开 并登记 登记并 "
        "此类文件 该类文件 这类文件 "
        f"政府信息公开答复书 信息公开答复书 依申请公开答复书 {_EVERYBODY}"
    ),
    WordRole.NONE: "未结转 未 没有 无 零 未曾 未有 并未 均未 均无 不存在 暂无 暂未 从未 尚未 无一",
    WordRole.LAST_YEAR: "上年度 上一年度 上年 上一年 去年 往年 以前年度 上年底 上年末 上年年底 年初 前一年 "
    "上年全年 去年全年",
    WordRole.THIS_YEAR: "全年 本年度 本年 今年 当年 本报告期",
    WordRole.NEXT_YEAR: "下年度 下一年度 下年 下一年 次年 明年 来年 跨年度",
    WordRole.INTO_THIS_YEAR: "至本年度 至本年 至今年 至当年 "
    "到本年度 到本年 到今年 到当年 入本年度 入本年 入今年 入当年",
    WordRole.PARTS: "其中 包括 分别是 分为 具体为 具体是 包含",
    WordRole.INCLUDING: "含 含有 内含 另含 涵盖",
    WordRole.EXCLUDING: "不含 不包括 不包含 未含 剔除 扣除 不计",
    WordRole.SUM: "合计 共计 总计 总共 累计 加起来 合起来 加在一起",
    WordRole.AND: "和 及 与 以及 或 或者 、 并 加",
    WordRole.ALL: "均 全部 都 一律 皆 全 一一 逐一 悉数 全数 件件 逐件",
    WordRole.HAPPENS: "发生 产生 出现 引发 存在 办理",
    WordRole.EACH: "各",
    WordRole.RESPECTIVELY: "分别为 分别是 分别有 分别达 分别达到 分别",
    WordRole.SAMPLE: "等 主要 重点 多为 尤其 特别是 较多 之多 居多 为主 典型",
    WordRole.COMPARED: (
        "增加 减少 增长 下降 上升 多 少 上年同期 去年同期 同期 较 比 相比 增幅 降幅 减幅 提高 上涨 递增 递减 净增 "
    ),
    WordRole.CHANGED: (
        "增至 增加至 增加到 增长至 增长到 升至 上升至 上升到 提高至 提高到 降至 下降至 下降到 减至 减少至 减少到"
    ),
    WordRole.RATE: "日均 月均 年均 周均 人均 平均 每年 每月 每日 每天 每周 每季度 每个 件均 平均每",
    WordRole.OTHER_SPAN: (
        "以来 年来 几年来 历年 近年 近几年 近两年 近三年 近四年 近五年 近十年 两年来 三年来 四年来 五年来 十年来 "
        "至今 上半年 下半年 一季度 二季度 三季度 四季度 任期内 十三五 十四五 往年累计 历史累计"
    ),
    WordRole.PLAN: "计划 预计 力争 目标 拟 预期 打算 争取",
    WordRole.SUBSET: (
        "书面 延长 代表 名义 延期 逾期 超期 超时 提前 当场 当天 当日 当面 电话 口头 网络 网上 线上 线下 信函 邮寄 "
        "邮件 传真 来信 来访 现场 平台 涉及 关于 有关 首次 疑难 复杂 撤回 补正 重大 网站 季度 "
        "三年 五年 月份 月底前 协助 协办 协同 配合 合并 指导 居前 前列 位列 位居 靠前 排名 "
        "公开系统 申请系统 政务服务网 一网通办 "
        "小程序 客户端 纸质 在线 邮政 当月 单日 单月 "
        "会办 转办 会商 审核 审查 转交 代为 抽查 评查 通报 典型 简易 一次 征求 退回 不属于 有效 "
        "公开类 非公开类 依职权 挂号 快递 窗口 大厅 自助 掌上 微信 公众号 邮箱 不满 满意 更正 纠错 "
        f"排在 居首 前三 前五 前十 无故 违规 擅自 随意 借故 推诿 {_OUGHT}"
    ),
    WordRole.SCOPE: (
        "本级 局机关 厅机关 委机关 机关本级 部机关 机关直接 政府办公室 政府办公厅 政府办 市府办 区府办 县府办 "
        "市政府办公室 市政府办公厅 区政府办公室 县政府办公室 省政府办公厅 州政府办公室 旗政府办公室 "
        "市政府 区政府 县政府 各科室 办公室 机关各处室 本部机关 镇本级 委本级 局本级 厅本级"
    ),
    WordRole.BELOW: (
        "各部门 各单位 各乡镇 各街道 各镇 各镇街 镇街 直属单位 下属单位 乡镇街道 各镇（街道） 各县区 各县（市、区） "
        "各区县 部门和街道 各区 各县 所属单位 二级单位 派出机构 街道办事处 部门单位 市直部门 区直部门 县直部门 "
        "市直单位 县直单位 区级部门 县级部门 市级部门 省级部门 乡镇（街道） 镇（街道） 分局 "
        "下属事业单位 所属事业单位 事业单位 "
        "省政府部门 市政府部门 区政府部门 县政府部门 州政府部门 旗政府部门 "
        "省政府各部门 市政府各部门 区政府各部门 县政府各部门 州政府各部门 旗政府各部门"
    ),
    WordRole.FOREIGN: (
        "公文 文件 来信来访 工单 热线 留言 咨询 投诉 举报 建议 提案 意见 诉求 来电 询问 问题 低保 "
        "救助 补贴 补助 建房 用地申请 许可 处罚 强制 培训 会议 稿件 政策解读 解读 新闻 视频 栏目 "
        "专栏 目录 电话 邮箱 渠道 窗口 指南 流程图 模板 样本 样式 仲裁 赔偿 登记 证明 线索 检查 "
        "督查 规章制度 制度 整改 账号 信息条 动态 议案 信访 舆情 信件 调解 执行 招标 采购 项目 "
        "检测 评估 党内 党组 党委 合法性审查 审计 通知书 责任追究 追责 问责 约谈 应诉案件 鉴定 档案 "
        "合同 协议 企业开办 营业执照 刑事 民事 劳动 国家赔偿 "
        "各类申请事项 各类行政 各类复议 各类诉讼 人次 补贴申请 贷款 奖学金 公示 "
        "公告 报备 备案 修订 修改 清理 起草 评审 图解 漫画 发布会 更正申请 补正通知 补正告知 延期通知 延期告知 意见函"
    ),
    WordRole.NO_CLAIM: (
        "已审结 审结 已结案 结案 撤诉 驳回 终止 "
        "不予受理 不受理 未予受理 不再受理 "
        "撤销 变更 确认违法 责令 应急 行政复议答复 复议答复 行政应诉 应诉 考核 评议 测评"
    ),
    WordRole.DUE: "应办 应办理 应答复 应办结 应处理 需办理 需答复 在办总数 办理总数 应当办理 应当答复",
}

LENIENT = frozenset({"办理", "处理", "办理答复"})  # of what was received as well as of what was finished

# No number beside one of these is a claim.
BLOCKING = frozenset(
    {
        WordRole.FOREIGN,
        WordRole.RATE,
        WordRole.COMPARED,
        WordRole.CHANGED,
        WordRole.NO_CLAIM,
        WordRole.PLAN,
        WordRole.OTHER_SPAN,
    }
)
BLOCKING_OR_DUE = BLOCKING | {WordRole.DUE}
BLOCKING_OR_SUBSET = BLOCKING | {WordRole.SUBSET}
WEAK_VERBS = frozenset({"制作", "发布"})  # of a document only where it is named beside them
WEAK_COLUMNS = frozenset({"公民", "个人", "企业", "公司", "法人", "社会组织"})  # often said of all
