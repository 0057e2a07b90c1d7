"""比较: the units of a collection beside each other, as a table, as charts, and where their texts are alike."""
