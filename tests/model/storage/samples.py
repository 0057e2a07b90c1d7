"""Arbitrary reports, and single changes."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from model.form.editions import FORM_2021, FORMS
from model.report.printed import printed_place
from model.report.report import Explanation, Level, Report
from model.storage.records import Change

UNIT = "示例镇人民政府"
CELL = next(iter(FORM_2021.cells))
TEXT = "overview/active_disclosure"

NUMBERS = st.decimals(min_value=0, max_value=Decimal("999999999999.999999"), places=6) | st.integers(0, 10**12).map(
    Decimal
)
# everything that can be typed or pasted: beyond the BMP, control characters, all but half characters
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40) | st.sampled_from(
    ["𠮷野家", "甲\x00乙\x07", "一\r\n二\u2028三", "A&B 公司 <100 件 </para>", "'; DROP TABLE report; --"]
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    edition = draw(st.sampled_from(sorted(FORMS)))
    form = FORMS[edition]
    places = st.sampled_from([*form.cells, *form.texts])
    explanations = draw(
        st.lists(
            st.builds(
                Explanation,
                check=st.sampled_from(["X1", "T5"]),
                at=st.lists(places, max_size=3).map(tuple),
                reason=st.just("") | WORDS,
                by=WORDS,
                when=st.datetimes().map(lambda moment: moment.isoformat(timespec="seconds")),
            ),
            max_size=4,
            unique_by=lambda one: (one.check, one.at),
        )
    )
    return Report(
        unit=draw(WORDS),
        level=draw(st.sampled_from(Level)),
        year=draw(st.integers(2008, 2100)),
        edition=edition,
        numbers=draw(st.dictionaries(st.sampled_from([*form.cells]), NUMBERS)),
        texts=draw(st.dictionaries(st.sampled_from([*form.texts]), WORDS)),
        explanations=tuple(explanations),
    )


CHANGES = st.lists(
    st.builds(Change, st.sampled_from([*FORM_2021.cells]), st.none(), st.none() | NUMBERS)
    | st.builds(
        Change, st.sampled_from([printed_place(cell) for cell in FORM_2021.totals]), st.none(), st.none() | NUMBERS
    )
    | st.builds(Change, st.sampled_from([*FORM_2021.texts]), st.none(), st.just("") | WORDS),
    max_size=12,
)


def a_report(**other: object) -> Report:
    return Report(**({"unit": UNIT, "level": Level.TOWNSHIP, "year": 2023, "edition": "2021"} | other))  # type: ignore[arg-type]
