"""Every check beside the identities, in the order in which the program and docs/rules.md list them."""

from __future__ import annotations

from model.rules import entries, last_year, likeness, narrative_rules, wording, years
from model.rules.registry import Check

CHECKS: tuple[Check, ...] = (
    entries.not_a_count,
    entries.blanks,
    last_year.carried_over,
    last_year.documents_in_force,
    last_year.documents_possible,
    last_year.unlike_last_year,
    *narrative_rules.CHECKS,
    years.year_words,
    years.period,
    wording.regulations_of_a_body_that_makes_none,
    wording.results_of_supervision,
    wording.all_parts,
    wording.left_over_template,
    likeness.nearly_identical,
    wording.citations,
    wording.personal_numbers,
)
