"""Promises broken on purpose, many times over: what `./dev test-faults` runs. Nothing of the program imports it."""
