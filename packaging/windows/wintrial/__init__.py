"""The program for Windows used as a clerk uses it, in a Windows of wine: what ./dev test-package-windows does."""
