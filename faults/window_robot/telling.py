"""What the robot's process tells its parent, the moment it happens: what the library is asked, and what it has done."""

from __future__ import annotations

import os
import pickle
import struct
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from enum import Enum
from functools import wraps
from types import TracebackType
from typing import Any, NamedTuple

from model.storage.library import Library

WRITING = (
    "create",
    "write",
    "set_header",
    "set_deadline",
    "set_setting",
    "finalise",
    "reopen",
    "set_fact",
    "explain",
    "unexplain",
    "explain_all",
    "unexplain_all",
    "delete",
    "restore",
)
_LENGTH = struct.Struct("<I")


class Sign(Enum):
    """What happened."""

    READY = "the window is open"
    BEGUN = "something is to be written: its name and what it got"
    DONE = "it was written, and that was acknowledged"
    REFUSED = "it was not written, which was told"
    MOMENT = "the library looked at the clock"
    TOGETHER = "what follows is one transaction"
    APART = "the transaction was written, and that was acknowledged"
    TAKEN_BACK = "the transaction was not written"
    FAULT = "an error that the program did not expect"
    STEP = "the robot has done something"
    END = "the robot has done all that it wanted"


class Message(NamedTuple):
    """A sign, with what belongs to it."""

    sign: Sign
    what: tuple[Any, ...] = ()


class Teller:
    """The robot's end of the pipe."""

    def __init__(self, pipe: int) -> None:
        self._pipe, self._inside = pipe, False

    def say(self, sign: Sign, *what: object) -> None:
        """Tell something; it is with the parent when this returns, whatever happens then."""
        told = pickle.dumps((sign.name, what))
        rest = _LENGTH.pack(len(told)) + told
        while rest:
            rest = rest[os.write(self._pipe, rest) :]

    def now(self) -> datetime:
        """Be the clock of the library, so that the parent can stamp what it repeats with the same moments."""
        moment = datetime.now(UTC)
        self.say(Sign.MOMENT, moment)
        return moment

    def listen(self) -> None:
        """Have the library tell what it does, and Python what nobody has caught."""
        for name in WRITING:
            setattr(Library, name, self._told(name, getattr(Library, name)))
        setattr(Library, "together", self._told_together(Library.together))  # noqa: B010 — mypy allows no other
        sys.excepthook = self._fault

    def _told(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        @wraps(real)
        def told(library: Library, *values: object, **named: object) -> object:
            if self._inside:  # part of what is told already
                return real(library, *values, **named)
            self.say(Sign.BEGUN, name, values, named)
            self._inside = True
            try:
                result = real(library, *values, **named)
            except BaseException:
                self.say(Sign.REFUSED)
                raise
            finally:
                self._inside = False
            self.say(Sign.DONE)
            return result

        return told

    def _told_together(
        self, real: Callable[[Library], AbstractContextManager[None]]
    ) -> Callable[[Library], AbstractContextManager[None]]:
        @contextmanager
        def told(library: Library) -> Iterator[None]:
            self.say(Sign.TOGETHER)
            try:
                with real(library):
                    yield
            except BaseException:
                self.say(Sign.TAKEN_BACK)
                raise
            self.say(Sign.APART)

        return told

    def _fault(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.say(Sign.FAULT, f"{kind.__name__}: {error} {''.join(traceback.format_tb(trace)[-2:])}"[:600])


def heard(told: bytes) -> list[Message]:
    """Read what came through the pipe; what is not all there was not said."""
    messages, at = [], 0
    while at + _LENGTH.size <= len(told):
        begin = at + _LENGTH.size
        at = begin + _LENGTH.unpack_from(told, at)[0]
        if at <= len(told):
            sign, what = pickle.loads(told[begin:at])  # noqa: S301 — from our own child
            messages.append(Message(Sign[sign], what))
    return messages
