"""The actions of the county's pages, whose keys the pages obey themselves; no start needs them."""

from __future__ import annotations

from model.collection.standing import StandingAct, UnitAct
from ui.actions import in_widgets  # noqa: F401 — 全选, 勾选 … come first in lists of keys
from ui.actions.registry import KeyContext, action

_ROLL = (KeyContext.ROLL,)
_BOTH = (KeyContext.ROLL, KeyContext.REVIEW)

PASS = action("pass", StandingAct.PASS.label, "Ctrl+Return", "Ctrl+Enter", contexts=_BOTH, icon="lock")
RETURN = action("return", StandingAct.RETURN.label, "Ctrl+Backspace", contexts=_BOTH, asks=True, icon="corner-up-left")
RETURN_FILES = action(
    "return_files",
    "退回件、回执",
    "Ctrl+Shift+Backspace",
    contexts=_BOTH,
    asks=True,
    icon="send",
    tip="写退回包、问题清单、回执",
)
REVOKE = action("revoke", StandingAct.REVOKE.label, "Ctrl+U", contexts=_ROLL, asks=True, icon="lock-open")
PUBLISH = action("publish", StandingAct.PUBLISH.label, "Ctrl+G", contexts=_ROLL, asks=True, icon="globe")
EXCUSE = action("excuse", StandingAct.EXCUSE.label, "Ctrl+K", contexts=_ROLL, asks=True, icon="circle-minus")
EXPECT = action("expect", StandingAct.EXPECT.label, "Ctrl+Shift+K", contexts=_ROLL, icon="circle-dashed")
DUE = action("due", "改期限", "F2", contexts=_ROLL, asks=True, icon="calendar-days")
EDIT_UNIT = action("edit_unit", UnitAct.EDIT.label, "Shift+F2", contexts=_ROLL, asks=True, icon="pencil")
ADD_TO_LIST = action("add_to_list", "增加单位", "Ins", contexts=_ROLL, asks=True, icon="plus")
REMOVE_UNIT = action("remove_unit", UnitAct.REMOVE.label, "Del", contexts=_ROLL, asks=True, icon="trash-2")
BELOW = action(
    "below", "看下属单位", "Ctrl+B", contexts=_ROLL, icon="list-tree", tip="整个任务报来的，看里面各单位的年报"
)
TO_SUM = action("to_sum", "合计", "Ctrl+PgDown", contexts=_ROLL, icon="sigma", tip="各单位的数加起来，看谁贡献了多少")
TO_COMPARE = action(
    "to_compare",
    "比较",
    "Ctrl+Shift+B",
    contexts=_ROLL,
    icon="chart-column",
    tip="各单位的数并排、画成图，看谁的文字雷同",
)
TO_ROLL = action(
    "to_roll",
    "花名册",
    "Ctrl+PgUp",
    contexts=(KeyContext.SUM, KeyContext.COMPARE, KeyContext.REVIEW, KeyContext.SCORES),
    icon="table-2",
    tip="回到花名册",
)
EXPORT_SUM = action(
    "sum_export",
    "导出合计",
    "Ctrl+Shift+S",
    contexts=(KeyContext.SUM,),
    asks=True,
    icon="file-output",
    tip="汇总表（Excel）：合计、各单位的数、调整、空白、未计入；也可以是PDF、Word、网页",
)
TO_SCORES = action("to_scores", "评分", "Ctrl+J", contexts=_ROLL, icon="signature", tip="各单位扣几分，审核情况表")
ADJUST = action("adjust", "记一笔调整", "Return", "Enter", contexts=(KeyContext.SUM,), icon="diff")
REVIEW = action("review", "审核", "Return", "Enter", contexts=_ROLL, icon="list-checks", tip="看这个单位的年报，提意见")
_REVIEW = (KeyContext.REVIEW,)
REMARK = action("remark", "提意见", "Ctrl+M", contexts=_REVIEW, icon="message-square", tip="对光标所在的格、选中的话")
READY = tuple(
    action(f"ready_{number}", f"提第{number}条现成的意见", str(number), contexts=_REVIEW, family="提现成的意见")
    for number in range(1, 10)
)
NEXT_UNIT = action("next_unit", "下一份待审", "Alt+PgDown", contexts=_REVIEW, family="下一份、上一份待审")
PREVIOUS_UNIT = action("previous_unit", "上一份待审", "Alt+PgUp", contexts=_REVIEW, family="下一份、上一份待审")
TEXTS = action("roll_texts", "催报、通报", "Ctrl+R", contexts=_ROLL, asks=True, icon="megaphone")
_CHART = (KeyContext.CHART,)
NEXT_VALUE = action("next_value", "读下一个数", "Right", "Down", contexts=_CHART, family="逐个读图里的数")
PREVIOUS_VALUE = action("previous_value", "读上一个数", "Left", "Up", contexts=_CHART, family="逐个读图里的数")
FIRST_VALUE = action("first_value", "读第一个数", "Home", contexts=_CHART, family="读第一个、最后一个数")
LAST_VALUE = action("last_value", "读最后一个数", "End", contexts=_CHART, family="读第一个、最后一个数")
_SCORES = (KeyContext.SCORES,)
RULE_SCORE = action("rule_score", "改扣分", "Return", "Enter", contexts=_SCORES, asks=True, icon="pencil")
SCORE_ITEMS = action("score_items", "评分项目", "Ctrl+I", contexts=_SCORES, asks=True, icon="list-checks")
SCORE_SHEET = action("score_sheet", "审核情况表", "Ctrl+T", contexts=_SCORES, asks=True, icon="file-output")
