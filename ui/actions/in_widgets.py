"""The actions whose keys a part of the window obeys itself, by where the cursor is."""

from __future__ import annotations

from ui.actions.registry import KeyContext, Menu, Situation, action, with_open_report, with_report

_LISTS = (KeyContext.LIBRARY, KeyContext.ROLL)
_TABLE, _IN_TABLE = (KeyContext.TABLE,), (KeyContext.TABLE, KeyContext.CELL)
_EVERYWHERE = (KeyContext.WINDOW, KeyContext.TEXT, KeyContext.CELL)
_WHERE_PROPOSED = (KeyContext.TABLE, KeyContext.TEXT, KeyContext.FINDINGS)


def _can_undo(now: Situation) -> bool:
    return now.undo


def _can_redo(now: Situation) -> bool:
    return now.redo


# What the menus show too

UNDO = action(
    "undo",
    "撤销",
    "Ctrl+Z",
    contexts=_EVERYWHERE,
    place=(Menu.EDIT, 1),
    letter="U",
    when=_can_undo,
    standard="Undo",
    icon="undo-2",
)
REDO = action(
    "redo",
    "重做",
    "Ctrl+Y",
    "Ctrl+Shift+Z",
    contexts=(KeyContext.WINDOW, KeyContext.TEXT),
    place=(Menu.EDIT, 1),
    letter="R",
    when=_can_redo,
    standard="Redo",
    icon="redo-2",
)
CUT = action(
    "cut",
    "剪切",
    "Ctrl+X",
    contexts=(KeyContext.TABLE, KeyContext.TEXT),
    when=with_open_report,
    standard="Cut",
    icon="scissors",
)
COPY = action(
    "copy",
    "复制",
    "Ctrl+C",
    contexts=(KeyContext.TABLE, KeyContext.TEXT),
    place=(Menu.EDIT, 2),
    letter="C",
    standard="Copy",
    icon="copy",
)
PASTE = action(
    "paste",
    "粘贴",
    "Ctrl+V",
    contexts=(KeyContext.TABLE, KeyContext.TEXT),
    place=(Menu.EDIT, 2),
    letter="V",
    standard="Paste",
    icon="clipboard-paste",
)
HELP = action(
    "help",
    "这里填什么",
    "F1",
    contexts=(KeyContext.TABLE, KeyContext.TEXT),
    place=(Menu.HELP, 1),
    icon="circle-question-mark",
)
HELP_OF_PAGE = action("help_of_page", "手册里讲这一页的一章", "F1", contexts=(KeyContext.PAGE,))
LEAVE_PAGE = action("leave_page", "离开导出、定稿前、设置，回到上一页", "Esc", contexts=(KeyContext.PAGE,))
SELECT_ALL = action("select_all", "全选", "Ctrl+A", contexts=(KeyContext.TABLE, KeyContext.TEXT, *_LISTS))
INSERT_NUMBER = action(
    "insert_number",
    "插入数据",
    "Ctrl+Shift+I",
    contexts=(KeyContext.TEXT,),
    place=(Menu.EDIT, 3),
    letter="I",
    asks=True,
    when=with_open_report,
    tip="把表格里的一个数放进文字，以后随表格变化",
    icon="hash",
)
SENTENCES = action(
    "sentences",
    "可用的句子",
    "Alt+Down",
    contexts=(KeyContext.TEXT,),
    place=(Menu.EDIT, 3),
    letter="S",
    when=with_open_report,
    tip="到这一段可用的句子，表格里的数已经填好",
    icon="text-quote",
)
TAKE_BOUND = action("take_bound", "采用并绑定", "Alt+B", contexts=(KeyContext.TEXT,), when=with_open_report)
KEEP_SENTENCE = action(
    "keep_sentence",
    "把选中的话存为本单位的句子",
    "Alt+Shift+S",
    contexts=(KeyContext.TEXT,),
    when=with_open_report,
    tip="没有选中时是光标所在的一句",
    icon="plus",
)
TAKE_OVER = action(
    "take_over", "取来上年这一段", "Alt+Up", contexts=(KeyContext.TEXT,), icon="copy", when=with_open_report
)
INSERT_ALL = action(
    "insert_all",
    "插入全部句子",
    "Ctrl+Return",
    "Ctrl+Enter",
    contexts=(KeyContext.TEXT, KeyContext.SENTENCES),
    place=(Menu.EDIT, 3),
    letter="A",
    when=with_open_report,
    tip="插入这一段要写的各句",
)
FIND_WORDS = action(
    "find_words",
    "查找文字",
    "Ctrl+F",
    contexts=(KeyContext.TEXT, KeyContext.FINDER),
    place=(Menu.EDIT, 4),
    letter="F",
    when=with_report,
    standard="Find",
    icon="search",
)
REPLACE_WORDS = action(
    "replace_words",
    "替换文字",
    "Ctrl+H",
    contexts=(KeyContext.TEXT, KeyContext.FINDER),
    place=(Menu.EDIT, 4),
    letter="H",
    when=with_open_report,
    icon="replace",
)

