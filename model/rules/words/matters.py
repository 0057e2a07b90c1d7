"""T3, section one: which of its five matters are told where a report does not tell them under their headings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from model.form.roles import TextRole
from model.report.prose import says_something
from model.report.report import Report

_TOLD: Mapping[TextRole, re.Pattern[str]] = {
    TextRole.ACTIVE_DISCLOSURE: re.compile(
        r"主动公开|信息发布|发布|公布|公示|张榜|上网|推送|(?:逐项|及时|全部|全面|依法|向社会)公开"
        r"|公开(?!申请|栏|专|目录|指南|工作|制度|平台|属性|条例).{0,16}\d+.?[条篇件次项个余]"
    ),
    TextRole.ON_APPLICATION: re.compile("申请"),
    TextRole.INFORMATION_MANAGEMENT: re.compile(
        "信息.{0,8}管理|规范性文件|清理|审[核查签]|先审后发|三审|保密|台账|目录|归档|存档|公开属性|动态调整|校对|核对|把关|源头|整理|登记|随存|留存|保存|制度|流程"
    ),
    TextRole.PLATFORM: re.compile(
        "平台|网站|公众号|微信|微博|新媒体|专[栏区]|栏目|查阅[点处室]|公[开示告]栏|公报|显示屏|载体|客户端|大厅|广播|渠道"
    ),
    TextRole.SUPERVISION: re.compile(
        "监督|考核|评议|责任|追究|追责|问责|培训|领导|组长|学习|督[查导促]|检查|自查|巡查|通报|测评|保障|投诉|专人"
    ),
}
MATTERS = frozenset(_TOLD)
_HEADED: Mapping[TextRole, re.Pattern[str]] = {
    TextRole.ACTIVE_DISCLOSURE: re.compile("主动公开|信息发布|政务公开"),
    TextRole.ON_APPLICATION: re.compile("申请"),
    TextRole.INFORMATION_MANAGEMENT: re.compile("管理"),
    TextRole.PLATFORM: re.compile("平台|载体|网站|新媒体"),
    TextRole.SUPERVISION: re.compile("监督|考核|评议|保障"),
}
_SENTENCES = re.compile("[^。；;\n]{1,600}")
_CLAUSES = re.compile("[^，,：:]{1,200}")
_OF_THE_REPORT = re.compile("[本该]报告|报告由|编制|统计期限|联系(?:人|电话|方式)|下载")
_NAMES = ("主动公开", "依申请公开", "信息管理", "平台建设", "监督保障")
_COUNTED = re.compile(r"\d|[一二三四五六七八九十百两][件条次个期]|没有|未|无")
_LEAST = 16  # characters of a text that tells of a year
_FEW = 3  # matters: who tells fewer in one piece has not told of the year, who has headed as many has headings
_LINES = re.compile("[^\n]{1,400}")
_LONGEST_HEADING = 26
_JOINS = re.compile("[和与及、]")
_SAYS = re.compile("[。；;，,：:0-9]")


class Untold(NamedTuple):
    """The matters of section one without a text of their own."""

    missing: Collection[str]  # each is missing by itself
    of_the_piece: Collection[str]  # not told in what was written in one piece


def untold(report: Report) -> Untold:
    """Return the keys of the matters of section one that are not told, where the headings are and where not."""
    keys = {role: text.key for role in _TOLD if (text := report.form.text(role))}
    blank = {role: key for role, key in keys.items() if not says_something(report.texts.get(key, ""))}
    headed = _in_headings(report, keys.values()) if blank else set()
    blank = {role: key for role, key in blank.items() if role not in headed}
    if len(keys) - len(blank) >= _FEW or not blank:
        return Untold([*blank.values()], ())
    if not _in_one_piece(report.texts.get(report.form.opening.key, "")):
        return Untold([*blank.values()], ())
    told = _in_one_piece("\n".join(report.texts.get(key, "") for key in (report.form.opening.key, *keys.values())))
    left = [key for role, key in blank.items() if role not in told]
    if len(told | (keys.keys() - blank.keys())) >= _FEW:
        return Untold((), left)
    return Untold([*blank.values()], ())


def _in_headings(report: Report, keys: Collection[str]) -> set[TextRole]:
    """Return the parts that a line of a text names together with others, as headings do."""
    texts = (report.texts.get(key, "") for key in (report.form.opening.key, *keys))
    lines = (line.strip() for text in texts for line in _LINES.findall(text))
    heads = [line for line in lines if len(line) <= _LONGEST_HEADING and _JOINS.search(line) and not _SAYS.search(line)]
    named = ({role for role, words in _HEADED.items() if words.search(head)} for head in heads)
    return set().union(*(roles for roles in named if len(roles) > 1))


def _in_one_piece(text: str) -> set[TextRole]:
    """Return the matters that a text tells of; none where it tells of the report or of good will alone."""
    said = "，".join(_of_the_year(text))
    if len(said) < _LEAST or not _COUNTED.search(said):
        return set()
    return {role for role, words in _TOLD.items() if words.search(said)}


def _of_the_year(text: str) -> Iterator[str]:
    for sentence in _SENTENCES.findall(text):
        if not _OF_THE_REPORT.search(sentence):
            yield from (clause for clause in _CLAUSES.findall(sentence) if sum(map(clause.count, _NAMES)) < _FEW)
