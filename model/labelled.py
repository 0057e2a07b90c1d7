"""Values that are told apart by an id; what they are called may change without anything else."""

from __future__ import annotations

from enum import Enum
from typing import Self


class LabelledEnum(Enum):
    """Members written as `NAME = "id", "label"`: the id is stored and compared, the label is only read by people.

    They are no strings, so that neither is taken for the other by mistake.

    >>> class Answer(LabelledEnum):
    ...     YES = "yes", "是"
    >>> Answer("yes").label, Answer.YES.value
    ('是', 'yes')
    """

    label: str

    def __new__(cls, key: str, label: str = "") -> Self:
        """Make a member whose value is its id alone."""
        member = object.__new__(cls)
        member._value_ = key
        member.label = label
        return member
