"""The actions of the county's pages, whose keys the pages obey themselves; no start needs them."""

from __future__ import annotations

from model.collection.standing import StandingAct
from ui.actions import in_widgets  # noqa: F401 — 全选, 勾选 … come first in lists of keys
from ui.actions.registry import KeyContext, action

_ROLL = (KeyContext.ROLL,)
_BOTH = (KeyContext.ROLL, KeyContext.REVIEW)

PASS = action("pass", StandingAct.PASS.label, "Ctrl+Return", "Ctrl+Enter", contexts=_BOTH, icon="lock")
RETURN = action("return", StandingAct.RETURN.label, "Ctrl+Backspace", contexts=_BOTH, asks=True, icon="corner-up-left")
REVOKE = action("revoke", StandingAct.REVOKE.label, "Ctrl+U", contexts=_ROLL, asks=True, icon="lock-open")
PUBLISH = action("publish", StandingAct.PUBLISH.label, "Ctrl+G", contexts=_ROLL, asks=True, icon="globe")
EXCUSE = action("excuse", StandingAct.EXCUSE.label, "Ctrl+K", contexts=_ROLL, asks=True, icon="circle-minus")
EXPECT = action("expect", StandingAct.EXPECT.label, "Ctrl+Shift+K", contexts=_ROLL, icon="circle-dashed")
DUE = action("due", "改期限", "F2", contexts=_ROLL, asks=True, icon="calendar-days")
TEXTS = action("roll_texts", "催报、通报", "Ctrl+R", contexts=_ROLL, asks=True, icon="megaphone")
