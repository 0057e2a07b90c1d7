"""What is read as one: a sentence, and those that go on with what it divides."""

from __future__ import annotations

import pytest

from model.rules.narrative.cutting import LONGEST, cut


def pieces(text: str) -> list[str]:
    assert all(text[start:].startswith(piece) for start, piece in cut(text))
    return [piece.strip() for _, piece in cut(text)]


@pytest.mark.parametrize(
    "text",
    [
        "公开65条。其中，动态40条。",
        "公开65条，内容丰富。\n  其中动态40条。",
        "答复50件。予以公开30件；不予公开10件。",
        "收到5件。办结4件，结转1件。",
        "公开1500万条。本级公开700条，乡镇公开800条。",
    ],
)
def test_what_goes_on_is_read_with_it(text: str) -> None:
    assert pieces(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "内容丰富。其中动态40条。",  # nothing that could be divided
        "公开65条。动态40条。",
        "答复5件，予以公开5件。予以公开4件，不予公开1件。",  # the results of the first are told already
    ],
)
def test_what_begins_anew_is_read_for_itself(text: str) -> None:
    assert len(pieces(text)) > 1


def test_so_many_sentences_go_on_and_no_more() -> None:
    assert [piece.count("。") for piece in pieces("公开9条。" + "其中动态3条。" * 5)] == [4, 2]


def test_no_piece_is_longer_than_a_sentence_may_be() -> None:
    first = "公开9条" + "、" * (LONGEST - 10) + "。"
    assert [len(piece) for piece in pieces(first + "其中动态3条，公告8条。")] == [LONGEST - 5, 12]
