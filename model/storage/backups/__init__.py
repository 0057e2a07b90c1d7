"""Copies of the library: made, kept, thinned out, compared, restored."""
