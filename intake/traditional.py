"""Traditional characters of the form's labels, of headings and of common words, and the simplified ones for them.

Our own table, for comparing only: what is kept of a text stays as it was written.
"""

from __future__ import annotations

_PAIRS = (
    "訟讼業业嚴严個个豐丰為为爲为舉举樂乐習习鄉乡產产於于從从們们優优會会體体傳传債债黨党內内寫写決决況况減减擊击劃划創创動动勞劳勝胜務务區区醫医華华單单衛卫廳厅壓压縣县發发後后號号國国圖图園园團团場场堅坚聲声"
    "處处復复複复備备夠够報报執执學学寧宁實实審审將将爾尔屬属層层師师帶带幫帮應应廢废開开強强當当錄录録录徹彻徵征戰战據据擔担擇择換换護护損损數数類类斷断無无時时曆历歷历條条來来極极構构標标樣样檢检權权機机"
    "檔档歡欢殺杀沒没濟济瀏浏準准滿满潔洁灘滩狀状獨独獲获環环現现電电畫画異异療疗盡尽監监盤盘確确碼码礙碍禮礼種种稱称積积穩稳窮穷競竞筆笔範范築筑簡简糾纠紀纪約约納纳級级終终組组細细結结統统經经緊紧維维編编"
    "網网繳缴緩缓績绩續续總总織织繞绕罰罚罷罢羅罗職职聯联肅肃臨临與与興兴舊旧萬万莊庄蓋盖蘇苏蕪芜藝艺虧亏補补裏里裡里製制見见規规視视覽览覺觉觸触訂订計计記记討讨訓训託托訪访設设許许訴诉診诊詞词詢询話话詳详"
    "認认誤误說说説说誰谁請请論论調调談谈證证評评識识議议譯译讀读變变讓让財财責责貨货貫贯費费質质購购賬账資资贊赞趙赵跡迹踐践車车軌轨軍军轉转輕轻載载較较輔辅輯辑辦办農农連连進进運运過过達达違违遠远適适遞递"
    "遷迁選选遺遗還还邊边郵邮釋释針针鐵铁銀银錯错錢钱鎮镇鏈链關关長长門门間间閉闭問问聞闻閱阅隊队階阶際际隨随險险隱隐雙双雜杂難难離离靜静頁页頂顶項项順顺須须預预領领頭头題题額额願愿顯显風风飛飞養养餘余館馆"
    "馬马駐驻驗验點点齊齐齡龄龍龙價价億亿儀仪償偿兩两幾几劇剧劉刘勵励匯汇彙汇協协卻却參参啟启啓启員员壞坏婦妇孫孙寬宽寶宝對对導导專专尋寻屆届嶺岭幣币庫库廠厂廣广憑凭懲惩戶户採采掃扫掛挂揚扬擴扩擬拟敗败敵敌"
    "書书東东榮荣樓楼橋桥歲岁殘残氣气測测溝沟漢汉澤泽灣湾災灾煙烟熱热爭争牆墙獎奖獻献眾众衆众礦矿祕秘稅税節节糧粮係系繫系紅红純纯紙纸紹绍給给絡络絕绝綜综綠绿線线練练縮缩義义聖圣聽听腦脑臺台葉叶蘭兰虛虚術术"
    "衝冲裝装訊讯課课諮咨講讲謀谋謝谢譽誉貢贡貧贫貴贵買买賣卖賦赋贈赠賽赛軟软輛辆輸输轄辖遲迟鄰邻鄭郑錦锦鍵键鐘钟闊阔陳陈陽阳陰阴隸隶雲云靈灵響响頒颁頻频顧顾飯饭飲饮驅驱暢畅潤润滬沪遼辽廈厦瓊琼顏颜並并佈布"
    "撫抚瀋沈濱滨潁颍濰潍贛赣鹽盐棗枣萊莱滄沧灤滦淶涞漣涟漵溆湞浈鬱郁賓宾欽钦賀贺畢毕銅铜晉晋呂吕鳳凤諸诸麗丽慶庆廬庐滎荥鞏巩鄲郸欒栾鶴鹤雞鸡饒饶綏绥營营蘆芦渾浑樺桦輝辉琿珲淨净涇泾藍蓝隴陇張张瀘泸綿绵涼凉"
    "嶽岳懷怀婁娄瀟潇荊荆黃黄鄖郧鍾钟潛潜閩闽鄆郓鄒邹薊蓟閘闸嶗崂膠胶壽寿岡冈騰腾瀾澜彌弥薩萨倫伦貝贝烏乌錫锡魯鲁塗涂渦涡碭砀鄧邓鄺邝閬阆郟郏瀝沥澠渑滙汇鰲鳌嶧峄溫温湯汤漁渔潯浔"
    "週周隻只撥拨攝摄擾扰攔拦繼继覈核"
)
_SIMPLIFIED = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
_TRADITIONAL = frozenset(_PAIRS[::2])
_TELLING = 20  # signs that no text in simplified characters has by accident


def simplified(text: str) -> str:
    """Return a text with simplified characters, as far as they are in the table.

    >>> simplified("四、政府信息公開行政復議、行政訴訟情況")
    '四、政府信息公开行政复议、行政诉讼情况'
    """
    return text if text.isascii() else text.translate(_SIMPLIFIED)


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters."""
    return sum(map(_TRADITIONAL.__contains__, text)) >= _TELLING
