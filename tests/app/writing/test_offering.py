"""Sentences as they are offered and put in, and those of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from app.writing import own
from app.writing.offering import SentenceOffer, offers, put_in, whole, written_by_us
from app.writing.own import OwnSentence
from model.errors import UserError
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.bindings import Binding, sound
from model.report.report import Level, Report
from model.rules import findings
from model.sentences.filling import filled
from model.storage.library import Library
from tests.app.subjects import WORDLESS
from tests.model.sentences.test_ours import true_report, true_reports

KEY = "overview/on_application"
RECEIVED = Cell("applications/received/total")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with closing(Library.open(tmp_path / "library.db")) as opened:
        yield opened


def zero() -> Report:
    return true_report(FORM_2021, Level.TOWNSHIP, "甲县乙镇人民政府", 0, 0)


def by_key(found: list[SentenceOffer]) -> dict[str, SentenceOffer]:
    return {one.key: one for one in found}


@settings(max_examples=30)
@given(report=true_reports())
def test_what_can_be_put_in_is_offered_before_what_cannot(report: Report) -> None:
    for key in report.form.texts:
        reasons = [bool(one.reason) for one in offers(report, key, {})]
        assert reasons == sorted(reasons)


@settings(max_examples=30)
@given(report=true_reports())
def test_a_whole_text_of_ours_can_be_written_at_one_stroke(report: Report) -> None:
    for key in report.form.texts:
        written = written_by_us(report, key)
        assert sound(written.bound, {key: written.text}, report.numbers) == tuple(sorted(written.bound))
        full = report.with_text(key, written.text)
        assert whole(full, key) == []
        assert not [f for f in findings(full) if f.at[0] == key and not f.gap]


@pytest.mark.parametrize("words", WORDLESS)
def test_a_sentence_of_ours_takes_the_place_of_what_is_no_text(words: str) -> None:
    for key in zero().form.texts:
        assert written_by_us(zero().with_text(key, words), key) == written_by_us(zero(), key)


def test_a_sentence_goes_where_the_caret_is_and_takes_its_numbers_along() -> None:
    report = true_report(FORM_2021, Level.COUNTY, "甲县人民政府", 9, 4).with_text(KEY, "前后")
    said = by_key(offers(report, KEY, {"received": 0}))["received"].said
    written = put_in(report, KEY, (1, 1), [said])
    assert written.text == f"前{said.words}后"
    assert [written.text[one.start : one.end] for one in written.bound] == [
        said.words[one.start : one.end] for one in said.numbers
    ]
    assert written.end == 1 + len(said.words)


def test_what_was_chosen_is_marked_as_used_and_its_topic_is_not_written_again() -> None:
    report = zero()
    other = next(one for one in offers(report, "overview/platform", {}) if one.key == "new_media")
    report = report.with_text("overview/platform", other.said.words)
    assert by_key(offers(report, "overview/platform", {}))["new_media"].is_used
    assert "账号" not in "".join(one.words for one in whole(report, "overview/platform"))


def said_of_all(report: Report) -> str:
    return "".join(one.words for one in whole(report, "overview/platform"))


@pytest.mark.parametrize("level", Level)
def test_of_sentences_that_deny_each_other_none_is_put_in_with_all(level: Level) -> None:
    report = replace(zero(), level=level)
    said = said_of_all(report)
    assert said
    assert "账号" not in said
    assert ("不另设网站" in said or "没有单独开设网站" in said or "上级人民政府网站" in said) == (
        level in {Level.TOWNSHIP, Level.SUBDISTRICT}
    )


def test_what_a_text_tells_in_its_own_words_is_not_denied_behind_it() -> None:
    report = replace(zero(), level=Level.TOWNSHIP).with_text("overview/platform", "门户网站和微信公众号有专人管理。")
    said = said_of_all(report)
    assert said
    assert "不另设" not in said
    assert "上级" not in said
    assert "账号" not in said


def test_another_wording_says_the_same() -> None:
    first, second = (by_key(offers(zero(), KEY, {"no_disputes": number}))["no_disputes"] for number in (0, 1))
    assert first.said.words != second.said.words
    assert first.wordings == second.wordings == 4


# One's own


def test_bound_numbers_and_the_year_become_places_and_back() -> None:
    text = "2023年我镇收到申请12件{含}。"
    at = text.index("12")
    words = own.template(text, (0, len(text)), [Binding(KEY, at, at + 2, (RECEIVED,))], 2023)
    report = true_report(FORM_2021, Level.TOWNSHIP, "甲镇", 9, 3)
    said = filled(words, report)
    assert said is not None
    assert said.words == text.replace("12", str(report.numbers[RECEIVED])).replace("2023", str(report.year))
    assert [one.cells for one in said.numbers] == [(RECEIVED,)]


def test_own_sentences_are_kept_in_the_library_newest_first_and_let_go(library: Library) -> None:
    first, second = OwnSentence(KEY, "甲。"), OwnSentence("problems/text", "乙{year}。")
    own.keep(library, first)
    own.keep(library, second)
    own.keep(library, second)
    assert own.kept(library) == [second, first]
    own.forget(library, second)
    assert own.kept(library) == [first]


@pytest.mark.parametrize("stored", ["", "[", "{}", '[["a"]]', '[["a", 5]]', '[["a", "{"]]', '[["a", ""]]', "null"])
def test_what_is_stored_oddly_is_passed_over(library: Library, stored: str) -> None:
    library.set_setting(own.SETTING, stored)
    assert own.kept(library) == []


@pytest.mark.parametrize("words", ["", "  ", "长" * 501])
def test_what_is_no_sentence_is_not_kept(library: Library, words: str) -> None:
    with pytest.raises(UserError):
        own.keep(library, OwnSentence(KEY, words))


def test_an_own_sentence_whose_number_is_blank_says_so() -> None:
    mine = OwnSentence(KEY, f"收到{{{RECEIVED}}}件，另见附件。")
    (offer,) = (one for one in offers(zero().with_number(RECEIVED, None), KEY, {}, [mine]) if one.own)
    assert offer.reason == "里面的数还没有填"
    assert offer.said.words == "收到…件，另见附件。"
    (offer,) = (one for one in offers(zero(), KEY, {}, [mine]) if one.own)
    assert (offer.reason, offer.said.words) == ("", "收到0件，另见附件。")


def test_a_place_that_there_is_not_makes_no_sentence_break() -> None:
    (offer,) = (one for one in offers(zero(), KEY, {}, [OwnSentence(KEY, "甲{a/b/c}乙{不知道}。")]) if one.own)
    assert offer.reason


def test_the_sentence_at_the_caret_is_the_one_that_is_kept() -> None:
    assert own.sentence_at("甲。乙丙。", 3) == (2, 5)
    assert own.sentence_at("", 0) == (0, 0)
