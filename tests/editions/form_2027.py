"""A form that nobody has prescribed: 2021 with one more result row in section three and one more column in section two.

It goes through everything that the program does, so that a true new edition will be one file and one entry.
"""

from __future__ import annotations

from dataclasses import replace

from model.form.editions import form_2021 as now
from model.form.form import Form
from model.form.roles import LineRole
from model.form.schema import Line, Sum

SOURCE = "国办公开办函〔2027〕0号"

AMENDED = Line("amended", "本年修改件数", name="修改", help="本年修改后重新公布的件数。", aliases=("修改", "修订"))
LEGISLATION = replace(now.LEGISLATION, columns=(now.ISSUED, AMENDED, now.REPEALED, now.IN_FORCE))
DISCLOSURE = replace(now.DISCLOSURE, tables=(LEGISLATION, *now.DISCLOSURE.tables[1:]))

FORWARDED = Line(
    "forwarded",
    "（七）转送其他机关",
    help="转送有权机关答复的件数。",
    aliases=("转送", "转送其他机关"),
    roles=(LineRole.OUTCOME,),
)
RESULTS_TOTAL = replace(now.RESULTS_TOTAL, label="（八）总计")
OUTCOMES = (*now.RESULTS.parts[:-1], FORWARDED)
RESULTS = replace(now.RESULTS, parts=(*OUTCOMES, RESULTS_TOTAL))
_TOTAL_OF_RESULTS, _BALANCE = now.APPLICATIONS.in_every_column
APPLICATIONS = replace(
    now.APPLICATIONS,
    rows=(now.RECEIVED, now.BROUGHT_FORWARD, RESULTS, now.CARRIED_FORWARD),
    in_every_column=(
        _TOTAL_OF_RESULTS._replace(
            sentence="（八）总计等于本年度办理结果各行之和",
            names=("（八）总计", "各项办理结果之和"),
            derives=RESULTS_TOTAL,
            left=Sum((RESULTS_TOTAL,)),
            right=Sum(tuple(leaf for row in OUTCOMES for leaf in row.leaves)),
        ),
        _BALANCE._replace(right=RESULTS_TOTAL + now.CARRIED_FORWARD),
    ),
)
HANDLING = replace(now.HANDLING, tables=(APPLICATIONS,))

FORM_2027 = Form(
    "2027",
    SOURCE,
    2027,
    (now.OVERVIEW, DISCLOSURE, HANDLING, now.REVIEW, now.PROBLEMS, now.OTHER_MATTERS),
)
