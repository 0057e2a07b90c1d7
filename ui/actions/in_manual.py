"""What can be done while the manual is read."""

from __future__ import annotations

from ui.actions.registry import KeyContext, action

_HERE = (KeyContext.MANUAL,)

FIND_IN_MANUAL = action("find_in_manual", "在手册里查找", "Ctrl+F", contexts=_HERE, standard="Find")
MATCH_ON = action("match_on", "下一处匹配", "Return", "Enter", "F3", contexts=_HERE, icon="chevron-down")
MATCH_BACK = action(
    "match_back", "上一处匹配", "Shift+Return", "Shift+Enter", "Shift+F3", contexts=_HERE, icon="chevron-up"
)
LEAVE_MANUAL = action("leave_manual", "关闭手册", "Esc", contexts=_HERE)
