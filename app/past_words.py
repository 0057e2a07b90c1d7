"""What was changed, in words: the place, from what to what, and what a step of undo has done."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from model.collection.remarks import RemarkAnswer
from model.errors import quoted
from model.form.form import Form
from model.report.printed import printed_cell
from model.report.prose import difference
from model.report.report import Level
from model.storage.facts import ADDRESS, Milestone
from model.storage.records import Entry, Move, State, Trodden

BLANK = "（空白）"
_AROUND = 10  # characters before and after what differs in a text
_DIGITS = "0123456789"
_SEVERAL = re.compile(r"（[0-9]+条）$")  # a step that says itself of how many it is
_NUMBERS = re.compile(r"[0-9][0-9.,]*")
_LONGEST = 24  # characters of what was taken away or put in, in one line
_HEADER = {
    "unit": "单位名称",
    "unit_id": "所属单位",
    "level": "机关层级",
    "year": "年度",
    "state": "状态",
    "finalised_on": "定稿日期",
    "deadline": "截止日期",
    "deleted": "删除时间",
}
_FACTS = {**{one.value: one.label for one in Milestone}, ADDRESS: "公开网址"}
_LABELS = {**{level.value: level.label for level in Level}, **{state.value: state.label for state in State}}
_ANSWERS = {one.value: one.label for one in RemarkAnswer}


def place_name(form: Form, place: str) -> str:
    """Name what was changed.

    >>> from model.form.editions import FORM_2021
    >>> place_name(FORM_2021, "year")
    '年度'
    >>> place_name(FORM_2021, "explanations/X1/applications/brought_forward/total")
    '第三部分“上年结转”行“总计”列的说明（X1）'
    >>> place_name(FORM_2021, "fact/signed")
    '审签的登记'
    >>> place_name(FORM_2021, "printed/applications/received/total")
    '第三部分“本年新收”行“总计”列的原件合计'
    """
    if place in form.texts or place in form.cells:
        return form.name_of(place)
    kind, _, rest = place.partition("/")
    printed = printed_cell(place)
    if printed is not None and printed in form.cells:
        return f"{form.name_of(printed)}的原件合计"
    if kind == "fact":
        return f"{_FACTS.get(rest, rest)}的登记"
    if kind == "opinion":
        return "对县里意见的答复"
    if kind == "explanations":
        check, _, at = rest.partition("/")
        return f"{place_name(form, at.split(',')[0])}的说明（{check}）"
    return _HEADER.get(place, place) or "整份年报"


def place_in_brief(form: Form, place: str) -> str:
    """Name what was changed in a few words that tell it from all others; what kind of place it is comes first.

    >>> from model.form.editions import FORM_2021
    >>> place_in_brief(FORM_2021, "applications/refused_forbidden_by_law/natural_person")
    '三·法律行政法规禁止公开·自然人'
    >>> place_in_brief(FORM_2021, "explanations/X1/applications/brought_forward/total")
    '说明（X1） 三·上年结转·总计'
    >>> place_in_brief(FORM_2021, "year")
    '年度'
    """
    from app.cards.names import short_name

    at = _to_go_to(form, place)
    if at is None:
        return place_name(form, place)
    kind, _, rest = place.partition("/")
    before = f"说明（{rest.partition('/')[0]}） " if kind == "explanations" else "原件 " if printed_cell(place) else ""
    return before + short_name(form, at)


def value_words(value: str | None) -> str:
    """Say what the history holds of a value.

    >>> value_words(None), value_words("township"), value_words("335")
    ('（空白）', '乡镇人民政府', '335')
    """
    return _LABELS.get(value) or _time(value) or value if value else BLANK


def said_words(place: str, value: str | None) -> str:
    """Say what the history holds of a place; of an explanation that there was none, or an acknowledgement.

    >>> said_words("explanations/T2/a/b", None), said_words("explanations/T2/a/b", "")
    ('没有说明', '确认无误')
    >>> said_words("opinion/3-a", "done")
    '已改'
    """
    kind = place.partition("/")[0]
    if kind == "opinion":
        return _ANSWERS.get(value, value) if value else "没有收到"
    if kind != "explanations":
        return value_words(value)
    return "没有说明" if value is None else value or "确认无误"


def _time(value: str) -> str | None:
    """Return a stamp as people write the time; None where it is none."""
    try:
        return datetime.fromisoformat(value).astimezone().strftime("%Y-%m-%d %H:%M:%S") if "T" in value else None
    except ValueError:
        return None


def stretch(entry: Entry) -> tuple[str, str]:
    """Return what differs of two texts, with a few characters around it."""
    old, new = entry.old or "", entry.new or ""
    start, end, words = difference(old, new)
    return _clip(old, start, end), _clip(new, start, start + len(words))


def _clip(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    flat = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{flat}{'…' if last < len(text) else ''}" if flat else BLANK


class SteppedTo(NamedTuple):
    """Where a step of undo or redo has acted: a sentence, the place to go to, and which words of a text."""

    sentence: str
    place: str | None = None
    span: tuple[int, int] | None = None


def way(move: Move) -> str:
    """Say which way a step goes."""
    return "撤销" if move is Move.BACK else "重做"


def stepped(form: Form, done: Trodden, move: Move) -> SteppedTo:
    """Say what a step has done, by the place that was changed itself: numbers in texts only follow it."""
    word = way(move)
    here = [one for one in done.changes if one[0] in form.cells]
    texts = [one for one in done.changes if one[0] in form.texts and not (here and _only_follows(one))]
    shown = [*here, *texts] or done.changes
    if not shown:
        return SteppedTo(f"{word}：{done.label}")
    place, old, new = shown[0]
    seen, span = _only_seen(shown[0]), None
    name = place_name(form, place).replace("的说明（", "的确认（") if seen else place_name(form, place)
    if seen and _SEVERAL.search(done.label):  # several at one place have one line in the history
        return SteppedTo(f"{word}“{done.label}”：{name}等", _to_go_to(form, place))
    if seen:
        said = "没有确认 → 确认无误" if old is None else "确认无误 → 没有确认"
    elif place in form.texts:
        said, span = of_text(old or "", new or "")
    else:
        said = f"{said_words(place, old)} → {said_words(place, new)}"
    if len(shown) > 1:
        return SteppedTo(f"{word}“{done.label}”：{name}等{len(shown)}处", _to_go_to(form, place), span)
    return SteppedTo(f"{word}：{name} {said}".rstrip(), _to_go_to(form, place), span)


def _only_seen(change: tuple[str, str | None, str | None]) -> bool:
    """Return whether somebody said, or took back, that something is right as it is, without a reason."""
    place, old, new = change
    return place.partition("/")[0] == "explanations" and {old, new} == {None, ""}


def _only_follows(change: tuple[str, str | None, str | None]) -> bool:
    """Return whether a text has other numbers and no other word: they went along with their cells."""
    _, old, new = change
    return _NUMBERS.sub("0", old or "") == _NUMBERS.sub("0", new or "")


def _to_go_to(form: Form, place: str) -> str | None:
    """Return the cell or text that a place is about."""
    kind, _, rest = place.partition("/")
    at = rest.partition("/")[2].split(",")[0] if kind == "explanations" else printed_cell(place) or place
    return at if at in form.cells or at in form.texts else None


def of_text(old: str, new: str) -> tuple[str, tuple[int, int]]:
    """Say which words of a text became which, and where they stand now; a number is told whole.

    >>> of_text("受理261件", "受理271件"), of_text("2023年", "2023年度")
    (('“261” → “271”', (2, 5)), ('加上“度”', (5, 6)))
    """
    start, end, words = difference(old, new)
    gone, behind = old[start:end], len(old) - end
    if gone[:1].isdigit() or words[:1].isdigit():
        start = len(old[:start].rstrip(_DIGITS))
    if gone[-1:].isdigit() or words[-1:].isdigit():
        behind = len(old[len(old) - behind :].lstrip(_DIGITS))
    come = new[start : len(new) - behind]
    return _of_words(old[start : len(old) - behind], come), (start, start + len(come))


def _of_words(gone: str, come: str) -> str:
    if not gone:
        return f"加上{_short(come)}" if come else ""
    return f"{_short(gone)} → {_short(come)}" if come else f"去掉{_short(gone)}"


def _short(words: str) -> str:
    """Quote words; what cannot be seen is named."""
    flat = " ".join(words.split())
    seen = flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"
    return quoted(seen, "换行" if "\n" in words else "空格")
