"""Which rules this program checks by: another mark whenever their code, or that of the form, is another.

Written by tools/make_rules.py; what was counted by other rules is counted anew, and the
sketches of texts are drawn anew where the sentences of the program that are left out of them are others.
"""

RULES = "0ac360fb98e241e6"
SENTENCES = "8c97b2622cdd39b2"
