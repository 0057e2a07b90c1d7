"""What people see in a Word file is what is read: lists, tracked changes, text boxes, tables in tables."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from export import WRITERS
from intake import READERS
from intake.document import SourceGrid, SourceParagraph
from intake.docx.numbering import Numbering, chinese, written
from intake.docx.reader import read
from intake.office.xml import parse
from model.report.totals import with_totals
from tests.intake.hostile import docx, packed
from tests.samples import example

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "".join(
    f'<Relationship Id="{kind}" Type="{KIND}/{kind}" Target="{kind}.xml"/>'
    for kind in ("numbering", "styles", "footnotes", "endnotes")
)


def content(body: str, **parts: str) -> list[object]:
    """Return paragraphs as words and grids as rows."""
    return [
        block.block.rows if isinstance(block, SourceGrid) else block.text for block in read(file(body, **parts)).blocks
    ]


def file(body: str, **parts: str) -> bytes:
    more = {f"word/{name}.xml": markup for name, markup in parts.items()}
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{RELATIONS}</Relationships>'
    return docx(body, **{"word/_rels/document.xml.rels": relations}, **more)


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(words) if words else ''}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


# Lists


def level(at: int, shape: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


LISTS = (
    f"<w:numbering {W}>"
    f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCountingThousand", "%1、")}'
    f"{level(1, 'chineseCounting', '（%2）')}{level(2, 'decimal', '%3.')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "&#xF0B7;")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>'
)
STYLES = (
    f"<w:styles {W}>"
    '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="c"/></w:style></w:styles>'
)


def listed(words: str, at: int = 0, name: int = 1) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{name}"/></w:numPr>')


def test_headings_have_the_numbers_that_word_puts_before_them() -> None:
    body = (
        listed("总体情况") + listed("主动公开", 1) + listed("依申请公开", 1) + listed("数据", 2) + listed("2023年", 2)
    )
    body += listed("") + listed("主动公开政府信息情况") + listed("新的", 1) + listed("点", 0, 2) + listed("后来", 0, 3)
    assert content(body, numbering=LISTS) == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "1.数据",
        "2. 2023年",
        "二、主动公开政府信息情况",
        "（一）新的",
        "点",
        "五、后来",
    ]


def test_a_style_numbers_its_paragraphs_and_those_that_build_on_it() -> None:
    body = "".join(paragraph(style, f'<w:pStyle w:val="{style}"/>') for style in ("a", "b", "c", "d"))
    body += paragraph("无", '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>') + paragraph(
        "e", '<w:pStyle w:val="a"/>'
    )
    assert content(body, numbering=LISTS, styles=STYLES) == ["一、a", "二、b", "c", "d", "无", "三、e"]


def test_an_empty_cell_of_a_list_stays_empty() -> None:
    assert content(table((listed("其他"), listed("")), (listed("总计"), paragraph("3"))), numbering=LISTS) == [
        (("一、其他", ""), ("二、总计", "3"))
    ]


@pytest.mark.parametrize("number", range(1, 100))
def test_chinese_numbers_are_those_that_people_write(number: int) -> None:
    signs = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
    tens, _, ones = chinese(number).rpartition("十")
    counted = (signs[tens] if tens else 1) * 10 if "十" in chinese(number) else 0
    assert counted + (signs[ones] if ones else 0) == number


def test_a_list_that_is_damaged_numbers_nothing() -> None:
    numbering = parse([f'<w:numbering {W}><w:num w:numId="1"/><w:abstractNum/></w:numbering>'.encode()])
    properties = parse([f'<w:pPr {W}><w:numPr><w:ilvl w:val="9"/><w:numId w:val="1"/></w:numPr></w:pPr>'.encode()])
    assert Numbering(numbering, numbering).label(properties) == ""
    assert written(10**9, "upperRoman") == "1000000000"


# Tracked changes, what is hidden, fields


def test_only_what_stands_after_all_changes_is_read() -> None:
    deleted = "<w:del><w:r><w:delText>3</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo>"
    row = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>9</w:t></w:r></w:p></w:tc></w:tr>"
    body = f"<w:p>{run('规章')}{deleted}<w:ins>{run('4')}</w:ins>{moved}</w:p>"
    body += table((paragraph("1"), paragraph("2"))).replace("</w:tbl>", f"{row}</w:tbl>")
    assert content(body) == ["规章4新", (("1", "2"),)]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    assert content(paragraph("一、总体", "<w:rPr><w:del/></w:rPr>") + paragraph("情况")) == ["一、总体情况"]


def test_hidden_words_are_not_read_and_many_are_told() -> None:
    shown = run("丙", '<w:vanish w:val="0"/>')
    data = file(f"<w:p>{run('甲')}{run('乙' * 20, '<w:vanish/>')}{shown}</w:p>")
    document = read(data)
    assert [block.text for block in document.blocks if isinstance(block, SourceParagraph)] == ["甲丙"]
    assert "隐藏" in str(document.problems[0])


def test_a_field_is_what_it_shows() -> None:
    code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> =SUM(ABOVE) </w:instrText></w:r>'
    assert content(f'<w:p>{code}<w:fldSimple w:instr="DATE">{run("12")}</w:fldSimple></w:p>') == ["12"]


def test_what_is_raised_or_struck_out_is_no_part_of_a_number() -> None:
    raised = f"<w:p>{run('3')}{run('1', '<w:vertAlign w:val=' + chr(34) + 'superscript' + chr(34) + '/>')}</w:p>"
    struck = f"<w:p>{run('4', '<w:strike/>')}{run('5')}</w:p>"
    assert content(table((raised, struck, paragraph("6")))) == [(("3 1", "4 5", "6"),)]


def test_footnotes_are_told() -> None:
    note = f"<w:footnote>{paragraph('含结转1件')}</w:footnote>"
    notes = f"<w:footnotes {W}><w:footnote><w:p/></w:footnote>{note}</w:footnotes>"
    document = read(file(f"<w:p>{run('甲')}<w:r><w:footnoteReference/></w:r></w:p>", footnotes=notes))
    assert [str(problem) for problem in document.problems] == ["有1条脚注没有读入，第一条是“含结转1件”"]


def test_notes_at_the_end_are_told() -> None:
    notes = f"<w:endnotes {W}><w:endnote>{paragraph('数据截至年底')}</w:endnote></w:endnotes>"
    document = read(file(paragraph("甲"), endnotes=notes))
    assert [str(problem) for problem in document.problems] == ["有1条尾注没有读入，第一条是“数据截至年底”"]


# Text boxes, tables in tables, old and strict files


def test_a_text_box_is_read_once() -> None:
    inside = f"<w:txbxContent>{paragraph('框')}{table((paragraph('1'), paragraph('2')))}</w:txbxContent>"
    box = f"<w:drawing><wps:txbx xmlns:wps='w'>{inside}</wps:txbx></w:drawing>"
    old = f"<w:pict><w:textbox><w:txbxContent>{paragraph('框')}</w:txbxContent></w:textbox></w:pict>"
    ways = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    both = f"<mc:AlternateContent xmlns:mc='m'>{ways}</mc:AlternateContent>"
    assert content(f"<w:p>{run('甲')}<w:r>{both}</w:r></w:p>{paragraph('乙')}") == ["甲", "框", (("1", "2"),), "乙"]
    assert content(f"<w:p><w:r>{old}</w:r></w:p>") == ["框"]
    assert content(table((f"<w:p><w:r>{both.replace(box, old)}</w:r></w:p>", paragraph("1")))) == [(("框", "1"),)]


def test_a_table_around_tables_or_paragraphs_is_a_frame() -> None:
    inner = table((paragraph("1"), paragraph("2")))
    assert content(table((paragraph("题") + inner + paragraph("尾"), paragraph("旁")))) == [
        "题",
        (("1", "2"),),
        "尾",
        "旁",
    ]
    assert content(table((paragraph("甲") + paragraph("乙"),))) == ["甲", "乙"]
    assert content(table((paragraph("甲"),))) == [(("甲",),)]


def test_cells_merged_as_old_programs_do() -> None:
    cells = "".join(
        f'<w:tc><w:tcPr><w:hMerge w:val="{how}"/></w:tcPr>{paragraph(words)}</w:tc>'
        for how, words in (("restart", "甲"), ("continue", ""))
    )
    assert content(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>{table((paragraph('1'), paragraph('2')))}") == [
        (("甲", None),),
        (("1", "2"),),
    ]


def strict(data: bytes) -> bytes:
    """Write an Office file in the strict edition of the format, whose namespaces are called otherwise."""
    with ZipFile(BytesIO(data)) as old:
        parts = {name: old.read(name).decode("utf-8") for name in old.namelist()}
    for kind in ("wordprocessingml", "spreadsheetml", "officeDocument"):
        was, now = f"http://schemas.openxmlformats.org/{kind}/2006/", f"http://purl.oclc.org/ooxml/{kind}/"
        parts = {name: markup.replace(was, now) for name, markup in parts.items()}
    return packed(dict(parts))


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_the_strict_edition_is_read_like_the_usual_one(suffix: str) -> None:
    usual = WRITERS[suffix].render(with_totals(example()))
    assert strict(usual) != usual
    assert READERS[suffix].load(strict(usual), "").report == READERS[suffix].load(usual, "").report
