"""The program's own file (.json), as `model.report_file` describes it."""

from model.report_file import loads as load

__all__ = ["load"]
