"""What a report becomes outside the program: one module per target, all written from one document."""
