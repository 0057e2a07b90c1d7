"""Every edition of the form that the program knows; the report year chooses.

A new edition is a file beside this one, and an entry in the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from model.form.editions.form_2019 import FORM_2019
from model.form.editions.form_2021 import FORM_2021
from model.form.editions.quoted import NUMBERS
from model.form.form import Form

FORMS = {form.edition: form for form in (FORM_2019, FORM_2021)}


def form_for(year: int) -> Form:
    """Choose the form in force for a report year; before 2019 there was none, the oldest serves.

    >>> form_for(2020).edition, form_for(2023).edition
    ('2019', '2021')
    """
    in_force = [form for form in FORMS.values() if form.since <= year]
    return max(in_force, key=lambda form: form.since) if in_force else min(FORMS.values(), key=lambda form: form.since)


def newest() -> Form:
    """Return the form of the last edition."""
    return max(FORMS.values(), key=lambda form: form.since)


@contextmanager
def lent(form: Form) -> Iterator[Form]:
    """Know another edition for a while, as if it stood in the list: how the tests try the form of a year to come."""
    before = dict(FORMS)
    FORMS[form.edition] = form
    try:
        yield form
    finally:
        FORMS.clear()
        FORMS.update(before)


__all__ = ["FORMS", "FORM_2019", "FORM_2021", "NUMBERS", "form_for", "lent", "newest"]
