"""A hundred more files and clipboards that mean harm, by what each reader keeps, repeats or follows."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping

from faults.hostile_known import (
    TITLE,
    Make,
    W,
    cells,
    form,
    linked,
    own,
    packed_page,
    page,
    para,
    strings,
    styled,
    table,
)
from tests.intake.hostile import SHARING, docx, packed, xlsx
from tests.intake.hostile_pdf import FORM, built, drawn, stream

THREE = f"{TITLE}三、收到和处理政府信息公开申请情况\n"
NUMBERED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
)
LEVEL = '<w:lvl w:ilvl="0"><w:start w:val="3999"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="{}"/></w:lvl>'
DELETED = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>"
BOX = "<w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing>"
CHOICE = "<w:AlternateContent><w:Choice>{}</w:Choice><w:Fallback>{}</w:Fallback></w:AlternateContent>"
XREF = b"<</Type/XRef/Size 99999999/Index[0 99999999]/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>"
COMPOSITE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    b"/BaseFont/X/FontDescriptor 11 0 R/W 12 0 R/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>>>]>>"
)
DESCRIPTOR = b"<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 13 0 R>>"
WRITES = b"BT /F1 9 Tf <0001> Tj ET"


def text(words: str) -> Make:
    """Return a file of words."""
    return words.encode


def numbering(shape: str) -> str:
    """Return lists of one level."""
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{LEVEL.format(shape)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def within(tag: str, content: str) -> str:
    """Return an element of Office's XML."""
    about = f" {W}" if tag.startswith("w:") else ""
    return f"<{tag}{about}>{content}</{tag}>"


def boxes(depth: int) -> str:
    """Return text boxes, each within the other."""
    inner = para("甲")
    for _ in range(depth):
        inner = f"<w:p><w:r>{BOX.format(inner)}</w:r></w:p>"
    return inner


def wide_forms(width: int, depth: int) -> bytes:
    """Return forms in layers, each calling all those of the next layer."""
    layers = [range(10 + width * layer, 10 + width * (layer + 1)) for layer in range(depth)]
    inner = [
        form(b"".join(b"/F%d Do " % n for n in after), *after)
        for layer, after in zip(layers, [*layers[1:], range(0)], strict=True)
        for _ in layer
    ]
    return page(b"/A Do", *inner)


def font(file: bytes, widths: bytes = b"[]") -> bytes:
    """Return a page in a font that is part of the file."""
    return built(
        stream(WRITES, b""),
        {5: COMPOSITE, 11: DESCRIPTOR, 12: widths, 13: stream(file, b"/Length1 99/Filter/FlateDecode")},
    )


