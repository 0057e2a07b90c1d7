"""报告库: all reports of this machine, the first start, and beginning a new report."""
