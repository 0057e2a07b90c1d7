"""The program's own file."""
