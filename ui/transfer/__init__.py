"""What comes in and goes out: 导入, 导出, several files in one go, 定稿."""
