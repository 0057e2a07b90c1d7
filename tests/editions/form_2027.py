"""A form that nobody has prescribed: 2021 with one more result row in section three and one more column in section two.

It goes through everything that the program does, so that a true new edition will be one file and one entry.
"""

from __future__ import annotations

from dataclasses import replace

from model.form.editions import form_2021
from model.form.form import Form
from model.form.roles import LineRole
from model.form.schema import Line, Sum

SOURCE = "国办公开办函〔2027〕0号"

AMENDED = Line("amended", "本年修改件数", name="修改", help="本年修改后重新公布的件数。", aliases=("修改", "修订"))
LEGISLATION = replace(
    form_2021.LEGISLATION, columns=(form_2021.ISSUED, AMENDED, form_2021.REPEALED, form_2021.IN_FORCE)
)
DISCLOSURE = replace(form_2021.DISCLOSURE, tables=(LEGISLATION, *form_2021.DISCLOSURE.tables[1:]))

FORWARDED = Line(
    "forwarded",
    "（七）转送其他机关",
    help="转送有权机关答复的件数。",
    aliases=("转送", "转送其他机关"),
    roles=(LineRole.OUTCOME,),
)
RESULTS_TOTAL = replace(form_2021.RESULTS_TOTAL, label="（八）总计")
OUTCOMES = (*form_2021.RESULTS.parts[:-1], FORWARDED)
RESULTS = replace(form_2021.RESULTS, parts=(*OUTCOMES, RESULTS_TOTAL))
_TOTAL_OF_RESULTS, _BALANCE = form_2021.APPLICATIONS.in_every_column
APPLICATIONS = replace(
    form_2021.APPLICATIONS,
    rows=(form_2021.RECEIVED, form_2021.BROUGHT_FORWARD, RESULTS, form_2021.CARRIED_FORWARD),
    in_every_column=(
        _TOTAL_OF_RESULTS._replace(
            sentence="（八）总计等于本年度办理结果各行之和",
            names=("（八）总计", "各项办理结果之和"),
            derives=RESULTS_TOTAL,
            left=Sum((RESULTS_TOTAL,)),
            right=Sum(tuple(leaf for row in OUTCOMES for leaf in row.leaves)),
        ),
        _BALANCE._replace(right=RESULTS_TOTAL + form_2021.CARRIED_FORWARD),
    ),
)
HANDLING = replace(form_2021.HANDLING, tables=(APPLICATIONS,))

FORM_2027 = Form(
    "2027",
    SOURCE,
    2027,
    (form_2021.OVERVIEW, DISCLOSURE, HANDLING, form_2021.REVIEW, form_2021.PROBLEMS, form_2021.OTHER_MATTERS),
)
