"""T6, articles of the 条例 (国务院令第711号) that there are not, or that say something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.rules.narrative.numerals import value_of
from model.rules.words import clauses
from model.rules.words.flaws import Flaw

_LAST = 56  # articles
_ONE = r"第(?:\d{1,3}|[一二三四五六七八九十百]{1,5})条(?:第?[（(]?[一二三四五六七八九十]{1,3}[）)]?[项款]){0,2}"
_CITED = re.compile(
    r"《(?:(?:中华人民共和国)?政府信息公开条例|条例)》(?:[（(][^（）()]{0,30}[）)])?"
    rf"(?P<articles>{_ONE}(?:(?:、|和|及|与|以及|至|，){_ONE}){{0,4}})"
)
_ARTICLE = re.compile(r"第(\d{1,3}|[一二三四五六七八九十百]{1,5})条")
_FORMER = re.compile("原$|旧$|修订前的?$|200[78]年[^。；]{0,6}$")
_SAY = (  # what is done by an article, and which of them say it
    (
        re.compile(
            "(?:编制|公布|发布|报送|公开|撰写|形成)[^，。；]{0,24}(?:年度报告|年报)|(?:年度报告|年报)(?:制度|予以公布|的?(?:编制|公布|发布|撰写))"
        ),
        (49, 50),
    ),
    (re.compile("国家秘密[^。；]{0,12}不予公开"), (14, 36)),
    (re.compile("(?:内部事务|过程性)信息|执法案卷"), (16, 36)),
    (re.compile("(?:商业秘密|个人隐私)[^。；]{0,12}不予公开"), (14, 15, 32, 36)),
    (re.compile("第三方"), (15, 32, 36)),
    (re.compile("重复申请|重复提出"), (35, 36)),
    (re.compile("补正"), (30, 36)),
    (re.compile("不掌握|不属于本机关"), (10, 36)),
    (re.compile("信访|公开出版物"), (36, 39)),
    (re.compile("(?:收取|不收|未收)[^，。；]{0,8}费|信息处理费"), (42,)),
    (re.compile("20个工作日[^，。；]{0,6}(?:答复|办结)"), (33,)),
    (re.compile("区分处理"), (36, 37)),
    (re.compile("现成信息|另行制作|加工、分析"), (36, 38)),
    (re.compile("(?:大量|反复)[^，。；]{0,4}申请"), (35,)),
    (re.compile("责任人员[^，。；]{0,6}(?:追责|处分|处理)|给予处分"), (51, 52, 53)),
)
_BY_31_JANUARY = re.compile("[13]月31日(?:以?前|之前)")
_NEAR = 48  # characters behind a citation in which it is said what is done by it


def wrong_articles(text: str) -> Iterator[Flaw]:
    """Find articles that do not exist, and those that do not say what a clause does by them."""
    for found in _CITED.finditer(text) if "条例》" in text and "条" in text else ():
        if _FORMER.search(text, max(0, found.start() - 12), found.start()):
            continue
        cited = [int(value) for one in _ARTICLE.findall(found["articles"]) if (value := value_of(one)) is not None]
        if any(one > _LAST for one in cited):
            yield Flaw(*found.span(), f"条例共{_LAST}条，没有这一条；请核对条文序号")
            continue
        right = _right(clauses.after(text, found.end(), _NEAR))
        if right and cited and not set(cited) & set(right):
            named = "、".join(f"第{_in_chinese(one)}条" for one in right[: 1 if len(right) > _FEW else None])
            yield Flaw(*found.span(), f"与后面说的事不符，那是{named}的内容；请核对条文序号")


_FEW = 2


def _right(following: str) -> tuple[int, ...]:
    """Return the articles that say what follows; none where it is nothing, or several things."""
    said = [articles for words, articles in _SAY if words.search(following)]
    if len(said) != 1:
        return ()
    return (49,) if said[0][0] == _REPORT and _BY_31_JANUARY.search(following) else said[0]


_REPORT = 49


def _in_chinese(number: int) -> str:
    """Write a number below a hundred in Chinese.

    >>> _in_chinese(49), _in_chinese(16), _in_chinese(30)
    ('四十九', '十六', '三十')
    """
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else "")
