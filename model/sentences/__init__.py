"""Sentences for the texts of a report, with the numbers of its tables in them: all of them are the program's own.

They are data, in `ours`: read these files like the texts. `places` names the numbers, `filling` puts them in and says
which sentences are true of a report, `recognising` finds them again in a text.
"""
