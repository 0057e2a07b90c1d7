"""What the words around a number show, once it contradicts a table, to be told of something else after all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from model.form.schema import Cell
from model.rules.finding import Finding
from model.rules.words import clauses

_AROUND = 80  # characters on either side
_FLOWS, _ALL = frozenset({"N1", "N3", "N8"}), frozenset({"N1", "N2", "N3", "N5", "N6", "N7", "N8"})
_BESIDE = (  # of which rules, what stands right before the number, what behind it
    (_FLOWS, re.compile("(?:就|针对|因|不服|另)$"), re.compile("件(?:政府信息公开)?(?:申请的?)?答复[后，]")),
    (  # the 4 that were left have been answered since
        _FLOWS,
        re.compile("(?:余下|剩余|剩下|结转|未结|未办结|跨年)的?$"),
        re.compile("件[^。；]{0,16}(?:也|现|目前|均|都)已"),
    ),
    (
        _ALL,
        re.compile(""),
        re.compile(
            r"件[，]?(?:已|均)?(?:(?:包含|含|计入|包括|列入)在|(?:计入|列入)(?:上述|前述|以上))[^，。；\d]{0,6}\d{1,6}件"
        ),
    ),
    (
        _FLOWS,
        re.compile("(?:按期|按时|期限内|期内|如期)[^，。；\\d]{0,6}$"),
        re.compile("件[，、；][^，。；\\d]{0,6}延[期长]"),
    ),
    (_ALL, re.compile("(?:原因|情形|理由|缘故)$"), re.compile("未?能?(?:予以)?(?:公开|提供)")),
    (_ALL, re.compile("(?:^|[，；：。])$"), re.compile("[，]?这?是(?![^，。；]{0,14}件数)[^，。；]{0,14}(?:数|率)")),
)
_ALL_TO_DO = re.compile("(?:全部|这|上述|以上)$")
_BROUGHT = re.compile("上年|去年|结转来|转来")
_OF_DOCUMENTS = re.compile("(?P<of>党内规范性文件|党内法规|(?:政府)?规章|(?:行政)?规范性文件)方面[，：]")
_DISPUTED = re.compile("复议|诉|案|院|裁|争议")
_NO_DISPUTE = re.compile("规章|文件|条数")


def is_told_besides(rule: str, finding: Finding, text: str, numbers: Mapping[Cell, Decimal]) -> bool:
    """Return whether what contradicts a table is not told of it."""
    if finding.span is None:
        return False
    start, end = finding.span
    before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if any(rule in rules and after.match(behind) and ahead.search(before) for rules, ahead, after in _BESIDE):
        return True
    if rule in {"N1", "N8"}:  # 全部52件中, of which 2 were brought forward
        return bool(
            "多算了" in finding.message
            and behind.startswith("件")
            and _ALL_TO_DO.search(before)
            and _BROUGHT.search(text, 0, start)
        )
    if rule == "N6":
        return _is_of_other_documents(text, finding)
    return rule == "N5" and (_is_of_no_dispute(text, start) or _is_denied(text[start:end], finding, numbers))


def _is_of_other_documents(text: str, finding: Finding) -> bool:
    start = finding.span[0] if finding.span else 0
    named = [*_OF_DOCUMENTS.finditer(clauses.before(text, start, _AROUND))]
    if not named:
        return False
    is_rules = "规章" in named[-1]["of"]
    return named[-1]["of"].startswith("党内") or any(is_rules != ("/regulations/" in key) for key in finding.at[1:2])


def _is_of_no_dispute(text: str, start: int) -> bool:
    said = clauses.before(text, start, _AROUND) + clauses.after(text, start, _AROUND)
    return _DISPUTED.search(said) is None and _NO_DISPUTE.search(said) is not None


def _is_denied(said: str, finding: Finding, numbers: Mapping[Cell, Decimal]) -> bool:
    """Read 均非败诉 where none was lost."""
    return "非" in said and not any(numbers.get(Cell(key)) for key in finding.at[1:])
