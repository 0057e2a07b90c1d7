"""Going through statements finds what going through everything finds of them."""

import ast

from tests.statements import statements

EVERY_BLOCK = """
async def outer():
    async with one: import a0
    async for one in two: import a1
    else: import a2
class Inner:
    def of(self): import a3
if one: import a4
elif two: import a5
else: from b import c
while one: import a6
else: import a7
try: import a8
except one: import a9
else: import d0
finally: import d1
match one:
    case 1: import d2
    case _:
        with one: import d3
later = lambda: one if two else three
try: pass
except* one:
    for two in three:
        def deep(): import d4
"""


def test_no_statement_is_left_out() -> None:
    tree = ast.parse(EVERY_BLOCK)
    kinds = ast.stmt | ast.excepthandler | ast.match_case
    assert {one for one in ast.walk(tree) if isinstance(one, kinds)} == set(statements(tree))
    assert sum(isinstance(one, ast.Import | ast.ImportFrom) for one in statements(tree)) == EVERY_BLOCK.count("import")
