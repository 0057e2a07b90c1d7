"""汇总: the pages of a county office, loaded when somebody goes there first."""
