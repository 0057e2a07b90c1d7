"""What became of a final report is taken back step by step, and nothing from before 定稿."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.milestones import last_written, left
from model.report.totals import with_totals
from model.storage.facts import ADDRESS, Milestone
from model.storage.library import Library
from model.storage.records import How
from tests.app.subjects import closable, in_balance

KEYS = [*(one.value for one in Milestone), ADDRESS]
ACTS = st.lists(st.none() | st.tuples(st.sampled_from(KEYS), st.none() | st.sampled_from(["2024-01-21", "2024-02-01"])))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_undo_walks_back_through_all_that_was_written_and_stops_at_the_beginning(
    library: Library, acts: list[tuple[str, str | None] | None]
) -> None:
    key = library.create(with_totals(closable(in_balance())))
    library.finalise(key, date(2024, 1, 20))
    states: list[dict[str, str]] = [{}]
    for act in acts:
        if act is not None:
            before = dict(library.load(key).facts)
            library.set_fact(key, *act)
            after = dict(library.load(key).facts)
            states += [after] if after != before else []
        elif (back := last_written(library.history(key))) is not None:
            library.set_fact(key, back.key, back.value, How.UNDONE)
            states.pop()
        assert library.load(key).facts == states[-1]
        assert (last_written(library.history(key)) is None) is (len(states) == 1)


def test_what_is_left_counts_the_four_steps() -> None:
    assert left({}) == len(Milestone)
    assert left({"signed": "2024-01-21", "sent": "irgendwann", ADDRESS: "https://"}) == len(Milestone) - 1
