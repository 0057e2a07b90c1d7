"""Whether a regular expression can take more than linear time, read from its parsed tree; nothing is timed here."""

from __future__ import annotations

from faults.patterns.ambiguity import Growth, growths
from faults.patterns.automaton import Automaton, UnknownPatternError, automaton
from faults.patterns.collecting import Used, builders, known_builders, patterns
from faults.patterns.inputs import inputs

__all__ = [
    "Automaton",
    "Growth",
    "UnknownPatternError",
    "Used",
    "automaton",
    "builders",
    "growths",
    "inputs",
    "known_builders",
    "patterns",
]
