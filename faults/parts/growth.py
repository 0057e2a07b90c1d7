"""Time grows with the length of a text, not faster: every pattern with texts made of its own tree, and whole paths."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from faults.long_texts import FILES, MARKUP, SENTENCES, TYPED
from faults.part import ROOT, Outcome, Part
from faults.patterns import UnknownPatternError, Used, automaton, inputs, patterns
from faults.patterns.collecting import PACKAGES
from faults.patterns.inputs import Input
from model.errors import UserError

_SIZES = (4_000, 8_000, 16_000, 32_000)  # characters for one pattern
_LONG_SIZES = (12_500, 25_000, 50_000, 100_000)  # for a reader, or all checks
_FASTER = 9.0  # how much longer a text of four times the length takes; linear is 4, quadratic 16
_NOTHING = 0.02  # seconds: what is quicker says nothing
_MOST = 1.0  # seconds for 100,000 characters, of whatever
_TIMES = 3
_EVERY_CHECK = 3.0  # seconds for all checks of a text that no report has

Act = Callable[[str], object]


class Case(NamedTuple):
    """What is done with texts of one kind."""

    name: str
    act: Act
    text: Callable[[int], str]
    sizes: tuple[int, ...] = _SIZES
    most: float = _MOST


def trial(seed: int, _scratch: Path) -> Outcome:
    """Time one case at doubling sizes."""
    cases = _cases()
    if seed >= len(cases):
        return Outcome()
    case = cases[seed]
    took = _took(case)
    counts = {"patterns" if case.sizes is _SIZES else "paths": 1}
    ratio = took[-1] / max(took[-3], 1e-9)
    if took[-1] > _NOTHING and ratio > _FASTER and took[-2] / max(took[-3], 1e-9) > _FASTER**0.5:
        return Outcome(f"{case.name}: {ratio:.0f} times as long for 4 times the text, {took[-1]:.2f} s", counts)
    if took[-1] > case.most:
        return Outcome(f"{case.name}: {took[-1]:.2f} s", counts)
    return Outcome(counts=counts)


def _took(case: Case) -> list[float]:
    """Time each size, the best of some; what takes long is not done again."""
    found: list[float] = []
    for size in case.sizes:
        text = case.text(size)
        best = float("inf")
        for _ in range(_TIMES):
            forget()
            started = time.process_time()
            _done(case.act, text)
            best = min(best, time.process_time() - started)
            if best > _MOST:
                break
        found.append(best)
    return found


def forget() -> None:
    """Let nothing be known from the time before: what is remembered of a short text says nothing of a long one."""
    for name, module in [*sys.modules.items()]:
        if name.partition(".")[0] in PACKAGES:
            for value in [*vars(module).values()]:
                if hasattr(value, "cache_parameters") and value.cache_parameters()["maxsize"] is not None:
                    value.cache_clear()


def _done(act: Act, text: str) -> None:
    with suppress(UserError):  # refused: that, too, must not take long
        act(text)


@cache
def _cases() -> tuple[Case, ...]:
    """Return the whole paths, then every pattern with each of its inputs, in an order of which a part tells of all."""
    of_patterns = [*_of_patterns()]
    random.Random("growth").shuffle(of_patterns)
    return (*_paths(), *of_patterns)


# Patterns


def _of_patterns() -> Iterator[Case]:
    for used in patterns():
        try:
            made = inputs(automaton(used.source, used.flags))
        except UnknownPatternError:
            continue  # tests/test_patterns.py fails over it
        for number, one in enumerate(made):
            act, text = _search(used), _long(one)
            yield Case(f"{used.where} {number} {one!r:.80}", act, text)


def _search(used: Used) -> Act:
    pattern = used.compiled()

    def act(text: str) -> None:
        subject = text if isinstance(used.source, str) else text.encode("latin-1", "replace")
        if used.searched:
            for _ in pattern.finditer(subject):
                pass
        pattern.fullmatch(subject)
        pattern.match(subject)

    return act


def _long(one: Input) -> Callable[[int], str]:
    return one.text


# Whole paths: what a file, the clipboard or a typed text goes through


def _paths() -> Iterator[Case]:
    from intake.html.reader import from_html
    from intake.interpret import interpret
    from intake.text_file import from_text
    from model.report.file_format import loads
    from model.rules import findings

    report = loads((ROOT / "assets" / "example.json").read_bytes())

    def check(text: str) -> None:
        findings(replace(report, texts={**report.texts, "overview/on_application": text}), report)

    def read(text: str) -> None:
        interpret(from_text(text))

    def paste(text: str) -> None:
        interpret(from_html(f"<body><p>{text}</p></body>"))

    for name, act, texts, most in (
        ("check", check, TYPED, _EVERY_CHECK),
        ("text", read, FILES, _MOST),
        ("html", paste, (*FILES, *MARKUP), _MOST),
    ):
        for one in texts:
            yield Case(f"{name} {one!r:.80}", act, one.text, _LONG_SIZES, most)
    for number, sentence in enumerate(SENTENCES):
        yield Case(f"check sentence {number}", check, _sentences(sentence), _LONG_SIZES, _EVERY_CHECK)


def _sentences(words: str) -> Callable[[int], str]:
    """Return sentences that are nearly as long as the grammar reads them."""
    begin = (words * 2000)[:1985]
    return lambda size: "".join(f"{begin}{number}。" for number in range(size // 1990 + 1))[:size]


PART = Part(
    "growth",
    "文字再长，读和核对的时间也只随长度增加：每个正则表达式都用按它自己的结构生成的文字试过",
    "耗时随长度线性增加；10万字的文件读入不超过1秒",
    trial,
    sample=450,
    full=3_000,
    patience=60.0,
)
