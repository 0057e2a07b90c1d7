"""Signs written twice in a row, in texts without a fault: told at their place, and nowhere else."""

from __future__ import annotations

import hashlib
import json
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from model.rules.words.signed_twice import FILE, signed_twice
from tests.samples import ROOT
from tools import make_sign_joints

_LINES: Final = (ROOT / "tests" / "data" / "faultless.jsonl").read_text("utf-8").splitlines()
TEXTS: Final = [str(json.loads(line)["overview"]) for line in _LINES]


def test_nothing_is_told_of_texts_without_a_fault() -> None:
    assert [flaw for text in TEXTS for flaw in signed_twice(text)] == []


@given(st.sampled_from(TEXTS), st.data())
def test_what_is_told_is_the_sign_that_was_written_again(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    again = text[: at + 1] + text[at:]
    told = [*signed_twice(again)]
    assert len(told) <= 1
    assert all(flaw.start <= at and at + 2 <= flaw.end + 1 and text[at] in flaw.problem for flaw in told)


def test_the_file_is_what_the_tool_made() -> None:
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == make_sign_joints.MADE


def test_many_of_the_signs_that_are_written_again_are_told() -> None:
    every = [(text, at) for text in TEXTS for at in range(0, len(text), 17) if "一" <= text[at] <= "\u9fff"]
    told = [1 for text, at in every if [*signed_twice(text[: at + 1] + text[at:])]]
    assert len(told) > len(every) / 3
