"""Make the pages of the help menu from docs/手册.md: tools/make_manual.py FOLDER.

One page and its pictures in a folder, without scripts and without anything from elsewhere; beside them what they are
made of, which the program shows in a window of its own (ui/manual).
"""

from __future__ import annotations

import argparse
import re
import shutil
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {"手册.md": "index.html", "部署.md": "deployment.html"}
STYLE = """
body { max-width: 46em; margin: 0 auto; padding: 1.5em; line-height: 1.75; color: #1c1f23; background: #fff;
       font-family: "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif; }
h1, h2, h3 { line-height: 1.35; } h2 { margin-top: 2.2em; border-bottom: 2px solid #a61c1c; padding-bottom: .2em; }
img { max-width: 100%; border: 1px solid #ccd0d6; } a { color: #1d5fae; }
table { border-collapse: collapse; } th, td { border: 1px solid #ccd0d6; padding: .3em .7em; text-align: left; }
code, kbd { background: #f1f2f4; padding: .1em .35em; border-radius: 3px; } pre { background: #f1f2f4; padding: .8em; }
nav { background: #f7f3ee; padding: .4em 1.4em; } pre code { padding: 0; }
"""


def page(words: str) -> str:
    """Make one page of a document; its second-level headings are listed at the top.

    >>> "<h1>勾稽</h1>" in page("# 勾稽")
    True
    """
    markdown = MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse(words)
    headings = [_anchored(tokens, i) for i, token in enumerate(tokens) if token.type == "heading_open"]
    listed = "".join(f'<li><a href="#{mark}">{escape(said)}</a></li>' for mark, said in headings if mark)
    title = next((said for _, said in headings), "勾稽")
    body = markdown.renderer.render(tokens, markdown.options, {})
    for source, target in PAGES.items():
        body = body.replace(f'href="{source}', f'href="{target}')
    contents = f"<nav><ul>{listed}</ul></nav>" if listed else ""
    body = body.replace("</h1>", f"</h1>\n{contents}", 1)
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    return f'<!DOCTYPE html>\n<html lang="zh-CN"><head>{head}</head>\n<body>\n{body}</body></html>\n'


def _anchored(tokens: list[Token], index: int) -> tuple[str, str]:
    """Name a heading, so that a link can lead to it; those of other levels get no name."""
    said = tokens[index + 1].content
    if tokens[index].tag != "h2":
        return "", said
    mark = re.sub(r"\W+", "-", said).strip("-")
    tokens[index].attrSet("id", mark)
    return mark, said


def pictures(words: str) -> list[str]:
    """List the pictures that a document shows."""
    return re.findall(r"!\[[^]]*\]\(([^)]+)\)", words)


def write_manual(folder: Path) -> None:
    """Write all pages and their pictures."""
    for source, target in PAGES.items():
        words = (DOCS / source).read_text("utf-8")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / target).write_text(page(words), "utf-8")
        shutil.copyfile(DOCS / source, folder / source)  # what the program itself shows
        for picture in pictures(words):
            (folder / picture).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(DOCS / picture, folder / picture)


if __name__ == "__main__":
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("folder", type=Path)
    write_manual(given.parse_args().folder)
