"""The tests of exporters see the bundled fonts on every machine."""

from collections.abc import Iterator

import pytest

from export.fonts import shipped


@pytest.fixture(autouse=True, scope="session")
def _bundled_fonts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shipped, "windows_fonts", lambda: None)
        shipped.typesetter.cache_clear()
        yield
    shipped.typesetter.cache_clear()
