"""What is not read word by word would have told nothing: every sentence is read both ways."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.form.editions import FORM_2021
from model.rules.narrative import grammar
from model.rules.narrative.cutting import cut
from model.rules.narrative.form_lines import form_lines
from model.rules.narrative.grammar import Origin, read_sentence
from model.rules.narrative.heard import Sentence
from model.rules.narrative.lexicon import lexicon
from model.rules.narrative.plain import plain
from model.rules.narrative.words import WORDS
from model.rules.narrative.worth_reading import is_worth_reading

YEAR, UNIT = 2024, "青禾县水利局"
KEYS = tuple(FORM_2021.texts)
NARRATIVES = Path("tests/data/narrative")
_SAID = sorted(lexicon(FORM_2021, YEAR).known)
_SELDOM = sorted(word for words in WORDS.values() for word in words.split())
_AROUND = [
    "公开",
    "申请",
    "申请人",
    "村民",
    "存在",
    "其他",
    "栏目",
    "网站",
    "微信",
    "群众",
    "年底",
    "依法",
    "者",
    "单位",
]
_MEASURES = [*"件条份起个次期人篇元万", "", "余件", "%", "成", "年", "月"]
_NUMBERS = ["0", "1", "2", "3", "7", "14", "30", "105", "三", "十二", "一"]
NUMBER = st.builds(str.__add__, st.sampled_from(_NUMBERS), st.sampled_from(_MEASURES))
PIECE = st.one_of(
    NUMBER,
    st.sampled_from(_SAID),
    st.sampled_from(_SELDOM),
    st.sampled_from(_AROUND),
    st.sampled_from("，，、；：（）。"),
)
SENTENCE = st.lists(PIECE, min_size=2, max_size=14).map("".join)


def tells_the_same_both_ways(sentence: str, key: str, before: str | None = "") -> None:
    origin = Origin(key, FORM_2021, YEAR, UNIT)
    with patch.object(grammar, "is_worth_reading", lambda *_: True):
        told = read_sentence(sentence, 0, origin, before)
    assert (read_sentence(sentence, 0, origin, before) is None) == (told is None), (sentence, told)


@settings(max_examples=400)
@given(SENTENCE, st.sampled_from(KEYS), st.sampled_from(["", "低保", None]))
def test_what_is_not_worth_reading_tells_nothing(sentence: str, key: str, before: str | None) -> None:
    tells_the_same_both_ways(sentence, key, before)


def labelled() -> list[str]:
    lines = (line for path in sorted(NARRATIVES.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines())
    return [text for line in lines if (text := json.loads(line).get("text"))]


def test_no_labelled_sentence_loses_what_it_tells() -> None:
    texts = labelled()
    assert len(texts) > len(KEYS)
    for number, text in enumerate(texts):
        for _, sentence in cut(text):
            tells_the_same_both_ways(sentence, KEYS[number % len(KEYS)])


def worth(sentence: str, key: str = "overview/active_disclosure") -> bool:
    folded = plain(sentence)
    begun = Sentence(key, folded, UNIT, form_lines(FORM_2021), "")
    return is_worth_reading(begun, lexicon(FORM_2021, YEAR).tokens(folded.text))


@pytest.mark.parametrize(
    "sentence",
    [
        "全年举办业务培训3期，覆盖全体人员。",
        "所列数据的统计期限为2024年1月1日至12月31日。",
        "网站更新各类动态603条，内容涉及财政。",
        "梳理栏目12个，更新动态40条。",
        "制度全面落实，各科室均明确了专人。",
    ],
)
def test_most_sentences_need_not_be_read(sentence: str) -> None:
    assert not worth(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "收到申请3条。",
        "未发生行政复议。",
        "申请均为村民提出。",
        "收到申请，无故不答。",
        "窗口3件。",
        "网站5条，微信4条。",
        "网站12条，其中微信5。",
        "网站5，微信4条，共9。",
        "网站40条（微信25）。",
        "网站3万条，微信20。",
    ],
)
def test_what_may_tell_something_is_read(sentence: str) -> None:
    assert worth(sentence)


def test_where_nothing_else_can_be_meant_no_name_is_needed() -> None:
    assert worth("没有需要转到下年继续办的。", "overview/on_application")
    assert not worth("没有需要转到下年继续办的。")
