"""The form in force for report years from 2021, as data: 国办公开办函〔2021〕30号, annex. Read it like the form."""

from __future__ import annotations

from model.form.form import Form
from model.form.roles import LineRole, TableRole, TextRole
from model.form.schema import Kind, Layout, Line, Section, Table, Text, identity, total

SOURCE = "国办公开办函〔2021〕30号"
_PRINTED = f"表内注明（{SOURCE}附件）"
_IMPLIED = f"表格结构（{SOURCE}附件）"

# 一、总体情况

OVERVIEW = Section(
    "overview",
    "一、总体情况",
    "总体情况",
    texts=(
        Text(
            "overview/opening",
            "",
            "（可选）写明编制依据、统计期限（本年1月1日至12月31日）、电子版下载网址、联系方式。",
            "开头",
            optional=True,
            role=TextRole.OPENING,
        ),
        Text(
            "overview/active_disclosure",
            "（一）主动公开",
            "写本年主动公开了什么、公开多少、重点领域做得怎样；数字要和第二部分一致。",
            "主动公开",
            role=TextRole.ACTIVE_DISCLOSURE,
            cue="主动公开|重点领域.{0,6}公开|信息发布",
        ),
        Text(
            "overview/on_application",
            "（二）依申请公开",
            "写本年收到、答复、结转的申请各多少件；引用第三部分“总计”列，不要引用“自然人”列。",
            "依申请公开",
            role=TextRole.ON_APPLICATION,
            cue="申请",
        ),
        Text(
            "overview/information_management",
            "（三）政府信息管理",
            "写公文公开属性、规范性文件清理、信息动态调整等；制发、废止、现行有效件数要和第二部分一致。",
            "政府信息管理",
            role=TextRole.INFORMATION_MANAGEMENT,
            cue="信息.{0,6}管理(?!员)",
        ),
        Text(
            "overview/platform",
            "（四）政府信息公开平台建设",
            "写网站专栏、政务新媒体、公报、查阅点等平台的建设和维护。",
            "平台建设",
            role=TextRole.PLATFORM,
            cue="平台|载体|(?:网站|新媒体).{0,6}建设",
        ),
        Text(
            "overview/supervision",
            "（五）监督保障",
            "写机构人员、培训、考核；各级人民政府还要写工作考核、社会评议、责任追究结果情况。",
            "监督保障",
            role=TextRole.SUPERVISION,
            cue="监督|考核|评议|保障|培训|责任追究",
        ),
    ),
    aliases=("总体概述", "概述", "概况", "基本情况"),
    cue="(?:工作)?(?:总体|基本|工作)?(?:概述|概况|情况概述|情况)",
)

# 二、主动公开政府信息情况

ISSUED = Line(
    "issued",
    "本年制发件数",
    name="制发",
    help="本年1月1日至12月31日制定并印发的件数。",
    aliases=("制发", "制定", "新制定", "新制发", "出台", "印发", "新发", "发布", "制作"),
    roles=(LineRole.ISSUED,),
)
REPEALED = Line(
    "repealed",
    "本年废止件数",
    name="废止",
    help="本年宣布废止、失效的件数，不论何年制发。",
    aliases=(
        "废止",
        "宣布失效",
        "失效",
        "废止失效",
        "废止失效文件",
        "废止文件",
        "清理废止",
        "清理废止文件",
        "宣布失效文件",
    ),
    roles=(LineRole.REPEALED,),
)
IN_FORCE = Line(
    "in_force",
    "现行有效件数",
    name="现行有效",
    help="本年12月31日仍然有效的总件数。通常等于上年现行有效件数，加本年制发，减本年废止。",
    aliases=(
        "现行有效",
        "现存有效",
        "目前有效",
        "继续有效",
        "仍然有效",
        "仍有效",
        "继续施行",
        "仍在施行",
        "仍在执行",
        "还在施行",
        "还在用",
        "管用",
        "仍管用",
        "还管用",
        "有效力",
        "有效文件",
        "现行有效文件",
        "现行有效的文件",
        "有效规范性文件",
        "有效行政规范性文件",
        "有效的规范性文件",
        "有效的行政规范性文件",
    ),
    roles=(LineRole.IN_FORCE,),
)
REGULATIONS = Line(
    "regulations",
    "规章",
    help="部门规章和地方政府规章。县级以下机关及其部门不能制定规章，一般填0。",
    aliases=("规章", "政府规章", "部门规章"),
    roles=(LineRole.REGULATIONS,),
)
NORMATIVE_DOCUMENTS = Line(
    "normative_documents",
    "行政规范性文件",
    name="规范性文件",
    help="本机关制发的、涉及公民和组织权利义务、可反复适用的公文；党委文件、内部文件不计。",
    aliases=("规范性文件", "行政规范性文件"),
    roles=(LineRole.NORMATIVE_DOCUMENTS,),
)
LEGISLATION = Table(
    "legislation",
    "第二十条第（一）项",
    rows=(REGULATIONS, NORMATIVE_DOCUMENTS),
    columns=(ISSUED, REPEALED, IN_FORCE),
    layout=Layout.BLOCK,
    stub="信息内容",
    measures=("件次", "件", "部", "份", "个", "项", "条"),
    role=TableRole.DOCUMENTS,
)

