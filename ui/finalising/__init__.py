"""定稿: what is to be looked at before a report is final, and what comes next once it is."""
