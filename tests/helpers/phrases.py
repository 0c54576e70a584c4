"""A stock of official prose, from which made-up townships get texts of their own.

A sentence is an opening, a deed and an end; a deed is a way, a verb and a thing. Numbers are in
words and agree with nothing else, so that no review can hold them against a figure.
"""

from __future__ import annotations

from random import Random

_OPENINGS = (
    """
坚持党建引领|围绕年度目标|按照上级统一部署|立足本地实际|聚焦群众所盼|紧盯薄弱环节|结合村情民意
在班子成员带领下|对照年初任务清单|着眼长远发展|本着量力而行的原则|以项目建设为抓手|以问题为导向
从身边的小事入手|经过反复走访调研|根据集体研究意见|把握农时节令|依托本地资源|汇聚各方力量
为方便群众办事|为稳住农业基本盘|为守住生态底线|入春以来|汛期之前|秋收时节|年末岁尾|集镇改造期间
各驻村干部分片包干|党员骨干带头示范|各站所密切配合|分管领导靠前指挥|纪检干部全程监督|财务人员严格把关
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_WAYS = (
    """
逐户走访|分批推进|统筹安排|分类施策|挂图作战|按月调度|择优确定|重新梳理|集中力量|先行试点
公开透明地|依规依程序|因地制宜|稳步有序地|联合相关部门|借助信息平台|发动志愿队伍|引入专业机构|定人定责|销号管理
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_VERBS = (
    """
推进了|完善了|改造了|新建了|整治了|规范了|落实了|摸清了|修缮了|充实了|组织了|优化了|夯实了|启动了|疏浚了|巩固了
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_KINDS = (
    """
山塘水库|田间渠道|通组公路|集镇管网|老旧桥梁|农家书屋|卫生服务点|村级账目|林区防火道|养老互助点|楠竹低改林
茶园基地|擂茶作坊|稻虾田块|电商服务站|文化广场|饮水工程|危旧房屋|校园周边秩序|河道岸线|垃圾收集点|公墓用地
便民服务大厅|档案库房|群众信访积案|困难家庭台账|防汛物资储备|技能培训课程|耕地保护责任|返乡创业扶持政策
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_TAILS = (
    """
建设|管护|台账|提升工作|维修任务|配套设施|巡查制度|长效机制|专项行动|验收手续|使用效率|日常运行
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_MEASURES = (
    """
开屋场会{n}场|惠及{n}户居民|累计投工{n}个|惠及{n}个小组|收集意见{n}条|发放资料{n}份
派出干部{n}批|消除隐患{n}处|带动就业{n}人|补齐手续{n}件|培训骨干{n}名|栽植苗木{n}亩
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_ENDS = (
    """
群众反映良好|运转比往年顺畅|基础条件改善|村民出行更加方便|矛盾化解在了基层|工作作风随之转变
形成了可推广的做法|得到县直部门肯定|为来年打下了基础|集体收入渠道拓宽|资金去向清楚明白|存量问题明显减少
各项工作接续有力|受到村民代表好评|服务半径不断延伸|乡风更加文明|生产条件得到改善|管理短板逐步补齐
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_PLANS = (
    """
力争让更多村民受益|确保任务落到人头|争取早谋划早见效|推动事项按期办结|不断提高办事质量|努力缩小村组差距
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_LACKS = (
    """
还不够扎实|推进不够均衡|进度慢于预期|投入渠道偏窄|专业力量不足|后续管护有欠缺|群众参与度不高|制度执行有松动
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_DIGITS = "二三四五六七八九"
_COSTS = [
    "办公费",
    "印刷费",
    "邮电费",
    "水费",
    "电费",
    "差旅费",
    "维修费",
    "租赁费",
    "会议费",
    "培训费",
    "劳务费",
    "工会经费",
    "公务用车运行维护费",
]


def number(chance: Random) -> str:
    """Return a number in words."""
    return f"{chance.choice(_DIGITS)}十{chance.choice(_DIGITS)}"


def thing(chance: Random) -> str:
    """Return what work was about."""
    return chance.choice(_KINDS) + chance.choice(_TAILS)


def deed(chance: Random) -> str:
    """Return one sentence of what was done."""
    parts = [
        chance.choice(_OPENINGS),
        chance.choice(_WAYS) + chance.choice(_VERBS) + thing(chance),
        chance.choice(_MEASURES).format(n=number(chance)),
        chance.choice(_ENDS),
    ]
    if chance.random() < 0.5:
        parts.insert(2, chance.choice(_VERBS) + thing(chance))
    if chance.random() < 0.4:
        parts.pop(0)
    return "，".join(parts) + "。"


def paragraph(chance: Random, length: int, start: str = "") -> str:
    """Return sentences of what was done, about so many characters, after a start."""
    text = start
    while len(text) < length or text == start:
        text += deed(chance)
    return text


def plan(chance: Random, length: int, start: str = "") -> str:
    """Return sentences of what is to be done."""
    text = start
    while len(text) < length or text == start:
        doing = chance.choice(_VERBS).removesuffix("了")
        text += f"{chance.choice(_OPENINGS)}，{chance.choice(_WAYS)}{doing}{thing(chance)}，"
        text += chance.choice(_PLANS) + "。"
    return text


def lack(chance: Random, what: str) -> str:
    """Return a sentence of what is wrong with something."""
    return f"{what}{chance.choice(_LACKS)}，{thing(chance)}{chance.choice(_LACKS)}。"


def reason(chance: Random) -> str:
    """Return why points were lost."""
    return f"{thing(chance)}{chance.choice(_LACKS)}，对照评分标准扣分"


def costs(chance: Random) -> str:
    """Return a list of what goods and services were bought."""
    return "、".join(chance.sample(_COSTS, 5)) + "等支出"