DECISIONS = Line(
    "decisions",
    "本年处理决定数量",
    name="处理决定",
    help="本年作出决定的件数。",
    roles=(LineRole.DECISIONS,),
)
LICENCES = Line("licences", "行政许可", help="本年作出的行政许可决定件数，准予和不予许可都计。")
LICENSING = Table(
    "licensing",
    "第二十条第（五）项",
    rows=(LICENCES,),
    columns=(DECISIONS,),
    layout=Layout.BLOCK,
    stub="信息内容",
)

PENALTIES = Line("penalties", "行政处罚", help="本年作出的行政处罚决定件数。")
COERCIVE_MEASURES = Line("coercive_measures", "行政强制", help="本年作出的行政强制措施和强制执行决定件数。")
ENFORCEMENT = Table(
    "enforcement",
    "第二十条第（六）项",
    rows=(PENALTIES, COERCIVE_MEASURES),
    columns=(DECISIONS,),
    layout=Layout.BLOCK,
    stub="信息内容",
)

AMOUNT = Line(
    "amount",
    "本年收费金额（单位：万元）",
    name="收费金额",
    kind=Kind.AMOUNT,
    help="单位是万元，可填到分（六位小数）。不要填成元。",
    roles=(LineRole.FEE,),
)
CHARGES = Line("charges", "行政事业性收费", help="本机关本年行政事业性收费的总金额。")
FEES = Table(
    "fees",
    "第二十条第（八）项",
    rows=(CHARGES,),
    columns=(AMOUNT,),
    layout=Layout.BLOCK,
    stub="信息内容",
)

DISCLOSURE = Section(
    "disclosure",
    "二、主动公开政府信息情况",
    "主动公开",
    tables=(LEGISLATION, LICENSING, ENFORCEMENT, FEES),
)

# 三、收到和处理政府信息公开申请情况

NATURAL_PERSON = Line(
    "natural_person",
    "自然人",
    help="以个人名义提出的申请。",
    aliases=("自然人", "公民", "个人"),
    roles=(
        LineRole.NATURAL_PERSON,
        LineRole.APPLICANT,
    ),
)
ORGANISATIONS = Line(
    "organisations",
    "法人或其他组织",
    (
        Line(
            "enterprise",
            "商业企业",
            help="公司、合伙企业、个人独资企业等提出的申请。",
            aliases=("商业企业", "企业", "公司"),
            roles=(LineRole.APPLICANT,),
        ),
        Line(
            "research_institution",
            "科研机构",
            help="高校、研究院所等提出的申请。",
            aliases=("科研机构",),
            roles=(LineRole.APPLICANT,),
        ),
        Line(
            "social_organisation",
            "社会公益组织",
            help="社会团体、基金会、民办非企业单位等提出的申请。",
            aliases=("社会公益组织", "公益组织", "社会组织"),
            roles=(LineRole.APPLICANT,),
        ),
        Line(
            "legal_service",
            "法律服务机构",
            help="律师事务所等以自己的名义提出的申请。",
            aliases=("法律服务机构", "律师事务所"),
            roles=(LineRole.APPLICANT,),
        ),
        Line(
            "other_organisation",
            "其他",
            help="以上四类之外的法人和其他组织。",
            aliases=("其他组织",),
            roles=(LineRole.APPLICANT,),
        ),
    ),
    aliases=("法人或其他组织", "法人和其他组织", "法人或者其他组织", "法人及其他组织", "法人、其他组织", "法人"),
    roles=(
        LineRole.ORGANISATIONS,
        LineRole.APPLICANT,
    ),
)
TOTAL = Line(
    "total",
    "总计",
    help="六类申请人相加，自动得出；也可以按纸面数字录入，不一致时会标出。",
    roles=(LineRole.ALL_APPLICANTS,),
)

