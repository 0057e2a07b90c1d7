"""The library file: every report of this machine in one SQLite file; each edit is on disk before the next."""
