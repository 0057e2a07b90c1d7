"""Deleting reports of the library, and bringing deleted ones back: one or several, all or none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.bringing_back import bring_back
from model.storage.library import Library
from model.storage.summaries import Summary
from ui import dialogs
from ui.actions.in_widgets import DELETE

BRING_BACK = "恢复"
AT_ONCE = 1000  # reports: more than a county has, and no more than a moment takes
_NAMED = 8  # reports; the others are counted


def delete(parent: QWidget, library: Library, reports: Sequence[Summary]) -> bool:
    """Put reports among the deleted ones, after asking."""
    if len(reports) > AT_ONCE:
        dialogs.tell(parent, f"一次最多删除{AT_ONCE}份年报，请分几次删除。")
        return False
    about = name_of(reports[0]) if len(reports) == 1 else f"{len(reports)}份年报"
    if not reports or not dialogs.ask_undoable(parent, _question(reports), DELETE.label, about=about):
        return False
    with library.together():
        for one in reports:
            library.delete(one.id)
    return True


def _question(reports: Sequence[Summary]) -> str:
    back = "删除后可以在“最近删除”里恢复。"
    if len(reports) == 1:
        return f"删除“{name_of(reports[0])}”的年报？{back}"
    named = "\n".join(name_of(one) for one in reports[:_NAMED])
    more = f"\n等{len(reports)}份" if reports[_NAMED:] else ""
    return f"删除选中的{len(reports)}份年报？{back}\n\n{named}{more}"


def name_of(one: Summary) -> str:
    """Return what a report is called in a sentence."""
    return f"{one.unit}{one.year}年度"


def restore(parent: QWidget, library: Library) -> list[int]:
    """Bring deleted reports back that are chosen from a list; give their numbers."""
    deleted = library.summaries(deleted=True)
    if not deleted:
        dialogs.tell(parent, "最近没有删除过年报。")
        return []
    names = [f"{one.unit} {one.year}年度（{one.changed:%Y-%m-%d %H:%M}删除）" for one in deleted]
    picked = dialogs.pick_some(parent, "恢复哪几份？按住Ctrl或Shift可以选几份。", names, BRING_BACK)
    return bring_all_back(parent, library, [deleted[at].id for at in picked])


def bring_all_back(parent: QWidget, library: Library, reports: Sequence[int]) -> list[int]:
    """Bring deleted reports back, and tell which of them the library has twice now."""
    with library.together():
        said = [sentence for one in reports if (sentence := bring_back(library, one))]
    if len(said) == 1:
        dialogs.tell(parent, said[0])
    elif said:
        dialogs.show_list(
            parent, f"已恢复{len(reports)}份，其中{len(said)}份在报告库里还有同一单位、同一年度的：", said
        )
    return list(reports)