RECEIVED = Line(
    "received",
    "一、本年新收政府信息公开申请数量",
    name="本年新收",
    help="本年1月1日至12月31日收到的申请件数，不含上年结转。",
    basis="第二十九条至第三十一条",
    aliases=(
        "新收",
        "共收",
        "新收到",
        "收到",
        "受理",
        "新受理",
        "接到",
        "接收",
        "接收到",
        "接受",
        "收悉",
        "收件",
        "新接",
        "新接收",
        "登记受理",
        "直接受理",
        "受理登记",
    ),
    roles=(LineRole.RECEIVED,),
)
BROUGHT_FORWARD = Line(
    "brought_forward",
    "二、上年结转政府信息公开申请数量",
    name="上年结转",
    help="上年没有办结、转到本年办理的件数；应与上年年报的“结转下年度继续办理”相同。",
    aliases=("结转", "转结", "接转", "转来", "转入", "转办", "跨年", "遗留", "顺延", "延续", "留存"),
    roles=(LineRole.BROUGHT_FORWARD,),
)
DISCLOSED = Line(
    "disclosed",
    "（一）予以公开",
    help="答复中把所申请的信息全部提供，或者告知获取方式的件数。",
    basis="第三十六条第（一）项、第（二）项",
    aliases=("予以公开", "准予公开", "同意公开", "全部公开", "给予公开", "予公开"),
    roles=(LineRole.OUTCOME,),
)
PARTLY_DISCLOSED = Line(
    "partly_disclosed",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    help="一件申请中有的公开、有的不公开的，只在这里计一次。",
    basis="第三十七条",
    aliases=("部分公开", "予以部分公开"),
    roles=(LineRole.OUTCOME,),
)
REFUSED = Line(
    "refused",
    "（三）不予公开",
    (
        Line(
            "refused_state_secret",
            "1.属于国家秘密",
            help="依法确定为国家秘密，不予公开的件数。",
            basis="第十四条",
            aliases=("国家秘密",),
            roles=(LineRole.REASON,),
        ),
        Line(
            "refused_forbidden_by_law",
            "2.其他法律行政法规禁止公开",
            name="法律行政法规禁止公开",
            help="国家秘密之外，法律、行政法规明文禁止公开的件数。",
            basis="第十四条",
            aliases=("法律行政法规禁止公开", "法律、行政法规禁止公开", "法律法规禁止公开", "禁止公开"),
            roles=(LineRole.REASON,),
        ),
        Line(
            "refused_safety_stability",
            "3.危及“三安全一稳定”",
            name="危及三安全一稳定",
            help="公开后可能危及国家安全、公共安全、经济安全、社会稳定，不予公开的件数。",
            basis="第十四条",
            aliases=("三安全一稳定", "“三安全一稳定”"),
            roles=(LineRole.REASON,),
        ),
        Line(
            "refused_third_party",
            "4.保护第三方合法权益",
            help="涉及商业秘密、个人隐私，公开会损害第三方合法权益，不予公开的件数。",
            basis="第十五条、第三十二条",
            aliases=(
                "第三方合法权益",
                "第三方权益",
                "商业秘密",
                "个人隐私",
                "商业秘密和个人隐私",
                "商业秘密、个人隐私",
                "商业秘密或个人隐私",
            ),
            roles=(LineRole.REASON,),
        ),
        Line(
            "refused_internal_affairs",
            "5.属于三类内部事务信息",
            name="内部事务信息",
            help="人事管理、后勤管理、内部工作流程三类信息，不予公开的件数。",
            basis="第十六条",
            aliases=("内部事务信息", "内部事务", "内部管理信息"),
            roles=(LineRole.REASON,),
        ),
        Line(
            "refused_process_information",
            "6.属于四类过程性信息",
            name="过程性信息",
            help="讨论记录、过程稿、磋商信函、请示报告四类信息，不予公开的件数。",
            basis="第十六条",
            aliases=("过程性信息", "过程信息"),
            roles=(LineRole.REASON,),
        ),
        Line(
            "refused_enforcement_file",
            "7.属于行政执法案卷",
            name="行政执法案卷",
            help="行政执法案卷信息，不予公开的件数。",
            basis="第十六条",
            aliases=("行政执法案卷", "执法案卷"),
            roles=(LineRole.REASON,),
        ),
        Line(
            "refused_administrative_query",
            "8.属于行政查询事项",
            name="行政查询事项",
            help="工商、不动产登记等依照专门规定查询的信息，告知另行查询的件数。",
            basis="第三十六条第（七）项",
            aliases=("行政查询事项", "行政查询", "查询事项"),
            roles=(LineRole.REASON,),
        ),
    ),
    aliases=("不予公开", "不公开", "不予以公开", "不同意公开", "拒绝公开"),
    roles=(LineRole.OUTCOME,),
)
UNAVAILABLE = Line(
    "unavailable",
    "（四）无法提供",
    (
        Line(
            "unavailable_not_held",
            "1.本机关不掌握相关政府信息",
            name="本机关不掌握",
            help="经检索没有，或者不由本机关负责公开的件数。",
            basis="第三十六条第（四）项、第（五）项",
            aliases=(
                "不掌握",
                "未掌握",
                "未制作",
                "未获取",
                "未制作或获取",
                "未制作或者获取",
                "未制作、未获取",
                "未制作也未获取",
                "信息不存在",
                "政府信息不存在",
                "不属于本机关公开",
                "不属于本机关职责",
                "不属于本机关负责公开",
                "不属于本单位职责",
                "非本机关职责",
                "非本机关掌握",
            ),
            roles=(LineRole.REASON,),
        ),
        Line(
            "unavailable_needs_creating",
            "2.没有现成信息需要另行制作",
            name="需要另行制作",
            help="需要对现有信息加工、分析才能答复的件数。",
            basis="第三十八条",
            aliases=(
                "没有现成信息",
                "无现成信息",
                "另行制作",
                "加工制作",
                "另行加工",
                "另行加工制作",
                "没有现成信息需要另行制作",
                "没有现成信息需另行制作",
                "无现成信息需要另行制作",
                "无现成信息需另行制作",
                "需要另行制作",
                "需另行制作",
            ),
            roles=(LineRole.REASON,),
        ),
        Line(
            "unavailable_still_unclear",
            "3.补正后申请内容仍不明确",
            name="补正后仍不明确",
            help="申请人补正了，但仍然不能明确指向所需信息的件数。",
            basis="第三十条",
            aliases=("仍不明确", "内容不明确", "补正后申请内容仍不明确", "补正后仍不明确"),
            roles=(LineRole.REASON,),
        ),
    ),
    aliases=("无法提供", "不能提供", "无法公开"),
    roles=(LineRole.OUTCOME,),
)
NOT_PROCESSED = Line(
    "not_processed",
    "（五）不予处理",
    (
        Line(
            "not_processed_petition",
            "1.信访举报投诉类申请",
            name="信访举报投诉类",
            help="以申请公开的形式进行信访、投诉、举报等活动的件数。",
            basis="第三十九条",
            aliases=(
                "信访举报投诉类",
                "信访举报投诉",
                "信访投诉举报",
                "信访、举报、投诉类",
                "信访、投诉、举报类",
                "信访、举报、投诉",
                "信访、投诉、举报",
                "信访类",
                "信访投诉类",
                "举报投诉类",
                "投诉举报类",
            ),
            roles=(LineRole.REASON,),
        ),
        Line(
            "not_processed_repeated",
            "2.重复申请",
            help="已经答复，申请人又就同一内容申请的件数。",
            basis="第三十六条第（六）项",
            aliases=("重复申请", "重复提出申请"),
            roles=(LineRole.REASON,),
        ),
        Line(
            "not_processed_publication",
            "3.要求提供公开出版物",
            name="要求公开出版物",
            help="要求提供政府公报、报刊、书籍等公开出版物的件数。",
            basis="第三十九条",
            aliases=("公开出版物",),
            roles=(LineRole.REASON,),
        ),
        Line(
            "not_processed_excessive",
            "4.无正当理由大量反复申请",
            name="大量反复申请",
            help="数量、频次明显超过合理范围，且理由不合理，不予处理的件数。",
            basis="第三十五条",
            aliases=("大量反复申请", "反复申请", "无正当理由大量反复申请"),
            roles=(LineRole.REASON,),
        ),
        Line(
            "not_processed_confirmation",
            "5.要求行政机关确认或重新出具已获取信息",
            name="要求确认或重新出具",
            help="要求对已经获取的信息再作确认或重新出具的件数。",
            aliases=("确认或重新出具", "确认或者重新出具", "重新出具"),
            roles=(LineRole.REASON,),
        ),
    ),
    aliases=("不予处理", "不作处理", "未予处理"),
    roles=(LineRole.OUTCOME,),
)
OTHER_RESULTS = Line(
    "other_results",
    "（六）其他处理",
    (
        Line(
            "other_not_corrected",
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            name="逾期不补正",
            help="通知补正后，申请人逾期没有补正，视为放弃的件数。",
            basis="第三十条",
            aliases=("逾期不补正", "逾期未补正", "无正当理由逾期不补正", "未按期补正", "不补正"),
            roles=(LineRole.REASON,),
        ),
        Line(
            "other_fee_unpaid",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            name="逾期未缴费",
            help="发出收费通知后，申请人逾期没有缴费，视为放弃的件数。",
            basis="第四十二条",
            aliases=(
                "逾期未缴费",
                "逾期不缴费",
                "逾期未按收费通知",
                "逾期未缴纳费用",
                "未缴纳费用",
                "未按收费通知要求缴纳费用",
                "逾期未按收费通知要求缴纳费用",
                "未缴费",
            ),
            roles=(LineRole.REASON,),
        ),
        Line(
            "other_other",
            "3.其他",
            name="其他处理中的其他",
            help="申请人撤回等，不属于以上各种情形的件数。",
            aliases=("其他处理中的其他",),
            roles=(LineRole.REASON, LineRole.UNLISTED),
        ),
    ),
    aliases=("其他处理", "其它处理", "其他方式处理"),
    roles=(LineRole.OUTCOME,),
)
RESULTS_TOTAL = Line(
    "results_total",
    "（七）总计",
    name="办理结果总计",
    help="以上各种办理结果相加，自动得出；也可以按纸面数字录入，不一致时会标出。",
    aliases=(
        "办结",
        "在办结",
        "答复",
        "信息公开答复",
        "政府信息公开答复",
        "回复",
        "办复",
        "办毕",
        "办理完毕",
        "办理完结",
        "办理完成",
        "完成办理",
        "完成答复",
        "作出答复",
        "做出答复",
        "已办",
        "已办理",
        "已办结",
        "已办毕",
        "已办复",
        "已办理完毕",
        "已办理完结",
        "已办理完成",
        "已完成办理",
        "已完成答复",
        "已作出答复",
        "办理",
        "办理结果总计",
        "政府办理",
        "处理",
        "处理完毕",
        "办理答复",
    ),
    roles=(LineRole.RESULTS_TOTAL,),
)
RESULTS = Line(
    "results",
    "三、本年度办理结果",
    (DISCLOSED, PARTLY_DISCLOSED, REFUSED, UNAVAILABLE, NOT_PROCESSED, OTHER_RESULTS, RESULTS_TOTAL),
)
CARRIED_FORWARD = Line(
    "carried_forward",
    "四、结转下年度继续办理",
    name="结转下年度",
    help="本年12月31日还没有办结、转到下年的件数。",
    aliases=(
        "结转",
        "转结",
        "转入",
        "转下年",
        "转下年度",
        "转下一年",
        "转下一年度",
        "未结转",
        "顺延",
        "延续",
        "跨年",
        "留待",
        "未办结",
        "尚未办结",
        "正在办理",
        "尚在办理",
        "仍在办理",
        "在办",
        "未到答复期限",
        "未到期",
        "继续办理",
        "未办理完毕",
        "尚未答复",
        "待办",
        "正在处理",
        "正在按程序办理",
        "正在依法办理",
        "正在按规定办理",
        "正在依规办理",
        "正在答复",
        "未到办理期限",
        "未到办理时限",
        "未到答复时限",
        "未到法定期限",
        "未到期限",
        "未届期限",
        "未届答复期限",
        "办理中",
        "未答复",
    ),
    roles=(LineRole.CARRIED_FORWARD,),
)

