"""Write docs/rules.md and the mark of the rules' code: tools/make_rules.py, or --check to see if they are in step."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from model.form.editions import FORMS  # noqa: E402
from model.form.form import Form  # noqa: E402
from model.form.schema import Cell, Identity, IdentityRule, Severity  # noqa: E402
from model.form.succession import documents  # noqa: E402
from model.report.file_format import loads  # noqa: E402
from model.report.numbers import number_text  # noqa: E402
from model.report.report import Level, Report  # noqa: E402
from model.rules import findings  # noqa: E402 — the project's root is known only now
from model.rules.finding import Finding  # noqa: E402 — the project's root is known only now
from model.rules.registry import Context, Need, Rule, editions_of, rules  # noqa: E402 — as above
from tools import in_step, make_places, rules_version  # noqa: E402 — as above

TARGET = ROOT / "docs" / "rules.md"
EXAMPLE = ROOT / "assets" / "example.json"

MEANINGS = {
    Severity.HARD: "定稿前必须改正",
    Severity.EXPLAIN: "改正，或者说明原因",
    Severity.WARN: "看过并确认",
    Severity.HINT: "提示，不要求处理",
}

# What clerks leave in their texts, each fault once.
FAULTY = "依据国办发〔2021〕30号编制，可在（具体网址）查阅；联系人手机13800000000。"

MISCOUNTED = "因政府信息公开引发的行政复议7件。通过网站主动公开信息10条，其中政策文件3条、工作动态5条。"

INTRODUCTION = """\
# 核对规则

<!-- 由 tools/make_rules.py 根据程序中的定义生成，请勿手工修改。 -->

程序按下列规则核对报告。每条规则的结论有三种：成立（不列出）、不成立、因有空白格暂不能核对。空白不等于0。

