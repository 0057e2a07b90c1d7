"""Trees of units of any shape."""

from __future__ import annotations

from hypothesis import strategies as st

from model.collection.standing import Standing
from model.collection.unit import CollectionUnit, Coverage, UnitTree


@st.composite
def trees(draw: st.DrawFn, most: int = 12) -> UnitTree:
    """Draw a tree; no unit is above itself."""
    count = draw(st.integers(1, most))
    return UnitTree(
        CollectionUnit(
            key,
            f"第{key}单位",
            order=draw(st.integers(0, 3)),
            parent=draw(st.none() | st.integers(0, key - 1)) if key else None,
            coverage=draw(st.sampled_from(Coverage)),
            counted=draw(st.booleans()),
        )
        for key in range(count)
    )


@st.composite
def standings(draw: st.DrawFn, tree: UnitTree) -> dict[int, Standing]:
    """Draw where each unit stands."""
    return {key: draw(st.sampled_from(Standing)) for key in tree.units}