APPLICATIONS = Table(
    "applications",
    "三、收到和处理政府信息公开申请情况",
    rows=(RECEIVED, BROUGHT_FORWARD, RESULTS, CARRIED_FORWARD),
    columns=(Line("applicants", "申请人情况", (NATURAL_PERSON, ORGANISATIONS, TOTAL)),),
    in_every_row=(
        total(
            "H1",
            "总计等于自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他之和",
            TOTAL,
            of=NATURAL_PERSON + ORGANISATIONS,
            source=_IMPLIED,
            names=("总计", "六类申请人之和"),
        ),
    ),
    in_every_column=(
        total(
            "H2",
            "（七）总计等于本年度办理结果各行之和",
            RESULTS_TOTAL,
            of=DISCLOSED + PARTLY_DISCLOSED + REFUSED + UNAVAILABLE + NOT_PROCESSED + OTHER_RESULTS,
            source=_IMPLIED,
            names=("（七）总计", "各项办理结果之和"),
        ),
        identity(
            "H3",
            "第一项加第二项之和，等于第三项加第四项之和",
            RECEIVED + BROUGHT_FORWARD,
            equals=RESULTS_TOTAL + CARRIED_FORWARD,
            source=_PRINTED,
            names=("一＋二", "三＋四"),
        ),
    ),
    stub="（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    aliases=(
        "政府信息公开申请",
        "信息公开申请",
        "政府信息申请",
        "公开申请",
        "申请公开政府信息",
        "申请政府信息公开",
    ),
    counted_as=("申请", "新申请", "依申请公开", "依申请"),
    measures=("件次", "件", "宗", "份", "起", "例", "个", "项", "条", "次"),
    role=TableRole.APPLICATIONS,
)