# Tables

WALK = action("walk", "到下一个要填的格", "Return", "Enter", contexts=_IN_TABLE)
WALK_BACK = action("walk_back", "到上一个要填的格", "Shift+Return", "Shift+Enter", contexts=_IN_TABLE)
STEP = action("step", "到右边的格，行末到下一行", "Tab", contexts=_IN_TABLE)
STEP_BACK = action("step_back", "到左边的格，行首到上一行", "Shift+Tab", contexts=_IN_TABLE)
_BESIDE = "到旁边的格"
UP = action("up", "到上面的格", "Up", contexts=_IN_TABLE, family=_BESIDE)
DOWN = action("down", "到下面的格", "Down", contexts=_IN_TABLE, family=_BESIDE)
LEFT = action("left", "到左边的格", "Left", contexts=_IN_TABLE, family=_BESIDE)
RIGHT = action("right", "到右边的格", "Right", contexts=_IN_TABLE, family=_BESIDE)
_EDGE = "到本列、本行的头尾"
action("top", "到本列第一格", "Ctrl+Up", contexts=_TABLE, family=_EDGE)
action("bottom", "到本列最后一格", "Ctrl+Down", contexts=_TABLE, family=_EDGE)
action("far_left", "到本行第一格", "Home", "Ctrl+Left", contexts=_TABLE, family=_EDGE)
action("far_right", "到本行最后一格", "End", "Ctrl+Right", contexts=_TABLE, family=_EDGE)
action("first_cell", "到本表第一格", "Ctrl+Home", contexts=_TABLE, family="到本表的第一格、最后一格")
action("last_cell", "到本表最后一格", "Ctrl+End", contexts=_TABLE, family="到本表的第一格、最后一格")
_PAGE = "上下翻一屏"
PAGE_UP = action("page_up", "上翻一屏", "PgUp", contexts=_TABLE, family=_PAGE)
PAGE_DOWN = action("page_down", "下翻一屏", "PgDown", contexts=_TABLE, family=_PAGE)
_EXTEND = "选中一片"
action("extend_up", "向上选中", "Shift+Up", contexts=_TABLE, family=_EXTEND)
action("extend_down", "向下选中", "Shift+Down", contexts=_TABLE, family=_EXTEND)
action("extend_left", "向左选中", "Shift+Left", contexts=_TABLE, family=_EXTEND)
action("extend_right", "向右选中", "Shift+Right", contexts=_TABLE, family=_EXTEND)
EDIT = action("edit", "改这一格", "F2", contexts=_IN_TABLE, when=with_open_report)
EMPTY = action("empty", "清空这一格，重新录入", "Backspace", contexts=_TABLE, when=with_open_report)
CLEAR = action("clear", "清除", "Del", contexts=_TABLE, when=with_open_report)
FIRST_ROW = action("first_row", "到第一行（按住Shift连选）", "Home", contexts=_LISTS)
LAST_ROW = action("last_row", "到最后一行（按住Shift连选）", "End", contexts=_LISTS)
ESCAPE = action("escape", "放弃录入，收起提示", "Esc", contexts=_IN_TABLE)
FILL_BLANKS = action(
    "fill_blanks",
    "本年度无此类情形（空白格填0）",
    "Alt+0",
    contexts=_TABLE,
    tip="把本表还空着的格都填上0，可以撤销",
    when=with_open_report,
    icon="fill-zero",
)

# Writing

