"""A keystroke in a cell of section three: number committed, flags repainted, row on disk."""

from bench.figure import Figure

FIGURES: tuple[Figure, ...] = ()
