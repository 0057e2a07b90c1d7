"""Rules that the shell switches off or on, by their ids: “T5,X4”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from commands import UsageError
from model.errors import clip
from model.rules.switches import PRESET, Switches

if TYPE_CHECKING:
    from model.rules.registry import Rule

_BETWEEN = re.compile("[,，、;；\\s]")


def switched(without: str | None, also: str | None) -> Switches:
    """Return the switches for the rules that are not to be asked, and those that are besides.

    Raises:
        UsageError: there is no such rule, or it is none that can be switched off.
    """
    if without is None and also is None:
        return PRESET
    switches = PRESET
    for option, given, on in (("--without", without, False), ("--with", also, True)):
        for one in _ids(option, given):
            switches = switches.switched(one.id, on=on, preset=one.preset)
    return switches


def _identities() -> frozenset[str]:
    from model.form.editions import FORMS

    return frozenset(one.rule.check for form in FORMS.values() for one in form.identities)


def _ids(option: str, given: str | None) -> Iterator[Rule]:
    from model.rules.registry import can_be_switched, rules  # a check without options needs none of it yet

    known = {one.id: one for one in rules()}
    for word in filter(None, _BETWEEN.split(given or "")):
        one = known.get(word.upper())
        if word.upper() in _identities() or (one and not can_be_switched(one)):
            raise UsageError(f"{option}后面的{word.upper()}不能关闭，只有核实和提示类的规则可以")
        if one is None:
            raise UsageError(f"{option}后面没有这条规则：{clip(word, 20)}")
        yield one
