"""The statements of a source, without the expressions in them: a tenth of what `ast.walk` goes through."""

import ast
from collections.abc import Iterator

_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")  # in no other field of a node stand statements


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Walk through all statements inside a node, however deep, with the handlers and cases that they stand in."""
    for block in _BLOCKS:
        inside = getattr(node, block, ())
        for one in inside if isinstance(inside, list) else ():  # the body of a lambda is an expression
            yield one
            yield from statements(one)
