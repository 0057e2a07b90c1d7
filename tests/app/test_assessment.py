"""What is said of a report is said once: what is broken is settled or open, and all else follows from that."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from app.assessment import Assessment, assess, assessing
from app.subject import Subject
from app.unprintable import missing_in, unprintable_findings
from export.layout.document import Heading, document_of
from model.form.editions import FORM_2021
from model.form.schema import Cell, Severity
from model.report.report import Explanation
from model.report.totals import with_totals
from model.rules import findings
from model.rules.explanations import can_be_explained, says_enough
from model.rules.finding import BLANKS, Verdict
from model.rules.locate import locate
from model.rules.tally import Tally
from tests.app.subjects import BROUGHT, RECEIVED_TOTAL, SENTENCES, TEXT, TEXTS, in_balance, subjects
from tests.samples import any_reports


@given(subjects())
def test_what_is_broken_is_settled_or_open_and_never_both(subject: Subject) -> None:
    one = assess(subject)
    settled = [finding for finding, _ in one.settled]
    assert sorted(map(repr, [*settled, *one.open])) == sorted(map(repr, one.broken))
    assert not set(settled) & set(one.open)
    assert one.findings == findings(with_totals(subject.typed), subject.last_year)
    assert all(finding.verdict is Verdict.BROKEN for finding in one.broken)


@given(subjects())
def test_only_what_may_be_explained_is_settled_and_by_a_reason_about_it(subject: Subject) -> None:
    for finding, by in assess(subject).settled:
        assert can_be_explained(finding)
        assert says_enough(finding, by.reason)
        assert (by.check, by.at) == finding.identity
        assert by in subject.typed.explanations


@given(subjects())
def test_exactly_the_reasons_that_settle_something_are_handed_over_and_the_others_have_lapsed(subject: Subject) -> None:
    one = assess(subject)
    handed = one.to_hand_over.explanations
    assert set(handed) == {by for _, by in one.settled}
    assert not set(handed) & set(one.lapsed)
    assert set(handed) | set(one.lapsed) == set(subject.typed.explanations)
    assert replace(one.to_hand_over, explanations=()) == replace(with_totals(subject.typed), explanations=())
    for finding in one.broken:
        lapsed = one.lapsed_explanation(finding)
        assert lapsed is None or lapsed in one.lapsed


@given(subjects())
def test_a_report_may_be_final_when_all_is_filled_in_and_all_that_is_open_are_hints(subject: Subject) -> None:
    one = assess(subject)
    form, numbers = one.report.form, one.report.numbers
    blocked = any(finding.severity is not Severity.HINT for finding in one.open)
    blank = any(cell not in numbers for cell in form.cells)
    assert blocked >= (blank or bool(one.subject.unwritten))  # every blank is found
    assert bool(one.hindrances) is blocked
    assert set(one.hindrances) <= set(one.open)


@given(TEXTS)
def test_a_text_that_is_not_written_is_one_for_findings_counts_and_print_alike(texts: dict[str, str]) -> None:
    one = assess(Subject(in_balance(texts=texts)))
    not_written = {key for finding in one.broken if finding.gap for key in finding.at}
    assert not_written == {*one.subject.unwritten}
    assert len(not_written) == one.subject.unfilled.texts == one.tally.empty_texts
    blocks = document_of(one.report).blocks
    parts = {text.heading: key for key, text in one.report.form.texts.items() if text.heading}
    printed = [(parts[a.text], b) for a, b in pairwise(blocks) if isinstance(a, Heading) and a.text in parts]
    assert not_written & {*parts.values()} <= {key for key, _ in printed}
    assert {key for key, below in printed if isinstance(below, Heading)} <= not_written  # no heading with nothing below


@given(subjects() | any_reports().map(Subject))
def test_the_whole_has_left_what_its_sections_have_left(subject: Subject) -> None:
    one = assess(subject)
    assert one.tally.blanks == len(one.blanks) == sum(section.blanks for section in one.tallies)
    assert one.tally.must == sum(finding.blocks for finding in one.open)
    rest = [finding for finding in one.open if finding.severity is Severity.WARN and not finding.gap]
    assert one.tally.verify == len(rest) == sum(section.verify for section in one.tallies)
    assert len(one.tallies) == len(one.report.form.sections)


@given(subjects())
def test_every_open_finding_stands_where_it_is_told_and_only_open_ones_do(subject: Subject) -> None:
    one, form = assess(subject), subject.typed.form
    for finding in one.open:
        places = finding.at[:1] if finding.at[0] in form.texts else finding.at
        assert all(finding in one.at(place) for place in places)
    strength = list(Severity)
    for place in (*form.cells, *form.texts):
        here = one.at(place)
        assert set(here) <= set(one.open)
        assert [strength.index(finding.severity) for finding in here] == sorted(
            strength.index(finding.severity) for finding in here
        )


def test_the_cells_that_a_claim_is_held_against_are_not_in_doubt() -> None:
    one = assess(Subject(in_balance(received=5, texts={TEXT: "全年受理政府信息公开申请6件。"})))
    (claim,) = (finding for finding in one.open if finding.check == "N1")
    assert RECEIVED_TOTAL in claim.at
    assert claim in one.at(TEXT)
    assert claim not in one.at(RECEIVED_TOTAL)


def test_there_is_time_for_a_keystroke_between_the_pieces() -> None:
    pauses = list(assessing(Subject(in_balance(texts=dict.fromkeys(FORM_2021.texts, "".join(SENTENCES))))))
    assert len(pauses) > len(FORM_2021.texts)


@given(subjects(), TEXTS)
def test_what_is_known_of_the_same_numbers_is_what_would_be_found_again(
    subject: Subject, texts: dict[str, str]
) -> None:
    before = assess(subject)
    assert before.corrections == wrong_cells(before)
    after = replace(subject, typed=replace(subject.typed, texts=texts))
    assert assess(after, before).location == assess(after).location
    mended = replace(subject, typed=subject.typed.with_numbers({RECEIVED_TOTAL: Decimal(77)}))
    assert assess(mended, before).location == assess(mended).location


def wrong_cells(one: Assessment) -> Sequence[object]:
    location = locate(one.subject.typed)
    return (location.best or location.settled) if one.is_wrong else ()


def test_numbers_are_not_searched_again_while_they_stay() -> None:
    wrong = with_totals(in_balance(received=5)).with_number(RECEIVED_TOTAL, Decimal(4))
    before = assess(Subject(wrong))
    found = before.location
    assert found.best
    typing = assess(Subject(wrong.with_text(TEXT, "加")), before)
    more = assess(Subject(wrong.with_text(TEXT, "加强")), typing)  # nobody asked `typing`
    assert more.location is found


def test_a_blank_total_follows_from_its_parts_and_is_blank_in_a_file_that_is_as_it_is() -> None:
    bare = in_balance(received=5)
    assert BLANKS not in {finding.check for finding in assess(Subject(bare)).hindrances}
    as_it_is = assess(Subject(bare, as_printed=True))
    assert as_it_is.report == bare
    assert BLANKS in {finding.check for finding in as_it_is.hindrances}
    assert as_it_is.tally.blanks == 0  # nobody has to type a total


def test_what_came_with_a_file_is_about_what_stands_in_it() -> None:
    text = {TEXT: "2019年受理申请5件。"}
    found = next(one for one in assess(Subject(in_balance(texts=text))).open if one.check == "Y1")
    seen = Explanation(found.check, found.at, "", "张三", "2024-01-05T09:00:00")
    told = replace(in_balance(texts=text), explanations=(seen,))
    assert seen in {by for _, by in assess(Subject(told)).settled}
    assert assess(Subject(told, noted={})).settled == ()


def test_what_an_explanation_would_be_about_keeps_what_still_holds() -> None:
    report = in_balance(texts={TEXT: "2019年受理申请5件。2018年受理申请4件。"})
    one = assess(Subject(report, noted={}))
    first, second = (finding for finding in one.open if finding.check == "Y1")
    said = Explanation(first.check, first.at, "说的是前年", "张三", "2024-01-05T09:00:00")
    told = assess(Subject(replace(report, explanations=(said,)), noted={first.identity: one.about(first)}))
    assert [finding for finding, _ in told.settled] == [first]
    assert told.lapsed_explanation(second) is None  # it still settles the other one of the same text
    assert told.about(second) == {TEXT: (first.quote, second.quote)}
    assert told.settled_with([said]) == [(second, said)]


def test_nothing_that_was_found_is_lost_in_the_count() -> None:
    wrong = with_totals(in_balance(received=5)).with_number(RECEIVED_TOTAL, None).with_number(BROUGHT, None)
    one = assess(Subject(wrong))
    assert one.tally == Tally(blanks=1, must=0, verify=0, empty_texts=required_texts())


def required_texts() -> int:
    return sum(not text.optional for text in FORM_2021.texts.values())


@settings(max_examples=40, deadline=None)
@given(
    wrong=st.dictionaries(
        st.sampled_from([c for c in FORM_2021.typed_cells if c.table == "applications"]),
        st.sampled_from([Decimal(-5), Decimal("-3.5"), Decimal("1.5"), Decimal(0), Decimal(7), Decimal(216)]),
        max_size=3,
    )
)
def test_no_text_is_to_say_a_number_that_is_wrong_itself(wrong: dict[Cell, Decimal]) -> None:
    text = "全年受理申请21件，上年结转9件，予以公开8件，结转下年度办理5件。"
    report = with_totals(in_balance(texts={TEXT: text})).with_numbers(dict.fromkeys(FORM_2021.totals))
    one = assess(Subject(report.with_numbers(wrong)))
    hard = {place for found in one.broken if found.severity is Severity.HARD for place in found.at}
    for found in one.broken:
        if found.proposal is not None and found.severity is not Severity.HARD:
            assert hard.isdisjoint(found.at[1:])
            assert found.proposal == int(found.proposal) >= 0
        elif not found.knows:
            assert "请改为" not in found.message


def test_once_the_table_is_right_the_text_may_be_put_right_by_it() -> None:
    text = "全年受理申请21件。"
    report = with_totals(in_balance(texts={TEXT: text}))
    cell = Cell("applications/received/natural_person")
    told = [
        [found.proposal for found in assess(Subject(one)).broken if found.check == "N1"]
        for one in (report, report.with_number(cell, Decimal(-5)))
    ]
    assert told[0] == [report.numbers[Cell("applications/received/total")]]
    assert told[1] == [None] * len(told[1]) != []


@given(st.text(st.characters(codec="gb2312"), max_size=50))
def test_what_is_common_is_never_said_to_be_unprintable(text: str) -> None:
    assert list(unprintable_findings(in_balance(texts={TEXT: text}))) == []
    assert missing_in(text) == ""


@given(st.text(max_size=30))
def test_what_no_font_draws_is_told_at_once_and_at_its_place(text: str) -> None:
    missing = missing_in(text)
    found = [one for one in assess(Subject(in_balance(texts={TEXT: text}))).open if one.at == (TEXT,) and not one.check]
    marked = "".join(text[slice(*one.span)] for one in found if one.span)
    assert marked == "".join(character for character in text if character in missing)
    for one in found:
        assert one.severity is Severity.HARD
        assert one.span is not None
        assert all(f"U+{ord(character):04X}" in one.message for character in text[slice(*one.span)])


def test_every_stretch_that_cannot_be_printed_is_marked_where_it_stands() -> None:
    found = unprintable_findings(in_balance(texts={TEXT: "甲😀😀乙😀丙\U0001f601"}))
    assert [one.span for one in found] == [(1, 3), (4, 5), (6, 7)]
