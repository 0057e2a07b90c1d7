"""The statutory form as data: its vocabulary, its editions, and how a section stands on paper."""
