"""What a history tells: every kind of event, with its words."""

from __future__ import annotations

from model.labelled import LabelledEnum


class HistoryEvent(LabelledEnum):
    """What the user does, as undo and the history call it. The library holds the words as they were then."""

    CREATED = "created", "新建"
    EXAMPLE = "example", "看一个例子"
    NEXT_YEAR = "next_year", "转入下一年"
    TAKEN_OUT = "taken_out", "从备份取回"
    HEADING = "heading", "单位信息"
    PARTED = "parted", "是另一个单位"
    JOINED = "joined", "是同一个单位"
    DEADLINE = "deadline", "截止日期"
    FINALISED = "finalised", "定稿"
    REOPENED = "reopened", "修订"
    FACT = "fact", "登记办理情况"
    ADVISED = "advised", "收到退回意见"
    ANSWERED = "answered", "答复意见"
    DELETED = "deleted", "删除"
    RESTORED = "restored", "恢复"
    EXPLAINED = "explained", "说明"
    UNEXPLAINED = "unexplained", "撤回说明"
    CONFIRMED = "confirmed", "确认无误"
    UNCONFIRMED = "unconfirmed", "撤回确认"
    MENDED = "mended", "按{}改正"
    ACCEPTED = "accepted", "核对后采用现值"
    TYPED = "typed", "录入"
    PASTED = "pasted", "粘贴"
    CUT = "cut", "剪切"
    CLEARED = "cleared", "清除"
    ZEROED = "zeroed", "本年度无此类情形"
    PROPOSAL = "proposal", "采用建议值"
    NUMBER = "number", "插入数据"
    SENTENCE = "sentence", "插入句子"
    LAST_YEARS_TEXT = "last_years_text", "取来上年文字"
    REPLACED = "replaced", "替换"
    ORIGINAL_LEFT = "original_left", "不再对照原件合计"
    BROUGHT_FORWARD = "brought_forward", "上年结转"
    IMPORTED = "imported", "导入"
    BROUGHT_BACK = "brought_back", "改回原值"
    AS_BEFORE = "as_before", "恢复到{}以前"
    UNDONE = "undone", "撤销 {}"

    def about(self, what: str) -> str:
        """Say what an event is about, where its words have a place for it.

        >>> HistoryEvent.MENDED.about("修改记录")
        '按修改记录改正'
        """
        return self.label.format(what)

    def named(self, name: str) -> str:
        """Say an event with the name of a file.

        >>> HistoryEvent.IMPORTED.named("甲镇.docx")
        '导入 甲镇.docx'
        """
        return f"{self.label} {name}"

    def of(self, count: int) -> str:
        """Say an event that concerned several at once with their number.

        >>> HistoryEvent.CONFIRMED.of(1), HistoryEvent.CONFIRMED.of(16)
        ('确认无误', '确认无误（16条）')
        """
        return self.label if count == 1 else f"{self.label}（{count}条）"

    def because(self, reason: str) -> str:
        """Say an event with its reason.

        >>> HistoryEvent.REOPENED.because("漏报一件")
        '修订：漏报一件'
        """
        return f"{self.label}：{reason}"
