"""The course of a collection: what was taken back is not in it, and who passed is still in."""

from datetime import UTC, date, datetime, timedelta
from operator import itemgetter

from hypothesis import given
from hypothesis import strategies as st

from app.charting.course import by_day, race
from app.collecting.roll import call_roll
from model.collection.standing import Standing, StandingAct
from model.storage.county.records import StandingChange
from model.storage.library import Library
from tests.model.storage.county.collected import HEADING, SCHOOL, TOWN, UNITS, WHO, receive, units_of

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
CHANGES = st.lists(
    st.builds(
        lambda day, unit, standing: StandingChange(NOON + timedelta(day), unit, standing),
        st.integers(0, 20),
        st.integers(0, 5),
        st.sampled_from(Standing),
    ),
    max_size=40,
).map(lambda drawn: sorted(drawn, key=itemgetter(0)))


@given(CHANGES)
def test_at_the_end_of_each_day_as_many_stand_so_as_there_are(course: list[StandingChange]) -> None:
    found = dict(by_day(course, lambda standing: standing.is_in))
    count = 0
    for day in sorted({one.when.astimezone().date() for one in course}):
        last = {one.unit: one.standing for one in course if one.when.astimezone().date() <= day}
        count = found.get(day, count)
        assert count == sum(one.is_in for one in last.values())


def test_a_collection_is_followed_and_what_was_taken_back_is_not(library: Library) -> None:
    collection = library.county.create(HEADING, UNITS, WHO)
    today = datetime.now(UTC).astimezone().date()
    for place in (TOWN, SCHOOL):
        receive(library, collection, place)
    library.county.act(units_of(library, collection)[TOWN].key, StandingAct.PASS, WHO)

    def ends() -> list[int]:
        drawn = race(library, collection, call_roll(library, collection, today))
        assert drawn.wanted == 3
        assert drawn.due == date(2026, 1, 31)
        return [one.until(today) for one in drawn.lines]

    assert ends() == [2, 1]
    library.county.take_back(collection, library.county.batches(collection)[0].number)
    assert ends() == [2, 0]
