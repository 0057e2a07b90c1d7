"""A report on the form of 2027 and the one of the year before it."""

from model.form.editions import FORM_2021, lent
from tests.editions.form_2027 import FORM_2027
from tests.samples import filled

LAST = filled(FORM_2021, 2026)
with lent(FORM_2027):
    REPORT = filled(FORM_2027, 2027)
