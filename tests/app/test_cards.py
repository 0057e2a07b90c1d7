"""Cards: where it is not known which number is wrong, both are named, and neither looks like the right one."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from app.assessment import assess
from app.cards.card import BECOMES, DIFFERS, card_of
from app.subject import Subject
from model.form.editions import FORM_2021
from model.form.schema import Cell, Severity
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.rules import findings
from tests.samples import example

WHOLE = with_totals(example())
TEXT = "overview/on_application"


@settings(max_examples=25, deadline=None)
@given(
    numbers=st.dictionaries(
        st.sampled_from(sorted(FORM_2021.cells)), st.integers(0, 400).map(Decimal), min_size=1, max_size=3
    ),
    said=st.integers(0, 400),
    sure=st.booleans(),
)
def test_two_numbers_that_should_be_equal_are_both_named_with_what_is_between_them(
    numbers: dict[Cell, Decimal], said: int, *, sure: bool
) -> None:
    report = WHOLE.with_numbers(numbers).with_text(TEXT, f"全年收到申请{said}件。")
    last = replace(WHOLE.with_numbers({Cell("applications/carried_forward/natural_person"): Decimal(said)}), year=2022)
    for finding in assess(Subject(report, last)).broken:
        card = card_of(report.form, finding, sure=sure)
        if card.relation == DIFFERS:
            (one, other), (left, right) = finding.sides, (finding.left, finding.right)
            assert left is not None
            assert right is not None
            apart = f"{'多' if left > right else '少'}{abs(left - right)}"
            assert card.figures == f"{one} {left} ≠ {other} {right}，{apart}"
            assert card.spoken == f"{one}{left}，{other}{right}，{apart}"
            assert card.why != card.spoken
        elif finding.severity is Severity.HARD and finding.left is not None:
            assert card.relation == BECOMES or not any(finding.sides)


def test_what_is_right_is_not_said_a_second_time_as_the_reason() -> None:
    texts = {TEXT: "统计期限为2022年1月1日至12月31日。根据国办公开办涵〔2021〕30号编制。"}
    report = Report("甲县乙镇人民政府", Level.TOWNSHIP, 2023, texts=texts)
    cards = [card_of(report.form, one) for one in findings(report) if one.words and one.at == (TEXT,)]
    assert {card.finding.check for card in cards} >= {"Y2", "T6"}
    for card in cards:
        assert card.now
        assert card.now not in card.why
    assert "应是2023年1月1日至12月31日" in "".join(card.finding.message for card in cards)  # the whole sentence says it
