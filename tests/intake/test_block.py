"""Blocks come out of their two clipboard forms as they went in, however others write them."""

from hypothesis import given
from hypothesis import strategies as st

from intake.block import Block, Piece
from intake.characters import without_radicals

words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=6).map(without_radicals)


@st.composite
def merged_blocks(draw: st.DrawFn) -> Block:
    """Tile a rectangle with pieces of random size."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    free = {(r, c) for r in range(height) for c in range(width)}
    pieces = []
    for row in range(height):
        for column in range(width):
            if (row, column) not in free:
                continue
            room = next((c for c in range(column, width) if (row, c) not in free), width) - column
            columns = draw(st.integers(1, room))
            rows = draw(st.integers(1, height - row))
            piece = Piece(row, column, draw(words), rows, columns, draw(st.booleans()))
            free -= {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
            pieces.append(piece)
    return Block(tuple(pieces))


@given(merged_blocks())
def test_a_table_with_merged_cells_survives_html(block: Block) -> None:
    assert Block.from_html(block.html) == block


@given(st.lists(st.lists(words, min_size=1, max_size=5), min_size=1, max_size=5))
def test_lines_of_fields_survive_plain_text(rows: list[list[str]]) -> None:
    text = "\r\n".join("\t".join(row) for row in rows) + "\r\n"
    assert [list(row) for row in Block.from_tsv(text).rows] == rows


def test_a_merged_cell_leaves_empty_places_in_plain_text() -> None:
    block = Block((Piece(0, 0, "甲", 2, 2), Piece(0, 2, "1"), Piece(1, 2, "2")))
    assert block.tsv == "甲\t\t1\n\t\t2"


def test_word_writes_no_end_tags_and_much_around_the_numbers() -> None:
    block = Block.from_html(
        "<html><head><style>td {color: red}</style></head><body><!--StartFragment-->"
        "<table><tr><td colspan=2><p class=MsoNormal>自然<span>人</span><o:p></o:p></p><td>&nbsp;12\n"
        "<tr><td>a<td>b<td>3</table><!--EndFragment-->"
    )
    assert block is not None
    assert block.rows == (("自然人", None, "12"), ("a", "b", "3"))


def test_a_table_that_only_holds_the_layout_of_a_page_is_not_taken() -> None:
    block = Block.from_html("<table><tr><td>页<table><tr><td>1<td>2</tr></table></td></tr></table>")
    assert block is not None
    assert block.rows == (("1", "2"),)


def test_no_table_is_no_block() -> None:
    assert Block.from_html("<p>12</p>") is None
    assert Block.from_html("<table></table>") is None


def test_a_table_of_a_million_places_is_no_block() -> None:
    rows = "<tr>" + "<td colspan=200 rowspan=200>1" * 100
    assert Block.from_html(f"<table>{rows * 100}</table>") is None
