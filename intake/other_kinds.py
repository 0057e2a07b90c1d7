"""Kinds of files that are not read: what they are, and what to do to have them read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LOCK = "这是Word、Excel打开文件时的临时文件（名称以~$开头），里面没有报告，请导入它旁边的文件"
_HTML = (b"<html", b"<!doctype html", b"<table", b"<body")
_LOOKED_AT = 4000  # bytes in which a web page says that it is one


@dataclass(frozen=True)
class Other:
    """A kind that is not read; `really` is the suffix of the kind that files of this suffix often hold in truth."""

    name: str
    advice: str
    really: str = ""

    @property
    def sentence(self) -> str:
        """What to say of such a file."""
        return f"不能直接读取{self.name}，{self.advice}"


def _saved_as(suffix: str) -> str:
    return (
        f"请用Word或WPS打开，另存为{suffix}再导入" if suffix == ".docx" else f"请用Excel或WPS打开，另存为{suffix}再导入"
    )


_WRITING, _SHEETS = _saved_as(".docx"), _saved_as(".xlsx")
_OFD = Other("OFD版式文件", "请用阅读器打开，另存为PDF，或者复制全文后从剪贴板导入")
_PICTURE = Other("图片", "请照原件录入")
_PACKED = Other("压缩文件", "请先解压，再导入里面的文件")
_PAGE = Other("单个文件的网页", "请用浏览器打开，另存为.html再导入，或者复制全文后从剪贴板导入")

PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff")
OTHERS: Mapping[str, Other] = {
    ".doc": Other("旧版Word文件（.doc）", _WRITING, ".docx"),
    ".dot": Other("旧版Word模板（.dot）", _WRITING, ".docx"),
    ".wps": Other("WPS文字文件（.wps）", _WRITING, ".docx"),
    ".rtf": Other("RTF文件（.rtf）", _WRITING, ".docx"),
    ".odt": Other("OpenDocument文件（.odt）", _WRITING),
    ".xls": Other("旧版Excel文件（.xls）", _SHEETS, ".xlsx"),
    ".et": Other("WPS表格文件（.et）", _SHEETS, ".xlsx"),
    ".ods": Other("OpenDocument表格（.ods）", _SHEETS),
    ".csv": Other("逗号分隔的文件（.csv）", _SHEETS),
    ".ofd": _OFD,
    ".mht": _PAGE,
    ".mhtml": _PAGE,
    **dict.fromkeys(PICTURES, _PICTURE),
    **dict.fromkeys((".zip", ".rar", ".7z"), _PACKED),
}


def real_suffix(suffix: str, begin: bytes) -> str:
    r"""Tell by its first bytes what a file of an old kind really holds; "" where it is what it says.

    >>> real_suffix(".xls", b"<html><table>"), real_suffix(".doc", b"PK..."), real_suffix(".doc", b"\xd0\xcf")
    ('.html', '.docx', '')
    """
    other = OTHERS.get(suffix)
    if other is None or not other.really:
        return ""
    if begin.startswith(b"PK"):
        return other.really
    return ".html" if is_web_page(begin) else ""


def is_web_page(begin: bytes) -> bool:
    """Tell a web page by its first bytes."""
    words = begin[:_LOOKED_AT].replace(b"\0", b"").lower()
    return any(mark in words for mark in _HTML) and b"mime-version:" not in words
