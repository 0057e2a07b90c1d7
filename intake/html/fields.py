"""What the fields of a form show in a browser."""

from __future__ import annotations

from typing import Any


def chosen_of(element: Any) -> str:  # noqa: ANN401 — lxml has no types
    """Return the words of a list (`select`) that are chosen; where none are, a list of one line shows its first."""
    options = [one for one in element.iter("option") if "hidden" not in one.attrib]
    chosen = [one for one in options if "selected" in one.attrib]
    is_one_line = "multiple" not in element.attrib
    shown = chosen[-1:] if is_one_line else chosen
    return "、".join(" ".join("".join(one.itertext()).split()) for one in shown or options[:is_one_line])
