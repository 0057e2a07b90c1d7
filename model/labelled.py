"""Values that are told apart by an id; what they are called may change without anything else."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class LabelledEnum(StrEnum):
    """Members written as `NAME = "id", "label"`: the id is stored and compared, the label is only read by people.

    >>> class Answer(LabelledEnum):
    ...     YES = "yes", "是"
    >>> Answer("yes").label, str(Answer.YES)
    ('是', 'yes')
    """

    label: str

    def __new__(cls, key: str, label: str) -> Self:
        """Make a member whose value is its id alone."""
        member = str.__new__(cls, key)
        member._value_ = key
        member.label = label
        return member
