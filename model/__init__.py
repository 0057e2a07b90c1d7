"""What the report is: the form as data, the report, its checks and its storage."""
