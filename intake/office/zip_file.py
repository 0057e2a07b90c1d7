"""The files inside an Office file: only those that are asked for, none larger than a report can have."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from intake.limits import LARGEST_PART, MOST_PARTS
from intake.office.xml import DAMAGED, Element, LeaveOut, attribute, parse
from intake.other_kinds import LOCK, is_web_page
from intake.text_file import RICH_TEXT, kind_of
from model.errors import UserError

_LARGEST_LOCK = 200  # bytes: who has the file open
_PROPERTIES = "docProps/core.xml"
_CHUNK = 1_000_000  # bytes that are unpacked at a time
_LONGEST_FACT = 255  # characters


class ZipFile:
    """An Office file that is being read; nothing of it is ever written anywhere."""

    def __init__(self, data: bytes, kind: str) -> None:
        self._kind = kind
        if not data.startswith(b"PK\x03\x04"):
            raise UserError(_what_it_is(data, kind))
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
            names = self._file.namelist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as error:
            raise UserError(DAMAGED) from error
        if len(names) > MOST_PARTS:
            raise UserError(f"文件里有{len(names)}个部分，不会是一份年度报告")
        if len(names) != len(set(names)):
            raise UserError("文件里有重名的部分，可能已损坏")
        self.names = frozenset(names)

    def _chunks(self, name: str, largest: int) -> Iterator[bytes]:
        """Unpack one part, as far as it may be large."""
        size = 0
        try:
            info = self._file.getinfo(name)
            if info.flag_bits & 1:
                raise UserError("文件有密码保护，请去掉密码再导入")
            if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise UserError("文件的压缩方式不是Word、Excel所用的，没有打开")  # others unpack without a limit
            with self._file.open(info) as part:
                while chunk := part.read(_CHUNK):
                    size += len(chunk)
                    if size > largest:
                        raise UserError(f"文件解压后超过{largest // 1_000_000}兆字节，不会是一份年度报告")
                    yield chunk
        except KeyError as error:
            raise UserError(f"文件里缺少“{name}”，不是这种文件或者已损坏") from error
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise UserError(DAMAGED) from error

    def main_part(self, usual: str, tag: str) -> tuple[str, Element]:
        """Return the name and the tree of the part with the content, which most programs call as `usual`.

        Raises:
            UserError: it is not there, or is none of this kind of file, or as `tree`.
        """
        name = dict(self.related("").values()).get("officeDocument", usual)
        main = self.tree(name) if name in self.names else None
        if main is not None and main.tag == tag:
            return name, main
        others = {
            "word/document.xml": "Word文件",
            "xl/workbook.xml": "Excel文件",
            "ppt/presentation.xml": "演示文稿",
            "OFD.xml": "OFD文件",
        }
        inside = next((what for part, what in others.items() if part in self.names and part != usual), "")
        raise UserError(f"不是{self._kind}文件" + (f"，内容是{inside}" if inside else "，或者文件已损坏"))

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part refers to in the file, by the names that it uses: the kind of it, and its part."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self.names:
            return {}
        found = [one for one in self.tree(relations) if attribute(one, "TargetMode") != "External"]
        return {
            attribute(one, "Id") or "": (
                (attribute(one, "Type") or "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, attribute(one, "Target") or "")).lstrip("/"),
            )
            for one in found
        }

    def properties(self) -> tuple[str, ...]:
        """Return what the file's own properties say: title, author, category; nothing where they are damaged."""
        try:
            told = [one.text or "" for one in self.tree(_PROPERTIES)]
        except UserError:
            return ()
        return tuple(text[:_LONGEST_FACT] for text in map(str.strip, told) if text)

    def tree(self, name: str, *, leave_out: LeaveOut | None = None, largest: int = LARGEST_PART) -> Element:
        """Parse one part as XML that declares nothing: Office writes no document types.

        Raises:
            UserError: it is not there, too large, damaged, or no such XML.
        """
        return parse(self._chunks(name, largest), leave_out)


def _what_it_is(data: bytes, kind: str) -> str:
    """Return what a file is that is no Office file of today, and what to do."""
    if len(data) <= _LARGEST_LOCK and data.count(0) * 2 > len(data):
        return LOCK
    saved = f"另存为{kind}再导入"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return f"文件有密码保护，或者是旧版格式，请去掉密码、{saved}"
    page = is_web_page(data)
    other = "网页" if page else kind_of(data)
    if page or data.startswith(RICH_TEXT):
        return f"不是{kind}文件，内容是{other}，请用Word、Excel或WPS打开，{saved}"
    return f"不是{kind}文件" + (f"，内容是{other}" if other else "，或者文件已损坏")
