"""The tests of exporters see the bundled fonts on every machine."""

from collections.abc import Iterator

import pytest

from export import fonts


@pytest.fixture(autouse=True, scope="session")
def _bundled_fonts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "windows_fonts", lambda: None)
        fonts.typesetter.cache_clear()
        yield
    fonts.typesetter.cache_clear()
