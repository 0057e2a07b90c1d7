"""Sentences of ours that a report may take over: honest, short, and right beside the tables that they stand with."""
