"""Documents that no office has written: what a report is made of, in any order and in any state."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from intake.block import Block, Piece
from intake.document import SourceDocument, SourceGrid, SourceParagraph
from model.form.editions import FORMS
from model.form.form import Form
from model.form.schema import Table

_MARKS = (
    "：",
    "：：",
    "；",
    ":",
    ": :",
    "，",
    "。",
    "。。",
    "、",
    "（",
    "）",
    "（）",
    "()",
    "《》",
    "《",
    "—",
    "……",
    "|",
    "｜",
    "\t",
)
_UNSEEN = (
    *(
        "\u3000",
        "\xa0",
        "\u200b",
        "\u202e1件",
        "\u202d",
        "\ufeff",
        "\x00",
        "\ud800",
        "\udfff件",
        "\ufffc",
        "\u2060",
        "\x85",
        " ",
    ),
    "e\u0301",
)
_NUMBERS = (
    *(
        "9" * 40,
        "9" * 3000,
        "1e999",
        "-1",
        "−5",
        "+3",
        "1,234",
        "1,23",
        "0.1234567",
        "１２",
        "½",
        "²",
        "Ⅻ",
        "٣",
        "一",
        "〇",
    ),
    *("无", "/", "NaN", "减4", "22（其中修订16件）", "12 34", "1\u20602", "5884.0157万元", "5元", "3件"),
)
_SIGNS = (
    *("*", "**", "#", "---", "|--|", "===", "- 1 -", "第1页 共3页", "2023", "2023年", "二〇二三年", "2023年12月31日"),
    *("1月1日", "（一）", "一、", "1.", "①", "一是", "第一部分", "附件：", "来源：某网"),
)
_ODD = (*_MARKS, *_UNSEEN, *_NUMBERS, *_SIGNS)
_SAID = (
    "主动公开政府信息335条。",
    "2023年，本单位共收到政府信息公开申请335件，上年结转4件，办结330件，结转下年度继续办理9件。",
    "本报告由甲县乙镇人民政府编制，如有疑问，请与乙镇人民政府办公室联系（电话：0123-4567890）。",
    "现将2023年政府信息公开工作年度报告公布如下：",
    "本机关不存在需要报告的其他事项。",
    "一是公开不够及时；二是解读不足。下一步，将加强培训。",
    "统计期限自2023年1月1日起至2023年12月31日止。",
)
_TITLES = (
    "甲县乙镇人民政府2023年政府信息公开工作年度报告",
    "2023年政府信息公开工作年度报告",
    "政府信息公开工作年度报告",
    "丙市财政局关于2019年度政府信息公开工作情况的报告",
    "某省人民政府办公厅2022年政府信息公开年报",
)
_UNITS = ("甲县乙镇人民政府", "丙市财政局", "", "9" * 300, "：", "\ud800", "县政府部门")
Dice = random.Random


def document(dice: Dice) -> SourceDocument:
    """Make a document; the same dice, the same document."""
    form = dice.choice([*FORMS.values()])
    makers: Sequence[Callable[[Dice, Form], Sequence[SourceParagraph | SourceGrid]]] = (
        _in_order,
        _anything,
        _in_order,
        _mixed,
    )
    blocks = [*dice.choice(makers)(dice, form)]
    for _ in range(dice.choice([0, 0, 1, 3, 10])):
        _disturb(dice, blocks)
    names = tuple(_spoilt(dice, dice.choice(_TITLES)) for _ in range(dice.choice([0, 0, 1, 2])))
    facts = tuple(dice.choice((*_UNITS, *_ODD)) for _ in range(dice.choice([0, 0, 1, 3])))
    return SourceDocument(tuple(blocks), names, facts, loose=dice.random() < 0.2)


def _in_order(dice: Dice, form: Form) -> list[SourceParagraph | SourceGrid]:
    """Return what the form has, as it stands there, some of it left out."""
    found: list[SourceParagraph | SourceGrid] = [_line(dice, dice.choice(_TITLES)), _line(dice, dice.choice(_SAID))]
    for section in form.sections:
        if dice.random() < 0.9:
            found.append(_line(dice, section.heading))
        for text in section.texts:
            if text.heading and dice.random() < 0.8:
                found.append(
                    _line(dice, text.heading + dice.choice(["", "。", "：", "情况。"]) + dice.choice(("", *_SAID)))
                )
            found.append(_line(dice, _prose(dice)))
        found += [_table(dice, table) for table in section.tables if dice.random() < 0.9]
    return found


def _anything(dice: Dice, form: Form) -> list[SourceParagraph | SourceGrid]:
    """Return lines and grids of whatever."""
    words = _words(form)
    return [
        _grid(dice, [[_field(dice, words) for _ in range(dice.randrange(9))] for _ in range(dice.randrange(12))])
        if dice.random() < 0.3
        else SourceParagraph(_joined(dice, words), f"第{number}行")
        for number in range(dice.randrange(40))
    ]


def _mixed(dice: Dice, form: Form) -> list[SourceParagraph | SourceGrid]:
    both = [*_in_order(dice, form), *_anything(dice, form)]
    if dice.random() < 0.5:
        dice.shuffle(both)
    return both


def _words(form: Form) -> list[str]:
    lines = [line for table in form.tables.values() for line in (*table.row_leaves, *table.column_leaves, *table.rows)]
    headings = [*(section.heading for section in form.sections), *(text.heading for text in form.texts.values())]
    return [*(line.label for line in lines), *filter(None, headings), *_ODD, *_ODD, *_SAID, *_TITLES]


def _line(dice: Dice, text: str) -> SourceParagraph:
    return SourceParagraph(_spoilt(dice, text) if dice.random() < 0.2 else text, f"第{dice.randrange(99)}行")


def _prose(dice: Dice) -> str:
    text = "".join(dice.choice(_SAID) for _ in range(dice.choice([0, 1, 1, 3])))
    if dice.random() < 0.05:
        return dice.choice(_ODD) + dice.choice(["报告", "：", "1件，", " ", "（", *_SAID]) * dice.choice(
            [1_000, 2_001, 5_000]
        )
    return text


def _joined(dice: Dice, words: Sequence[str]) -> str:
    between = dice.choice(["", "", " ", "\t", "|", " | ", "\u3000", "："])
    text = between.join(dice.choice(words) for _ in range(dice.choice([0, 1, 1, 2, 3, 8, 20])))
    return text * dice.choice([1] * 30 + [200, 700]) if len(text) < 40 else text


def _field(dice: Dice, words: Sequence[str]) -> str:
    return dice.choice(["", "0", str(dice.randrange(400)), dice.choice(words)])


def _table(dice: Dice, table: Table) -> SourceParagraph | SourceGrid:
    """Return a table of the form with numbers, as a grid or as lines."""
    width = len(table.column_leaves)
    rows = [["", *(line.label for line in table.column_leaves)]]
    rows += [[line.label, *(str(dice.choice([0, 0, 1, 7, 335])) for _ in range(width))] for line in table.row_leaves]
    for row in rows:
        while dice.random() < 0.1:
            row[dice.randrange(len(row))] = dice.choice(_ODD)
        if dice.random() < 0.03:
            row.insert(dice.randrange(len(row)), dice.choice(("", "0", "小计")))
        if dice.random() < 0.03:
            row.pop()
    if dice.random() < 0.2:
        dice.shuffle(rows)
    if dice.random() < 0.15:
        return SourceParagraph("\t".join(field for row in rows for field in row), "第1行")
    return _grid(dice, rows)


def _grid(dice: Dice, rows: Sequence[Sequence[str]]) -> SourceGrid:
    """Make a grid; some cells span others, or stand where others are, or nowhere near."""
    odd = dice.random() < 0.3
    pieces = [
        Piece(
            row + (dice.choice([0, 0, 0, 1, 40]) if odd and dice.random() < 0.1 else 0),
            column,
            text,
            rows=dice.choice([1, 1, 2, 3, 0, 30]) if odd else 1,
            columns=dice.choice([1, 1, 2, 3, 0, 30]) if odd else 1,
            header=dice.random() < 0.1,
        )
        for row, fields in enumerate(rows)
        for column, text in enumerate(fields)
        if dice.random() < 0.98
    ]
    places = tuple(f"表格第{number}行" for number in range(dice.choice([0, 1, len(rows)])))
    return SourceGrid(Block(tuple(pieces)), "表格", places)


def _spoilt(dice: Dice, text: str) -> str:
    """Put something odd into a text, cut it, or double it."""
    at = dice.randrange(len(text) + 1)
    match dice.randrange(5):
        case 0:
            return text[:at]
        case 1:
            return text[at:]
        case 2:
            return text * (dice.choice([2, 60]) if len(text) < 200 else 2)
        case _:
            return text[:at] + dice.choice(_ODD) + text[at:]


def _disturb(dice: Dice, blocks: list[SourceParagraph | SourceGrid]) -> None:
    """Take a block away, double it, move it, or put something odd there."""
    if not blocks:
        blocks.append(SourceParagraph(dice.choice(_ODD), ""))
        return
    at, other = dice.randrange(len(blocks)), dice.randrange(len(blocks))
    match dice.randrange(5):
        case 0:
            del blocks[at]
        case 1:
            blocks.insert(other, blocks[at])
        case 2:
            blocks[at], blocks[other] = blocks[other], blocks[at]
        case _:
            one = blocks[at]
            text = one.text if isinstance(one, SourceParagraph) else one.block.tsv
            blocks[at] = SourceParagraph(_spoilt(dice, text), one.place)
