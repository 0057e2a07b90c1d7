"""What the texts of a report must and must not say, read without the tables: each module a rule or two."""
