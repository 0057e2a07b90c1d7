"""A report with a very long text is checked when nobody types: what is said then is what a check says at once."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app import proposals
from bench.checks import forget
from model.form.editions.form_2021 import OTHER_MATTERS, OVERVIEW
from model.form.schema import Cell, Severity
from model.report.report import Level, Report
from model.rules import findings, likeness, narrative_findings, steps
from model.rules.registry import Context
from model.rules.words import flaws
from model.storage.library import Library
from ui.findings.rows import MOST, FindingGroup, rows
from ui.state import later, shown
from ui.state.session import Session
from ui.texts import marked_text
from ui.texts.page import TextPage

KEYS = (OVERVIEW.texts[2].key, OVERVIEW.texts[-1].key, OTHER_MATTERS.texts[0].key)
MODULES = (shown, narrative_findings, flaws, likeness, marked_text)
SENTENCES = (
    "全年共收到申请7件，其中予以公开3件、部分公开2件。",
    "2021年受理申请5件。",
    "未发生行政复议、行政诉讼。\n",
    "根据国办公开办涵〔2021〕30号填写（具体网址）。",
    "收取信息处理费20元。本年没有收取处理费。",
    "联系人13812345678。",
    "统计期限为2022年1月1日至2022年12月31日。",
    "加强学习，逐步改进。",
    "𠮷件，",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=8).map("".join)
EDITS = st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 200), st.integers(0, 9), TEXTS), max_size=6)


@pytest.fixture
def _every_text_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in MODULES:
        monkeypatch.setattr(module, "LONG", 1)
    monkeypatch.setattr(later, "PAUSE", 0)


def edited(text: str, start: int, length: int, words: str) -> str:
    return text[:start] + words + text[start + length :]


@pytest.fixture
def long_session(library: Library, _every_text_is_long: None) -> Session:
    before = Report("甲县乙镇人民政府", Level.TOWNSHIP, 2022, texts={KEYS[0]: "".join(SENTENCES) * 2})
    library.create(before)
    return Session(library, library.create(Report(before.unit, before.level, 2023)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(EDITS)
def test_when_nobody_types_all_is_found_that_a_check_finds(
    long_session: Session, qtbot: QtBot, edits: list[tuple[str, int, int, str]]
) -> None:
    for key, start, length, words in edits:
        long_session.set_text(key, edited(str(long_session.value(key)), start, length, words))
    qtbot.waitUntil(lambda: long_session.is_checked)
    found = long_session.findings
    forget()
    assert found == findings(long_session.report, long_session.last_year, long_session.subject.others)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(texts=st.fixed_dictionaries(dict.fromkeys(KEYS, TEXTS)), last=TEXTS)
def test_piece_by_piece_is_found_what_is_found_at_once(
    monkeypatch: pytest.MonkeyPatch, texts: dict[str, str], last: str
) -> None:
    report = Report("甲县乙镇人民政府", Level.TOWNSHIP, 2023, texts=texts)
    former = Report(report.unit, report.level, 2022, texts={KEYS[0]: last})
    at_once = findings(report, former)
    with monkeypatch.context() as patch:
        for module in MODULES:
            patch.setattr(module, "LONG", 1)
        assert tuple(one for one in steps(Context(report, former)) if one) == at_once


@pytest.fixture
def behind(long_session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """Return a session that is not checked yet."""
    monkeypatch.setattr(later, "PAUSE", 600_000)
    long_session.set_number(Cell("applications/received/total"), Decimal(9))
    long_session.set_text(KEYS[0], SENTENCES[0])
    long_session.catch_up()
    long_session.set_text(KEYS[0], "去" + SENTENCES[0])
    assert long_session.is_behind
    yield long_session
    assert not long_session.is_behind


def test_who_needs_the_findings_gets_those_of_now(behind: Session) -> None:
    assert behind.findings == findings(behind.report, behind.last_year)


def test_a_report_cannot_be_finalised_on_what_was_found_before(behind: Session) -> None:
    assert not behind.finalise(date(2024, 1, 10))
    assert behind.is_checked


def test_no_proposal_is_taken_over_words_that_have_moved(behind: Session) -> None:
    old = next(one for one in behind.findings_at(KEYS[0]) if one.proposal == 9)
    text = behind.value(KEYS[0])
    assert not proposals.take(behind, old)
    assert behind.value(KEYS[0]) == text


def test_words_are_marked_when_nobody_types(long_session: Session, qtbot: QtBot) -> None:
    page = TextPage(OVERVIEW, long_session)
    qtbot.addWidget(page)
    page.show()
    field = page.boxes[KEYS[0]].editor
    page.go_to(KEYS[0])
    long_session.set_text(KEYS[0], SENTENCES[5])
    qtbot.waitUntil(lambda: long_session.is_checked)
    long_session.set_text(KEYS[0], "甲" + SENTENCES[5])
    qtbot.waitUntil(lambda: long_session.is_checked)
    (mark,) = field.extraSelections()
    assert mark.cursor.selectedText() == "13812345678"  # type: ignore[attr-defined]


def test_no_more_findings_are_listed_than_somebody_reads(library: Library, qtbot: QtBot) -> None:
    report = Report("甲县乙镇人民政府", Level.TOWNSHIP, 2023, texts={KEYS[0]: SENTENCES[5] * (MOST + 3)})
    session = Session(library, library.create(report))
    listed = [row for row in rows(session, ()) if row.group is FindingGroup.WARN and row.finding]
    title = next(row for row in rows(session, ()) if row.group is FindingGroup.WARN)
    warnings = sum(one.severity is Severity.WARN and not one.gap for one in session.findings)
    assert len(listed) == MOST
    assert str(warnings) in title.words
    assert [row.words for row in rows(session, ()) if row.words.startswith(f"还有{warnings - MOST}条")]


def test_what_comes_into_sight_is_marked(long_session: Session, qtbot: QtBot) -> None:
    page = TextPage(OVERVIEW, long_session)
    qtbot.addWidget(page)
    page.resize(600, 300)
    page.show()
    words = "加强学习。\n" * 400
    long_session.set_text(KEYS[0], SENTENCES[5] + words + SENTENCES[5])
    field = page.boxes[KEYS[0]].editor
    page.go_to(KEYS[0], (0, 0))
    qtbot.waitUntil(lambda: long_session.is_checked)
    (first,) = field.extraSelections()
    end = len(SENTENCES[5] + words)
    page.go_to(KEYS[0], (end, end))
    (last,) = field.extraSelections()
    starts = [one.cursor.selectionStart() for one in (first, last)]  # type: ignore[attr-defined]
    assert starts == [3, end + 3]
