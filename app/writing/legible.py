"""A kept sentence as a clerk reads and edits it: its numbers stand in wide braces, by their names on the form."""

from __future__ import annotations

import re
from collections.abc import Mapping

from model.errors import UserError
from model.form.editions import FORMS, newest
from model.form.quotable import name_of
from model.sentences.places import cells_of
from model.sentences.schema import pieces

_SLOTS = {"year": "年度", "source": "格式通知"}
_BRACED = re.compile(r"｛([^｛｝]*)｝")


def legible(words: str) -> str:
    """Show a kept sentence.

    >>> legible("{year}年收到{applications/received/total}件。")
    '｛年度｝年收到｛第三部分“本年新收”行“总计”列｝件。'
    """
    return "".join(before + ("" if slot is None else f"｛{_name(slot)}｝") for before, slot in pieces(words))


def kept_form(shown: str, words: str) -> str:
    """Return what is to be kept of a sentence that was edited as it is shown; its numbers are those that were in it.

    >>> kept_form("全年收到｛第三部分“本年新收”行“总计”列｝件{左右}。", "收到{applications/received/total}件。")
    '全年收到{applications/received/total}件{{左右}}。'

    Raises:
        UserError: something stands in wide braces that is none of them.
    """
    slots: dict[str, list[str]] = {name: [slot] for slot, name in _SLOTS.items()}
    for _, slot in pieces(words):
        if slot is not None and slot not in _SLOTS:
            slots.setdefault(_name(slot), []).append(slot)
    found, at = "", 0
    for braced in _BRACED.finditer(shown):
        found += _plain(shown[at : braced.start()]) + f"{{{_slot(braced[1], slots)}}}"
        at = braced.end()
    return found + _plain(shown[at:])


def _slot(name: str, slots: Mapping[str, list[str]]) -> str:
    """Return the number of a name; where several have it, as a sum and its whole do, one after the other."""
    if name not in slots:
        raise UserError(f"“｛{name}｝”不是这一句里原来的数：请照原样留着，或者整个删去")
    same = slots[name]
    return same.pop(0) if len(same) > 1 else same[0]


def _plain(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")


def _name(slot: str) -> str:
    """Name a number as the newest form does that has it."""
    if slot in _SLOTS:
        return _SLOTS[slot]
    for edition in (newest().edition, *FORMS):
        parts = [cells_of(edition, part) for part in slot.split("+")]
        if all(parts):
            whole = tuple(cell for part in parts for cell in part)
            summed = name_of(edition, whole)
            return summed if summed != "、".join(whole) else "＋".join(name_of(edition, part) for part in parts)
    return slot
