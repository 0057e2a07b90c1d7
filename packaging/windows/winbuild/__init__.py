"""The parts of ./dev package-windows and ./dev test-package-windows: one module for one kind of work."""
