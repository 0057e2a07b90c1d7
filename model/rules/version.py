"""Which rules this program checks by: another mark whenever their code, or that of the form, is another.

Written by tools/make_rules.py; what was counted by other rules is counted anew.
"""

RULES = "f2135c7e37063e5e"
