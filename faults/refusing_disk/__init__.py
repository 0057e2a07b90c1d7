"""A robot that writes at the real window while the disk refuses, and what must be true all the while."""
