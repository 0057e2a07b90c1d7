"""What comes into the library from outside: which files, what becomes of each, and how it is taken back."""
