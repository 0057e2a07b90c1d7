"""An example collection: a county of ten invented units in the middle of a season, and the year before it."""

from app.collecting.example.making import make_example

__all__ = ["make_example"]