HANDLING = Section(
    "handling",
    "三、收到和处理政府信息公开申请情况",
    "依申请公开",
    tables=(APPLICATIONS,),
)

# 四、政府信息公开行政复议、行政诉讼情况

UPHELD = Line(
    "upheld",
    "结果维持",
    help="维持原行政行为、驳回申请或起诉的件数。",
    aliases=("维持", "结果维持", "予以维持", "维持原行为"),
)
CORRECTED = Line(
    "corrected",
    "结果纠正",
    help="撤销、变更、确认违法、责令重作等纠正结果的件数。",
    aliases=("纠正", "结果纠正", "纠错", "被纠正", "败诉", "予以纠正"),
)
OTHER = Line(
    "other", "其他结果", help="撤回、终止、调解等其他结果的件数。", aliases=("其他结果", "其它结果", "其他方式结案")
)
PENDING = Line(
    "pending",
    "尚未审结",
    help="本年12月31日还没有审结的件数。",
    aliases=(
        "尚未审结",
        "未审结",
        "正在审理",
        "尚在审理",
        "未结",
        "审理中",
        "未审理完毕",
        "尚未结案",
        "尚未办结",
        "未办结",
    ),
    roles=(LineRole.PENDING,),
)
DISPUTES_TOTAL = Line(
    "total", "总计", help="前四项相加，自动得出；也可以按纸面数字录入，不一致时会标出。", roles=(LineRole.ALL_DISPUTES,)
)

