"""RV52: set phrases with a slip, and plain slips of the pen."""

from __future__ import annotations

import pytest

from reportgen.lexicon import lines
from reportgen.review.writing import homophones, phrases, wording
from tests.helpers.papers import case, found


def told(text: str) -> list[str]:
    return [words for _, _, words in found(wording.check(case(text, is_report=False)))]


def test_a_wrong_character_in_a_law_is_told() -> None:
    [fault] = wording.check(case("保护各种积极组织的合法权益；"))
    assert (fault.code, fault.severity.value) == ("RV52", "提醒")
    assert fault.spans[0].text == "保护各种积极组织的合法权益"
    assert fault.message == (
        "“保护各种积极组织的合法权益”疑有错字、漏字或者多字，通常写作“保护各种经济组织的合法权益”。"
    )
    assert fault.remedy == "核对；确是这样写的，不用改。"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("执行本机人民代表大会的决议和上级国家行政机关的决定和命令", "执行本机人民"),
        ("保护公民四有所有的合法财产", "四有"),
        ("各级各部门干职工", "各级各部门干职工"),
        ("以新气象新当担新作为推进发展", "新当担"),
        ("以精细化管理为手段，已评价结果为导向", "已"),
        ("具体八包括：", "具体八"),
        ("工资人员支出由县统发", "工资人员支出"),
        ("退职村干待遇扩面", "村干"),
        ("实现财政总收3.8亿元", "财政总收"),
        ("全面实施预算效绩管理", "预算效绩管理"),
        ("一般公共预算财政拔款收入", "财政拔款"),
        ("对个人和家厅的补助", "家厅"),
        ("公务用车运行护维费", "护维"),
        ("满足人民日益增长的美好生需要", "美好生需要"),
        ("政府性基金预算财拨款支出", "财拨款"),
        ("巩固拓展脱贫攻艰成果", "攻艰"),
        ("截止2020年12月底", "截止"),
        ("进行了绩效自评，现情况报告如下：", "现情况报告如下"),
        ("紧紧围绕“深化行政管理体制改革”为主线，以创新为动力", "紧紧围绕"),
        ("利用扶贫走访与民主生活会等工作为契机，向农户调查", "利用扶贫走访"),
        ("该项工作己完成验收", "己"),
        ("进一步加强的的管理", "的的"),
        ("开展绩效平价工作", "绩效平价"),
        ("严格预算直行", "预算直行"),
        ("加强固定资产馆理", "资产馆理"),
    ],
)
def test_slips_are_told(text: str, words: str) -> None:
    assert any(words in each for each in told(text))


def test_the_message_quotes_the_clause_and_says_what_is_usual() -> None:
    [fault] = wording.check(case("全年实现财政总收3.8亿元，增长5%。"))
    assert fault.message == (
        "“全年实现财政总收3.8亿元”中的“财政总收”疑有错字、漏字或者多字，通常写作“财政总收入”。"
    )
    [aims] = wording.check(case("以精细化管理为手段，已评价结果为导向。"))
    assert (aims.spans[0].text, aims.remedy) == (
        "已评价结果为导向",
        "核对；是笔误的，改为“以评价结果为导向”。",
    )


@pytest.mark.parametrize(
    ("text", "words", "right"),
    [
        ("我镇做为试点镇", "做为", "作为"),
        ("县委统一布署", "布署", "部署"),
        ("报消差旅费", "报消", "报销"),
        ("按装路灯20盏", "按装", "安装"),
        ("平稳度过，安全渡汛", "安全渡汛", "安全度汛"),
        ("问题急待解决", "急待解决", "亟待解决"),
        ("与上年下降7.6%", "与上年下降", "比上年下降"),
        ("既使遇到困难，我们坚持到底", "既使", "即使"),
        ("开展绩校评价", "绩校评价", "绩效评价"),
    ],
)
def test_common_misspellings_are_told_with_the_right_word(
    text: str, words: str, right: str
) -> None:
    [fault] = wording.check(case(text))
    assert fault.spans[0].text == words
    assert f"通常写作“{right}”" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        "保障机构正常运转，确保了机关的正常运转，保障机关机构正常运转",
        "支付主任补贴、甘做为民服务的表率、选拔款待人才",
        "一般公共预算总收入13.83亿元，“三公”经费决算",
        "既使群众得实惠，又使产业发展",
        "部门决算编制范围、各市部门决算公开、一般公共预算总支出",
        "一个阶段一个阶段地推进，为了了解情况，参与上年增长点研究",
        "项目支出支出进度、绩效评价评价指标体系、资金管理管理办法",
    ],
)
def test_words_that_only_look_like_misspellings_are_right(text: str) -> None:
    assert told(text) == []


def test_words_typed_twice_are_told() -> None:
    assert told("减少原因原因是压缩开支") == ["原因原因"]
    assert told("在县委的坚强领导下坚强领导下，完成任务") == ["坚强领导下坚强领导下"]


def test_a_torn_sentence_is_one_fault_with_both_ends() -> None:
    text = "通过以上我们牢固树立理念，完成改造。农药零增长。措施，环境质量明显改善。"
    [fault] = wording.check(case(text))
    assert [span.text for span in fault.spans] == ["通过以上", "措施，"]
    assert fault.remedy == "把断开的句子补写完整，如“通过以上措施，……”。"


@pytest.mark.parametrize(
    "text",
    [
        "深入贯彻党的十九届二中、三中、四中、五中全会精神",
        "在市委、市政府的坚强领导下，在县委、县政府的坚强领导下",
        "保障饮用水源保护区安全，畜禽退养整治有序推进",
        "市人民代表大会、镇人民代表大会",
        "我镇经济和社会发展良好，经济社会发展平稳",
        "2021年是实施“十四五”规划的第一年，已完成以项目为中心的改造",
        "具体包括：具体如下；具体又包括；具体内容",
        "村干部待遇提高，财政总收入3.8亿元，骨干职工培训",
        "自己完成，利己经营，年末完成结转，本年未发生",
        "暖暖和和、和和美美、了了解情况、目的的实现",
        "通过以上措施，我们牢固树立理念。工作，我们抓得实。".replace("工作，", "这项工作，"),
        "政府基金预算、城乡居民养老保险、国有资产监督管理",
        "获得感、幸福感、安全感和幸福感、获得感",
        "反应堆、化学反应、截止阀、截止日期",
        "财物管理、自愿服务、视频安全监控、项目实时监控、资金适用范围、法制建设",
    ],
)
def test_right_wordings_are_silent(text: str) -> None:
    assert told(text) == []


def test_no_listed_phrase_is_a_slip_of_another() -> None:
    for name in ("wording", "clauses", "terms"):
        for phrase in lines(name):
            assert list(phrases.slips(phrase)) == [], phrase
            assert list(homophones.slips(phrase)) == [], phrase


def test_a_word_with_a_character_that_only_sounds_right_has_its_remedy() -> None:
    [fault] = wording.check(case("严格预算直行，按月通报。"))
    assert fault.remedy == "核对；是笔误的，改为“预算执行”。"


@pytest.mark.parametrize(
    "text",
    [
        "现将有关情况报告如下：",
        "紧紧围绕以经济建设为主线的工作思路。",
        "利用主题党日作为契机，开展走访。",
        "利用闲置校舍，以党建为抓手推进工作。",
        "围绕“三高四新”战略，以项目建设为抓手。",
        "利用晒谷坪为群众搭建平台。",
    ],
)
def test_aims_and_means_that_are_rightly_told(text: str) -> None:
    assert told(text) == []
