"""What Word and Excel files have in common: a ZIP container of XML parts."""
