"""核对结果: what the checks say, and what can be done about it."""
