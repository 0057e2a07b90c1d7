"""Write what follows from the form into docs: the tables of docs/form.md, docs/file-format.schema.json; or --check."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from model.form.editions import FORMS  # noqa: E402 — the project's root is known only now
from model.form.form import Form  # noqa: E402
from model.form.schema import Kind, Line, Table  # noqa: E402
from model.report.file_format import LONGEST_REASON, LONGEST_TEXT, VERSION, YEARS  # noqa: E402
from model.report.numbers import DECIMALS, DIGITS  # noqa: E402
from model.report.report import LONGEST_UNIT, Level  # noqa: E402
from tools import in_step  # noqa: E402

FORM_PAGE = ROOT / "docs" / "form.md"
SCHEMA_FILE = ROOT / "docs" / "file-format.schema.json"
_MADE = "<!-- 以下由 tools/make_form.py 写出 -->\n"
_KINDS = {Kind.COUNT: "", Kind.AMOUNT: "金额，万元", Kind.CHANGE: "可为负数"}

# docs/form.md


def form_page(page: str) -> str:
    """Return the page with the tables of every edition as they are now, the newest first."""
    newest_first = sorted(FORMS.values(), key=lambda form: -form.since)
    return page.partition(_MADE)[0] + _MADE + "".join("\n".join(_edition(form)) + "\n" for form in newest_first)


def _edition(form: Form) -> Iterator[str]:
    yield f"\n## {form.edition}年表样\n\n{form.source}，报告年度{form.since}起"
    for section in form.sections:
        yield f"\n**{section.heading}**\n"
        for text in section.texts:
            yield f"- `{text.key}`　{text.heading or '（没有小标题）'}{'，可以不写' if text.optional else ''}"
        for table in section.tables:
            yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield f"\n`{table.key}`　{table.title}\n"
    yield "| 行或列 | 键 | 表内文字 | 备注 |"
    yield "|---|---|---|---|"
    for word, lines in (("行", table.rows), ("列", table.columns)):
        for line in lines:
            yield from _lines(word, line, 0)


def _lines(word: str, line: Line, depth: int) -> Iterator[str]:
    """Return a line and those under it; a heading has no numbers of its own."""
    key = f"（{line.key}）" if line.parts else f"`{line.key}`"
    yield f"| {word} | {key} | {'　' * depth}{line.label} | {_KINDS[line.kind]} |"
    for part in line.parts:
        yield from _lines(word, part, depth + 1)


# docs/file-format.schema.json


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the program's own file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"勾稽文件，第{VERSION}版",
        "type": "object",
        "required": ["gouji", "form", "unit", "level", "year"],
        "additionalProperties": False,
        "properties": {
            "gouji": {"enum": list(range(1, VERSION + 1))},
            "form": {"enum": list(FORMS)},
            "unit": {"type": "string", "maxLength": LONGEST_UNIT},
            "level": {"enum": [level.value for level in Level]},
            "year": {"type": ["integer", "null"], "minimum": YEARS[0], "maximum": YEARS[1]},
            "numbers": {"type": "object", "additionalProperties": {"$ref": "#/$defs/number"}},
            "texts": {"type": "object", "additionalProperties": {"type": "string", "maxLength": LONGEST_TEXT}},
            "explanations": {"type": "array", "items": {"$ref": "#/$defs/explanation"}},
        },
        "allOf": [_places(form) for form in FORMS.values()],
        "$defs": {
            "number": {"type": "string", "pattern": rf"^-?0*[0-9]{{1,{DIGITS}}}(\.[0-9]{{1,{DECIMALS}}})?(?!\n)$"},
            "explanation": _explanation(),
            **{f"cells-{form.edition}": {"enum": list(form.cells)} for form in FORMS.values()},
            **{f"texts-{form.edition}": {"enum": list(form.texts)} for form in FORMS.values()},
        },
    }


def _explanation() -> dict[str, Any]:
    words = {key: {"type": "string", "maxLength": LONGEST_REASON} for key in ("check", "reason", "by", "when")}
    return {
        "type": "object",
        "required": ["check", "at", "reason", "by", "when"],
        "additionalProperties": False,
        "properties": words | {"at": {"type": "array", "items": {"type": "string"}}},
    }


def _places(form: Form) -> dict[str, Any]:
    """Say which cells and texts a file in this edition may name."""
    cells, texts = ({"$ref": f"#/$defs/{part}-{form.edition}"} for part in ("cells", "texts"))
    at = {"properties": {"at": {"items": {"anyOf": [cells, texts]}}}}
    return {
        "if": {"properties": {"form": {"const": form.edition}}},
        "then": {
            "properties": {
                "numbers": {"propertyNames": cells},
                "texts": {"propertyNames": texts},
                "explanations": {"items": at},
            }
        },
    }


def main() -> int:
    """Write the files, or say which are not in step."""
    made = {
        FORM_PAGE: form_page(FORM_PAGE.read_text("utf-8")),
        SCHEMA_FILE: json.dumps(schema(), ensure_ascii=False, indent=1) + "\n",
    }
    return in_step.write_or_check(made, "make_form.py")


if __name__ == "__main__":
    sys.exit(main())