def chain(depth: int) -> bytes:
    """Return a tree of pages with one page at its end."""
    nodes = {2: b"<</Type/Pages/Kids[10 0 R]/Count 1>>"}
    for number in range(10, 10 + depth):
        nodes[number] = b"<</Type/Pages/Parent 2 0 R/Kids[%d 0 R]/Count 1>>" % (number + 1)
    return built(stream(WRITES, b""), nodes | {10 + depth: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>"})


def table_of_references(entries: int) -> bytes:
    """Return a table that says that it has so many entries."""
    return built(stream(b"q Q", b"")).replace(b"startxref", stream(b"", XREF % entries) + b"\nstartxref")


TEXT: Mapping[str, Make] = {
    "tabs": text(THREE + "\t" * 380_000),
    "bars": text(THREE + "|" * 380_000),
    "rows of bars": text(THREE + ("|1" * 60 + "|\n") * 3_000),
    "letters that unfold": text(THREE + "\ufdfa" * 120_000),
    "marks on one letter": text(TITLE + "一、总体情况\n甲" + "\u0301" * 120_000),
    "brackets": text(TITLE + "（" * 120_000),
    "ordinals": text(TITLE + "（一）" * 100_000),
    "headings in one line": text(TITLE + "一、总体情况二、主动公开三、收到" * 20_000),
    "lines of every kind": text(THREE + "\r\u2028\x85\v\f" * 60_000),
    "nothing but wide blanks": text("\u3000" * 390_000),
    "tags between digits": text("1<sub>" * 50_000 + "1"),
    "tags never closed": text("<p " * 120_000),
    "entities": text("&amp;" * 70_000 + "&#99999999;" * 1_000),
    "years": text("2023年" * 95_000),
    "numerals": text(f"{TITLE}一、总体情况\n" + "一百二十三万四千五百六十七" * 25_000),
    "titles": text(TITLE * 5_900),
    "half UTF-16": lambda: b"\xfe\xff" + "一、总体情况".encode("utf-16-be") * 30_000 + b"\x4e",
    "damaged here and there": lambda: ("总体情况".encode() * 20 + b"\xff") * 1_500,
    "commas": text(f"{THREE}本年新收 " + "1,2，3、" * 50_000),
    "one row of 100,000 fields": text(THREE + "本年新收" + "\t1" * 100_000),
}

MARKDOWN: Mapping[str, Make] = {
    "stars": text("**" * 190_000),
    "underlines": text("__a" * 120_000),
    "quotes": text(">" * 390_000),
    "ticks": text("`" * 390_000),
    "columns": text(THREE + "|" + "-|" * 5_000 + "\n" + ("|" + "1|" * 5_000 + "\n") * 30),
}

HTML: Mapping[str, Make] = {
    "attributes without blanks": lambda: b"<p " + b"".join(b"a%d='<'" % i for i in range(260_000)) + b">x",
    "9,900 attributes often": lambda: (b"<p " + b" ".join(b"a%d=1" % i for i in range(9_900)) + b">") * 33,
    "facts": lambda: b"<meta content='%b'>" % (b"x" * 200) * 10_000,
    "title without end": lambda: b"<title>" + b"a<b>" * 700_000,
    "bold in bold": lambda: b"<b>" * 290_000,
    "hidden in hidden": lambda: b"<p hidden>" * 250 + b"<p hidden>x</p>" * 100_000,
    "blanks in a style": lambda: b"<p style='display" + b" " * 2_900_000 + b"x'>1",
    "49 tables deep, often": lambda: (b"<table><tr><td>" * 49 + b"</table>" * 49) * 1_900,
    "rows without cells": lambda: b"<table>" + b"<tr>" * 290_000,
    "20,000 tables": lambda: b"<table><td>1</table>" * 20_000,
    "groups in turn": lambda: b"<table>" + b"<tfoot><tr><td>1<thead><tr><td>2" * 9_000,
    "picture in the page": lambda: b"<img src='data:image/png;base64," + b"A" * 2_900_000 + b"'>" + TITLE.encode(),
    "paragraphs in one cell": lambda: b"<table><tr><td>" + b"<p>1" * 95_000,
    "verbatim": lambda: b"<pre>" + b"1\n" * 190_000,
    "letters that unfold": ("<p>" + "\ufdfa" * 120_000).encode,
    "quote without end": lambda: b'<a b="' * 400_000,
    "rows that span all": lambda: b"<table>" + b"<tr>" + b"<td rowspan=200>1" * 99 + b"<tr><td>2" * 199,
}

WORD: Mapping[str, Make] = {
    "labels of 100,000 signs": lambda: docx(NUMBERED * 5_000, **linked("numbering", numbering("%1" * 50_000))),
    "labels that grow": lambda: docx(NUMBERED * 5_000, **linked("numbering", numbering("%1" * 100))),
    "deleted paragraph ends": lambda: docx(DELETED.format("长" * 30) * 25_000 + para("x")),
    "line breaks": lambda: docx("<w:p><w:r>" + "<w:t>1</w:t><w:br/>" * 140_000 + "</w:r></w:p>"),
    "boxes in boxes": lambda: docx(boxes(38) * 700),
    "boxes in cells": lambda: docx(table(f"<w:tr>{f'<w:tc>{boxes(30)}</w:tc>' * 1_000}</w:tr>")),
    "choices in choices": lambda: docx(f"<w:p>{CHOICE.format(CHOICE, CHOICE).format(*['x'] * 4) * 20_000}</w:p>"),
    "footnotes": lambda: docx(
        para(TITLE),
        **linked("footnotes", within("w:footnotes", within("w:footnote", para("注" * 20)) * 50_000)),
    ),
    "styles that build on styles": lambda: docx(
        '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>' * 30_000,
        **linked(
            "styles",
            f"<w:styles {W}>"
            + "".join(f'<w:style w:styleId="s{i}"><w:basedOn w:val="s{i + 1}"/></w:style>' for i in range(999))
            + "</w:styles>",
        ),
    ),
    "hidden words": lambda: docx("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>" * 45_000),
    "cells that go on": lambda: docx(
        table(f"<w:tr>{'<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>' * 60}</w:tr>" * 300)
    ),
    "rows shifted far": lambda: docx(
        table('<w:tr><w:trPr><w:gridBefore w:val="99999999"/></w:trPr><w:tc><w:p/></w:tc></w:tr>' * 9_000)
    ),
    "properties of 19 MB": lambda: docx(para(TITLE), **{"docProps/core.xml": f"<a>{'<b>x</b>' * 290_000}</a>"}),
    "distinct attributes": lambda: docx(
        "".join("<w:p " + " ".join(f'w:b{k}a{i}="1"' for i in range(9_000)) + "/>" for k in range(110))
    ),
    "relations": lambda: docx(
        para(TITLE),
        **{"word/_rels/document.xml.rels": within("a", '<Relationship Id="a" Target="../../x"/>' * 200_000)},
    ),
    "names as long as can be": lambda: packed({f"{i}{'a' * 60_000}": b"" for i in range(400)}),
    "controls within controls": lambda: docx(
        "<w:sdt><w:sdtContent>" * 90 + para("甲" * 9) + "</w:sdtContent></w:sdt>" * 90
    ),
}

EXCEL: Mapping[str, Make] = {
    "290,000 strings": lambda: xlsx(SHARING, **{"xl/sharedStrings.xml": strings("<si><t/></si>" * 149_000)}),
    "runs of one string": lambda: xlsx(
        SHARING, **{"xl/sharedStrings.xml": strings(f"<si>{'<r><t>1</t></r>' * 140_000}</si>")}
    ),
    "escaped characters": lambda: xlsx(
        SHARING[:60_000] + "</row>" * 0, **{"xl/sharedStrings.xml": strings(f"<si><t>{'_x0041_' * 400_000}</t></si>")}
    ),
    "letters that unfold": lambda: xlsx(
        SHARING, **{"xl/sharedStrings.xml": strings(within("si", within("t", "\ufdfa" * 900_000)))}
    ),
    "columns that are hidden": lambda: xlsx(
        "</sheetData>" + within("cols", '<col min="1" max="99999999" hidden="1"/>' * 100_000) + "<sheetData>"
    ),
    "merged over each other": lambda: xlsx(
        f"{cells('1')}</row></sheetData><mergeCells>"
        + "".join(f'<mergeCell ref="A{i}:GR2000"/>' for i in range(1, 1_999))
        + "</mergeCells><sheetData>"
    ),
    "60,000 formats": lambda: xlsx(
        cells(*map(str, range(20)), style=7) + "</row>",
        **{
            "xl/styles.xml": "<styleSheet><numFmts>"
            + "".join(f'<numFmt numFmtId="{i}" formatCode="{i}0.0"/>' for i in range(200, 60_000))
            + "</numFmts>"
            + within("cellXfs", '<xf numFmtId="59999"/>' * 60_000)
            + "</styleSheet>"
        },
    ),
    "format of stars": lambda: styled("*" * 60_000, *map(str, range(20))),
    "format of brackets": lambda: styled("[" * 60_000, *map(str, range(20))),
    "format of dots": lambda: styled("#," * 30_000, *map(str, range(20))),
    "sheet three times": lambda: xlsx(
        SHARING,
        **{
            "xl/sharedStrings.xml": strings(f"<si><t>{'1' * 100}</t></si>"),
            "xl/workbook.xml": "<workbook><sheets>" + '<sheet name="一" id="rId1"/>' * 3 + "</sheets></workbook>",
        },
    ),
    "formulas without values": lambda: xlsx(
        "<row>" + "".join(f'<c r="A{i}"><f>{"A1+" * 20}1</f></c>' for i in range(1, 2_000)) + "</row>"
    ),
    "words in cells": lambda: xlsx(
        "".join(
            f'<row><c r="A{i}" t="inlineStr"><is><t>{"三、收到和处理" * 25}</t></is></c></row>' for i in range(1, 2_000)
        )
    ),
    "days beyond time": lambda: styled("yyyy", "2958465", "1e15", "-1", "0.5", "99999999999"),
}

PDF: Mapping[str, Make] = {
    "marks on marks": lambda: packed_page(b"/a <</b 1>> BDC " * 60_000),
    "marks in forms": lambda: page(b"/A Do " * 400, form(b"/a BMC " * 4_000)),
    "font that swells": lambda: font(zlib.compress(b"\0" * 400_000_000)),
    "widths of a million letters": lambda: font(zlib.compress(b"x"), b"[" + b"1[1 1]" * 900_000 + b"]"),
    "forms in layers": lambda: wide_forms(60, 12),
    "form under an escaped name": lambda: page(b"/#41 Do", form(b"/#46#31#30 Do /F10 Do", 10)),
    "forms that take names of the page": lambda: page(b"/A Do " * 40_000, stream(b"/A Do /A Do", FORM)),
    "form whose names stand elsewhere": lambda: page(
        b"/A Do",
        stream(b"/B Do /B Do", FORM + b"/Resources 11 0 R"),
        b"<</XObject 12 0 R>>",
        b"<</B 10 0 R>>",
    ),
    "inline pictures": lambda: packed_page(b"BI /W 1/H 1/BPC 8/CS/G ID x EI " * 190_000),
    "arrays of letters": lambda: packed_page(b"BT /F1 9 Tf " + b"[(x) 1 (y)]TJ " * 11_900 + b"ET"),
    "letters on one place": lambda: packed_page(b"BT /F1 9 Tf " + b"1 0 0 1 9 9 Tm (123456789) Tj " * 10_000 + b"ET"),
    "letters turned": lambda: packed_page(
        b"BT /F1 9 Tf " + b"".join(b"%d 1 -1 %d 9 9 Tm (12345678) Tj " % (i % 7, i % 7) for i in range(10_000)) + b"ET"
    ),
    "letters far away": lambda: packed_page(b"BT /F1 9 Tf " + b"1e38 0 0 1e38 1e38 1e38 Tm (1) Tj " * 9_000 + b"ET"),
    "lines all but at one place": lambda: packed_page(
        b"".join(b"0 %.3f m 500 %.3f l S %.3f 0 m %.3f 500 l S " % ((i / 9,) * 4) for i in range(2_900))
    ),
    "boxes side by side": lambda: packed_page(
        b"".join(b"%d %d 7 7 re S " % (x * 7, y * 7) for x in range(75) for y in range(75)) + WRITES
    ),
    "table of references without end": lambda: table_of_references(10**9),
    "table that points at itself": lambda: built(stream(WRITES, b"")).replace(b"/Root", b"/Prev 9/XRefStm 9/Root"),
    "chain of pages": lambda: chain(3_000),
    "a thousand filters": lambda: page(zlib.compress(b"q"), about=b"/Filter[" + b"/FlateDecode" * 1_000 + b"]"),
    "rows as wide as can be": lambda: page(
        zlib.compress(b"\2" * 90_000), about=b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2000000000>>"
    ),
    "states without end": lambda: packed_page(b"q " * 99_000 + b"0 0 m 9 9 l W n " * 99_000),
    "path of a million lines": lambda: packed_page(b"0 0 m " + b"9 9 l " * 950_000 + b"S"),
    "100 pages of lines": drawn(b"0 0 m 9 9 l S\n" * 2_900, pages=100),
    "letters in one word": lambda: packed_page(b"BT /F1 9 Tf (" + b"1" * 5_000_000 + b") Tj ET"),
    "dictionary in a string": lambda: page(
        zlib.compress(b"0 0 m 9 9 l S\n" * 5_000_000),
        about=b"/A(/Filter/ASCIIHexDecode>>stream\n9 0 obj)/Filter/FlateDecode",
    ),
    "annotations": lambda: built(
        stream(WRITES, b""),
        {
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Annots["
            + b"<</Subtype/Link>>" * 90_000
            + b"]>>"
        },
    ),
    "digits in the contents": lambda: built(stream(b"q", b""), contents=b"1" * 2_000_000),
}

JSON: Mapping[str, Make] = {
    "escapes": lambda: own(unit="x").replace(b'"x"', b'"' + b"\\u7532" * 600_000 + b'"'),
    "deep in a text": lambda: own(texts={"problems/text": 1}).replace(b": 1}", b": " + b"[" * 900_000),
    "300,000 numbers": lambda: own(numbers={f"a/{i}/b": "1" for i in range(190_000)}),
    "empty lists": lambda: b"[" + b"[]," * 1_300_000 + b"0]",
    "long keys": lambda: own(**{"k" * 3_000_000: 1}),
}

Copied = Callable[[], tuple[str, str]]  # markup and text
CLIPBOARD: Mapping[str, Copied] = {
    "web page of 2.9 million signs": lambda: ("<p>甲乙" * 580_000, ""),
    "text of 390,000 signs": lambda: ("", "收到申请1件，" * 55_000),
    "more than is taken": lambda: ("<p>" * 1_100_000, "1" * 900_000),
    "pictures and nothing else": lambda: ("<img src='file:///etc/passwd'>" * 50_000, "\ufffc" * 50_000),
    "fragment marks": lambda: ("<!--StartFragment-->" * 100_000, TITLE),
    "table in 290,000 tags": lambda: ("<table>" + "<tr><td>" * 140_000, "1"),
    "zeros": lambda: ("\0" * 2_000_000, "\0" * 300_000),
}
PASTED: Mapping[str, Copied] = {
    "200,000 signs in 1,900 cells": lambda: ("", ("政府信息公开申请" * 12 + "\t") * 1_900),
    "100,000 lines": lambda: ("", "1\n" * 99_999),
    "one cell": lambda: ("", "9" * 200_000),
    "20,000 cells": lambda: ("<table>" + "<tr><td>1" * 20_000, ""),
    "spans": lambda: ("<table>" + "<tr><td rowspan=200 colspan=200>1" * 5_000, ""),
    "bold": lambda: ("<b>" * 66_000, ""),
    "words in one cell": lambda: ("<table><tr><td>" + "甲乙 " * 60_000, ""),
    "style": lambda: (f"<table><tr><td style='{'a:b;' * 240_000}'>1", "1"),
    "megabytes": lambda: ("<p>1" * 5_000_000, "1\t" * 5_000_000),
}

KINDS: Mapping[str, Mapping[str, Make]] = {
    ".txt": TEXT,
    ".md": MARKDOWN,
    ".html": HTML,
    ".docx": WORD,
    ".xlsx": EXCEL,
    ".pdf": PDF,
    ".json": JSON,
}


def files() -> dict[str, Make]:
    """Return all files by their names."""
    return {f"{name}{suffix}": make for suffix, kind in KINDS.items() for name, make in kind.items()}
