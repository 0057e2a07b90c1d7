"""The form of report years 2019 and 2020, as data: 国办公开办函〔2019〕60号; what is the same is shared with 2021."""

from __future__ import annotations

from dataclasses import replace

from model.form.editions import form_2021
from model.form.form import Form
from model.form.roles import LineRole
from model.form.schema import Kind, Layout, Line, Section, Sum, Table

SOURCE = "国办公开办函〔2019〕60号"

MADE = Line("made", "本年新制作数量", name="新制作", help="本年新制作的件数。")
PUBLISHED = Line("published", "本年新公开数量", name="新公开", help="本年新公开的件数，不论何年制作。")
PUBLIC_TOTAL = Line(
    "public_total",
    "对外公开总数量",
    help="截至本年年底对外公开的总件数；与2021年起的“现行有效件数”不是一回事。",
)
ITEMS_LAST_YEAR = Line("items_last_year", "上一年项目数量", help="上一年的事项数量。")
CHANGE = Line("change", "本年增/减", kind=Kind.CHANGE, help="本年增加或减少的事项数量，减少的填负数。")
DECISIONS = replace(form_2021.DECISIONS, label="处理决定数量")
ITEMS = (ITEMS_LAST_YEAR, CHANGE, DECISIONS)

NORMATIVE_DOCUMENTS = replace(form_2021.NORMATIVE_DOCUMENTS, label="规范性文件", name="")
LEGISLATION = replace(
    form_2021.LEGISLATION,
    rows=(form_2021.REGULATIONS, NORMATIVE_DOCUMENTS),
    columns=(MADE, PUBLISHED, PUBLIC_TOTAL),
)
OTHER_SERVICES = Line("other_services", "其他对外管理服务事项", help="行政许可之外的对外管理服务事项。")
LICENSING = replace(form_2021.LICENSING, rows=(form_2021.LICENCES, OTHER_SERVICES), columns=ITEMS)
ENFORCEMENT = replace(form_2021.ENFORCEMENT, columns=ITEMS)
FEES = replace(form_2021.FEES, columns=(ITEMS_LAST_YEAR, CHANGE))

PURCHASES = Line("purchases", "政府集中采购", help="本机关本年的政府集中采购。")
PROCUREMENT = Table(
    "procurement",
    "第二十条第（九）项",
    rows=(PURCHASES,),
    columns=(
        Line("items", "采购项目数量", help="采购项目的个数。"),
        Line("amount", "采购总金额", kind=Kind.AMOUNT, help="采购的总金额。"),
    ),
    layout=Layout.BLOCK,
    stub="信息内容",
)

DISCLOSURE = replace(form_2021.DISCLOSURE, tables=(LEGISLATION, LICENSING, ENFORCEMENT, FEES, PROCUREMENT))

# Section three: （六）其他处理 is one row, without sub-rows.
OTHER_RESULTS = replace(
    form_2021.OTHER_RESULTS,
    parts=(),
    help="不属于以上各种情形的件数。",
    roles=(*form_2021.OTHER_RESULTS.roles, LineRole.UNLISTED),
)
OUTCOMES = (
    form_2021.DISCLOSED,
    form_2021.PARTLY_DISCLOSED,
    form_2021.REFUSED,
    form_2021.UNAVAILABLE,
    form_2021.NOT_PROCESSED,
    OTHER_RESULTS,
)
RESULTS = replace(form_2021.RESULTS, parts=(*OUTCOMES, form_2021.RESULTS_TOTAL))
_TOTAL_OF_RESULTS, _BALANCE = form_2021.APPLICATIONS.in_every_column
APPLICATIONS = replace(
    form_2021.APPLICATIONS,
    rows=(form_2021.RECEIVED, form_2021.BROUGHT_FORWARD, RESULTS, form_2021.CARRIED_FORWARD),
    in_every_column=(
        _TOTAL_OF_RESULTS._replace(right=Sum(tuple(leaf for row in OUTCOMES for leaf in row.leaves))),
        _BALANCE,
    ),
)
HANDLING: Section = replace(form_2021.HANDLING, tables=(APPLICATIONS,))

FORM_2019 = Form(
    "2019",
    SOURCE,
    2019,
    (form_2021.OVERVIEW, DISCLOSURE, HANDLING, form_2021.REVIEW, form_2021.PROBLEMS, form_2021.OTHER_MATTERS),
)
