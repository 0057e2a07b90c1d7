"""A season of a county office, played by a robot that keeps its own books: docs/decisions/23, "A season"."""
