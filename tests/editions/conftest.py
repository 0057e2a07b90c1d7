"""A third edition is known while these tests run, as if it stood in the list."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from model.form.editions import lent
from model.form.form import Form
from tests.editions.form_2027 import FORM_2027


@pytest.fixture(scope="module")
def third() -> Iterator[Form]:
    """Lend the program the form of 2027; for a whole module, so that properties may use it."""
    with lent(FORM_2027):
        yield FORM_2027


@pytest.fixture
def briefly(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return what holds a property of elsewhere, with fewer examples: here every third of them is of the third form."""

    def hold(test: Callable[..., None], *of: object, examples: int = 30) -> None:
        inside = "_hypothesis_internal_use_settings"
        fewer = settings(getattr(test, inside), max_examples=min(examples, getattr(test, inside).max_examples))
        monkeypatch.setattr(test, inside, fewer)
        test(*of)

    return hold
