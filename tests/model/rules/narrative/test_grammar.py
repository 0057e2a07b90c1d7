"""Clause by clause: which cells a number is read to be about, what is said in words, what is left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from model.form.editions import FORM_2021
from model.rules.narrative.claims import Claim
from model.rules.narrative.grammar import Origin, read

ON_APPLICATION = "overview/on_application"
SUPERVISION = "overview/supervision"
MANAGEMENT = "overview/information_management"


def claims(text: str, key: str = ON_APPLICATION) -> list[Claim]:
    return [claim for one in read(text, Origin(key, FORM_2021, 2023, "某某县人民政府")) for claim in one.claims]


def said(text: str, key: str = ON_APPLICATION) -> list[str]:
    """Return what is claimed as “row+row/column=number”."""
    return [
        f"{'+'.join(row.key for row in one.target.rows)}/{one.target.column.key}={one.said}"
        for one in claims(text, key)
    ]


OF_APPLICATIONS = [
    # item, then number
    ("共受理政府信息公开申请８件。", ["received/total=8"]),
    ("接收群众提出的信息公开申请八件。", ["received/total=8"]),
    ("新收申请 1 2 件次。", ["received/total=12"]),
    ("答复8件，办结率100%。", ["results_total/total=8"]),
    ("“予以公开”5件，占62.5%。", ["disclosed/total=5"]),
    ("不予公开类答复3件。", ["refused/total=3"]),
    ("因属于国家秘密不予公开3件。", ["refused_state_secret/total=3"]),
    ("不同意公开3件，因信息不存在无法提供2件。", ["refused/total=3", "unavailable_not_held/total=2"]),
    # number, then item
    ("其中5件予以公开，2件无法提供。", ["disclosed/total=5", "unavailable/total=2"]),
    ("另有7件按规定顺延到下年度答复。", ["carried_forward/total=7"]),
    ("尚有7件，结转下年度办理。", ["carried_forward/total=7"]),
    ("对12件申请不予处理。", ["not_processed/total=12"]),
    # the year decides what was carried where
    ("上年结转4件，结转下年7件。", ["brought_forward/total=4", "carried_forward/total=7"]),
    ("2022年度转来4件，转入2024年7件。", ["brought_forward/total=4", "carried_forward/total=7"]),
    ("结转至本年办理的4件。", ["brought_forward/total=4"]),
    ("受理12件（含上年结转4件）。", ["received+brought_forward/total=12", "brought_forward/total=4"]),
    # several at once
    (
        "予以公开、部分公开、无法提供分别为5件、1件、2件。",
        ["disclosed/total=5", "partly_disclosed/total=1", "unavailable/total=2"],
    ),
    ("无法提供和不予处理共9件。", ["unavailable+not_processed/total=9"]),
    ("予以公开5件，无法提供2件，合计7件。", ["disclosed/total=5", "unavailable/total=2", "results_total/total=7"]),
    # applicants
    ("申请人为自然人的6件，为法人或其他组织的2件。", ["received/natural_person=6", "received/organisations=2"]),
    (
        "不予公开3件（其中自然人2件、商业企业1件）。",
        ["refused/total=3", "refused/natural_person=2", "refused/enterprise=1"],
    ),
    ("自然人提出的6件中，予以公开4件。", ["received/natural_person=6", "disclosed/natural_person=4"]),
    # none
    ("未收到政府信息公开申请。", ["received/total=0"]),
    ("无不予公开和不予处理的情形。", ["refused/total=0", "not_processed/total=0"]),
    ("没有上年结转的申请。", ["brought_forward/total=0"]),
    ("未收到科研机构提出的申请。", ["received/research_institution=0"]),
]


@pytest.mark.parametrize("text, expected", OF_APPLICATIONS, ids=range(len(OF_APPLICATIONS)))
def test_a_claim_about_applications(text: str, expected: list[str]) -> None:
    assert said(text) == expected


OF_DISPUTES = [
    ("行政复议3件、行政诉讼2件。", ["reconsideration/total=3", "litigation/total=2"]),
    ("行政复议和行政诉讼共5件。", ["reconsideration+litigation/total=5"]),
    ("行政复议、行政诉讼各1件。", ["reconsideration/total=1", "litigation/total=1"]),
    (
        "行政复议3件，其中维持2件、尚未审结1件。",
        ["reconsideration/total=3", "reconsideration/upheld=2", "reconsideration/pending=1"],
    ),
    ("未经复议直接起诉1件，复议后起诉2件。", ["direct_litigation/total=1", "litigation_after_reconsideration/total=2"]),
    ("未发生行政复议、行政诉讼。", ["reconsideration/total=0", "litigation/total=0"]),
    ("行政诉讼零败诉。", ["litigation/corrected=0"]),
    ("未发生复议纠错、诉讼败诉案件。", ["reconsideration/corrected=0", "litigation/corrected=0"]),
    ("工伤认定行政复议7件；信息公开行政复议2件。", ["reconsideration/total=2"]),
    ("行政诉讼41件，其中涉及政府信息公开3件。", []),
    (
        "行政诉讼9件，其中直接起诉6件、复议后起诉3件；维持5件。",
        [
            "litigation/total=9",
            "direct_litigation/total=6",
            "litigation_after_reconsideration/total=3",
            "litigation/upheld=5",
        ],
    ),
]


@pytest.mark.parametrize("text, expected", OF_DISPUTES, ids=range(len(OF_DISPUTES)))
def test_a_claim_about_disputes(text: str, expected: list[str]) -> None:
    assert said(text, SUPERVISION) == expected


OF_DOCUMENTS = [
    ("制发行政规范性文件5件、废止2件，现行有效30件。", ["issued=5", "repealed=2", "in_force=30"]),
    ("规范性文件共30件现行有效。", ["in_force=30"]),
    ("新制定规范性文件两件。", ["issued=2"]),
    ("未制发规范性文件。", ["issued=0"]),
]


@pytest.mark.parametrize("text, expected", OF_DOCUMENTS, ids=range(len(OF_DOCUMENTS)))
def test_a_claim_about_documents(text: str, expected: list[str]) -> None:
    assert said(text, MANAGEMENT) == [f"normative_documents/{one}" for one in expected]


LEFT_ALONE = [
    "收到申请300余件。",
    "近300件申请得到答复。",
    "办结率为100%。",
    "日均受理申请13件。",
    "较上年增加12件。",
    "上年收到申请300件。",
    "预计2024年受理申请400件。",
    "公布受理电话2部。",
    "答复网民留言30件。",
    "受理低保申请30件。",
    "收到网络申请210件。",
    "一季度受理申请80件。",
    "全县17个乡镇共有办理人员29人。",
    "不予公开由5件降至3件。",
    "审核公文1200件，其中不予公开250件。",
    "对2900名申请人进行了回访。",
    "无一件申请因超期被纠正。",
    "没有发生因逾期答复引起的投诉。",
    "不予公开的理由书写规范，编印范本3种。",
    "2022年，收到申请5件。",
    "无正当理由不公开的，严肃追责。",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_a_number_that_names_no_item_is_left_alone(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize("key", ["overview/active_disclosure", "overview/platform", MANAGEMENT])
def test_elsewhere_applications_must_be_named_in_full(key: str) -> None:
    assert said("受理申请8件，答复8件。", key) == []
    assert said("受理政府信息公开申请8件，答复8件。", key) == ["received/total=8", "results_total/total=8"]


def test_another_body_is_noted_until_the_sentence_ends() -> None:
    assert [one.scope for one in claims("局机关受理申请3件，答复2件。受理申请8件。")] == ["局机关", "局机关", ""]


@pytest.mark.parametrize(
    "text",
    [
        "全县各部门、镇街共收到申请8件。",
        "某某县人民政府受理申请8件。",
        "县政府受理申请8件。",
        "全县政府信息公开申请收到8件。",
    ],
)
def test_the_whole_is_no_part(text: str) -> None:
    assert [one.scope for one in claims(text)] == [""]


def test_a_list_of_who_received_how_many_claims_only_the_whole() -> None:
    assert said("共受理申请8件，其中县政府受理3件，各部门受理5件。") == ["received/total=8"]


def test_what_was_handled_may_be_what_was_received() -> None:
    (one,) = claims("全年办理申请8件。")
    assert [target.rows[0].key for target in one.also] == ["received", "received"]


@pytest.mark.parametrize(
    "text, whole, due",
    [
        ("公开信息10条，其中网站6条、公众号5条。", 10, 11),
        ("公开信息10条，其中：网站6条，公众号5条。", 10, 11),
        ("网站6条，公众号5条，合计10条。", 10, 11),
        ("公开信息20条，其中网站10条（其中动态6条、公告5条），公众号10条。", 10, 11),
    ],
)
def test_parts_that_do_not_make_the_whole(text: str, whole: int, due: int) -> None:
    (reading,) = read(text, Origin("overview/active_disclosure", FORM_2021, 2023, ""))
    assert [(one.whole.value, one.due) for one in reading.listings] == [(Decimal(whole), Decimal(due))]


@pytest.mark.parametrize(
    "text",
    [
        "公开信息10条，其中网站6条、公众号4条。",
        "公开信息10条，其中网站6条、公众号3条等。",
        "公开信息10条，其中网站6条、公众号3条、公开栏等。",
        "公开信息10条，主要网站6条、公众号3条。",
        "公开信息10条，其中网站6条、访问300次。",
        "公开信息10余条，其中网站6条、公众号3条。",
        "公开信息10条，其中网站6条。",
        "公开信息100条，其中要闻6条、公示3条。",
        "公开信息100条，其中要闻45条、公示30条。",
        "公开信息9条，上年结存1条，其中要闻5条、公示5条。",
        "公开信息100条，较上年增加9条，其中要闻60条、公示40条。",
        "公开信息10条，其中网站6条（含图解3条、视频2条），公众号4条。",
        "公开信息20条，其中网站10条，其中动态6条、公告4条，公众号10条。",
    ],
)
def test_lists_that_are_in_order_or_name_only_some(text: str) -> None:
    assert not [
        one
        for reading in read(text, Origin("overview/active_disclosure", FORM_2021, 2023, ""))
        for one in reading.listings
    ]
