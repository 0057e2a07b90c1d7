"""What the user can set, and what the program says of its backups."""
