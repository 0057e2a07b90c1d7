"""The parts that lines, tables and texts play in a form: by them rules, prose and intake find their way in it."""

from __future__ import annotations

from enum import StrEnum, auto


class LineRole(StrEnum):
    """What a row or column is there for; an edition need not have all of them."""

    # Section three, rows
    RECEIVED = auto()
    BROUGHT_FORWARD = auto()
    CARRIED_FORWARD = auto()
    RESULTS_TOTAL = auto()
    OUTCOME = auto()  # a way in which applications were handled
    REASON = auto()  # a kind of one of the outcomes
    UNLISTED = auto()  # what was handled in a way that has no row of its own
    # Section three, columns
    APPLICANT = auto()  # a kind of applicant, or the heading over several
    NATURAL_PERSON = auto()
    ORGANISATIONS = auto()
    ALL_APPLICANTS = auto()
    # Section four
    RECONSIDERATION = auto()
    LITIGATION = auto()
    PENDING = auto()
    ALL_DISPUTES = auto()
    # Section two
    REGULATIONS = auto()
    NORMATIVE_DOCUMENTS = auto()
    ISSUED = auto()
    REPEALED = auto()
    IN_FORCE = auto()
    DECISIONS = auto()  # how many of what a row names were decided
    FEE = auto()


class TableRole(StrEnum):
    """What a table counts."""

    DOCUMENTS = auto()  # 规章、规范性文件
    APPLICATIONS = auto()
    DISPUTES = auto()


class TextRole(StrEnum):
    """What a text tells."""

    OPENING = auto()  # cites the law and the period
    ACTIVE_DISCLOSURE = auto()
    ON_APPLICATION = auto()
    INFORMATION_MANAGEMENT = auto()
    PLATFORM = auto()
    SUPERVISION = auto()
    PROBLEMS = auto()
    OTHER_MATTERS = auto()  # also what was charged for information
