"""Files that mean harm, or are something else."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import pypdfium2

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>'
)
ENTITIES = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
SHARING = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 1_500))
SHARED_STRING = (
    f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{"长" * 30_000}</t></si></sst>'
)
SAME_SHEETS = WORKBOOK.replace("</sheets>", '<sheet name="二" r:id="rId1"/>' * 10 + "</sheets>")
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "哈">{ENTITIES}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>'


def packed(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def docx(body: str, before: str = "", **more: str) -> bytes:
    return packed({"word/document.xml": before + WORD.format(body), **more})


def xlsx(rows: str, before: str = "", **more: bytes | str) -> bytes:
    sheet = before + SHEET.format(rows)
    parts: dict[str, bytes | str] = {
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/worksheets/sheet1.xml": sheet,
    }
    return packed(parts | more)


def bomb(part: str, others: dict[str, str] | None = None) -> bytes:
    """Pack 200 MB of blanks, which are XML as far as they go; the same million is packed once."""
    blanks, crc, packer = b" " * 1_000_000, 0, zlib.compressobj(wbits=-zlib.MAX_WBITS)
    million = packer.compress(blanks) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(200):
        crc = zlib.crc32(blanks, crc)
    out = io.BytesIO(packed(dict(others or {})))
    with zipfile.ZipFile(out, "a") as file:
        file.writestr(part, million * 200 + packer.flush())  # as if it were packed already: its headers say so below
        at = file.getinfo(part).header_offset
    data = bytearray(out.getvalue())
    for method in (at + 8, data.rindex(b"PK\x01\x02") + 10):
        struct.pack_into("<H", data, method, zipfile.ZIP_DEFLATED)
        struct.pack_into("<L", data, method + 6, crc)
        struct.pack_into("<L", data, method + 14, 200_000_000)
    return bytes(data)


def encrypted_zip() -> bytes:
    data = bytearray(docx("<w:p/>"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


def scanned_pdf(pages: int = 3) -> bytes:
    """Make a PDF of pages without any text."""
    file = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        file.new_page(595, 842)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def locked_pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt="secret")
    canvas.drawString(100, 100, "locked")
    canvas.save()
    return out.getvalue()


def many_pages() -> bytes:
    return scanned_pdf(300)


def swelling_pdf(words: bytes) -> bytes:
    """Make a page of 28 MB that takes some ten thousand bytes."""
    stream = zlib.compress(words * 2_000_000)
    page = scanned_pdf(1)
    at = page.index(b"endobj")
    return page[:at] + b"endobj\n9 0 obj<</Filter/FlateDecode>>stream\n" + stream + b"\nendstream endobj\n" + page[at:]


CELLS = "".join(f'<c r="A{i}"><v>{i}</v></c>' for i in range(1, 2001))
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
NESTED = "<w:tbl><w:tr><w:tc>" * 500 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 500
MILLION = "<row>" + "".join(f'<c r="{chr(65 + i % 26)}{i // 26 + 1}"><v>1</v></c>' for i in range(40_000)) + "</row>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40

Make = Callable[[], bytes]

# name, suffix, file, a word of the sentence
FILES: tuple[tuple[str, str, Make, str], ...] = (
    ("zip bomb", ".docx", lambda: bomb("word/document.xml"), "解压后超过"),
    ("zip bomb", ".xlsx", lambda: bomb("xl/workbook.xml", {"xl/_rels/workbook.xml.rels": RELATIONS}), "解压后超过"),
    ("billion laughs", ".docx", lambda: docx(PARAGRAPH.format("&a11;"), LAUGHS), "DOCTYPE"),
    ("billion laughs", ".xlsx", lambda: xlsx('<row><c r="A1"><v>&a11;</v></c></row>', LAUGHS), "DOCTYPE"),
    ("entity from outside", ".docx", lambda: docx(PARAGRAPH.format("&a11;"), OUTSIDE), "DOCTYPE"),
    ("nested tables", ".docx", lambda: docx(NESTED), "过深"),
    ("long text", ".docx", lambda: docx(PARAGRAPH.format("长" * 1_000_000)), "万字"),
    ("longer text", ".docx", lambda: docx(PARAGRAPH.format("长" * 6_000_000)), "文字太多"),
    ("many elements", ".docx", lambda: docx("<w:p/>" * 3_000_000), "内容太多"),
    ("unclosed comments", ".html", lambda: b"<!--" * 700_000, "没有认出"),
    ("unclosed tags", ".html", lambda: b"<a" * 1_400_000, "没有认出"),
    ("deep", ".html", lambda: b"<div>" * 500_000, "过深"),
    ("deep tables", ".html", lambda: b"<table><tr><td>" * 100_000, ""),
    (
        "unpacks without a limit",
        ".docx",
        lambda: packed({"word/document.xml": WORD.format("")}, zipfile.ZIP_LZMA),
        "压缩方式",
    ),
    ("one string in many cells", ".xlsx", lambda: xlsx(SHARING, **{"xl/sharedStrings.xml": SHARED_STRING}), "万字"),
    ("one sheet many times", ".xlsx", lambda: xlsx("", **{"xl/workbook.xml": SAME_SHEETS}), "同一处"),
    ("deep where nothing is read", ".html", lambda: b"<svg>" * 100_000 + b"</p>" * 100_000, ""),
    ("many lines", ".txt", ("四、政府信息公开行政复议、行政诉讼情况\n" + "1\n" * 100_000).encode, "40000行"),
    ("many rows", ".txt", ("四、政府信息公开行政复议、行政诉讼情况\n" + "1\n" * 30_000).encode, "6000行"),
    ("huge exponent", ".json", lambda: b'{"gouji": 1e9999999999999999999}', "过长"),
    ("long text", ".txt", ("长" * 1_300_000).encode, "万字"),
    ("long text", ".html", ("<p>" + "长" * 1_300_000).encode, "万字"),
    ("too large", ".txt", lambda: b"1" * 10_000_000, "兆字节"),
    ("too large", ".json", lambda: b'{"unit": "' + b"1" * 10_000_000, "兆字节"),
    ("a million cells", ".html", lambda: b"<table>" + b"<tr><td>1" * 300_000, "内容太多"),
    ("huge spans", ".html", lambda: b"<table><tr>" + b"<td rowspan=99999 colspan=99999>1" * 5000, "格"),
    ("many cells", ".xlsx", lambda: xlsx(MILLION), "格"),
    ("cells far away", ".xlsx", lambda: xlsx('<row><c r="XFD1048576"><v>1</v></c></row>'), "没有认出"),
    ("a file outside", ".docx", lambda: packed({"../../etc/passwd": "x", "word/document.xml": "<a/>"}), "不是Word"),
    ("encrypted part", ".docx", encrypted_zip, "密码"),
    ("encrypted by Office", ".docx", lambda: OLE, "密码"),
    ("encrypted by Office", ".xlsx", lambda: OLE, "密码"),
    ("locked", ".pdf", locked_pdf, "密码"),
    ("a page that swells", ".pdf", lambda: swelling_pdf(b"0 0 m 9 9 l S\n"), "扫描件"),
    ("blanks without end", ".pdf", lambda: swelling_pdf(b" " * 14), "扫描件"),
    ("scanned", ".pdf", scanned_pdf, "扫描件"),
    ("many pages", ".pdf", many_pages, "300页"),
    ("cut off", ".docx", lambda: docx("<w:p/>")[:100], "损坏"),
    ("cut off", ".pdf", lambda: scanned_pdf()[:60], "损坏"),
    ("not a number", ".json", lambda: b'{"gouji": NaN}', "NaN"),
    ("a key twice", ".json", lambda: b'{"gouji": 1, "gouji": 1}', "两次"),
    ("deep", ".json", lambda: b"[" * 100_000, "过深"),
    (
        "numbers without end",
        ".json",
        lambda: json.dumps({"gouji": 1}).encode()[:-1] + b', "x": ' + b"1" * 9000 + b"}",
        "",
    ),
    ("a picture", ".txt", lambda: JPEG, "图片"),
    ("a picture", ".docx", lambda: JPEG, "图片"),
    ("a picture", ".pdf", lambda: JPEG, "不是PDF"),
    ("Excel called Word", ".docx", lambda: xlsx(""), "Excel"),
    ("Word called Excel", ".xlsx", lambda: docx("<w:p/>"), "Word"),
    ("Word called text", ".txt", lambda: docx("<w:p/>"), "压缩文件"),
    ("PDF called web page", ".html", scanned_pdf, "PDF"),
    ("noise", ".txt", lambda: bytes(range(256)) * 99, ""),
    ("noise", ".docx", lambda: b"PK\x03\x04" + bytes(range(256)) * 99, "损坏"),
    ("nothing", ".txt", lambda: b"", "没有认出"),
    ("nothing", ".pdf", lambda: b"", "不是PDF"),
    ("nothing", ".docx", lambda: b"", "不是Word"),
    ("nothing", ".xlsx", lambda: b"", "不是Excel"),
    ("another text", ".txt", "采购合同\n甲方：某公司\n乙方：某公司\n".encode, "没有认出"),
)
