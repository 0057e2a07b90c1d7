"""预览 and printing: the pages of the real PDF."""
