"""Packs: the shipped ones are clean, and every kind of mistake is named at its cell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen import packs
from reportgen.findings import ReportgenError, as_text
from reportgen.packs import covers, layout, rules
from reportgen.packs import find as find_pack
from reportgen.packs.model import SheetLayout
from reportgen.workbook.cells import ref
from tests.helpers.packs import PACK, changed, find, find_title, put
from tests.helpers.packs import shipped as shipped_pack

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("folder", sorted((ROOT / "templates").iterdir()), ids=lambda f: f.name)
def test_every_shipped_pack_is_clean(folder):
    """A pack with a finding never reaches an agency."""
    _, findings = packs.load(folder)
    assert [as_text(finding) for finding in findings] == []


# What the editor changes: sheet, the row (column, word), the column, the new value; then the
# finding's code, column of its cell, and message.
BROKEN = """
字段 | 名称=在职人数 | 类型 | 数字 | PK06 | 类型 | “类型”写的是“数字”，不是规定的词。是不是“数”？
字段 | 名称=在职人数 | 必填 |   | PK17 | 必填 | “必填”一栏空着：它决定空着算不算错。
字段 | 名称=在职人数 | 下限 | 零 | PK07 | 下限 | “下限”写的是“零”，不是数。
字段 | 名称=自称 | 选项 |  | PK17 | 选项 | 类型是“选项”，却没有列出选项。
计算 | 名称=收入合计 | 算法 | 求和 | PK06 | 算法 | “算法”写的是“求和”，不是规定的词。
计算 | 名称=收入合计 | 取数 | 一般公共预算收入 ++ | PK08 | 取数 | “取数”看不懂：“”不是名称，也不是 合计(表.列)、平均(表.列)、计数(表)。
计算 | 名称=满意度比率 | 取数 | 满意度综合评分 | PK08 | 取数 | “取数”应有 2 部分，现有 1 部分（各部分用“；”隔开）。
计算 | 名称=收入合计 | 取数 | 一般公共预算收人 | PK09 | 取数 | 用到的“一般公共预算收人”没有定义。是不是“一般公共预算收入”？
计算 | 名称=收入合计 | 取数 | 收入合计 | PK10 | 取数 | “收入合计”绕了一圈又用到自己（收入合计）。
勾稽 | 左边=收入控制数 | 规则 | 合计 | PK06 | 规则 | “规则”写的是“合计”，不是规定的词。是不是“合计相等”？
勾稽 | 左边=收入控制数 | 级别 | 严重 | PK06 | 级别 | “级别”写的是“严重”，不是规定的词。
勾稽 | 左边=收入控制数 | 右边 |  | PK17 | 右边 | “右边”一栏空着：它指明用哪些数。
指标 | 名称=在职人员控制率 | 分值 | 6 | PK11 | 分值 | 各指标分值相加为 101 分，与满分 100 分相差 +1 分。
指标 | 名称=在职人员控制率 | 不足一步 |  | PK17 | 不足一步 | “不足一步”一栏空着：不足一步扣不扣分是政策问题，须写明。
指标 | 名称=在职人员控制率 | 分母为零 |  | PK17 | 分母为零 | “分母为零”一栏空着：分母为零时怎么计分是政策问题，须写明。
指标 | 名称=在职人员控制率 | 一步 | 0 | PK07 | 一步 | “一步”是 0，应当大于零。
指标 | 名称=预算控制率 | 分档 | ≤0% 5；≤10% 4 | PK15 | 分档 | “预算控制率”的分档：没有写“其余”，落在各档之外的数没有分。
指标 | 名称=预算控制率 | 分档 | ≤10% 5；≤0% 4；其余 0 | PK15 | 分档 | “预算控制率”的分档：“≤10%”排在“≤0%”前面，会把它盖住。
指标 | 名称=预算控制率 | 分档 | ≤0% 4；≤10% 3；其余 0 | PK11 | 分档 | “预算控制率”最高档 4 分，与分值 5 分不等。
指标 | 名称=预算控制率 | 分档 | 零以下 5；其余 0 | PK15 | 分档 | “分档”看不懂：“零以下 5”。
等级 | 等级=优秀 | 下限 |  | PK17 | 下限 | “下限”一栏空着：每一档都要有下限。
等级 | 等级=优秀 | 取数 | 总得分 | PK09 | 取数 | 用到的“总得分”没有定义。
说明 | 项目=年度 | 内容 | 20年 | PK18 | 内容 | “说明”中的“年度”是“20年”，应为四位年份。
字段 | 名称=在职人数 | 小数位 | 2.5 | PK07 | 小数位 | “小数位”写的是“2.5”，不是 0 到 6 的整数。
字段 | 名称=在职人数 | 小数位 | 7 | PK07 | 小数位 | “小数位”写的是“7”，不是 0 到 6 的整数。
字段 | 名称=在职人数 | 上限 | -1 | PK07 | 下限 | “下限”0 大于“上限”-1，填什么数都不行。
字段 | 名称=在职人数 | 上限 | nan% | PK07 | 上限 | “上限”写的是“nan%”，不是数。
字段 | 名称=在职人数 | 上限 | 1e9999999 | PK07 | 上限 | “上限”写的是“1e9999999”，不是数。
字段 | 名称=在职人数 | 上限 | 1000000000000001 | PK07 | 上限 | “上限”写的是“1000000000000001”，超出了 1000000000000000。
字段 | 名称=在职人数 | 上限 | =1000*2 | PK23 | 上限 | “上限”是一个还没有算出结果的公式（=1000*2）。
字段 | 名称=在职人数 | 类型 | =A1 | PK23 | 类型 | “类型”是一个还没有算出结果的公式（=A1）。
字段 | 名称=在职人数 | 单位 | #REF! | PK23 | 单位 | “单位”是公式的错误值 #REF!。
字段 | 名称=固定资产利用率 | 上限 | '100 | PK24 | 上限 | “上限”写的是 100，就是 10000%。是不是 100%？
字段 | 名称=在职人数 | 名称 | 综合得分 | PK05 | 名称 | “综合得分”是程序自己给出的名称。
字段 | 名称=在职人数 | 名称 | 预算完成率自评得分 | PK05 | 名称 | “预算完成率自评得分”是指标“预算完成率”自带的名称。
字段 | 名称=在职人数 | 名称 | 满意度满分 | PK05 | 名称 | 名称“满意度满分”用了不止一次。
字段 | 名称=在职人数 | 名称 | 评价等级 | PK05 | 等级!A2 | 名称“评价等级”用了不止一次。
字段 | 名称=项目支出.决算 | 名称 | 项目支出.序号 | PK05 | 名称 | “项目支出.序号”是程序自己给出的名称。
字段 | 名称=在职人数 | 名称 | loop | PK04 | 名称 | “loop”不能用作名称。
计算 | 名称=收入合计 | 名称 | 预算完成率得分 | PK05 | 名称 | “预算完成率得分”是指标“预算完成率”自带的名称。
计算 | 名称=收入合计 | 名称 | 上年度 | PK05 | 名称 | “上年度”是程序自己给出的名称。
计算 | 名称=收入合计 | 取数 | 一般公共预算收入 + 在职人数 | PK25 | 取数 | “取数”里单位不同的数不能加减：“一般公共预算收入”是万元，“在职人数”是人。
计算 | 名称=收入合计 | 单位 | 亿元 | PK25 | 取数 | “一般公共预算收入”的单位是万元，这一行的“单位”写的是亿元。
计算 | 名称=基本支出差额 | 取数 | 基本支出决算；引进县域外资金投资 | PK25 | 取数 | “差额”的两部分单位不同：万元和亿元。
计算 | 名称=基本支出占比 | 取数 | 引进县域外资金投资；支出合计决算 | PK25 | 取数 | “取数”的两部分单位不同：亿元和万元，相除差了上万倍。
计算 | 名称=基本支出占比 | 单位 | 万元 | PK24 | 单位 | “占比”的结果是百分数，“单位”写的是“万元”，会印成 0.95万元。
勾稽 | 左边=收入控制数 | 右边 | 在职人数 | PK25 | 右边 | 两边单位不同：左边“收入控制数”是万元，右边“在职人数”是人。
勾稽 | 左边=收入控制数 | 右边 | 其他收入 + 在职人数 | PK25 | 右边 | “右边”里单位不同的数不能加减：“其他收入”是万元，“在职人数”是人。
勾稽 | 左边=收入控制数 | 右边 | 其他收人 | PK09 | 右边 | 用到的“其他收人”没有定义。是不是“其他收入”？
勾稽 | 左边=收入控制数 | 容差 | -0.01 | PK07 | 容差 | “容差”是 -0.01，不能小于零。
勾稽 | 左边=三公经费说明 | 左边 | 三公经费说明 + 填表人 | PK08 | 左边 | “三公经费说明＋填表人”不是一个名称，这里只能写一个字段的名称（类型：文字、段落、日期、选项）。
勾稽 | 左边=三公经费说明 | 左边 | 在职人数 | PK08 | 左边 | “在职人数”的类型是“数”，这里要文字、段落、日期、选项。
勾稽 | 左边=三公经费说明 | 左边 | 收入合计 | PK08 | 左边 | “收入合计”是数，这里要写字段的名称（类型：文字、段落、日期、选项）。
勾稽 | 左边=评价开始日期 | 右边 | 填表人 | PK08 | 右边 | “填表人”的类型是“文字”，这里要日期。
指标 | 名称=在职人员控制率 | 分值 | 0 | PK07 | 分值 | “分值”是 0，应当大于零。
指标 | 名称=在职人员控制率 | 分值 | 5% | PK07 | 分值 | “分值”写成了百分数（5%），这一栏是分数。
指标 | 名称=在职人员控制率 | 每步扣分 | 50% | PK07 | 每步扣分 | “每步扣分”写成了百分数（50%），这一栏是分数。
指标 | 名称=在职人员控制率 | 每步扣分 | -1 | PK07 | 每步扣分 | “每步扣分”是 -1，不能小于零。
指标 | 名称=资金使用合规性 | 取数 | 收入合计 | PK25 | 取数 | “收入合计”的单位是万元，这一行的“单位”写的是例。
指标 | 名称=在职人员控制率 | 单位 |   | PK24 | 单位 | “比率”的结果是百分数，“单位”空着，会印成 0.95 而不是 95%。
指标 | 名称=在职人员控制率 | 界限 | '10 | PK24 | 界限 | “界限”写的是 10，就是 1000%。是不是 10%？
指标 | 名称=预算控制率 | 分档 | ≤0% 5；≤10 4；其余 0 | PK24 | 分档 | “≤10 4”的界限是 10，就是 1000%。是不是 10%？
指标 | 名称=预算控制率 | 分档 | 其余 5；≤10% 4 | PK15 | 分档 | “预算控制率”的分档：“其余”不在最后，它后面的各档永远用不上。
指标 | 名称=预算控制率 | 分档 | ≤0% 5；≥10% 4；其余 0 | PK15 | 分档 | “预算控制率”的分档：“≤”“<”与“≥”“>”混用，分不清从哪一头排起。
指标 | 名称=预算控制率 | 分档 | ≤0% 5；≤10% 3；≤20% 4；其余 0 | PK15 | 分档 | “预算控制率”的分档：分数忽高忽低：“≤10%”3 分，后面的“≤20%”4 分。
指标 | 名称=预算控制率 | 分档 | ≤0% 5；≤10% 4；≤10% 3；其余 0 | PK15 | 分档 | “预算控制率”的分档：“≤10%”写了 2 次，只有第一次算数。
指标 | 名称=预算控制率 | 分档 | ≤0% 5；≤10% 6；其余 0 | PK15 | 分档 | “预算控制率”的分档：“≤10%”是 6 分，不在 0 与分值 5 之间。
指标 | 名称=预算控制率 | 分档 | ≤0% 5；≤10% -1；其余 0 | PK15 | 分档 | “预算控制率”的分档：“≤10%”是 -1 分，不在 0 与分值 5 之间。
指标 | 名称=预算控制率 | 分档 | ≤0% 5%；其余 0 | PK15 | 分档 | “分档”看不懂：“≤0% 5%”。
指标 | 名称=预算控制率 | 评分 | 按选项 | PK06 | 评分 | 评分“按选项”要用词，算法“比率”得出的是数。
指标 | 名称=行政效能 | 评分 | 按比例 | PK06 | 评分 | 算法“选项”得出的是词，评分“按比例”要用数。
指标 | 名称=行政效能 | 分档 | 较好 6；一般 3；没有 0 | PK15 | 分档 | “行政效能”的分档：“没有”不是“行政效能评价”的选项。
指标 | 名称=行政效能 | 分档 | 较好 6；无或不明显 0 | PK15 | 分档 | “行政效能”的分档：选项“一般”没有写分数，选中它就没有得分。
指标 | 名称=行政效能 | 取数 | 填表人 | PK08 | 取数 | “填表人”的类型是“文字”，这里要选项。
等级 | 等级=良好 | 取数 | 自评总分 | PK26 | 取数 | “评价等级”前面按“综合得分”分等，这一行却按“自评总分”。
等级 | 等级=良好 | 下限 | 90 | PK26 | 下限 | “优秀”和“良好”的下限都是 90，选不出是哪一个。
等级 | 等级=较差 | 下限 | 10 | PK26 | 下限 | “评价等级”最低一档“较差”的下限是 10，比它小的数没有等级。
说明 | 项目=满分 | 内容 | 一百 | PK07 | 内容 | “说明”中的“满分”写的是“一百”，不是数，而各指标分值之和要与它核对。
说明 | 项目=满意度满分 | 内容 | 5分 | PK07 | 内容 | “说明”中的“满意度满分”写的是“5分”，不是数，而计算!C61 要用它来算。
说明 | 项目=报告文件名 | 内容 | {{ 单位简 }}报告 | PK13 | 内容 | “报告文件名”里的标签“单位简”没有定义。是不是“单位简称”？
说明 | 项目=报告文件名 | 内容 | {{ 单位简称 报告 | PK21 | 内容 | “{{ 单位简称 报告”里的花括号不成对，标签没有写完整。
说明 | 项目=单位字段 | 内容 | 单位简 | PK09 | 内容 | “单位字段”写的“单位简”不是字段。是不是“单位简称”？
说明 | 项目=单位字段 | 内容 | 在职人数 | PK08 | 内容 | “单位字段”写的“在职人数”的类型是“数”，应当是一个单位的名称。
说明 | 项目=全称字段 | 内容 | 单位全 | PK09 | 内容 | “全称字段”写的“单位全”不是字段。是不是“单位全称”？
说明 | 项目=全称字段 | 内容 | 内设机构.名称 | PK08 | 内容 | “全称字段”写的“内设机构.名称”是清单的一列，应当是一个单位的名称。
说明 | 项目=全称字段 | 内容 | 报告日期 | PK08 | 内容 | “全称字段”写的“报告日期”的类型是“日期”，应当是一个单位的名称。
说明 | 项目=金额单位 | 项目 | 全称字段 | PK05 | 项目 | “说明”里“全称字段”写了不止一次，只有第一次算数。
说明 | 项目=金额单位 | 项目 | 单位字段 | PK05 | 项目 | “说明”里“单位字段”写了不止一次，只有第一次算数。
说明 | 项目=金额单位 | 项目 | 综合得分 | PK05 | 内容 | “综合得分”是程序自己给出的名称。
"""


def typed(value: str) -> float | str | None:
    """A number as a number, unless marked as words by ' (as in Excel); nothing as a blank."""
    if re.fullmatch(r"-?[0-9.]+", value):
        return float(value)
    return value.removeprefix("'") or None


@pytest.mark.parametrize("line", BROKEN.strip().splitlines())
def test_a_mistake_in_rules_is_named_at_its_cell(line, tmp_path):
    """The place is the cell a person can open; the message quotes what stands there."""
    sheet, key, column, value, code, at, message = (part.strip() for part in line.split(" | "))
    name, word = key.split("=")
    place = {}

    def change(book):
        row, _ = find(book, sheet, name, word)
        there = "!" in at or f"{sheet}!{ref((row, find_title(book, sheet, at)[1]))}"
        place["spot"] = at if there is True else str(there)
        put(book, sheet, (name, word), column, typed(value))

    _, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    found = [f for f in findings if f.code == code and message in f.message]
    assert found, [as_text(finding) for finding in findings]
    spots = [f.where.spot for f in found]
    assert place["spot"] in spots


def test_an_unknown_sheet_and_column_are_named(tmp_path):
    """A sheet or column that is not read would otherwise fail silently."""

    def change(book):
        book["勾稽"].title = "勾嵇"
        book["等级"]["A1"] = "名字"

    _, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    said = {(f.code, f.message) for f in findings}
    assert ("PK02", "不认识工作表“勾嵇”。是不是“勾稽”？") in said
    assert ("PK02", "缺少工作表“勾稽”。") in said
    assert ("PK03", "不认识“名字”这一栏。是不是“名称”？") in said
    assert ("PK03", "第1行缺少栏目：名称。") in said


def test_a_name_used_twice_points_at_both_rows(tmp_path):
    """The second row is the finding's place, the first is where it leads."""

    def change(book):
        row, column = find(book, "字段", "名称", "工勤编制")
        book["字段"].cell(row, column).value = "事业编制"

    _, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    [finding] = [f for f in findings if f.code == "PK05"]
    assert finding.message == "名称“事业编制”用了不止一次。"
    assert len(finding.related) == 1


def test_a_name_with_punctuation_is_refused(tmp_path):
    """Such a name could never be written as a tag."""

    def change(book):
        row, column = find(book, "计算", "名称", "收入合计")
        book["计算"].cell(row, column).value = "收入-合计"

    _, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    assert ("PK04", "“收入-合计”不能用作名称。") in {(f.code, f.message) for f in findings}


def test_a_tag_without_a_row_and_a_row_without_a_tag_are_both_named(tmp_path):
    """The tag at its cell of form.xlsx, the row at its cell of rules.xlsx."""

    def change(book):
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and "{{ 行政编制 }}" in cell.value:
                        cell.value = "{{ 行政编治 }}"

    _, findings = packs.load(changed(tmp_path, "form.xlsx", change))
    by_code = {f.code: f for f in findings}
    assert by_code["PK13"].message == "标签“行政编治”没有定义。是不是“行政编制”？"
    assert by_code["PK13"].where.file == "form.xlsx"
    assert by_code["PK12"].message == "字段“行政编制”在填报表中没有填写的位置。"
    assert by_code["PK12"].where.file == "rules.xlsx"


def test_tags_of_one_list_on_two_rows_are_named(tmp_path):
    """A list is one sample row."""

    def change(book):
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value == "{{ 项目支出.决算 }}":
                        cell.offset(row=1).value = cell.value
                        cell.value = None
                        return

    _, findings = packs.load(changed(tmp_path, "form.xlsx", change))
    [finding] = [f for f in findings if f.code == "PK14"]
    assert finding.message.startswith("“项目支出”的标签分在第")


def test_a_name_asked_for_twice_on_one_sheet_is_named(tmp_path):
    """On another sheet it would be shown by a link; on the same one it looks like two figures."""

    def change(book):
        sheet = book["收入支出"]
        sheet.cell(sheet.max_row + 2, 1).value = "{{ 上年结转 }}"

    _, findings = packs.load(changed(tmp_path, "form.xlsx", change))
    [finding] = findings
    assert (finding.code, finding.message) == ("PK20", "“上年结转”在同一张表上有两处。")
    assert len(finding.related) == 1


def test_a_figure_that_scoring_gives_cannot_be_calculated_with(tmp_path):
    """It lints as unknown would: every clerk would otherwise be told of a missing figure."""

    def change(book):
        put(book, "计算", ("名称", "收入合计"), "取数", "综合得分")

    _, findings = packs.load(changed(tmp_path, "rules.xlsx", change))
    [finding] = findings
    assert finding.code == "PK09"
    assert finding.message == ("用到的“综合得分”要到计分以后才有，“计算”和“指标”里还不能用。")


def test_the_pack_of_a_year_is_looked_for_near_the_form(tmp_path, monkeypatch):
    """In the work folder, above the form, or as shipped; a year nobody has is an error."""
    monkeypatch.chdir(tmp_path)
    form = tmp_path / "深处" / "inputs" / "填报表.xlsx"
    (tmp_path / "深处" / "templates" / "2020").mkdir(parents=True)
    assert find_pack.find("2020", form) == tmp_path / "深处" / "templates" / "2020"
    assert (
        find_pack.find("2020", tmp_path / "填报表.xlsx") == find_pack.shipped() / "templates/2020"
    )
    with pytest.raises(ReportgenError) as raised:
        find_pack.find("1999", form)
    assert (raised.value.code, raised.value.message) == (
        "PK19",
        "找不到 1999 年度的格式包（templates/1999）。",
    )


def test_a_folder_that_is_no_pack_says_what_is_missing(tmp_path):
    """Nothing can be done without the three files."""
    (tmp_path / "form.xlsx").write_bytes((PACK / "form.xlsx").read_bytes())
    with pytest.raises(ReportgenError) as raised:
        packs.load(tmp_path)
    assert raised.value.code == "PK01"
    assert "缺少 rules.xlsx、report.docx。" in raised.value.message


def test_the_indicators_unfold_one_row_each_and_what_is_below_moves_down():
    """The sheet as issued has a row per indicator, and equal neighbours share a label."""
    pack = shipped_pack()
    [unfolded] = [each for each in pack.layout if each.added_rows]
    assert unfolded.added_rows == len(pack.indicators) - 1
    names = {slot.name for slot in unfolded.slots}
    assert {f"{each.name}自评得分" for each in pack.indicators} <= names
    labels = list(unfolded.labels.values())
    first = pack.indicators[0]
    assert sum(each.category == first.category for each in pack.indicators) > 1
    assert labels.count(first.dimension) == 1
    assert labels.count(first.category) == 1


def test_every_list_of_columns_is_documented():
    """docs/packs.md names every column and every word an editor may use."""
    text = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")
    words = [*rules.CALCULATION_VERBS, *rules.CHECK_VERBS, *rules.SCORINGS, *rules.PART_STEPS]
    words += [*rules.ZERO_DENOMINATORS, *(c for each in rules.COLUMNS.values() for c in each)]
    assert [word for word in words if word not in text] == []
    assert layout.INDICATORS in text


def test_a_tag_under_a_merged_cell_is_named(tmp_path):
    """The issued form would have no cell to fill in."""
    place = {}

    def change(book):
        sheet = book["收入支出"]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "{{ 基本支出年初预算 }}":
                    place["at"] = cell.coordinate
                    left = cell.offset(column=-1)
                    place["area"] = f"{left.coordinate}:{cell.coordinate}"
        under = sheet[place["at"]].value
        sheet.merge_cells(place["area"])
        sheet._cells[sheet[place["at"]].row, sheet[place["at"]].column] = under_cell(
            sheet, place["at"], under
        )

    def under_cell(sheet, at, value):
        from openpyxl.cell import Cell

        merged = sheet[at]
        return Cell(sheet, row=merged.row, column=merged.column, value=value)

    _, findings = packs.load(changed(tmp_path, "form.xlsx", change))
    [finding] = [f for f in findings if f.code == "PK22"]
    assert finding.where.spot == f"收入支出!{place['at']}"
    assert finding.message == f"合并的格 {place['area']} 盖住了 {place['at']} 的内容。"


def test_merged_cells_that_overlap_are_named():
    """Issuing the form would fall over them."""
    layout = SheetLayout("表", {}, (), (), {}, ((1, 1, 2, 2), (2, 2, 3, 3), (5, 1, 5, 2)))
    [finding] = covers.findings(layout)
    assert finding.where.spot == "表!B2"
    assert finding.message == "合并的格 A1:B2 和 B2:C3 重叠。"
