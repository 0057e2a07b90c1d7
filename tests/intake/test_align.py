"""Which rows of a table are doubtful, reckoned step by step as its sentence says."""

from collections.abc import Container, Sequence
from types import SimpleNamespace
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from intake.interpret.align import _doubtful
from intake.interpret.row_templates import Slot

SLOTS = cast("Sequence[Slot]", [SimpleNamespace(extra=at % 3 == 0) for at in range(6)])
slots = st.integers(0, 5)
walks = st.lists(st.one_of(slots.map(lambda j: (False, j)), st.sampled_from((-1, 1, 2)).map(lambda j: (True, j))))


def by_its_sentence(steps: Sequence[tuple[int, int]], nameless: Container[int]) -> set[int]:
    missing = [at for at, (i, j) in enumerate(steps) if i < 0 and not SLOTS[j].extra]
    found: set[int] = set()
    for at, (i, _) in enumerate(steps):
        if i in nameless:
            below = max((one for one in missing if one < at), default=at)
            above = min((one for one in missing if one > at), default=at)
            found |= {group for group, _ in steps[below : above + 1] if group >= 0}
    return found


@given(walks, st.sets(st.integers(0, 30)))
def test_all_between_a_missing_row_and_an_unconfirmed_group_is_doubtful(
    walk: list[tuple[bool, int]], nameless: set[int]
) -> None:
    groups = iter(range(len(walk)))
    steps = [(next(groups) if is_group else -1, slot) for is_group, slot in walk]
    assert _doubtful(steps, nameless, SLOTS) == by_its_sentence(steps, nameless)
