"""What is made of all editions of the form, and anew where their list is another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from model.form.editions import FORMS
from model.form.form import Form

_T = TypeVar("_T")


def cached_by_forms(make: Callable[[], _T]) -> Callable[[], _T]:
    """Make something once for as long as the list of editions is the same."""
    made: dict[tuple[Form, ...], _T] = {}

    def get() -> _T:
        forms = tuple(FORMS.values())
        if forms not in made:
            made.clear()
            made[forms] = make()
        return made[forms]

    return get
