"""One open report: its page of tabs, the strip above them, the badges, and 修改记录."""
