"""What is pasted into an open table is read in the window: as much as fits a table, and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.block import Block, Piece
from intake.limits import LONGEST_PASTED_CELL, MOST_PASTED, MOST_PASTED_CELLS, MOST_PASTED_MARKUP, MOST_PASTED_TAGS
from model.errors import UserError

STYLE = "mso-style-parent:样式0;padding-top:1px;color:black;font-size:11.0pt;font-family:宋体;text-align:center;" * 8


def word_table(rows: int, columns: int) -> str:
    """Return a table with as many words around each number as Word puts there."""
    words = "<span lang=EN-US>{}<o:p></o:p></span>"
    cell = f"<td width=64 style='{STYLE}'><p class=MsoNormal style='{STYLE}'>{words}</p></td>"
    body = "".join(
        "<tr>" + "".join(cell.format(r * columns + c) for c in range(columns)) + "</tr>" for r in range(rows)
    )
    return f"<html><head><style><!-- {STYLE * 90} --></style></head><body><table>{body}</table></body></html>"


def test_the_largest_table_of_the_form_comes_from_word() -> None:
    markup = word_table(26, 8)
    assert len(markup) > MOST_PASTED
    block = Block.pasted(markup, "")
    assert block is not None
    assert block.rows == tuple(tuple(str(r * 8 + c) for c in range(8)) for r in range(26))


@pytest.mark.parametrize(
    "markup,text",
    [
        ("", "1" * (MOST_PASTED + 1)),
        ("", "1\t" * (MOST_PASTED_CELLS + 1)),
        ("", "1\r" * (MOST_PASTED_CELLS + 1)),
        ("", "1\n" * (MOST_PASTED_CELLS + 1)),
        ("", "1" * (LONGEST_PASTED_CELL + 1)),
        ("<table><tr>" + "<td>1" * (MOST_PASTED_CELLS + 1), "1"),
        ("<table><tr><td rowspan=60 colspan=60>1" + "<tr><td>1" * 60, "1"),
        ("<b>" * (MOST_PASTED_TAGS + 1), "1"),
        (f"<table><tr><td style='{'a' * MOST_PASTED_MARKUP}'>1", "1"),
        ("<table><tr><td>" + "1" * MOST_PASTED, "1"),
        ("<table><tr><td>" * 60 + "1", "1"),
    ],
)
def test_what_is_more_than_a_table_is_refused_in_one_sentence(markup: str, text: str) -> None:
    with pytest.raises(UserError) as caught:
        Block.pasted(markup, text)
    assert "只复制" in caught.value.sentence


@given(st.lists(st.lists(st.sampled_from(["1", "", "甲", " 2 "]), min_size=1, max_size=5), min_size=1, max_size=5))
def test_what_is_pasted_is_what_is_read(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in rows)
    assert Block.pasted("", text) == (Block.from_tsv(text) if text.strip() else None)
    block = Block.from_tsv(text)
    assert Block.pasted(block.html, "9") == block


spans = st.integers(1, 3)
pieces = st.builds(Piece, st.integers(0, 6), st.integers(0, 6), st.just("x"), spans, spans)


@given(st.lists(pieces, max_size=9).map(tuple))
def test_the_lattice_has_the_last_piece_that_covers_each_place(some: tuple[Piece, ...]) -> None:
    lattice = Block(some).lattice
    for r, row in enumerate(lattice):
        assert not row or row[-1] is not None
        for c, found in enumerate(row):
            covering = [p for p in some if p.row <= r < p.row + p.rows and p.column <= c < p.column + p.columns]
            assert found is (covering[-1] if covering else None)
    assert len(lattice) == max((p.row + p.rows for p in some), default=0)
