"""What a number is about where the grammar has no production for the words: learnt from texts of many writers.

Weights of runs of characters and of known words around a number; which cells it is of is their sum, so the same words
always give the same answer. Whether what is read is right, the tables say (docs/decisions/24-the-learnt-reader.md).
"""