INSERT = action("insert", "插入这一句", "Return", "Enter", contexts=(KeyContext.SENTENCES,))
_WORDING = "换一种说法"
NEXT_WORDING = action("next_wording", _WORDING, "Right", contexts=(KeyContext.SENTENCES,), family=_WORDING)
PREVIOUS_WORDING = action("previous_wording", _WORDING, "Left", contexts=(KeyContext.SENTENCES,), family=_WORDING)
FORGET = action("forget", "删去本单位的句子", "Del", contexts=(KeyContext.SENTENCES, KeyContext.OWN))
CHANGE_OWN = action("change_own", "改这一句", "Return", "Enter", contexts=(KeyContext.OWN,))
BACK_TO_TEXT = action("back_to_text", "回到文字", "Esc", contexts=(KeyContext.SENTENCES, KeyContext.FINDER))
FIND_ON = action("find_on", "查找下一处；在“替换为”里是替换", "Return", "Enter", contexts=(KeyContext.FINDER,))
FIND_BACK = action("find_back", "查找上一处", "Shift+Return", "Shift+Enter", contexts=(KeyContext.FINDER,))

# Findings

TAKE_WORD = "采用"  # on a button beside what would be taken
TAKE = action(
    "take",
    "采用建议值",
    "Ctrl+.",
    "Alt+Return",
    "Alt+Enter",
    contexts=_WHERE_PROPOSED,
    when=with_open_report,
    icon="check",
)
GO = action("go", "转到这一处", "Return", "Enter", contexts=(KeyContext.FINDINGS,), icon="arrow-right")
UNFOLD = action("unfold", "展开", "Right", contexts=(KeyContext.FINDINGS,), family="展开、收起一组")
FOLD = action("fold", "收起", "Left", contexts=(KeyContext.FINDINGS,), family="展开、收起一组")
EXPLAIN = action("explain", "说明", contexts=(KeyContext.FINDINGS,), icon="message-square")
UNEXPLAIN = action("unexplain", "重新打开", contexts=(KeyContext.FINDINGS,))
FORGET_ORIGINAL = action("forget_original", "不再对照原件", contexts=(KeyContext.FINDINGS,))
RULE = action("rule", "这条规则说的是什么", "F1", contexts=(KeyContext.FINDINGS,), icon="circle-question-mark")
SAVE_REASON = action("save_reason", "存下说明", "Ctrl+Return", "Ctrl+Enter", contexts=(KeyContext.FINDINGS,))
CLOSE_REASON = action("close_reason", "收起说明", "Esc", contexts=(KeyContext.FINDINGS,))

# The other parts

FIRST_PAGE = action("first_page", "第一页", "Home", contexts=(KeyContext.PREVIEW,), family="第一页、最后一页")
LAST_PAGE = action("last_page", "最后一页", "End", contexts=(KeyContext.PREVIEW,), family="第一页、最后一页")
OPEN = action("open", "打开", "Return", "Enter", contexts=(KeyContext.LIBRARY,), icon="folder-open")
DELETE = action("delete", "删除", "Del", contexts=(KeyContext.LIBRARY,), icon="trash-2")
FIND = action("find", "按单位名称查找", "Ctrl+F", contexts=_LISTS, standard="Find")
CLEAR_SEARCH = action("clear_search", "全部显示", "Esc", contexts=_LISTS, tip="不再查找和筛选")
EXPORT_CHOSEN = action("export_chosen", "导出", contexts=(KeyContext.LIBRARY,), asks=True, icon="file-output")
RESTORE = action(
    "restore",
    "最近删除",
    contexts=(KeyContext.LIBRARY,),
    asks=True,
    tip="把删除的年报恢复回来",
    icon="archive-restore",
)
_IN_PICKER = "在找到的数据里上下选"
for _key in ("Up", "Down", "PgUp", "PgDown"):
    action(f"pick_{_key}", _IN_PICKER, _key, contexts=(KeyContext.PICKER,), family=_IN_PICKER)
TICK = action("tick", "勾选或不勾选", "Space", contexts=(KeyContext.BATCH, KeyContext.COMING))
PRESS = action("press", "按下这个按钮（空格也可以）", "Return", "Enter", contexts=(KeyContext.BUTTON,))
_READY = (KeyContext.READY,)
READY_TICK = action("ready_tick", "确认无误，或重新打开", "Space", contexts=_READY)
READY_GO = action("ready_go", GO.label, "Return", "Enter", contexts=_READY)
READY_SAME = action("ready_same", "选中同一规则的", "Ctrl+A", contexts=_READY)
CHOOSE = tuple(
    action(f"choose_{number}", f"选第{number}个值", str(number), contexts=(KeyContext.MISFITS,), family="选定一个值")
    for number in range(1, 5)  # by the history, by a backup, by the mark, and what stands there
)
