"""The colours of a chart outside the window: the light ones of the house, which are the ones for paper."""

from __future__ import annotations

from collections.abc import Mapping

from export.charts.drawing import Tone

INKS: Mapping[Tone, str] = {
    Tone.TEXT: "#1d2731",
    Tone.MUTED: "#5b6875",
    Tone.RULE: "#d3d9df",
    Tone.BAR: "#9cc3e4",
    Tone.ON_BAR: "#1d2731",
    Tone.CHOSEN: "#1b69a8",
    Tone.FAINT: "#c9d2db",
    Tone.ON_CHOSEN: "#ffffff",
    Tone.PAPER: "#ffffff",
}
DASHES = (4, 3)  # pixels drawn, pixels left out
