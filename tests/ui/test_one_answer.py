"""Tabs, list, status line, findings, the list before 定稿 and the command say the same of a report."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pytestqt.qtbot import QtBot

from app.finalising import Matter, readiness
from app.subject import Subject
from commands.support.apart import Apart
from commands.support.checking import CheckJob, alone
from export.gouji_file import write_json
from export.printable import missing_in_title
from model.report.report import Level, Report
from model.rules.switches import PRESET, SETTING, Switches
from model.rules.tally import Tally
from model.storage.library import Library
from tests.app.subjects import WORDLESS, subjects
from tests.model.rules.test_switches import any_switches
from tests.samples import any_reports
from ui.findings.rows import FindingGroup, group_of
from ui.library.columns import COLUMNS, COUNTED
from ui.library.tallying import Tallying
from ui.state.session import Session
from ui.window.status_line import StatusLine


def known(report: Report) -> Report:
    """Give a report whose it is: that it is not known is asked for before 定稿 only."""
    level = Level.TOWNSHIP if report.level is Level.UNKNOWN else report.level
    return replace(report, unit="甲镇", level=level, year=report.year or 2023, explanations=())


FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


def by_the_library(library: Library, report: int) -> list[str]:
    rows = library.summaries()
    Tallying(library, lambda: rows, tuple).finish()
    (row,) = (one for one in rows if one.id == report)
    return [column.text(row) for column in COLUMNS if column.id in COUNTED]


def by_the_findings(session: Session) -> Iterator[int]:
    groups = [group_of(session, one) for one in session.findings]
    yield sum(one in {FindingGroup.HARD, FindingGroup.EXPLAIN} for one in groups)
    yield groups.count(FindingGroup.WARN)
    yield groups.count(FindingGroup.GAP)


def by_the_command(report: Report, path: Path, switches: Switches = PRESET) -> str:
    path.write_bytes(write_json(report))
    return next(
        one.out[0] for one in alone(CheckJob((path,), None, as_json=False, switches=switches), Apart()) if one.out
    )


@FEW
@given(subject=subjects() | any_reports().map(Subject), switches=any_switches)
def test_one_answer(subject: Subject, switches: Switches, library: Library, tmp_path: Path, qtbot: QtBot) -> None:
    for one in library.all():
        library.delete(one.id)
    library.set_setting(SETTING, switches.words)
    session = Session(library, library.create(known(subject.typed)))
    said, line = session.assessment, StatusLine()
    qtbot.addWidget(line)
    tally = said.tally
    assert Tally(*map(sum, zip(*said.tallies, strict=True))) == tally
    counts = map(str, (tally.mend, tally.explain, tally.verify))
    assert by_the_library(library, session.id) == [tally.unfilled.words or "0", *counts]
    line.count(session.subject.unfilled)
    assert line._blanks.text() == (f"还差 {tally.unfilled.words}" if tally.unfilled.places else "已填满")
    must, verify, gaps = by_the_findings(session)
    assert (must, verify, bool(gaps)) == (tally.must, tally.verify, bool(tally.unfilled.places))
    left = readiness(said).left
    cannot_be_printed = bool(missing_in_title(session.report))  # of the name it is looked for only before 定稿
    assert tally.mend + tally.explain == must
    assert left.get(Matter.MEND, 0) == tally.mend + cannot_be_printed
    assert left.get(Matter.EXPLAIN, 0) == tally.explain
    assert (left.get(Matter.VERIFY, 0), left.get(Matter.FILL, 0)) == (verify, gaps)
    told = by_the_command(session.report, tmp_path / "one.json", switches)
    assert ("没有发现问题" in told) is not bool(said.broken)
    assert not tally.unfilled.places or f"还没有填{tally.unfilled.words}" in told


@pytest.mark.parametrize("words", ["", *WORDLESS])
@pytest.mark.parametrize("key", ["other_matters/text", "problems/text", "overview/platform"])
def test_nothing_says_that_all_is_well_while_a_text_is_missing(
    key: str, words: str, full_report: Report, library: Library, tmp_path: Path
) -> None:
    texts = {one.key: "本年度没有需要说明的事项。" for one in full_report.form.texts.values()} | {key: words}
    session = Session(library, library.create(replace(full_report, texts=texts)))
    assert session.subject.unfilled.words == "1段"
    assert by_the_library(library, session.id)[0] == "1段"
    assert "没有发现问题" not in by_the_command(session.report, tmp_path / "one.json")
    assert FindingGroup.GAP in {group_of(session, one) for one in session.findings}
    assert [one.finding.at for one in readiness(session.assessment).points if one.finding and one.finding.gap] == [
        (key,)
    ]
    assert sum(one.empty_texts for one in session.assessment.tallies) == 1  # what the badges of the tabs say
