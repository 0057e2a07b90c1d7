"""What a county office collects: units, the states of their reports, the sum; pure values, no storage and no files."""
