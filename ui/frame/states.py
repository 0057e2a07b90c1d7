"""How the state of a report is shown wherever it is told of."""

from __future__ import annotations

from model.storage.records import State

STATES = {  # tone and sign
    State.DRAFT: ("accent", "pencil"),
    State.FINAL: ("done", "circle-check"),
    State.REVISED: ("explain", "lock-open"),
}
