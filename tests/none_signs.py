"""What people write where there is nothing to count, and what only looks like it."""

NONE = ("/", "／", "-", "－", "--", "—", "——", "–", "―", "─", "\\", "＼", "_", "＿", "____", "一", "无", " 无 ", " — —")
NO_NONE = ("0", "-0", "/1", "1/2", "-1", "无效", "有无", "/" * 5, "_" * 20, "——共3件", "二", "三一")
