"""The narrative held against the tables: from the words of a text to claims, from claims to what is wrong with them."""