RECONSIDERATION = Line(
    "reconsideration",
    "行政复议",
    help="因政府信息公开申请行政复议的案件。",
    aliases=("行政复议", "复议"),
    roles=(LineRole.RECONSIDERATION,),
)
DIRECT_LITIGATION = Line(
    "direct_litigation",
    "未经复议直接起诉",
    name="直接起诉",
    help="没有经过行政复议、直接提起的行政诉讼。复议机关只作共同被告的案件，由原机关统计。",
    aliases=("未经复议直接起诉", "直接起诉", "直接提起诉讼", "直接提起行政诉讼", "直接诉讼", "未经复议"),
)
LITIGATION_AFTER_RECONSIDERATION = Line(
    "litigation_after_reconsideration",
    "复议后起诉",
    help="经过行政复议以后提起的行政诉讼。复议机关只作共同被告的案件，由原机关统计。",
    aliases=(
        "复议后起诉",
        "行政复议后起诉",
        "行政复议后诉讼",
        "行政复议后提起诉讼",
        "复议后诉讼",
        "复议后提起诉讼",
        "复议后提起行政诉讼",
        "复议后再起诉",
        "经复议后",
        "复议后又",
        "复议后再",
        "复议后仍",
        "行政复议后又",
        "行政复议后再",
        "行政复议后仍",
    ),
)
LITIGATION = Line(
    "litigation",
    "行政诉讼",
    (DIRECT_LITIGATION, LITIGATION_AFTER_RECONSIDERATION),
    aliases=("行政诉讼", "诉讼", "提起诉讼", "提起的诉讼", "被诉", "起诉", "被诉讼", "被起诉"),
    roles=(LineRole.LITIGATION,),
)

