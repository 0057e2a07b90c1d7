"""Whether what is read is what was written, and what to offer where it is not."""
