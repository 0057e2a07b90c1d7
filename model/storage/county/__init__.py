"""What the library holds of a county office: collections, their units, what came in, what was done and said."""