| 级别 | 含义 |
|---|---|
"""

LEVELS = f"""\
导入文件时，层级按单位名称判断，县级市、自治州、开发区等的高低查地名表（`assets/places.txt`）：国家统计局统计用区划代码，
截至{make_places.DAY}，取自{make_places.PACKAGE}，另加其后设立的、2019年以后撤销的县级市和国家级新区（`tools/make_places.py`）。
名称和正文都判断不出的，层级记为“层级不明”：T1、T2、T15不核对，导入时和定稿前请选择。没有读到年度的，Y1、Y2不核对。"""


def rules_text(example: Report) -> str:
    """Return the whole document: the rules of the form that an example is written in, with what they say of it."""
    levels = [f"| {severity.value} {severity.label} | {MEANINGS[severity]} |" for severity in Severity]
    parts = [INTRODUCTION + "\n".join(levels), LEVELS, *_identity_parts(example), *_rule_parts(example)]
    return "\n\n".join(parts) + "\n"


# The identities of the forms


def _identity_parts(example: Report) -> Iterator[str]:
    form = example.form
    yield f"## 表内勾稽关系（{len(form.identities)}处）"
    for rule in dict.fromkeys(identity.rule for identity in form.identities):
        places = [identity for identity in form.identities if identity.rule == rule]
        worked = max(places, key=lambda identity: sum(example.numbers[cell] for cell in identity.right))
        yield _identity_part(rule, places, form, _worked(worked, example))


def _identity_part(rule: IdentityRule, places: list[Identity], form: Form, worked: str) -> str:
    section = form.section_of[places[0].table]
    word = "行" if places[0].along_row else "列"
    return "\n".join(
        [
            f"### {rule.check}　{rule.sentence}",
            "",
            f"- 级别：{rule.severity.value} {rule.severity.label}",
            f"- 位置：第{section.ordinal}部分，{len(places)}{word}，每{word}一处{_elsewhere(rule, form)}",
            f"- 来源：{rule.source}",
            f"- 示例：{worked}",
        ]
    )


def _elsewhere(rule: IdentityRule, form: Form) -> str:
    """Return how often the rule applies in the other editions."""
    counts = [
        f"{other.edition}年表样{sum(identity.rule.check == rule.check for identity in other.identities)}处"
        for other in FORMS.values()
        if other is not form
    ]
    return f"（{'，'.join(counts)}）"


def _worked(identity: Identity, example: Report) -> str:
    """Write an identity out with the numbers of the example."""
    cell = identity.cells[0]
    line = example.form.row(cell) if identity.along_row else example.form.column(cell)
    sides = (_side(side, example) for side in (identity.left, identity.right))
    return f"“{line.spoken}”：{' ＝ '.join(sides)}"


def _side(cells: tuple[Cell, ...], example: Report) -> str:
    numbers = [number_text(example.numbers[cell]) for cell in cells]
    written = "＋".join(numbers)
    return (
        f"{written}（{number_text(sum((example.numbers[cell] for cell in cells), Decimal()))}）"
        if cells[1:]
        else written
    )


# The rules


def _rule_parts(example: Report) -> Iterator[str]:
    yield "## 其他核对"
    shown = _examples(example)
    for one in rules():
        yield "\n".join(_rule_lines(one, example.form, shown.get(one.id)))


def _rule_lines(one: Rule, form: Form, shown: Finding | None) -> Iterator[str]:
    yield f"### {one.id}　{one.sentence_for(form)}"
    yield ""
    yield f"- 级别：{one.severity.value} {one.severity.label}"
    editions = editions_of(one)
    if len(editions) < len(FORMS):
        yield f"- 适用：{'、'.join(editions)}年表样"
    if one.needs:
        yield f"- 对照：{'或'.join(need.label for need in Need if need in one.needs)}"
    yield f"- 改正：{one.remedy.label}"
    yield f"- 来源：{one.source_for(form)}"
    if shown is not None:
        yield f"- 示例：{shown.message}"


def _examples(example: Report) -> dict[str, Finding]:
    """Return one finding of each rule that the example, or one of its spoiled copies, brings about."""
    found: dict[str, Finding] = {}
    for report, last in _spoiled(example):
        for one in findings(report, last):
            found.setdefault(one.check, one)
    for rule in rules():  # what one tells more closely is the finding of another
        told = filter(None, rule.run(_with_original(example))) if rule.id not in found else iter(())
        found.update((rule.id, one) for one in islice(told, 1))
    return found


def _with_original(example: Report) -> Context:
    """Return the example after a number was raised by one that was right in its original."""
    first = next(iter(example.form.totals))
    return Context(example, printed={first: example.numbers[first] - 1})


def _spoiled(example: Report) -> Iterator[tuple[Report, Report | None]]:
    """Return the example as it is, then what a clerk may do to it."""
    numbers, texts = example.numbers, example.texts
    this, before = f"{example.year}年", f"{example.year - 1}年"
    yield example, None
    yield example.with_numbers(dict.fromkeys(list(numbers)[:1])), None
    yield example, replace(example, year=example.year - 1, numbers={c: n * 9 + 1 for c, n in numbers.items()})
    yield example, replace(example, year=example.year - 1, numbers=dict.fromkeys(numbers, Decimal()))
    yield _without_stock(example), None
    yield replace(example, level=Level.TOWNSHIP, numbers=dict.fromkeys(numbers, Decimal(6))), None
    yield (
        replace(
            example,
            texts={key: text.replace(this, before) for key, text in texts.items()},
        ),
        None,
    )
    yield replace(example, texts=dict.fromkeys(texts, FAULTY)), None
    yield replace(example, texts={}), None
    yield replace(example, texts=dict.fromkeys(texts, MISCOUNTED)), None
    yield example.with_numbers({cell: -number for cell, number in numbers.items()}), None


def _without_stock(example: Report) -> Report:
    """Return the example with no document left in force."""
    return example.with_numbers({one.in_force: Decimal() for one in documents(example.form)})


def main() -> int:
    """Write the document and the mark of the rules, or say whether they are in step."""
    made = {TARGET: rules_text(loads(EXAMPLE.read_bytes())), rules_version.TARGET: rules_version.text()}
    return in_step.write_or_check(made, "make_rules.py")


if __name__ == "__main__":
    sys.exit(main())
