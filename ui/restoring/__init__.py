"""Backups: what they hold, how they differ from what is there, and putting one in its place."""