DISPUTES = Table(
    "disputes",
    "四、政府信息公开行政复议、行政诉讼情况",
    rows=(RECONSIDERATION, LITIGATION),
    columns=(UPHELD, CORRECTED, OTHER, PENDING, DISPUTES_TOTAL),
    in_every_row=(
        total(
            "H4",
            "总计等于结果维持、结果纠正、其他结果、尚未审结之和",
            DISPUTES_TOTAL,
            of=UPHELD + CORRECTED + OTHER + PENDING,
            source=_IMPLIED,
            names=("总计", "四种结果之和"),
        ),
    ),
    layout=Layout.BAND,
    measures=("件次", "件", "起", "宗", "例", "次", "个", "项", "人次"),
    role=TableRole.DISPUTES,
)

REVIEW = Section(
    "review",
    "四、政府信息公开行政复议、行政诉讼情况",
    "复议诉讼",
    tables=(DISPUTES,),
)

# 五、六

PROBLEMS = Section(
    "problems",
    "五、存在的主要问题及改进情况",
    "问题改进",
    texts=(
        Text(
            "problems/text",
            "",
            "先写存在的主要问题，再写改进情况；要具体，不要照抄上年。",
            "存在的主要问题及改进情况",
            role=TextRole.PROBLEMS,
        ),
    ),
    cue="(?:.{0,12})(?:问题|不足)[和与及、]?.{0,10}(?:改进|整改|措施|打算|努力方向|建议|对策)(?:措施|情况|办法|意见)?",
    begins="(?:问题|不足|困难|短板)(?:方面|情况)?$",
    goes_on="改进|整改|措施|举措|打算|努力方向|下一步|对策|计划",
)

OTHER_MATTERS = Section(
    "other_matters",
    "六、其他需要报告的事项",
    "其他事项",
    texts=(
        Text(
            "other_matters/text",
            "",
            "写明本年收取信息处理费的总金额（元），没有收取的也要写明；还有其他事项的一并写。",
            "其他需要报告的事项",
            role=TextRole.OTHER_MATTERS,
        ),
    ),
    cue="其[他它]需?要?(?:说明|报告|公布|公开)?的?(?:情况|事项)(?:.{0,4})",
)

FORM_2021 = Form(
    "2021",
    SOURCE,
    2021,
    (OVERVIEW, DISCLOSURE, HANDLING, REVIEW, PROBLEMS, OTHER_MATTERS),
)
