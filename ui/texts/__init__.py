"""The tabs of prose: the editor of a text, its marks, and 插入数据."""
