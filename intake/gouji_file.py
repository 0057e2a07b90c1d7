"""The program's own file (.json), as `model.report.file_format` describes it."""

from model.report.file_format import loads as load

__all__ = ["load"]
