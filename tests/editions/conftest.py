"""A third edition is known while these tests run, as if it stood in the list."""

from collections.abc import Iterator

import pytest

from model.form.editions import lent
from model.form.form import Form
from tests.editions.form_2027 import FORM_2027


@pytest.fixture(scope="module")
def third() -> Iterator[Form]:
    """Lend the program the form of 2027; for a whole module, so that properties may use it."""
    with lent(FORM_2027):
        yield FORM_2027
