"""Section one, （三）政府信息管理 and （四）政府信息公开平台建设."""

from __future__ import annotations

from model.form.roles import TextRole
from model.sentences.schema import BELOW, MAKES_REGULATIONS, WITH_A_SITE, StockSentence, none, some

_HERE, _PLATFORM = TextRole.INFORMATION_MANAGEMENT, TextRole.PLATFORM
_DOCUMENTS, _REGULATIONS = ("制发", "废止", "现行有效"), ("规章制发", "规章废止", "规章现行有效")

SENTENCES = (
    StockSentence(
        "documents",
        _HERE,
        (
            "本年制发行政规范性文件{制发}件，废止{废止}件，现行有效{现行有效}件。",
            "行政规范性文件本年制发{制发}件、废止{废止}件，现行有效{现行有效}件。",
            "{year}年制定行政规范性文件{制发}件，废止{废止}件，年底现行有效{现行有效}件。",
        ),
        (some(*_DOCUMENTS),),
        topic="documents",
    ),
    StockSentence(
        "no_documents",
        _HERE,
        (
            "本年没有制发行政规范性文件，没有废止行政规范性文件，没有现行有效的行政规范性文件。",
            "{year}年制发行政规范性文件0件，废止0件，现行有效0件。",
            "本年未制发行政规范性文件，未废止行政规范性文件，也无现行有效的行政规范性文件。",
        ),
        (none(*_DOCUMENTS),),
        topic="documents",
    ),
    StockSentence(
        "regulations",
        _HERE,
        (
            "本年制发规章{规章制发}件，废止{规章废止}件，现行有效{规章现行有效}件。",
            "规章方面，本年制发{规章制发}件，废止{规章废止}件，现行有效{规章现行有效}件。",
            "{year}年制定规章{规章制发}件，废止{规章废止}件，年底现行有效{规章现行有效}件。",
        ),
        (some(*_REGULATIONS),),
        MAKES_REGULATIONS,
    ),
    StockSentence(
        "attributes",
        _HERE,
        (
            "起草公文时一并提出是否公开的意见，公开前进行保密审查。",
            "每件公文在印发前都要标明公开属性，不能公开的写明理由，并经过保密审查。",
            "信息公开前先审内容、再审保密，审查情况留有记录。",
        ),
    ),
    StockSentence(
        "upkeep",
        _HERE,
        (
            "对已经公开的信息定期检查，失效和变化的内容及时更新。",
            "公开目录和公开指南随机构职能的变化及时修改。",
            "逐条核对已公开的信息，内容有变化的作出更新，链接打不开的作出修复。",
        ),
    ),
    # （四）
    StockSentence(
        "superiors_site",
        _PLATFORM,
        (
            "本机关没有单独开设网站，政府信息在上级人民政府网站的政府信息公开专栏发布。",
            "政府信息公开依托上级人民政府网站的专栏进行，本机关不另设网站。",
            "本机关的政府信息统一放在上级人民政府网站的政府信息公开专栏，方便群众集中查找。",
        ),
        whose=BELOW,
        topic="site",
    ),
    StockSentence(
        "own_site",
        _PLATFORM,
        (
            "在门户网站设置政府信息公开专栏，指南、制度、法定主动公开内容和年报都能在专栏里查到。",
            "政府信息公开专栏由专人维护，栏目按规定设置，内容按时更新。",
            "门户网站的政府信息公开专栏运行正常，检索、下载等功能可以使用。",
        ),
        whose=WITH_A_SITE,
        topic="site",
    ),
    StockSentence(
        "places",
        _PLATFORM,
        (
            "在办事场所设有信息查阅点，群众可以当面查阅和咨询。",
            "除网站外，还用公开栏、查阅点等方式公开，照顾不常上网的群众。",
            "公开栏张贴的内容定期更换，与网站发布的内容一致。",
        ),
    ),
    StockSentence(
        "no_new_media",
        _PLATFORM,
        (
            "本机关没有开设政务新媒体账号。",
            "目前未开设政务新媒体账号。",
            "不设政务新媒体账号，信息以网站发布的为准。",
        ),
        topic="new_media",
    ),
    StockSentence(
        "new_media",
        _PLATFORM,
        (
            "政务新媒体账号的内容先审后发，与网站内容保持一致。",
            "重要信息在政务新媒体账号上同步发布，发布前经过审核。",
            "政务新媒体账号有专人管理，留言及时回复。",
        ),
        topic="new_media",
    ),
)
