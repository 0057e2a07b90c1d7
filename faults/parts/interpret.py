"""Reading documents of any structure: a report or a sentence comes out, never an unforeseen error."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal
from pathlib import Path

from faults.documents import document
from faults.part import Outcome, Part
from intake.interpret import interpret
from intake.reading import Reading
from model.errors import UserError
from model.report.numbers import DECIMALS, DIGITS
from model.report.report import LONGEST_UNIT, NO_YEAR

_EACH = 100  # documents of one trial


def trial(seed: int, _scratch: Path) -> Outcome:
    """Interpret documents; one that raises, or of which something impossible comes, is told by its number."""
    counts: Counter[str] = Counter()
    for number in range(_EACH):
        made = document(random.Random(f"{seed}/{number}"))
        try:
            reading = interpret(made)
        except UserError as error:
            counts["told"] += 1
            wrong = "" if error.sentence.strip() else "a refusal without a sentence"
        except Exception as error:  # noqa: BLE001 — that is what is looked for
            wrong = f"{type(error).__name__}: {error}"
        else:
            counts["read"] += 1
            counts["numbers"] += len(reading.report.numbers)
            wrong = impossible(reading)
        if wrong:
            return Outcome(f"document {number}: {wrong:.200}", counts)
    return Outcome(counts=counts)


def impossible(reading: Reading) -> str:
    """Return what cannot be in a reading; "" where all can."""
    report = reading.report
    form = report.form
    if strange := (report.numbers.keys() - form.cells.keys()) | (report.texts.keys() - form.texts.keys()):
        return f"places that the form has not: {sorted(strange)[:3]}"
    if odd := [value for value in report.numbers.values() if not _is_number(value)]:
        return f"no number of a table: {odd[:3]}"
    if not (report.year == NO_YEAR or 2008 <= report.year <= 2100) or len(report.unit) > LONGEST_UNIT:
        return f"year {report.year}, a unit of {len(report.unit)} characters"
    if any(not problem.sentence.strip() for problem in reading.problems):
        return "a problem without a sentence"
    if any(not 0 <= count.read <= count.there for count in reading.counts):
        return f"more read than is there: {reading.counts}"
    return "" if reading.summary else "no summary"


def _is_number(value: Decimal) -> bool:
    if not value.is_finite() or abs(value) >= 10**DIGITS:
        return False
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DECIMALS


PART = Part(
    "interpret",
    "无论文件里的段落和表格是什么样子，读入都只有两种结果：一份年报，或者一句说明",
    "20万份随机文档（标题、表格标签、标点开头的段落、超长段落、合并格、超大数字、从右到左文字、半个字符、NUL），没有一次意外错误",
    trial,
    sample=24,
    full=2_000,
    patience=300.0,
)
