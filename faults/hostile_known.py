"""Files that mean harm, as a first pair of eyes thought of them; each stands under the name that its file gets."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from faults.part import ROOT
from tests.intake.hostile import docx, packed, xlsx
from tests.intake.hostile_pdf import FORM, built, stream

Make = Callable[[], bytes]

TITLE = "甲镇人民政府2023年政府信息公开工作年度报告\n"
REL = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></Relationships>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
EXTERNAL = '<Relationship Id="{}" Type="x/{}" Target="{}" TargetMode="External"/>'
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PARTS = ("opening", "active_disclosure", "on_application", "information_management", "platform")


def own(**changes: Any) -> bytes:  # noqa: ANN401 — whatever JSON can hold
    """Return a file of the program's own, with something else in it."""
    whole = json.loads((ROOT / "assets" / "example.json").read_text("utf-8"))
    return json.dumps({**whole, **changes}, ensure_ascii=False).encode()


def para(text: str) -> str:
    """Return a paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(rows: str) -> str:
    """Return a table of a Word file."""
    return f"<w:tbl>{rows}</w:tbl>"


def strings(items: str) -> str:
    """Return the strings that cells of a workbook share."""
    return f"<sst {X}>{items}</sst>"


def cells(*values: str, style: int = 0) -> str:
    """Return a row of numbers."""
    return '<row r="1">' + "".join(f'<c r="{chr(65 + i)}1" s="{style}"><v>{v}</v></c>' for i, v in enumerate(values))


def styled(code: str, *values: str) -> bytes:
    """Return a workbook of numbers in one format."""
    styles = (
        f'<styleSheet {X}><numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>'
    )
    return xlsx(cells(*values, style=1) + "</row>", **{"xl/styles.xml": styles})


def page(content: bytes, *more: bytes, about: bytes = b"") -> bytes:
    """Return a PDF of one page, and the objects from number 10 on."""
    return built(stream(content, about), dict(enumerate(more, 10)))


def packed_page(content: bytes, *more: bytes) -> bytes:
    """Return the same, compressed."""
    return page(zlib.compress(content), *more, about=b"/Filter/FlateDecode")


def form(content: bytes, *called: int) -> bytes:
    """Return a form that can call others by their numbers."""
    names = b"".join(b"/F%d %d 0 R" % (number, number) for number in called)
    return stream(content, FORM + b"/Resources<</XObject<<%b>>>>" % names)


def linked(part: str, text: str) -> dict[str, str]:
    """Return a part of a Word file with what leads to it."""
    kinds = (("a", "numbering"), ("b", "styles"), ("c", "footnotes"))
    relations = "".join(f'<Relationship Id="{i}" Type="x/{kind}" Target="{kind}.xml"/>' for i, kind in kinds)
    head = REL.partition("<Relationship ")[0]
    return {"word/_rels/document.xml.rels": f"{head}{relations}</Relationships>", f"word/{part}.xml": text}


def _forms(depth: int, times: int) -> bytes:
    inner = [form(b"/F%d Do " % (n + 1) * times, n + 1) for n in range(10, 10 + depth)]
    return page(b"/A Do", *inner, form(b"0 0 m 9 9 l S"))


JSON: Mapping[str, Make] = {
    "deep": lambda: b"[" * 3_900_000,
    "deep objects": lambda: b'{"a":' * 700_000,
    "int of 3.9 million digits": lambda: b'{"gouji":' + b"1" * 3_900_000 + b"}",
    "huge exponent": lambda: b'{"gouji":1e999999999999}',
    "long fraction": lambda: b'{"gouji":0.' + b"1" * 3_900_000 + b"}",
    "many keys": lambda: b"{" + b",".join(b'"k%d":1' % i for i in range(300_000)) + b"}",
    "half character": lambda: own(unit="a").replace(b'"a"', b'"\\ud800"'),
    "controls in the name": lambda: own(unit="\x00甲\x1b[31m\u202e镇\n\n"),
    "UTF-16": lambda: own().decode().encode("utf-16"),
    "five long texts": lambda: own(texts={f"overview/{one}": "予以公开1件、不予公开3件。" * 7_000 for one in PARTS}),
    "a year often": lambda: own(texts={"problems/text": "2024年度" * 16_000 + "公开"}),
    "25,000 reasons": lambda: own(
        explanations=[
            {"check": "X1", "at": ["applications/brought_forward/total"], "reason": "r" * 20, "by": "b", "when": "w"}
        ]
        * 25_000
    ),
    "a reason with 90,000 places": lambda: own(
        explanations=[
            {
                "check": "X1",
                "at": ["applications/brought_forward/total"] * 90_000,
                "reason": "r",
                "by": "b",
                "when": "w",
            }
        ]
    ),
    "large numbers": lambda: own(numbers=dict.fromkeys(json.loads(own())["numbers"], "999999999999")),
    "nothing": lambda: b"",
}

TEXT: Mapping[str, Make] = {
    "dashes": ("-" * 2000 + "x\n").encode,
    "breaks": ("1" + "<br> " * 26 + "x").encode,
    "long colon": f"{TITLE}一、总体情况\n：{'全年公开信息若干' * 300}\n".encode,
    "blanks": ("收到" + " " * 19_000 + "x\n").encode,
    "blanks in 20 lines": (("收到" + " " * 19_000 + "x\n") * 20).encode,
    "400,000 digits": lambda: b"1" * 399_000,
    "one long line": ("收到申请1件，" * 57_000).encode,
    "6,000 headings": (TITLE + "一、总体情况\n（一）主动公开\n收到申请1件\n" * 1900).encode,
    "5,900 rows of seven": (
        f"{TITLE}三、收到和处理政府信息公开申请情况\n" + "本年新收政府信息公开申请数量 1 2 3 4 5 6 7\n" * 5900
    ).encode,
    "5,900 rows": (
        f"{TITLE}三、收到和处理政府信息公开申请情况\n" + "".join(f"予以公开{i} {i} 2 3 4 5 6 7\n" for i in range(5900))
    ).encode,
    "controls": ("\u202e\u2066\u200b\ufeff甲\x00镇\u0301" * 3000).encode,
    "noise": lambda: random.Random(1).randbytes(400_000),
    "UTF-16": lambda: f"{TITLE}一、总体情况\n好".encode("utf-16"),
    "nothing": lambda: b"",
}

HTML: Mapping[str, Make] = {
    "deep div": lambda: b"<div>" * 599_000,
    "deep table": lambda: b"<table><tr><td>" * 199_000,
    "colspan": lambda: b"<table>" + b"<tr><td colspan=99999999 rowspan=99999999>1</td></tr>" * 1000,
    "grid of rowspans": lambda: b"<table><tr>" + b"<td rowspan=1000 colspan=1000>1" * 1000,
    "a million cells": lambda: b"<table>" + (b"<tr>" + b"<td>1" * 500) * 1100,
    "attributes": lambda: b"<p " + b" ".join(b"a%d=1" % i for i in range(320_000)) + b">x",
    "one long attribute": lambda: b"<p style='" + b"a" * 2_990_000 + b"'>x",
    "comments": lambda: b"<!--" * 740_000,
    "brackets": lambda: b"<" * 2_990_000,
    "CDATA": lambda: b"<![CDATA[" * 330_000,
    "entities": lambda: b"&" * 2_990_000,
    "places outside": lambda: (
        b'<base href="file:///"><img src="file:///etc/passwd"><iframe src="http://127.0.0.1:9/"></iframe>'
        b'<link rel=stylesheet href="\\\\10.0.0.1\\x\\y.css"><script src="http://127.0.0.1:9/x.js"></script><p>x</p>'
    ),
    "billion laughs": lambda: b'<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>',
    "breaks": ("<p>1" + "&lt;br&gt; " * 40 + "x").encode,
    "charset utf-7": lambda: b'<meta charset="utf-7"><meta charset=zlib><p>+ADw-',
}

WORD: Mapping[str, Make] = {
    "bomb of blanks": lambda: docx(para("甲" * 10) + " " * 200_000_000),
    "bomb of text": lambda: docx(para("1" * 19_000_000)),
    "elements": lambda: docx("<w:p/>" * 3_000_000),
    "deep": lambda: docx("<w:p>" * 100_000),
    "deep tables": lambda: docx("<w:tbl><w:tr><w:tc>" * 60 + para("x") + "</w:tc></w:tr></w:tbl>" * 60),
    "gridSpan": lambda: docx(
        table('<w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc></w:tr>' * 2000)
    ),
    "a million cells": lambda: docx(table(("<w:tr>" + "<w:tc><w:p/></w:tc>" * 100 + "</w:tr>") * 1400)),
    "laughs": lambda: docx(para("&j;"), '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY j "&a;&a;">]>'),
    "outside entity": lambda: docx(para("&x;"), '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "attribute of 19 MB": lambda: docx(f'<w:p w:x="{"a" * 19_000_000}"/>'),
    "900,000 attributes": lambda: docx("<w:p " + " ".join(f'w:a{i}="1"' for i in range(900_000)) + "/>"),
    "small": lambda: docx(para("x")),
    "main part refers to itself": lambda: packed({"_rels/.rels": REL.format("officeDocument", "_rels/.rels")}),
    "main part outside": lambda: packed(
        {"_rels/.rels": REL.format("officeDocument", "../../../../etc/passwd"), "word/document.xml": "x"}
    ),
    "names that lead out": lambda: docx(para("x"), **{"../../evil": "x", "/tmp/evil": "x", "..\\..\\evil": "x"}),  # noqa: S108 — a name
    "template outside": lambda: docx(
        para(TITLE),
        **{
            "word/_rels/document.xml.rels": REL.partition("<Relationship ")[0]
            + EXTERNAL.format("a", "attachedTemplate", "http://127.0.0.1:9/x.dotm")
            + EXTERNAL.format("b", "numbering", "\\\\10.0.0.1\\x\\n.xml")
            + "</Relationships>",
            "word/vbaProject.bin": "x" * 9,
        },
    ),
    "levels without end": lambda: docx(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>' * 5000,
        **linked("styles", f'<w:styles {W}><w:style w:styleId="s"><w:basedOn w:val="s"/></w:style></w:styles>'),
    ),
    "zip in zip in zip": lambda: packed(
        {"a.zip": packed({"b.zip": packed({"c": b"\0" * 10_000_000})}), "word/document.xml": "x"}
    ),
    "4,990 parts": lambda: docx(para("x"), **{f"p{i}": "" for i in range(4990)}),
    "70,000 names": lambda: packed({f"p{i}": b"" for i in range(70_000)}),
    "nothing": lambda: b"",
}

EXCEL: Mapping[str, Make] = {
    "strings that are not there": lambda: xlsx(
        '<row r="1"><c r="A1" t="s"><v>999999999</v></c><c r="B1" t="s"><v>-1</v></c></row>',
        **{"xl/sharedStrings.xml": strings("<si><t>a</t></si>")},
    ),
    "a million cells": lambda: xlsx(
        "".join(
            "<row>" + "".join(f'<c r="{chr(65 + c)}{r}"><v>1</v></c>' for c in range(26)) + "</row>"
            for r in range(40_000)
        )
    ),
    "one string in 19,000 cells": lambda: xlsx(
        '<row r="1">' + '<c r="A1" t="s"><v>0</v></c>' * 19_000 + "</row>",
        **{"xl/sharedStrings.xml": strings(f"<si><t>{'甲' * 30_000}</t></si>")},
    ),
    "the last place": lambda: xlsx('<row r="1048576"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'),
    "beyond the last place": lambda: xlsx('<row r="9999999"><c r="ZZZ9999999"><v>1</v></c></row>'),
    "all merged": lambda: xlsx(
        cells("1")
        + "</row></sheetData><mergeCells>"
        + '<mergeCell ref="A1:XFD1048576"/>' * 3000
        + "</mergeCells><sheetData>"
    ),
    "290,000 empty rows": lambda: xlsx("<row/>" * 290_000),
    "a number of a million digits": lambda: xlsx(
        cells("1" * 1_000_000, "1e999999999", "-1E-999", "NaN", "INF") + "</row>"
    ),
    "format of zeros": lambda: styled("0" * 60_000 + "&quot;", *map(str, range(20))),
    "format of quotes": lambda: styled("0&quot;" * 30_000, *map(str, range(20))),
    "format of decimals": lambda: styled("0." + "0" * 1_000_000, "1.5"),
    "5,000 sheets": lambda: xlsx(
        "",
        **{
            "xl/workbook.xml": f"<workbook {X}><sheets>"
            + '<sheet name="a" sheetId="1"/>' * 5000
            + "</sheets></workbook>"
        },
    ),
    "laughs": lambda: xlsx("&j;", '<!DOCTYPE x [<!ENTITY j "a">]>'),
    "sheet is the workbook": lambda: xlsx(
        "", **{"xl/_rels/workbook.xml.rels": REL.format("worksheet", "workbook.xml")}
    ),
    "formula that starts a program": lambda: xlsx(
        '<row r="1"><c r="A1" t="str"><f>cmd|\' /C calc\'!A0</f><v>x</v></c></row>'
    ),
}

PDF: Mapping[str, Make] = {
    "tree of pages in a ring": lambda: built(
        stream(b"q Q", b""), {2: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 99999999>>"}
    ),
    "a billion pages": lambda: built(stream(b"q Q", b""), {2: b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>"}),
    "bomb": lambda: packed_page(b" " * 300_000_000),
    "bomb in a bomb": lambda: page(
        zlib.compress(zlib.compress(b"\0" * 300_000_000)), about=b"/Filter[/FlateDecode/FlateDecode]"
    ),
    "one stream 100,000 times": lambda: built(stream(b"BT (x) Tj ET " * 1000, b""), contents=b"4 0 R " * 100_000),
    "contents of contents": lambda: page(b"/Contents[" * 300_000),
    "names and numbers": lambda: page(b"/a" + b" " * 3_000_000 + b"x/b 1" + b" 1" * 1_000_000),
    "forms that double 30 times": lambda: _forms(30, 2),
    "a form that calls itself": lambda: page(b"/A Do", form(b"/F10 Do /F10 Do", 10)),
    "bomb of objects": lambda: page(
        b"q Q",
        stream(
            zlib.compress(b"1 0 " * 1_000_000 + b" " * 200_000_000),
            b"/Type/ObjStm/N 1000000/First 4000000/Filter/FlateDecode",
        ),
    ),
    "deep arrays": lambda: built(
        stream(b"q Q", b""), {1: b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * 300_000 + b"]" * 300_000 + b">>"}
    ),
    "script and program": lambda: built(
        stream(b"q Q", b""),
        {
            1: b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL('http://127.0.0.1:9/'))>>"
            b"/AA<</WC<</S/Launch/F(/bin/sh)>>>>>>"
        },
    ),
    "half a million letters": lambda: page(b"BT /F1 9 Tf " + b"(aaaaaaaaaa) Tj 1 1 Td " * 50_000 + b"ET"),
    "250,000 lines": lambda: page(
        b"".join(b"%d %d m %d %d l S\n" % (i % 590, i % 840, i % 590 + 3, i % 840) for i in range(250_000))
    ),
    "51,000 boxes": lambda: page(
        b"".join(b"%d %d 3 3 re S\n" % (x * 3, y * 3) for x in range(190) for y in range(270))
        + b"BT /F1 2 Tf 10 10 Td (1) Tj ET"
    ),
    "map of letters that swells": lambda: built(
        stream(b"BT /F1 9 Tf <0001> Tj ET", b""),
        {
            5: b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 10 0 R/DescendantFonts[<<"
            b"/Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>>>]>>",
            10: stream(
                b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
                + (b"1 beginbfrange <0000> <FFFF> <" + b"0041" * 500 + b"> endbfrange ") * 2000,
                b"",
            ),
        },
    ),
    "locked": lambda: page(b"q Q").replace(
        b"/Root 1 0 R", b"/Root 1 0 R/Encrypt<</Filter/Standard/V 5/R 6/Length 256/O(x)/U(x)/P -1>>/ID[(a)(b)]"
    ),
    "cut off": lambda: page(b"BT /F1 9 Tf " + b"(aaaaaaaaaa) Tj 1 1 Td " * 50_000 + b"ET")[:5000],
    "a page as wide as the world": lambda: page(b"q Q").replace(b"595 842", b"1e30 1e30"),
    "nothing": lambda: b"",
}

OTHER: Mapping[str, Make] = {
    "page.mht": lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\nPHA+eDwvcD4=\n--x--",
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100_000,
    "rich.doc": lambda: b"{\\rtf1" + b"{" * 1_000_000,
    "kingsoft.wps": lambda: packed({"word/document.xml": "x"}),
    "web page.xls": lambda: b"<html><table>" + b"<tr><td>1" * 100_000,
}

KINDS: Mapping[str, Mapping[str, Make]] = {
    ".json": JSON,
    ".txt": TEXT,
    ".html": HTML,
    ".docx": WORD,
    ".xlsx": EXCEL,
    ".pdf": PDF,
}


def files() -> dict[str, Make]:
    """Return all of them by the names of their files."""
    named = {f"{name}{suffix}": make for suffix, kind in KINDS.items() for name, make in kind.items()}
    return named | dict(OTHER)
