"""The bounded process in which a foreign file is read."""
